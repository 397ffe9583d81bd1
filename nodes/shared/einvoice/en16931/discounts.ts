import { addDays, businessDate } from '../../values/dates';
import { decimal, toText } from '../../values/decimal';
import type { Findings } from '../../invoice/findings';
import type { Discount, Invoice } from '../../invoice/schema';
import { readNumber } from '../reader';
import type { DiscountTerms, DocumentTerms } from './terms';

/**
 * Discounts for early payment. EN 16931 has them only in the text of the payment terms (BT-20), for which XRechnung
 * prescribes a form: `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#` on a separate line.
 */
const SKONTO = /^#SKONTO#TAGE=(\d{1,4})#PROZENT=(\d+(?:[.,]\d+)?)(?:#BASISBETRAG=(-?\d+(?:[.,]\d+)?))?#$/;

const MOST = 20;

/** Discounts in structured elements, and those in the text. */
export function discountsOfTerms(
	terms: DocumentTerms,
	issueDate: string | null,
	findings: Findings,
): Discount[] {
	const inText = terms.paymentTerms
		.flatMap((text) => text.split('\n'))
		.flatMap((line) => discountInText(line.trim()));
	return [...terms.discounts, ...inText].slice(0, MOST).map((discount, index): Discount => {
		const path = `payment.discounts[${index}]`;
		const read = (field: 'percent' | 'amount' | 'baseAmount') =>
			findings.amount(`${path}.${field}`, readNumber(findings, `${path}.${field}`, discount[field]));
		return {
			percent: read('percent'),
			amount: read('amount'),
			baseAmount: read('baseAmount'),
			until: findings.date(`${path}.until`, discount.until ?? daysAfter(issueDate, discount.days)),
		};
	});
}

function discountInText(line: string): DiscountTerms[] {
	const [, days, percent, baseAmount] = SKONTO.exec(line) ?? [];
	if (days === undefined || percent === undefined) return [];
	const withPoint = (text: string | undefined) => text?.replace(',', '.') ?? null;
	return [
		{ percent: withPoint(percent), amount: null, baseAmount: withPoint(baseAmount), until: null, days },
	];
}

const daysAfter = (date: string | null, days: string | null): string | null =>
	date !== null && days !== null && /^\d{1,4}$/.test(days) ? addDays(date, Number(days)) : null;

const DAY = 86_400_000;

/**
 * The payment terms plus a line for each discount that they do not name. What XRechnung cannot express, an amount
 * without a percentage, is left out.
 */
export function paymentTermsWith({ payment, issueDate }: Invoice): string[] {
	const terms = payment?.terms ?? null;
	const named = (terms ?? '').split('\n').flatMap((line) => discountInText(line.trim()));
	const isNamed = ({ percent, until }: Discount) =>
		named.some((one) => Number(one.percent) === percent && daysAfter(issueDate, one.days) === until);
	const lines = (payment?.discounts ?? [])
		.filter((discount) => !isNamed(discount))
		.flatMap((discount) => textOfDiscount(discount, issueDate) ?? []);
	if (lines.length === 0) return terms ? [terms] : [];
	// Each ends with a line break: BR-DE-18.
	return [`${terms ? `${terms}\n` : ''}${lines.join('\n')}\n`];
}

function textOfDiscount({ percent, baseAmount, until }: Discount, issueDate: string | null): string | null {
	if (percent === null || until === null || issueDate === null) return null;
	const [from, to] = [issueDate, until].map((date) => (businessDate(date) === date ? Date.parse(date) : NaN));
	const days = Math.round(((to ?? NaN) - (from ?? NaN)) / DAY);
	if (!(days >= 0 && days <= 9999)) return null;
	const base = baseAmount === null ? '' : `#BASISBETRAG=${twoDigits(baseAmount)}`;
	return `#SKONTO#TAGE=${days}#PROZENT=${twoDigits(percent)}${base}#`;
}

/** BR-DE-18 requires two decimals; further digits of the item are kept. */
function twoDigits(value: number): string {
	const exact = decimal(value);
	const text = exact === null ? String(value) : toText(exact);
	const [whole = '', fraction = ''] = text.split('.');
	return `${whole}.${fraction.padEnd(2, '0')}`;
}
