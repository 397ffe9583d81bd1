import { addDays, addMonths, businessDate } from '../../values/dates';
import { decimal, equals, fractionDigits, roundTo, toText } from '../../values/decimal';
import { percentOf } from '../../values/money';
import type { Findings } from '../../invoice/findings';
import type { Discount, Invoice } from '../../invoice/schema';
import { readNumber } from '../reader';
import type { DiscountTerms, DocumentTerms, PeriodTerms } from './terms';

/**
 * Discounts for early payment. EN 16931 only has them in the text of the payment terms (BT-20), where XRechnung
 * prescribes a separate line of the form `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#`.
 */
const SKONTO = /^#SKONTO#TAGE=(\d{1,4})#PROZENT=(\d+(?:[.,]\d+)?)(?:#BASISBETRAG=(-?\d+(?:[.,]\d+)?))?#$/i;
/** Marks such lines. Lower case violates BR-DE-18, but its meaning is clear. */
const MARK = /#SKONTO#/i;

/** What Create writes for a discount that this form cannot express. */
const SENTENCE =
	/^Discount of (?:(\d+(?:\.\d+)?) %)?(?: or )?(?:(-?\d+(?:\.\d+)?) [A-Z]{3})?(?: on (-?\d+(?:\.\d+)?)(?: [A-Z]{3})?)?(?: if paid by (\d{4}-\d\d-\d\d))?$/;

const MOST = 20;
/** Lines about discounts that are looked at: a file of ten megabytes may have a million of them. */
const MOST_LINES = 1000;

/** The lines that may be discounts, the first {@link MOST_LINES}. Searches, because other lines may be millions. */
function linesAbout(terms: string): Array<{ line: string; start: number; end: number }> {
	const lines: ReturnType<typeof linesAbout> = [];
	const words = /#SKONTO#|Discount of /gi;
	for (let found = words.exec(terms); found && lines.length < MOST_LINES; found = words.exec(terms)) {
		const start = terms.lastIndexOf('\n', found.index) + 1;
		const next = terms.indexOf('\n', found.index);
		const end = next < 0 ? terms.length : next;
		lines.push({ line: terms.slice(start, end).trim(), start, end });
		words.lastIndex = end;
	}
	return lines;
}

/** Discounts from structured elements and from the text. */
export function discountsOfTerms(
	terms: DocumentTerms,
	issueDate: string | null,
	findings: Findings,
): Discount[] {
	const lines = linesAbout(terms.paymentTerms.join('\n'));
	if (lines.length === MOST_LINES) {
		findings.add(
			'discounts-left-out',
			'payment.terms',
			`Of the lines about discounts for early payment the first ${MOST_LINES} were read`,
		);
	}
	const inText = lines.flatMap(({ line }) => {
		const found = discountInText(line);
		if (found.length === 0 && MARK.test(line)) {
			findings.add(
				'discount-unknown',
				'payment.terms',
				`${line.slice(0, 100)} is no discount in the form of XRechnung`,
			);
		}
		return found;
	});
	const all = [...terms.discounts, ...inText];
	if (all.length > MOST) {
		findings.add(
			'discounts-left-out',
			'payment.discounts',
			`Of ${all.length} discounts for early payment the first ${MOST} were read`,
		);
	}
	const read = all.slice(0, MOST).map((discount, index): Discount => {
		const path = `payment.discounts[${index}]`;
		const figure = (field: 'percent' | 'amount' | 'baseAmount') =>
			findings.amount(`${path}.${field}`, readNumber(findings, `${path}.${field}`, discount[field]));
		return {
			percent: percentageOf(figure('percent'), `${path}.percent`, findings),
			amount: figure('amount'),
			baseAmount: figure('baseAmount'),
			until: untilOf(discount, issueDate, `${path}.until`, findings),
		};
	});
	const structured = read.slice(0, terms.discounts.length);
	return [
		...structured,
		...read.slice(structured.length).filter((one) => !structured.some((known) => isSame(known, one))),
	];
}

/** A document may say a discount twice, in an element and in its text, where it has no amount and need not have a base. */
const isSame = (known: Discount, inText: Discount): boolean =>
	known.percent === inText.percent &&
	known.until === inText.until &&
	(inText.amount === null || known.amount === inText.amount) &&
	(inText.baseAmount === null || known.baseAmount === null || known.baseAmount === inText.baseAmount);

/** The last day of a discount; an issue when the unit of its period is unknown. */
function untilOf(
	{ until, period }: DiscountTerms,
	issueDate: string | null,
	path: string,
	findings: Findings,
) {
	if (until !== null || period === null) return findings.date(path, until);
	const end = endOf(period, issueDate);
	if (end === null && (period.from ?? issueDate) !== null) {
		const written = [period.count, period.unit].filter(Boolean).join(' ');
		findings.add('date-unknown', path, `${written.slice(0, 100)} is not a period of days, weeks or months`);
	}
	return end;
}

/** A valid percentage: a discount is at most 100 % and never negative. */
function percentageOf(percent: number | null, path: string, findings: Findings): number | null {
	if (percent === null || (percent >= 0 && percent <= 100)) return percent;
	findings.add('percent-unknown', path, `${percent} is not a percentage of a discount: it is from 0 to 100`);
	return null;
}

function discountInText(line: string): DiscountTerms[] {
	const [, days, percent, baseAmount] = SKONTO.exec(line) ?? [];
	if (days === undefined || percent === undefined) return discountInSentence(line);
	const withPoint = (text: string | undefined) => text?.replace(',', '.') ?? null;
	return [
		{
			percent: withPoint(percent),
			amount: null,
			baseAmount: withPoint(baseAmount),
			until: null,
			period: { count: days, unit: 'DAY', from: null },
		},
	];
}

function discountInSentence(line: string): DiscountTerms[] {
	const [, percent = null, amount = null, baseAmount = null, until = null] = SENTENCE.exec(line) ?? [];
	return percent === null && amount === null ? [] : [{ percent, amount, baseAmount, until, period: null }];
}

function endOf({ count, unit, from }: PeriodTerms, issueDate: string | null): string | null {
	const start = from ?? issueDate;
	if (start === null || count === null || !/^\d{1,4}(?:\.0*)?$/.test(count)) return null;
	switch (unit ?? 'DAY') {
		case 'DAY':
			return addDays(start, Number(count));
		case 'WEE':
			return addDays(start, 7 * Number(count));
		case 'MON':
			return addMonths(start, Number(count));
		default:
			return null;
	}
}

const figureOf = (text: string | null): number | null => (text === null ? null : Number(text));

const DAY = 86_400_000;
/** Discounts of the terms that each discount of the item is compared with: real terms have two or three. */
const MOST_NAMED = 100;

/** Whether the terms say a discount of the item. */
const isSaidBy = (one: DiscountTerms, discount: Discount, invoice: Invoice): boolean => {
	const { percent, amount, baseAmount, until } = discount;
	return (
		figureOf(one.percent) === percent &&
		(one.period === null
			? figureOf(one.amount) === amount && one.until === until
			: endOf(one.period, invoice.issueDate) === until && isAmountSaid(discount, invoice)) &&
		(one.baseAmount === null || figureOf(one.baseAmount) === baseAmount)
	);
};

/** Whether a line is about a discount of the item, which may say more, or leave out the base. */
const isAbout = (one: DiscountTerms, { percent, baseAmount, until }: Discount, issueDate: string | null) =>
	figureOf(one.percent) === percent &&
	one.period !== null &&
	endOf(one.period, issueDate) === until &&
	(one.baseAmount === null || baseAmount === null || figureOf(one.baseAmount) === baseAmount);

/** The payment terms without the lines in the form of XRechnung that say what `discounts` says. */
export function termsWithoutDiscounts(invoice: Invoice): string {
	const { terms, discounts = [] } = invoice.payment ?? {};
	const text = terms ?? '';
	const said = linesAbout(text)
		.filter(({ line }) => SKONTO.test(line))
		.slice(0, MOST_NAMED)
		.filter(({ line }) =>
			discountInText(line).some((one) =>
				discounts.some((discount) => isAbout(one, discount, invoice.issueDate)),
			),
		);
	const starts = [0, ...said.map(({ end }) => end + 1)];
	return starts
		.map((start, index) => text.slice(start, said[index]?.start))
		.join('')
		.trim();
}

/**
 * The payment terms, plus a line for each discount that they do not mention: in the form of XRechnung, or as a sentence
 * when that form cannot express it, such as an amount without a percentage.
 */
export function paymentTermsWith(invoice: Invoice): string[] {
	const { payment } = invoice;
	const terms = payment?.terms ?? null;
	const said = new Set(linesAbout(terms ?? '').map(({ line }) => line));
	const named = [...said].flatMap(discountInText).slice(0, MOST_NAMED);
	const isNamed = (discount: Discount) => named.some((one) => isSaidBy(one, discount, invoice));
	const lines = (payment?.discounts ?? [])
		.filter((discount) => !isNamed(discount))
		.flatMap((discount) => textOfDiscount(discount, invoice) ?? sentenceOf(discount, invoice) ?? [])
		.filter((line) => !said.has(line));
	if (lines.length === 0) return terms ? [terms] : [];
	// Each line ends with a line break: BR-DE-18.
	return [`${terms ? `${terms}${terms.endsWith('\n') ? '' : '\n'}` : ''}${lines.join('\n')}\n`];
}

/** Such as `Discount of 5.00 EUR if paid by 2025-03-10`, or `Discount of 2 % or 5.00 EUR` where one does not follow. */
function sentenceOf({ percent, amount, baseAmount, until }: Discount, { currency }: Invoice): string | null {
	const money = (value: number) => [twoDigits(value), currency].filter(Boolean).join(' ');
	const figures = [percent === null ? [] : `${percent} %`, amount === null ? [] : money(amount)].flat();
	if (figures.length === 0) return null;
	const what = figures.join(' or ');
	const base = baseAmount === null ? '' : ` on ${money(baseAmount)}`;
	return `Discount of ${what}${base}${until === null ? '' : ` if paid by ${until}`}`;
}

/** Whether the percentage says the amount, too: it is that share of the base or, without one, of what is due. */
function isAmountSaid({ percent, amount, baseAmount }: Discount, { totals }: Invoice): boolean {
	if (amount === null) return true;
	const [rate, base, sent] = [percent, baseAmount ?? totals.due, amount].map((value) =>
		value === null ? null : decimal(value),
	);
	return (
		!!rate &&
		!!base &&
		!!sent &&
		equals(roundTo(percentOf(base, rate), Math.max(2, fractionDigits(sent))), sent)
	);
}

function textOfDiscount(discount: Discount, invoice: Invoice): string | null {
	const { percent, baseAmount, until } = discount;
	const { issueDate } = invoice;
	if (percent === null || until === null || issueDate === null || !isAmountSaid(discount, invoice))
		return null;
	const [from, to] = [issueDate, until].map((date) => (businessDate(date) === date ? Date.parse(date) : NaN));
	const days = Math.round(((to ?? NaN) - (from ?? NaN)) / DAY);
	if (!(days >= 0 && days <= 9999)) return null;
	const base = baseAmount === null ? '' : `#BASISBETRAG=${twoDigits(baseAmount)}`;
	return `#SKONTO#TAGE=${days}#PROZENT=${twoDigits(percent)}${base}#`;
}

/** BR-DE-18 requires two decimals; further digits are kept. */
function twoDigits(value: number): string {
	const exact = decimal(value);
	const text = exact === null ? String(value) : toText(exact);
	const [whole = '', fraction = ''] = text.split('.');
	return `${whole}.${fraction.padEnd(2, '0')}`;
}
