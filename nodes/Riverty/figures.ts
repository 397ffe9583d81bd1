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
} from '../shared/decimal';
import type { Findings } from '../shared/findings';
import { lineOf, type Line, type Tax, type Totals } from '../shared/invoice';
import { amount, sumOfAll } from '../shared/money';
import type { InvoiceCreated, Item } from './schema';

type Parameters = InvoiceCreated['parameters'];
type Figure = Item['quantity'];

const HUNDRED = ofDigits(100);
/** How far a tax may be from the calculated one to count as the same: two cents. */
const TOLERANCE = ofDigits(2, 2);

export interface Figures {
	isCreditNote: boolean;
	totals: Partial<Totals>;
	taxes: Tax[];
	lines: Line[];
}

/** A line with its figures in exact form, before they become numbers. */
interface CountedLine {
	line: Line;
	net: Decimal | null;
	tax: Decimal | null;
	rate: Decimal | null;
}

/**
 * Totals, taxes and lines. A negative gross total makes a credit note, whose amounts are turned once, here: those of
 * the lines with them, unit prices too, quantities not.
 */
export function figuresOf({ totals, items }: Parameters, findings: Findings): Figures {
	const sentGross = figure('totals.gross', totals?.grossUnitPrice, findings);
	const isCreditNote = sentGross !== null && isNegative(sentGross);
	const turned: Turn = (sent) => (sent !== null && isCreditNote ? negate(sent) : sent);

	const gross = turned(sentGross);
	const tax = turned(figure('totals.tax', totals?.vatAmount, findings));
	const lines = (items ?? []).map((item, index) => countedLine(item, `lines[${index}]`, turned, findings));
	return {
		isCreditNote,
		totals: {
			lines: findings.amount('totals.lines', sumOfAll(lines.map((line) => line.net))),
			net: gross && tax ? findings.amount('totals.net', subtract(gross, tax)) : null,
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', gross),
		},
		taxes: taxesOf(lines, tax, findings),
		lines: lines.map(({ line }) => line),
	};
}

type Turn = (sent: Decimal | null) => Decimal | null;

/** A figure as sent; null with an issue where something is written that is no plain number. */
function figure(path: string, sent: Figure, findings: Findings): Decimal | null {
	const value = amount(sent);
	if (value === null && sent !== null && sent !== undefined && sent !== '') {
		findings.add('amount-unknown', path, `${String(sent).slice(0, 100)} is no number; it is kept in raw`);
	}
	return value;
}

function countedLine(item: Item, path: string, turned: Turn, findings: Findings): CountedLine {
	const quantity = figure(`${path}.quantity`, item.quantity, findings);
	const unitPrice = turned(figure(`${path}.unitPrice`, item.grossUnitPrice, findings));
	const percent = figure(`${path}.taxRate`, item.vatPercent, findings);
	const vat = turned(figure(`${path}.tax`, item.vatAmount, findings));
	if (item.quantity === null || item.quantity === undefined || item.quantity === '') {
		findings.add(
			'quantity-missing',
			`${path}.quantity`,
			'Riverty did not send the quantity, so that the amounts of the line are not known',
		);
	}
	const gross = unitPrice && quantity && multiply(unitPrice, quantity);
	const tax = taxOfLine({ vat, unitPrice, quantity, percent }, `${path}.tax`, findings);
	const net = gross && tax && subtract(gross, tax);
	const rate = percent ?? (item.vatType === 'REVERSE' ? ZERO : null);
	return {
		line: lineOf({
			id: item.orderItemReference,
			description: item.description,
			quantity: findings.amount(`${path}.quantity`, quantity),
			unitPrice: findings.amount(`${path}.unitPrice`, unitPrice),
			unitPriceIncludesTax: unitPrice === null ? null : true,
			net: findings.amount(`${path}.net`, net),
			tax: findings.amount(`${path}.tax`, tax),
			taxRate: findings.amount(`${path}.taxRate`, rate),
			taxCategory: categoryOf(item.vatType, percent, `${path}.taxCategory`, findings),
			gross: findings.amount(`${path}.gross`, gross),
		}),
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
 * The tax of a line. Whether `vatAmount` is that of the line or of one unit is not documented, and in every example on
 * docs.riverty.com the quantity is 1 or not sent: the percentage has to tell.
 */
function taxOfLine(
	{ vat, unitPrice, quantity, percent }: SentTax,
	path: string,
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
		path,
		`${toText(vat)} was sent, which is ${toText(percent)} % neither of the line nor of one unit`,
	);
	return vat;
}

/** The UNTDID 5305 letter. */
function categoryOf(
	vatType: string | null,
	percent: Decimal | null,
	path: string,
	findings: Findings,
): string | null {
	if (vatType === 'REVERSE') return 'AE';
	if (vatType === 'NORMAL') return 'S';
	if (vatType === null) return percent && isPositive(percent) ? 'S' : null;
	findings.add(
		'tax-category-unknown',
		path,
		`${vatType.slice(0, 100)} is no known vatType; it is kept in raw`,
	);
	return null;
}

/** One entry a category and rate; none unless the lines account for all of the tax, for items can be missing. */
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
	const groups = new Map<string, [CountedLine, ...CountedLine[]]>();
	for (const line of lines) {
		const name = `${line.line.taxCategory} ${line.rate && toText(line.rate)}`;
		const group = groups.get(name);
		if (group) group.push(line);
		else groups.set(name, [line]);
	}
	return [...groups.values()].map((group, index): Tax => {
		const path = `taxes[${index}]`;
		const [{ line, rate }] = group;
		return {
			category: line.taxCategory,
			name: 'VAT',
			rate: findings.amount(`${path}.rate`, rate),
			taxableAmount: findings.amount(`${path}.taxableAmount`, sumOfAll(group.map(({ net }) => net))),
			taxAmount: findings.amount(`${path}.taxAmount`, sumOfAll(group.map(({ tax }) => tax))),
		};
	});
}
