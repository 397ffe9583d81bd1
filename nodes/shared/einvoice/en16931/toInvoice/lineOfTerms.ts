import { divideExact, isPositive, negate, ONE, toText, ZERO, type Decimal } from '../../../values/decimal';
import { addNetMismatch } from '../../../invoice/checkDocument';
import type { Findings } from '../../../invoice/findings';
import { lineOf } from '../../../invoice/build';
import type { Line } from '../../../invoice/schema';
import { sumOfAll } from '../../../values/money';
import { readNumber } from '../../reader';
import { checkCategory } from './checkCategory';
import type { AllowanceOrCharge, LineTerms } from '../terms';

/** A line of the norm has neither a tax amount nor a total with tax. */
export function lineOfTerms(
	terms: LineTerms,
	index: number,
	currency: string | null,
	findings: Findings,
): Line {
	const path = `lines[${index}]`;
	const read = (field: string, text: string | null) => readNumber(findings, `${path}.${field}`, text);
	const amount = (field: string, value: Decimal | null) => findings.amount(`${path}.${field}`, value);
	const { price, base, unitPrice: one } = priceOf(terms, `${path}.unitPrice`, findings);
	const unitPrice = amount('unitPrice', one);
	const [quantity, net] = [read('quantity', terms.quantity), read('net', terms.net)];
	const discount = discountOf(terms, `${path}.discount`, findings);
	// With a price of one, the item shows whether the net is right.
	if (unitPrice === null && price && base && quantity && net) {
		addNetMismatch({ quantity, price, base, discount: discount ?? ZERO, net }, currency, findings, index);
	}
	for (const text of [terms.grossPrice, ...terms.priceDiscounts]) {
		readNumber(findings, 'references.lineGrossPrices', text);
	}
	for (const entry of terms.allowancesAndCharges) {
		checkFigures(entry, 'references.lineAllowancesAndCharges', findings);
	}
	return lineOf({
		id: terms.id,
		sku: terms.sellersId ?? terms.standardId?.id ?? terms.buyersId,
		description: descriptionOf(terms),
		quantity: amount('quantity', quantity),
		unit: terms.unit,
		unitPrice,
		unitPriceIncludesTax: unitPrice === null ? null : false,
		discount: amount('discount', discount),
		net: amount('net', net),
		taxRate: amount('taxRate', read('taxRate', terms.taxRate)),
		taxCategory: checkCategory(findings, `${path}.taxCategory`, terms.taxCategory),
		periodStart: findings.date(`${path}.periodStart`, terms.periodStart),
		periodEnd: findings.date(`${path}.periodEnd`, terms.periodEnd),
	});
}

/** Checks figures of a discount or charge that are kept as text: an issue for each that is not a number. */
export function checkFigures(
	{ isCharge, amount, percent, baseAmount, taxRate, taxCategory, unclear }: AllowanceOrCharge,
	path: string,
	findings: Findings,
): void {
	for (const text of [percent, baseAmount, taxRate]) readNumber(findings, path, text);
	if (amount === null) {
		findings.add(
			'figure-missing',
			path,
			`A ${isCharge ? 'charge' : 'discount'} has no amount, and was left out`,
		);
	}
	if (unclear !== undefined) {
		findings.add(
			'charge-unclear',
			path,
			`${unclear.slice(0, 20)} is neither true (a charge) nor false (a discount): it was read as a discount`,
		);
	}
	checkCategory(findings, path, taxCategory);
}

/** The name of the item, followed by the description if it adds anything. */
function descriptionOf({ name, description }: LineTerms): string | null {
	if (name === null || description === null || name === description) return name ?? description;
	return `${name}\n${description}`;
}

/** Discounts minus charges of the line; null when there are none. */
function discountOf({ allowancesAndCharges }: LineTerms, path: string, findings: Findings): Decimal | null {
	return sumOfAll(
		allowancesAndCharges.map(({ isCharge, amount }) => {
			const figure = readNumber(findings, path, amount);
			return figure && isCharge ? negate(figure) : figure;
		}),
	);
}

/** A price and the quantity that it is for, where the quantity of the line has the same unit. */
interface Price {
	price: Decimal | null;
	base: Decimal | null;
	/** The price per unit: BT-146 divided by BT-149. */
	unitPrice: Decimal | null;
}

const NO_PRICE: Price = { price: null, base: null, unitPrice: null };

function priceOf(terms: LineTerms, path: string, findings: Findings): Price {
	const price = readNumber(findings, path, terms.price);
	if (terms.priceQuantity === null) return { price, base: ONE, unitPrice: price };
	const base = readNumber(findings, path, terms.priceQuantity);
	// Text that is not a number already has an issue, and gives no unit price.
	if (price === null || base === null) return NO_PRICE;
	if (!isPositive(base)) {
		findings.add(
			'price-not-per-unit',
			path,
			`The price is ${toText(price)} for ${toText(base)}, which is not above zero (BT-149)`,
		);
		return NO_PRICE;
	}
	const isOtherUnit = terms.priceUnit !== null && terms.unit !== null && terms.priceUnit !== terms.unit;
	const unitPrice = isOtherUnit ? null : divideExact(price, base);
	if (unitPrice === null) {
		findings.add(
			'price-not-per-unit',
			path,
			`The price is ${toText(price)} for ${toText(base)} ${terms.priceUnit ?? terms.unit ?? ''}`.trimEnd() +
				', which is no exact price for one unit of the quantity',
		);
	}
	return isOtherUnit ? NO_PRICE : { price, base, unitPrice };
}
