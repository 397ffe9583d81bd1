import {
	abs,
	add,
	divideExact,
	equals,
	isNegative,
	isPositive,
	isZero,
	multiply,
	negate,
	subtract,
	sum,
	toNumber,
	type Decimal,
	ZERO,
} from '../../../values/decimal';
import type { Invoice, Line, Tax } from '../../../invoice/schema';
import { groupedBy } from '../../../values/groups';
import { mapInSteps, type Steps } from '../../../steps';
import { reasonsOfText } from '../exemptions';
import { sizeOfLine } from '../lineDetails';
import type { AllowanceOrCharge, LineTerms, TaxTerms } from '../terms';
import type { DetailsByLine, LineDetails } from './detailsByLine';
import { unitCodeOf } from './units';
import { allowanceOf, figureOf, figureText, numberText, readFigure } from './writtenTerms';

/** The lines, numbered by their position when none has a number. */
export function* lineTermsOfItem(
	{ lines, provider }: Invoice,
	taxes: readonly TaxTerms[],
	{ details }: DetailsByLine,
): Steps<LineTerms[]> {
	const numbered = lines.some(({ id }) => id !== null);
	const agreeing = agreeingWith(taxes);
	return yield* mapInSteps(
		lines,
		(line, index) =>
			termsOf(
				// What a file says stays as it is, so that Validate can judge it.
				provider === null ? line : withoutNegativePrice(withoutEmptyDiscount(line)),
				numbered ? line.id : String(index + 1),
				agreeing,
				details[index]!,
			),
		(_line, index) => sizeOfLine(details[index]!),
	);
}

function termsOf(line: Line, id: string | null, agreeing: Agreeing, details: LineDetails): LineTerms {
	const net = exactNetOf(line);
	const [name, description] = nameAndDescription(line.description);
	return {
		...details,
		id,
		name,
		description,
		sellersId: sellersIdOf(line, details),
		quantity: numberText(line.quantity),
		unit: unitCodeOf(line.unit),
		...(priceOfDetails(line, details) ?? priceOf(line, net)),
		allowancesAndCharges: allowancesOf(line, details),
		net: figureText(net),
		...taxOf(line, agreeing),
		periodStart: line.periodStart,
		periodEnd: line.periodEnd,
	};
}

type Price = Pick<LineTerms, 'price' | 'priceQuantity' | 'priceUnit'>;

/**
 * BR-27 forbids negative prices. A provider that credits something in a line, such as the rest of a period, may send
 * one: negate the quantity instead, which gives the same amount.
 */
const withoutNegativePrice = (line: Line): Line =>
	line.unitPrice !== null && line.unitPrice < 0 && line.quantity !== null && line.quantity > 0
		? { ...line, unitPrice: -line.unitPrice, quantity: -line.quantity }
		: line;

/** Providers send 0 where there is no discount. */
const withoutEmptyDiscount = (line: Line): Line => (line.discount === 0 ? { ...line, discount: null } : line);

/** The reader uses another number of the item where the seller's is missing. */
function sellersIdOf({ sku }: Line, { standardId, buyersId }: LineDetails): string | null {
	return sku === (standardId === null ? buyersId : standardId.id) ? null : sku;
}

/** The single discounts and charges of a line if their sum is its discount, or else that discount alone. */
function allowancesOf(line: Line, { allowancesAndCharges }: LineDetails): AllowanceOrCharge[] {
	const discount = figureOf(line.discount);
	if (discount === null) return [];
	if (isSumOf(allowancesAndCharges, discount)) return allowancesAndCharges;
	return [allowanceOf(isNegative(discount), abs(discount))];
}

/** Whether single discounts, less charges, add up to the discount of a line. */
export function isSumOf(entries: readonly AllowanceOrCharge[], discount: Decimal): boolean {
	const parts = entries.map(({ isCharge, amount }) => {
		const figure = readFigure(amount) ?? ZERO;
		return isCharge ? negate(figure) : figure;
	});
	return parts.length > 0 && equals(sum(parts), discount);
}

/** The price per quantity (BT-149), as the document had it. */
export function priceOfDetails(
	line: Line,
	{ price: sent, priceQuantity, priceUnit }: LineDetails,
): Price | null {
	const quantity = readFigure(priceQuantity);
	if (quantity === null || !isPositive(quantity)) return null;
	const price = line.unitPriceIncludesTax === false ? figureOf(line.unitPrice) : null;
	const written = line.unitPrice === null ? sent : figureText(price && multiply(price, quantity));
	return written === null ? null : { price: written, priceQuantity, priceUnit };
}

/** The first line is the name, as the reader puts it. */
function nameAndDescription(text: string | null): [name: string | null, description: string | null] {
	const [, name, description] = /^([^\n]*)\n(.*)$/s.exec(text ?? '') ?? [];
	return !name?.trim() || !description?.trim() || name === description ? [text, null] : [name, description];
}

/** The net as sent, or computed from the line's other figures. */
export function exactNetOf(line: Line): Decimal | null {
	const [net, gross, tax] = [line.net, line.gross, line.tax].map(figureOf);
	if (net) return net;
	if (gross && tax) return subtract(gross, tax);
	const [price, quantity] = [line.unitPrice, line.quantity].map(figureOf);
	if (!price || !quantity || line.unitPriceIncludesTax !== false) return null;
	return subtract(multiply(price, quantity), figureOf(line.discount) ?? ZERO);
}

/**
 * BT-146, the price without tax: as sent, or else computed from the net. If the price of one unit would have to be
 * rounded, it is the price of the whole quantity (BT-149) instead.
 */
function priceOf(line: Line, net: Decimal | null): Price {
	const [price, quantity] = [line.unitPrice, line.quantity].map(figureOf);
	const ofOne = (one: Decimal | null) => ({ price: figureText(one), priceQuantity: null, priceUnit: null });
	if (price && line.unitPriceIncludesTax === false) return ofOne(price);
	if (!net || !quantity || isZero(quantity)) return ofOne(null);
	const before = add(net, figureOf(line.discount) ?? ZERO);
	if (price && line.unitPriceIncludesTax === null && equals(multiply(price, quantity), before)) {
		return ofOne(price);
	}
	const quotient = divideExact(before, quantity);
	if (quotient && toNumber(quotient) !== null) return ofOne(quotient);
	return {
		price: figureText(isNegative(quantity) ? negate(before) : before),
		priceQuantity: figureText(abs(quantity)),
		priceUnit: unitCodeOf(line.unit),
	};
}

/** The breakdowns with that category and that rate, where they are known. */
type Agreeing = (category: string | null, rate: string | null) => readonly TaxTerms[];

function agreeingWith(taxes: readonly TaxTerms[]): Agreeing {
	const ofCategory = groupedBy(taxes, ({ category }) => category);
	const ofRate = groupedBy(taxes, ({ rate }) => rate);
	return (category, rate) => {
		// Both are known already.
		if (category !== null && rate !== null) return [];
		if (category !== null) return ofCategory.get(category) ?? [];
		return rate === null ? taxes : (ofRate.get(rate) ?? []);
	};
}

/** Category and rate; a missing one comes from the only breakdown that matches the other. */
function taxOf(line: Line, agreeing: Agreeing): Pick<LineTerms, 'taxCategory' | 'taxRate'> {
	const rate = numberText(line.taxRate);
	const [only, second] = agreeing(line.taxCategory, rate);
	if (second) return { taxCategory: line.taxCategory, taxRate: rate };
	const category = line.taxCategory ?? only?.category ?? null;
	// What is not subject to VAT has no rate, not even 0 (BR-O-05).
	return { taxCategory: category, taxRate: rate ?? (category === 'O' ? null : (only?.rate ?? null)) };
}

/** BG-23, from the taxes of the item. A single one covers the whole invoice (BR-CO-13, BR-CO-14). */
export function taxTermsOfItem(
	{ taxes, lines, references }: Invoice,
	net: Decimal | null,
	tax: Decimal | null,
): TaxTerms[] {
	const reasons = reasonsOfText(taxes, references.taxExemptionReason, '; ');
	const codes = reasonsOfText(taxes, references.taxExemptionReasonCode, ', ');
	const isOnly = taxes.length === 1;
	const ofRate = categoriesOf(lines);
	return taxes.map((entry, index) => ({
		name: entry.name,
		category: entry.category ?? onlyCategory(entry, ofRate),
		rate: numberText(entry.rate),
		taxableAmount: figureText(figureOf(entry.taxableAmount) ?? (isOnly ? net : null)),
		taxAmount: figureText(figureOf(entry.taxAmount) ?? (isOnly ? tax : null)),
		exemptionReason: reasons[index] ?? null,
		exemptionReasonCode: codes[index] ?? null,
	}));
}

/** The categories that lines of each rate have. */
function categoriesOf(lines: readonly Line[]): Map<number | null, Set<string | null>> {
	const ofRate = new Map<number | null, Set<string | null>>();
	for (const { taxRate, taxCategory } of lines) {
		const categories = ofRate.get(taxRate);
		if (categories) categories.add(taxCategory);
		else ofRate.set(taxRate, new Set([taxCategory]));
	}
	return ofRate;
}

function onlyCategory({ rate }: Tax, ofRate: ReturnType<typeof categoriesOf>): string | null {
	const [category = null, second] = ofRate.get(rate) ?? [];
	return second === undefined && rate !== null ? category : null;
}
