import { divideExact, isPositive, negate, toText, type Decimal } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { lineOf } from '../../../invoice/build';
import type { Line } from '../../../invoice/schema';
import { sumOfAll } from '../../../values/money';
import { readNumber } from '../../reader';
import type { AllowanceOrCharge, LineTerms } from '../terms';

/** A line of the norm has neither a tax amount nor a total with tax. */
export function lineOfTerms(terms: LineTerms, path: string, findings: Findings): Line {
	const read = (field: string, text: string | null) => readNumber(findings, `${path}.${field}`, text);
	const amount = (field: string, value: Decimal | null) => findings.amount(`${path}.${field}`, value);
	const unitPrice = amount('unitPrice', unitPriceOf(terms, `${path}.unitPrice`, findings));
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
		quantity: amount('quantity', read('quantity', terms.quantity)),
		unit: terms.unit,
		unitPrice,
		unitPriceIncludesTax: unitPrice === null ? null : false,
		discount: amount('discount', discountOf(terms, `${path}.discount`, findings)),
		net: amount('net', read('net', terms.net)),
		taxRate: amount('taxRate', read('taxRate', terms.taxRate)),
		taxCategory: terms.taxCategory,
		periodStart: findings.date(`${path}.periodStart`, terms.periodStart),
		periodEnd: findings.date(`${path}.periodEnd`, terms.periodEnd),
	});
}

/** Checks figures of a discount or charge that are kept as text: an issue for each that is not a number. */
export function checkFigures(
	{ percent, baseAmount, taxRate }: AllowanceOrCharge,
	path: string,
	findings: Findings,
): void {
	for (const text of [percent, baseAmount, taxRate]) readNumber(findings, path, text);
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

/** The price per unit: BT-146 divided by BT-149. */
function unitPriceOf(terms: LineTerms, path: string, findings: Findings): Decimal | null {
	const price = readNumber(findings, path, terms.price);
	if (terms.priceQuantity === null) return price;
	const quantity = readNumber(findings, path, terms.priceQuantity);
	// Text that is not a number already has an issue, and gives no unit price.
	if (price === null || quantity === null) return null;
	if (!isPositive(quantity)) {
		findings.add(
			'price-not-per-unit',
			path,
			`The price is ${toText(price)} for ${toText(quantity)}, which is not above zero (BT-149)`,
		);
		return null;
	}
	const isOtherUnit = terms.priceUnit !== null && terms.unit !== null && terms.priceUnit !== terms.unit;
	const unitPrice = isOtherUnit ? null : divideExact(price, quantity);
	if (unitPrice === null) {
		findings.add(
			'price-not-per-unit',
			path,
			`The price is ${toText(price)} for ${toText(quantity)} ${terms.priceUnit ?? terms.unit ?? ''}`.trimEnd() +
				', which is no exact price for one unit of the quantity',
		);
	}
	return unitPrice;
}
