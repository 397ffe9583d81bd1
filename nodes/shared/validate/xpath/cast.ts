import {
	decimal,
	equals,
	ofDigits,
	ONE,
	shift,
	shortDecimal,
	subtract,
	type Decimal,
	ZERO,
} from '../../values/decimal';

// The casts of XPath 2.0 (XPath Functions and Operators, 17.1) that the official rules use.

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const DOUBLE = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^(-?(?:\d{4}|[1-9]\d{4,}))-(\d{2})-(\d{2})(?:Z|([+-])(0\d|1[0-3]|14(?=:00)):([0-5]\d))?$/;
const MAX_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param code of a space, tab, line feed or carriage return */
const isXmlBlank = (code: number) => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;

/**
 * Trims XML white space, which does not include the no-break space. Loops over characters: a regular expression would
 * retry at each of many blanks in the middle.
 */
export function trimXml(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && isXmlBlank(text.charCodeAt(start))) start++;
	while (end > start && isXmlBlank(text.charCodeAt(end - 1))) end--;
	return text.slice(start, end);
}

/** `normalize-space()` */
export const normalizeSpace = (text: string): string =>
	BLANK.test(text) ? trimXml(text).replace(/[ \t\r\n]+/g, ' ') : text;

const BLANK = /[ \t\r\n]/;

/** Nobody writes decimals with more digits; more would make arithmetic expensive. */
const MAX_DIGITS = 1000;

/**
 * `xs:decimal()`; null where that fails, and beyond 1,000 significant digits. `.5` and `5.` are decimals, `1e3` is not.
 */
export function toDecimal(text: string): Decimal | null {
	const short = shortDecimal(text);
	if (short !== null) return short;
	const match = DECIMAL.exec(trimXml(text));
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	if (whole === '' && fraction === '') return null;
	return decimal(`${sign}${whole || '0'}${fraction && `.${fraction}`}`) ?? longDecimal(sign, whole, fraction);
}

/** Loops over characters: a regular expression would retry at each of many zeros in the middle. */
function longDecimal(sign: string, whole: string, fraction: string): Decimal | null {
	let [start, end] = [0, fraction.length];
	while (whole.charAt(start) === '0') start++;
	while (end > 0 && fraction.charAt(end - 1) === '0') end--;
	const digits = whole.slice(start) + fraction.slice(0, end);
	if (digits.length > MAX_DIGITS) return null;
	const value = BigInt(digits);
	return ofDigits(sign === '-' ? -value : value, end);
}

/** `xs:double()`, which XPath applies when comparing an untyped value to a number; null where that fails. */
export function toDouble(text: string): number | null {
	const trimmed = trimXml(text);
	if (DOUBLE.test(trimmed)) return WHOLE_ZERO.test(trimmed) ? 0 : Number(trimmed);
	if (trimmed === 'NaN') return NaN;
	if (trimmed === 'INF') return Infinity;
	return trimmed === '-INF' ? -Infinity : null;
}

/** Saxon, the reference processor for the official rules, reads -0 as 0; only -0.0 is minus zero. */
const WHOLE_ZERO = /^-0+$/;

/** Saxon compares minus zero as less than zero, not equal to it. */
export const belowZero = (value: number): number => (Object.is(value, -0) ? -Number.MIN_VALUE : value);

/** `xs:boolean()`; null where that fails. */
export function toBoolean(text: string): boolean | null {
	const trimmed = trimXml(text);
	if (trimmed === 'true' || trimmed === '1') return true;
	return trimmed === 'false' || trimmed === '0' ? false : null;
}

/**
 * `xs:date()`, as the time at which the day begins; null where that fails, and beyond what a JavaScript date can be. A
 * day without a time zone is one of UTC.
 */
export function toDate(text: string): number | null {
	const match = DATE.exec(trimXml(text));
	if (match === null) return null;
	const [, year = '', month = '', day = '', sign = '', hours = '0', minutes = '0'] = match;
	const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
	const days = MAX_DAYS[Number(month) - 1] ?? 0;
	const max = month === '02' && !isLeap ? days - 1 : days;
	if (Number(day) < 1 || Number(day) > max) return null;
	const midnight = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
	return Number.isNaN(midnight) ? null : midnight - (sign === '-' ? -offset : offset);
}

const MINUTE = 60_000;

const HALF: Decimal = { digits: 5, scale: 1 };

/** `round()` to whole numbers or, with `places`, to that many decimals; halves go up: -2.5 becomes -2. */
export function round(value: Decimal, places = 0): Decimal {
	if (value.scale <= places) return value;
	const raised = shift(value, places);
	const half = subtract(raised, { digits: -HALF.digits, scale: HALF.scale });
	return shift(floor(half), -places);
}

function floor(value: Decimal): Decimal {
	if (value.scale === 0) return value;
	const power = 10n ** BigInt(value.scale);
	const digits = BigInt(value.digits);
	// Division of bigints truncates, which rounds negative numbers up.
	const whole = digits / power - (digits < 0n ? 1n : 0n);
	return decimal(String(whole)) ?? ZERO;
}

/** How many digits more than the dividend a quotient gets in Saxon; XPath leaves it open. */
const QUOTIENT_DIGITS = 18;

/**
 * `div` of decimals, rounded where the quotient does not terminate; null for a division by zero and beyond the bounds
 * of `decimal`.
 */
export function divide(a: Decimal, b: Decimal): Decimal | null {
	// The usual base quantity.
	if (equals(b, ONE)) return a;
	const divisor = BigInt(b.digits);
	if (divisor === 0n) return null;
	const dividend = BigInt(a.digits) * 10n ** BigInt(b.scale + QUOTIENT_DIGITS);
	const rest = dividend % divisor;
	const isPastHalf = magnitude(rest) * 2n > magnitude(divisor);
	const away = dividend < 0n === divisor < 0n ? 1n : -1n;
	const quotient = decimal(String(dividend / divisor + (isPastHalf ? away : 0n)));
	return quotient === null ? null : shift(quotient, -(a.scale + QUOTIENT_DIGITS));
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * `xs:decimal()` of a double: the exact value of the double, 100.09999999999999431… for 100.1.
 *
 * @param digits decimals to round to; by default as many as the double has
 */
export function ofDouble(value: number, digits = FIXED_DIGITS): Decimal | null {
	return Number.isFinite(value) && Math.abs(value) < MAX_FIXED
		? decimal(value.toFixed(digits).replace(/0+$/, '0'))
		: null;
}

/** Enough to distinguish any double near an amount from the amount. */
const FIXED_DIGITS = 36;
/** `toFixed` uses an exponent for larger numbers. */
const MAX_FIXED = 1e21;
