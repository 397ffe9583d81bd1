import {
	abs,
	add,
	compare,
	equals,
	isNegative,
	isPositive,
	multiply,
	negate,
	ofDigits,
	subtract,
	toText,
	type Decimal,
	ONE,
	ZERO,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Line, Tax, Totals } from '../shared/invoice/schema';
import { groupedBy } from '../shared/values/groups';
import { amount, sumOfAll } from '../shared/values/money';
import type { InvoiceCreated, Item } from './schema';

type Parameters = InvoiceCreated['parameters'];
type Figure = Item['quantity'];

const HUNDRED = ofDigits(100);
/** How far a tax may differ from the calculated one: two cents. */
const TOLERANCE = ofDigits(2, 2);

export interface Amounts {
	isCreditNote: boolean;
	totals: Partial<Totals>;
	taxes: Tax[];
	lines: Line[];
}

/** A line with exact amounts, before they become numbers. */
interface CountedLine {
	line: Line;
	net: Decimal | null;
	tax: Decimal | null;
	rate: Decimal | null;
}

/**
 * Totals, taxes and lines. A negative gross total makes a credit note, so all signs are inverted here, once: those of
 * the lines and unit prices too, but not of quantities.
 */
export function amountsOf({ totals, items }: Parameters, findings: Findings): Amounts {
	const sentGross = figure('totals.gross', totals?.grossUnitPrice, findings);
	const isCreditNote = sentGross !== null && isNegative(sentGross);
	const turned: Turn = (sent) => (sent !== null && isCreditNote ? negate(sent) : sent);

	const gross = turned(sentGross);
	const tax = turned(figure('totals.tax', totals?.vatAmount, findings));
	const isOpposite = gross !== null && tax !== null && isNegative(multiply(gross, tax));
	if (isOpposite) {
		findings.add(
			'tax-sign-differs',
			'totals.tax',
			'The tax has another sign than the total, so that the net amount is not known; see the document',
		);
	}
	const lines = (items ?? []).map((item, index) => countedLine(item, index, turned, findings));
	return {
		isCreditNote,
		totals: {
			lines: findings.amount('totals.lines', sumOfAll(lines.map((line) => line.net))),
			net: gross && tax && !isOpposite ? findings.amount('totals.net', subtract(gross, tax)) : null,
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', gross),
		},
		taxes: taxesOf(lines, tax, findings),
		lines: lines.map(({ line }) => line),
	};
}

type Turn = (sent: Decimal | null) => Decimal | null;

/** An amount as sent; null, with an issue, if the text is not a plain number. */
function figure(path: string, sent: Figure, findings: Findings, index?: number): Decimal | null {
	const value = amount(sent);
	if (value === null && sent !== null && sent !== undefined && sent !== '') {
		findings.add(
			'amount-unknown',
			path,
			`${String(sent).slice(0, 100)} is not a number; it is kept in raw`,
			index,
		);
	}
	return value;
}

function countedLine(item: Item, index: number, turned: Turn, findings: Findings): CountedLine {
	const quantity = figure('lines[].quantity', item.quantity, findings, index);
	const unitPrice = turned(figure('lines[].unitPrice', item.grossUnitPrice, findings, index));
	const percent = figure('lines[].taxRate', item.vatPercent, findings, index);
	const vat = turned(figure('lines[].tax', item.vatAmount, findings, index));
	if (item.quantity === null || item.quantity === undefined || item.quantity === '') {
		findings.add(
			'quantity-missing',
			'lines[].quantity',
			'Riverty did not send the quantity, so that the amounts of the line are not known',
			index,
		);
	}
	const gross = unitPrice && quantity && multiply(unitPrice, quantity);
	const tax = taxOfLine({ vat, unitPrice, quantity, percent }, index, findings);
	const net = gross && tax && subtract(gross, tax);
	const rate = percent ?? (item.vatType === 'REVERSE' ? ZERO : null);
	return {
		line: {
			id: item.orderItemReference,
			sku: null,
			description: item.description,
			quantity: findings.amount('lines[].quantity', quantity, index),
			unit: null,
			unitPrice: findings.amount('lines[].unitPrice', unitPrice, index),
			unitPriceIncludesTax: unitPrice === null ? null : true,
			discount: null,
			net: findings.amount('lines[].net', net, index),
			tax: findings.amount('lines[].tax', tax, index),
			taxRate: findings.amount('lines[].taxRate', rate, index),
			taxCategory: categoryOf(item.vatType, percent, index, findings),
			gross: findings.amount('lines[].gross', gross, index),
			periodStart: null,
			periodEnd: null,
		},
		net,
		tax,
		rate,
	};
}

interface SentTax {
	vat: Decimal | null;
	unitPrice: Decimal | null;
	quantity: Decimal | null;
	percent: Decimal | null;
}

/**
 * The tax of a line. Undocumented whether `vatAmount` is per line or per unit (in every example on docs.riverty.com the
 * quantity is 1 or absent), so the percentage decides.
 */
function taxOfLine(
	{ vat, unitPrice, quantity, percent }: SentTax,
	index: number,
	findings: Findings,
): Decimal | null {
	if (vat === null || percent === null || (quantity && equals(quantity, ONE))) return vat;
	const isTaxOf = (gross: Decimal | null) => {
		// |gross × p / (100 + p) − vat| ≤ tolerance, without the division.
		const whole = add(HUNDRED, percent);
		const distance = gross && subtract(multiply(gross, percent), multiply(vat, whole));
		return distance !== null && compare(abs(distance), multiply(TOLERANCE, abs(whole))) <= 0;
	};
	if (isTaxOf(unitPrice && quantity && multiply(unitPrice, quantity))) return vat;
	if (isTaxOf(unitPrice)) return quantity && multiply(vat, quantity);
	findings.add(
		'tax-mismatch',
		'lines[].tax',
		`${toText(vat)} was sent, which is ${toText(percent)} % neither of the line nor of one unit`,
		index,
	);
	return vat;
}

/** The UNTDID 5305 category. */
function categoryOf(
	vatType: string | null,
	percent: Decimal | null,
	index: number,
	findings: Findings,
): string | null {
	if (vatType === 'REVERSE') return 'AE';
	if (vatType === 'NORMAL') return 'S';
	if (vatType === null) return percent && isPositive(percent) ? 'S' : null;
	findings.add(
		'tax-category-unknown',
		'lines[].taxCategory',
		`${vatType.slice(0, 100)} is not a known vatType; it is kept in raw`,
		index,
	);
	return null;
}

/**
 * One entry per category and rate; none unless the lines account for all of the tax, because Riverty may omit items.
 */
function taxesOf(lines: readonly CountedLine[], totalTax: Decimal | null, findings: Findings): Tax[] {
	const ofLines = sumOfAll(lines.map(({ tax }) => tax));
	const complete = ofLines && totalTax && equals(ofLines, totalTax) && lines.every(({ net }) => net !== null);
	if (!complete) {
		if (lines.length > 0 || totalTax !== null) {
			findings.add(
				'tax-breakdown-incomplete',
				'taxes',
				'The lines do not account for the tax of the invoice, so that no taxes are listed: Riverty may leave out items',
			);
		}
		return [];
	}
	const groups = groupedBy(lines, ({ line, rate }) => `${line.taxCategory} ${rate && toText(rate)}`);
	return [...groups.values()].map((group, index): Tax => {
		const [{ line, rate }] = group;
		return {
			category: line.taxCategory,
			name: 'VAT',
			rate: findings.amount('taxes[].rate', rate, index),
			taxableAmount: findings.amount('taxes[].taxableAmount', sumOfAll(group.map(({ net }) => net)), index),
			taxAmount: findings.amount('taxes[].taxAmount', sumOfAll(group.map(({ tax }) => tax)), index),
		};
	});
}
