import { lettersOf, PRICE_UNIT } from './headings';
import { percent } from './values/numbers';
import { yesOrNo } from './values/values';

/** What the invoice would ask for wrongly if the value under another name were left out. */

const AMOUNT = /^(?:(?:lines\[\d+\]|totals)\.)?(?:discount|charges|withheld|paid|rounding)$/;
const PAID = /\bpaid$/;
const INCLUDES_TAX = /^(?:lines\[\d+\]\.)?unitPriceIncludesTax$/;
const isPriceUnit = (path: string): boolean => path.endsWith(PRICE_UNIT);

/** A figure, perhaps with its currency. */
const FIGURE = /^(?:[a-z]{1,4})?[-+\d.,'’\s€$£%]+(?:[a-z]{1,4})?$/i;
/** What was paid may be known by its day alone; a charge has none. */
const DAY = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}/;

const answerOf = (value: unknown): boolean | null => {
	const answer = yesOrNo(value, '');
	return 'value' in answer ? answer.value : null;
};

/** Such as `inclusive`, `inkl. MwSt`, `x`; other words, such as Stripe's `unspecified`, say nothing. */
const WITH = /^(?:incl|inkl|mit|with(?!out)|avec|con|met|gross|brutto|ttc|einschl|compris)|^[xy]$/;

/** Whether prices seem to include tax: `yes`, `Y`, `x` or `inkl.`, but no amount of a tax. */
const saysWithTax = (value: unknown): boolean =>
	answerOf(value) ??
	(typeof value === 'string' &&
		/\p{L}/u.test(value) &&
		!FIGURE.test(value.trim()) &&
		WITH.test(lettersOf(value)));

/** Whether a value of a field changes no amount: it is none, or `0`, `0,00 €`, `-`, `no`. */
export function saysNothing(path: string, value: unknown): boolean {
	if (INCLUDES_TAX.test(path)) return !saysWithTax(value);
	if (!AMOUNT.test(path) && !isPriceUnit(path)) return false;
	if (typeof value === 'object') return true;
	const figure = percent(value, '');
	if ('value' in figure) return figure.value === (isPriceUnit(path) ? 1 : 0);
	return answerOf(value) === false || (answerOf(value) === null && !/[1-9]/.test(String(value)));
}

/** What people call a credit note, a correction or a pro-forma invoice. The code of the first two is in UNTDID 1001. */
const NO_INVOICE =
	/gutschrift|storno|korrektur|credit(?:note|memo|invoice)?$|refund|correct|avoir|abono|rectific|nota(?:de|di)credito|creditnota|proforma|^38[14]$/;

/** Whether what a field would have said is missing from the amount, or from its sign. */
export function isMissed(path: string, value: unknown): boolean {
	if (path === 'kind') return typeof value !== 'object' && NO_INVOICE.test(lettersOf(String(value)));
	if (INCLUDES_TAX.test(path)) return saysWithTax(value);
	if (isPriceUnit(path)) return 'value' in percent(value, '');
	if (!AMOUNT.test(path)) return false;
	const written = String(value).trim();
	if (PAID.test(path)) return answerOf(value) === true || FIGURE.test(written) || DAY.test(written);
	return FIGURE.test(written) && !DAY.test(written);
}
