import {
	compare,
	decimal,
	isNegative,
	isPositive,
	ofDigits,
	shift,
	toNumber,
	toText,
} from '../../../values/decimal';
import { quoted, type Reader } from './values';

/**
 * Numbers as people write them. A text with a comma, with a point, or with both is read where only one reading is
 * possible, whatever the language.
 */

const PLAIN = /^[+-]?\d+(\.\d+)?$/;

/**
 * One separator before three digits may be that of thousands: 1.500 and 1,500 may be 1500. 0.500 and 1234.500 are
 * unambiguous.
 */
const DECIMALS_OR_THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Groups of thousands, each with what separates them, and the decimals that may follow. */
const GROUPED: ReadonlyArray<[form: RegExp, separator: RegExp]> = [
	[/^[+-]?\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?:[.,]\d+)?$/, /[ \u00A0\u2009\u202F]/g],
	[/^[+-]?\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?$/, /['’]/g],
	[/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/, /\./g],
	[/^[+-]?\d{1,3}(?:\.\d{3}){2,}$/, /\./g],
	[/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/, /,/g],
	[/^[+-]?\d{1,3}(?:,\d{3}){2,}$/, /,/g],
];

/** Without separators of thousands, and with a point before the decimals. */
function plainOf(text: string): string {
	const [, separator] = GROUPED.find(([form]) => form.test(text)) ?? [];
	const joined = separator === undefined ? text : text.replace(separator, '');
	return joined.replace(',', '.');
}

/** A number, or a text such as `1234.50`, `1234,50` or `1.234,50`. */
export const number: Reader<number> = (value) => {
	if (typeof value !== 'number' && typeof value !== 'string') {
		return { problem: `${quoted(value)} is not a number: write a number such as 1234.5` };
	}
	const text = String(value).trim();
	if (typeof value === 'string' && DECIMALS_OR_THOUSANDS.test(text)) {
		return {
			problem: `${quoted(value)} is ambiguous: write ${text.replace(/[.,]/, '')} or ${text.replace(',', '.')}0, or pass it as a number instead of text`,
		};
	}
	const plain = typeof value === 'string' ? plainOf(text) : text;
	const exact = typeof value === 'string' && !PLAIN.test(plain) ? null : decimal(plain);
	if (exact === null) {
		if (/%\s*$/.test(text))
			return {
				problem: `${quoted(value)} is a percentage: write the amount in the currency that it comes to`,
			};
		return {
			problem: `${quoted(value)} is not a plain number: write digits alone, without a unit or the sign of a currency, such as 1234.5`,
		};
	}
	const figure = toNumber(exact);
	return figure === null
		? { problem: `${quoted(value)} has more digits than a number can hold exactly: write at most 15` }
		: { value: figure };
};

/** A rate in percent, or a text such as `19`, `19 %` or `7,700`: none is a thousand. */
export const percent: Reader<number> = (value, zone) => {
	if (typeof value !== 'string') return number(value, zone);
	const text = value.replace(/[ \u00A0]?%\s*$/, '').trim();
	return number(DECIMALS_OR_THOUSANDS.test(text) ? `${text.replace(',', '.')}0` : text, zone);
};

/** The lowest rate that a tax has is 0.5 % (IPSI), the highest as a fraction 0.27: what is below this is a fraction. */
const LEAST_RATE = ofDigits(4, 1);

const HUNDRED = ofDigits(100, 0);

/** A part of a whole in percent. A cell that shows 19 % may hold 0.19. */
export const percentage: Reader<number> = (value, zone) => {
	const reading = percent(value, zone);
	const rate = 'value' in reading && reading.value !== null ? decimal(reading.value) : null;
	if (rate === null) return reading;
	if (isNegative(rate))
		return {
			problem: `${quoted(value)} is below 0 %: VAT has no minus, and tax that the buyer withholds belongs into totals.withheld, as an amount`,
		};
	if (compare(rate, HUNDRED) > 0) {
		const less = toText(shift(rate, -2));
		return { problem: `${quoted(value)} would be ${toText(rate)} %: write ${less} for ${less} %` };
	}
	const isSaid = typeof value === 'string' && /%\s*$/.test(value);
	if (isSaid || !isPositive(rate) || compare(rate, LEAST_RATE) >= 0) return reading;
	return {
		problem: `${quoted(value)} would be ${toText(rate)} %: write ${toText(shift(rate, 2))} for ${toText(shift(rate, 2))} %`,
	};
};
