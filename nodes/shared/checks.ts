import { currencyDigits } from './currencies';
import {
	abs,
	add,
	compare,
	decimal,
	equals,
	fractionDigits,
	multiply,
	ofDigits,
	shift,
	subtract,
	sum,
	toText,
	type Decimal,
	ZERO,
} from './decimal';
import type { Invoice, Issue } from './invoice';

/**
 * Adds an issue for every sum rule of EN 16931 (BR-CO-10 … BR-CO-17) that the sent figures break, and for every
 * amount with more digits than its currency has. The item goes out all the same; a rule is only applied where every
 * figure that it needs was sent.
 */
export function checkSums(invoice: Invoice): Invoice {
	const issues = [...sumRules(invoice), ...tooManyDigits(invoice)];
	return issues.length === 0 ? invoice : { ...invoice, issues: [...invoice.issues, ...issues] };
}

const figure = (value: number | null): Decimal | null => (value === null ? null : decimal(value));
const orZero = (value: number | null): Decimal => figure(value) ?? ZERO;

/** The sum of all, or null where there are none or one was not sent. */
function sumOf(values: ReadonlyArray<number | null>): Decimal | null {
	const figures = values.map(figure);
	return figures.length > 0 && figures.every((value) => value !== null) ? sum(figures) : null;
}

function sumRules({ totals, lines, taxes, currency }: Invoice): Issue[] {
	const [net, tax, gross, paid] = [totals.net, totals.tax, totals.gross, totals.paid].map(figure);
	const linesTotal = figure(totals.lines);
	const rules: Array<
		[rule: string, path: string, sent: Decimal | null | undefined, expected: Decimal | null, means: string]
	> = [
		['BR-CO-10', 'totals.lines', linesTotal, sumOf(lines.map((line) => line.net)), 'the sum of the lines'],
		[
			'BR-CO-13',
			'totals.net',
			net,
			linesTotal && subtract(add(linesTotal, orZero(totals.charges)), orZero(totals.discount)),
			'lines − discount + charges',
		],
		['BR-CO-14', 'totals.tax', tax, sumOf(taxes.map((entry) => entry.taxAmount)), 'the sum of the taxes'],
		['BR-CO-15', 'totals.gross', gross, net && tax ? add(net, tax) : null, 'net + tax'],
		[
			'BR-CO-16',
			'totals.due',
			figure(totals.due),
			gross && paid
				? add(subtract(subtract(gross, paid), orZero(totals.withheld)), orZero(totals.rounding))
				: null,
			'gross − paid + rounding',
		],
	];
	const broken = rules.flatMap(([rule, path, sent, expected, means]): Issue[] =>
		sent && expected && !equals(sent, expected)
			? [
					{
						code: 'sum-mismatch',
						path,
						message: `${toText(sent)} was sent, but ${means} is ${toText(expected)} (${rule})`,
					},
				]
			: [],
	);
	// Rounding is done per line by some and per document by others: one minor unit a line is no mismatch.
	const tolerance = ofDigits(Math.max(1, lines.length), currencyDigits(currency ?? '') ?? 2);
	taxes.forEach((entry, index) => {
		const [rate, base, sent] = [entry.rate, entry.taxableAmount, entry.taxAmount].map(figure);
		if (!rate || !base || !sent) return;
		const expected = shift(multiply(base, rate), -2);
		if (compare(abs(subtract(expected, sent)), tolerance) > 0) {
			broken.push({
				code: 'tax-mismatch',
				path: `taxes[${index}].taxAmount`,
				message: `${toText(sent)} was sent, but ${toText(rate)} % of ${toText(base)} is ${toText(expected)} (BR-CO-17)`,
			});
		}
	});
	return broken;
}

function tooManyDigits({ totals, lines, taxes, currency }: Invoice): Issue[] {
	const digits = currency === null ? null : currencyDigits(currency);
	if (digits === null) return [];
	const amounts: Array<[path: string, value: number | null]> = Object.entries(totals).map(([key, value]) => [
		`totals.${key}`,
		value,
	]);
	const collect = (list: string, index: number, key: string, value: number | null) => {
		if (!hasAtMost(digits, value)) amounts.push([`${list}[${index}].${key}`, value]);
	};
	taxes.forEach((tax, index) => {
		collect('taxes', index, 'taxableAmount', tax.taxableAmount);
		collect('taxes', index, 'taxAmount', tax.taxAmount);
	});
	lines.forEach((line, index) => {
		collect('lines', index, 'net', line.net);
		collect('lines', index, 'tax', line.tax);
		collect('lines', index, 'gross', line.gross);
	});
	return amounts.flatMap(([path, value]): Issue[] => {
		const exact = figure(value);
		return exact !== null && fractionDigits(exact) > digits
			? [
					{
						code: 'more-digits-than-currency',
						path,
						message: `${toText(exact)} has more digits than ${currency} has`,
					},
				]
			: [];
	});
}

/**
 * Whether an amount surely has no more fraction digits than that: it is the double nearest to a whole number of minor
 * units. Only saves the exact look at nearly all of them.
 */
function hasAtMost(digits: number, value: number | null): boolean {
	if (value === null) return true;
	const unit = 10 ** digits;
	const minor = Math.round(value * unit);
	return Number.isSafeInteger(minor) && minor / unit === value;
}
