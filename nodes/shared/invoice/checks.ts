import { currencyDigits } from '../values/currencies';
import {
	abs,
	add,
	compare,
	decimal,
	fractionDigits,
	isNegative,
	isPositive,
	ofDigits,
	subtract,
	toText,
	type Decimal,
	ZERO,
} from '../values/decimal';
import { Findings, withFindings } from './findings';
import type { Invoice, Totals } from './schema';
import { dueOfTotals, netOfTotals } from './sums';
import { percentOf, sumOfAll } from '../values/money';

/** What sums are checked by. */
export interface SumRules {
	/**
	 * The meaning of an absent amount. `unknown`: a provider that does not send the paid amount says nothing about it, so
	 * a rule applies only when all of its figures were sent. `zero`: in a document of EN 16931, an absent BT-110 or BT-113
	 * is zero. `unsaid`: the format has no place for BT-113, so less than the total may be due.
	 */
	silence: 'unknown' | 'zero' | 'unsaid';
	/** How much the sum of the lines, and net and gross, may be off because amounts were rounded one by one. */
	slack: { lines: Decimal; totals: Decimal };
	/** What is due besides the invoice: amounts of third parties, which EN 16931 does not have. */
	ofOthers: Decimal;
}

const OF_PROVIDERS: SumRules = { silence: 'unknown', slack: { lines: ZERO, totals: ZERO }, ofOthers: ZERO };

/**
 * Adds an issue for every sum rule of EN 16931 (BR-CO-10 … BR-CO-17) that the figures violate, for an amount due that is
 * said to be paid, and for every amount with more digits than its currency has. The item is emitted regardless.
 */
export function checkSums(invoice: Invoice, rules: Partial<SumRules> = {}): Invoice {
	// A list that its lines have filled must not hide what is wrong with the whole.
	const ofWhole = new Findings();
	checkRules(invoice, { ...OF_PROVIDERS, ...rules }, ofWhole);
	const findings = new Findings(undefined, [...invoice.issues, ...ofWhole.issues]);
	checkDigits(invoice, findings);
	return withFindings(invoice, findings);
}

/** Code of an issue that explains why the amount due is less than gross − paid. */
export const SETTLED_OTHERWISE = 'settled-otherwise';

/** Code of an issue of a document that lacks some of its lines. */
export const LINES_MISSING = 'lines-missing';

const isOpposite = (one: Decimal, other: Decimal): boolean =>
	(isPositive(one) && isNegative(other)) || (isNegative(one) && isPositive(other));

const figure = (value: number | null): Decimal | null => (value === null ? null : decimal(value));

/** The sum of all values; null when the list is empty or a value is missing. */
const sumOf = (values: ReadonlyArray<number | null>): Decimal | null => sumOfAll(values.map(figure));

function checkRules(
	{ status, totals, lines, taxes, currency, issues }: Invoice,
	{ silence, slack: profile, ofOthers }: SumRules,
	findings: Findings,
): void {
	const agree = (
		rule: string,
		path: string,
		sent: Decimal | null,
		expected: Decimal | null,
		means: string,
		slack: Decimal = ZERO,
	) => {
		if (!sent || !expected || compare(abs(subtract(sent, expected)), slack) <= 0) return;
		findings.add(
			'sum-mismatch',
			path,
			`${toText(sent)} was sent, but ${means} is ${toText(expected)} (${rule})`,
		);
	};
	const [linesTotal, net, tax] = [figure(totals.lines), figure(totals.net), figure(totals.tax)];
	const unsent = silence === 'unknown' ? null : ZERO;
	const [gross, paid] = [figure(totals.gross), figure(totals.paid) ?? unsent];
	const sumOfLines = sumOf(lines.map((line) => line.net));
	agree('BR-CO-10', 'totals.lines', linesTotal, sumOfLines, 'the sum of the lines', profile.lines);
	const given = (name: 'charges' | 'discount' | 'withheld' | 'rounding') => figure(totals[name]);
	const netExpected =
		linesTotal && netOfTotals(linesTotal, { charges: given('charges'), discount: given('discount') });
	const digits = currencyDigits(currency ?? '') ?? 2;
	// Lines finer than the currency are rounded per tax: each may add one minor unit.
	const isFiner = linesTotal !== null && fractionDigits(linesTotal) > digits;
	const slack = isFiner ? ofDigits(Math.max(1, taxes.length), digits) : profile.totals;
	agree('BR-CO-13', 'totals.net', net, netExpected, 'lines − discount + charges', slack);
	agree('BR-CO-14', 'totals.tax', tax, sumOf(taxes.map((entry) => entry.taxAmount)), 'the sum of the taxes');
	const allTax = tax ?? unsent;
	const means = tax ? 'net + tax' : 'net, with no total of the tax,';
	agree('BR-CO-15', 'totals.gross', gross, net && allTax && add(net, allTax), means, profile.totals);
	const due = figure(totals.due);
	const own =
		gross && paid && dueOfTotals(gross, { paid, withheld: given('withheld'), rounding: given('rounding') });
	const dueExpected = own && add(own, ofOthers);
	const isPartPaid =
		silence === 'unsaid' && !!due && !!gross && compare(abs(due), abs(gross)) < 0 && !isOpposite(due, gross);
	// Of a void document nothing is due, whatever was paid.
	if (status !== 'void' && !isPartPaid && !issues.some(({ code }) => code === SETTLED_OTHERWISE)) {
		agree('BR-CO-16', 'totals.due', due, dueExpected, 'gross − paid + rounding');
	}
	checkStatus({ status, totals }, findings);
	// Some senders round per line, others per document: tolerate one minor unit per line. Stripe and Chargebee round to
	// hundredths, also in currencies with thousandths.
	const written = taxes.reduce(
		(most, { taxAmount }) => Math.max(most, fractionDigits(figure(taxAmount) ?? ZERO)),
		2,
	);
	const tolerance = ofDigits(Math.max(1, lines.length), Math.min(digits, written));
	// Of a document that lacks some, it is not known how many there are.
	if (lines.length > 0 && issues.some(({ code }) => code === LINES_MISSING)) return;
	taxes.forEach((entry, index) => {
		const [rate, base, sent] = [entry.rate, entry.taxableAmount, entry.taxAmount].map(figure);
		if (!rate || !base || !sent) return;
		const expected = percentOf(base, rate);
		if (compare(abs(subtract(expected, sent)), tolerance) <= 0) return;
		findings.add(
			'tax-mismatch',
			'taxes[].taxAmount',
			`${toText(sent)} was sent, but ${toText(rate)} % of ${toText(base)} is ${toText(expected)} (BR-CO-17)`,
			index,
		);
	});
}

/** Adds an issue for a paid invoice of which something is due. */
export function checkStatus(
	{ status, totals }: Pick<Invoice, 'status' | 'totals'>,
	findings: Findings,
): void {
	const due = figure(totals.due);
	if (status !== 'paid' || !due || !isPositive(due)) return;
	findings.add('status-mismatch', 'status', `The status is paid, and ${toText(due)} is due`);
}

function checkDigits({ totals, lines, taxes, currency }: Invoice, findings: Findings): void {
	const digits = currency === null ? null : currencyDigits(currency);
	if (digits === null) return;
	const check = (record: string, key: string, value: number | null, index?: number) => {
		const exact = hasAtMost(digits, value) ? null : figure(value);
		if (exact === null || fractionDigits(exact) <= digits) return;
		findings.add(
			'more-digits-than-currency',
			`${record}.${key}`,
			`${toText(exact)} has more digits than ${currency} has`,
			index,
		);
	};
	for (const key of Object.keys(totals) as Array<keyof Totals>) check('totals', key, totals[key]);
	taxes.forEach((tax, index) => {
		check('taxes[]', 'taxableAmount', tax.taxableAmount, index);
		check('taxes[]', 'taxAmount', tax.taxAmount, index);
	});
	lines.forEach((line, index) => {
		check('lines[]', 'net', line.net, index);
		check('lines[]', 'tax', line.tax, index);
		check('lines[]', 'gross', line.gross, index);
	});
}

/**
 * Whether an amount certainly has no more fraction digits than that, because it is the double nearest to a whole number
 * of minor units. Saves nearly all amounts the exact check.
 */
function hasAtMost(digits: number, value: number | null): boolean {
	if (value === null) return true;
	const unit = 10 ** digits;
	const minor = Math.round(value * unit);
	return Number.isSafeInteger(minor) && minor / unit === value;
}
