import { toText } from '../../values/decimal';
import { xmlDecimal } from '../reader';
import type { AllowanceOrCharge } from './terms';

/** Numbers and codes; they contain none of the separators. */
const WORD = /^[^\s,:]+$/;
const TEXT =
	/^(discount|charge) ([^\s,:]+)(?:, ([-+.\d]+) %)?(?:, of ([^\s,:]+))?(?:, code ([^\s,:]+))?(?:, tax ([^\s,:]+)(?: ([^\s,:]+))?)?(?:: (.*))?$/s;

/** A figure without trailing zeros, which may differ between files of one invoice. */
function figure(text: string | null): string | null {
	const number = text === null ? null : xmlDecimal(text);
	return number === null ? text : toText(number);
}

/**
 * A discount or charge as text, such as `discount 5, 10 %, of 50, code 95, tax S 19: Loyalty`; null without an amount.
 * One of a line has the tax of the line, which is left out.
 */
export function textOfAllowance(
	entry: AllowanceOrCharge,
	of: 'document' | 'line' = 'document',
): string | null {
	const amount = figure(entry.amount);
	if (amount === null || !WORD.test(amount)) return null;
	const part = (before: string, value: string | null, after = '') =>
		value !== null && WORD.test(value) ? `, ${before}${value}${after}` : '';
	const tax = of === 'line' ? '' : part('tax ', entry.taxCategory);
	const taxRate = figure(entry.taxRate);
	const rate = tax !== '' && taxRate !== null && WORD.test(taxRate) ? ` ${taxRate}` : '';
	return [
		`${entry.isCharge ? 'charge' : 'discount'} ${amount}`,
		part('', figure(entry.percent), ' %'),
		part('of ', figure(entry.baseAmount)),
		part('code ', entry.reasonCode),
		tax + rate,
		entry.reason === null ? '' : `: ${entry.reason}`,
	].join('');
}

/** BT-97, 104, 139, 144 when the item has none: the names of these amounts in the normal form. */
const DEFAULT_REASON = { discount: 'Discount', charge: 'Charge' };

/** The reason to write, because the rules require a reason or its code. */
export const reasonOf = ({ isCharge, reason, reasonCode }: AllowanceOrCharge): string | null =>
	reason ?? (reasonCode === null ? DEFAULT_REASON[isCharge ? 'charge' : 'discount'] : null);

/** Whether an entry contains more than its amount and the tax, which Create derives. */
const saysMore = ({ isCharge, percent, baseAmount, reason, reasonCode }: AllowanceOrCharge): boolean =>
	[percent, baseAmount, reasonCode].some((value) => value !== null) ||
	(reason !== null && reason !== DEFAULT_REASON[isCharge ? 'charge' : 'discount']);

/** Each entry as text; an empty list when their total in the item is sufficient. */
export function textsOfAllowances(
	entries: readonly AllowanceOrCharge[],
	of: 'document' | 'line' = 'document',
): string[] {
	if (entries.length === 0) return [];
	const charges = entries.filter(({ isCharge }) => isCharge).length;
	const areSeveral = charges > 1 || entries.length - charges > 1;
	if (!areSeveral && !entries.some(saysMore)) return [];
	return entries.map((entry) => textOfAllowance(entry, of)).filter((text) => text !== null);
}

/** The inverse of {@link textOfAllowance}; null for any other text, and when a figure is not a number. */
export function allowanceOfText(text: string): AllowanceOrCharge | null {
	const [, kind, amount, percent, baseAmount, reasonCode, taxCategory, taxRate, reason] =
		TEXT.exec(text) ?? [];
	const figures = [amount, percent, baseAmount, taxRate].filter((figure) => figure !== undefined);
	if (amount === undefined || figures.some((figure) => xmlDecimal(figure) === null)) return null;
	return {
		isCharge: kind === 'charge',
		amount,
		percent: percent ?? null,
		baseAmount: baseAmount ?? null,
		reason: reason ?? null,
		reasonCode: reasonCode ?? null,
		taxCategory: taxCategory ?? null,
		taxRate: taxRate ?? null,
	};
}
