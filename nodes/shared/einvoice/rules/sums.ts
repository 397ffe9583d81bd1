import {
	add,
	equals,
	fractionDigits,
	multiply,
	ofDigits,
	shift,
	subtract,
	toText,
	type Decimal,
	ZERO,
} from '../../values/decimal';
import { currencyDigits } from '../../values/currencies';
import { sumOfAll } from '../../values/money';
import type { Gaps } from './gaps';
import { readFigure, type WrittenTerms } from '../en16931/writtenTerms';

/** The totals: that they are there, that they add up (BR-CO-10 … 17), and that none has more than two decimals. */
export function sumRules(terms: WrittenTerms, gaps: Gaps): void {
	const { totals } = terms;
	gaps.require(totals.lines !== null, 'BR-12', 'totals.lines', 'Fill in the sum of the lines without tax');
	gaps.require(totals.net !== null, 'BR-13', 'totals.net', 'Fill in the total without tax');
	gaps.require(totals.gross !== null, 'BR-14', 'totals.gross', 'Fill in the total with tax');
	gaps.require(
		totals.due !== null,
		'BR-15',
		'totals.due',
		'Fill in what is to be paid, or totals.paid: what is paid already, 0 if nothing is',
	);
	gaps.require(
		terms.taxes.length === 0 || terms.tax !== null,
		'BR-CO-14',
		'totals.tax',
		'Fill in the total tax',
	);
	addUp(terms, gaps);
	decimals(terms, gaps);
}

function addUp({ totals, tax, taxes, lines, currency }: WrittenTerms, gaps: Gaps): void {
	const read = readFigure;
	const [linesTotal, net, gross, vat] = [totals.lines, totals.net, totals.gross, tax].map(read);
	const orZero = (text: string | null) => read(text) ?? ZERO;
	const agree = (
		rule: string,
		path: string,
		written: Decimal | null | undefined,
		expected: Decimal | null | undefined,
		means: string,
	) => {
		if (!written || !expected || equals(written, expected)) return;
		gaps.require(false, rule, path, `It is ${toText(written)}, but ${means} is ${toText(expected)}`);
	};
	agree(
		'BR-CO-10',
		'totals.lines',
		linesTotal,
		sumOfAll(lines.map((line) => read(line.net))),
		'the sum of the lines without tax',
	);
	const netExpected =
		linesTotal && add(subtract(linesTotal, orZero(totals.discount)), orZero(totals.charges));
	agree('BR-CO-13', 'totals.net', net, netExpected, 'lines − discount + charges');
	agree(
		'BR-CO-14',
		'totals.tax',
		vat,
		sumOfAll(taxes.map((entry) => read(entry.taxAmount))),
		'the sum of the taxes',
	);
	agree('BR-CO-15', 'totals.gross', gross, net && vat && add(net, vat), 'net + tax');
	const due = gross && add(subtract(gross, orZero(totals.paid)), orZero(totals.rounding));
	agree('BR-CO-16', 'totals.due', read(totals.due), due, 'gross − paid + rounding');
	// Half of a cent, or half of the smallest unit where the currency has none so small.
	const digits = Math.min(2, currencyDigits(currency ?? '') ?? 2);
	const half = ofDigits(5, digits + 1);
	taxes.forEach((entry, index) => {
		const [rate, base, amount] = [entry.rate, entry.taxableAmount, entry.taxAmount].map(read);
		// Those without a tax have a rule of their own, BR-Z-09 and the like.
		if (!rate || !base || !amount || UNTAXED.includes(entry.category ?? '')) return;
		const expected = shift(multiply(base, rate), -2);
		gaps.agree(
			{ written: amount, expected, within: half },
			'BR-CO-17',
			`taxes[${index}].taxAmount`,
			`It is ${toText(amount)}, but ${toText(rate)} % of ${toText(base)} is ${toText(expected)}`,
		);
	});
}

/** Categories without a tax amount. */
export const UNTAXED = ['Z', 'E', 'AE', 'K', 'G', 'O'];

const MAX_DECIMALS = 2;

function decimals(terms: WrittenTerms, gaps: Gaps): void {
	const { totals } = terms;
	const amounts: Array<[rule: string, path: string, text: string | null]> = [
		['BR-DEC-09', 'totals.lines', totals.lines],
		['BR-DEC-10', 'totals.discount', totals.discount],
		['BR-DEC-11', 'totals.charges', totals.charges],
		['BR-DEC-12', 'totals.net', totals.net],
		['BR-DEC-13', 'totals.tax', terms.tax],
		['BR-DEC-14', 'totals.gross', totals.gross],
		['BR-DEC-15', 'references.taxTotalInTaxCurrency', terms.taxInTaxCurrency],
		['BR-DEC-16', 'totals.paid', totals.paid],
		['BR-DEC-17', 'totals.rounding', totals.rounding],
		['BR-DEC-18', 'totals.due', totals.due],
		...terms.allowancesAndCharges.map(({ isCharge, amount }): [string, string, string | null] =>
			isCharge ? ['BR-DEC-05', 'totals.charges', amount] : ['BR-DEC-01', 'totals.discount', amount],
		),
		...terms.taxes.flatMap((tax, index): Array<[string, string, string | null]> => [
			['BR-DEC-19', `taxes[${index}].taxableAmount`, tax.taxableAmount],
			['BR-DEC-20', `taxes[${index}].taxAmount`, tax.taxAmount],
		]),
		...terms.lines.flatMap((line, index): Array<[string, string, string | null]> => [
			['BR-DEC-23', `lines[${index}].net`, line.net],
			...line.allowancesAndCharges.map(({ isCharge, amount }): [string, string, string | null] => [
				isCharge ? 'BR-DEC-27' : 'BR-DEC-24',
				`lines[${index}].discount`,
				amount,
			]),
		]),
	];
	for (const [rule, path, text] of amounts) {
		const figure = readFigure(text);
		gaps.require(
			figure === null || fractionDigits(figure) <= MAX_DECIMALS,
			rule,
			path,
			`${text} has more than ${MAX_DECIMALS} decimals; it is not rounded here, because the sums would change`,
		);
	}
}
