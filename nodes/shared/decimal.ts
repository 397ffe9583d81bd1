/**
 * Exact decimal arithmetic. The value is `digits / 10^scale`.
 *
 * Made only by the functions of this module, which keep it in lowest terms: `scale` is never negative and there
 * are no trailing zeros in the fraction, so that one number has one representation.
 */
export interface Decimal {
	readonly digits: bigint;
	readonly scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

const MAX_LENGTH = 60;
const MAX_EXPONENT = 40;
const MAX_QUOTIENT_SCALE = 20;
/** The largest power of ten that a double holds exactly. */
const EXACT_POWER = 22;
const NUMBER = /^([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const POWERS_OF_TEN = Array.from({ length: MAX_EXPONENT + 1 }, (_, exponent) => 10n ** BigInt(exponent));
const powerOfTen = (exponent: number): bigint => POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);

/** What has no more digits than this is a number without loss, and its text is no longer. */
const NUMBER_LENGTH = 15;
const [LOWEST, HIGHEST] = [-(10n ** BigInt(NUMBER_LENGTH)), 10n ** BigInt(NUMBER_LENGTH)];
/** Numbers are several times as fast as bigints, and nearly every amount is short enough. */
const fitsNumber = (digits: bigint): boolean => digits > LOWEST && digits < HIGHEST;
/** Zeros that are dropped at once: the quotient of a division has many. */
const MANY = 10;

function make(digits: bigint, scale: number): Decimal {
	if (scale < 0) return { digits: digits * powerOfTen(-scale), scale: 0 };
	while (scale >= MANY && !fitsNumber(digits) && digits % powerOfTen(MANY) === 0n) {
		digits /= powerOfTen(MANY);
		scale -= MANY;
	}
	if (fitsNumber(digits)) return makeShort(Number(digits), scale);
	while (scale > 0 && digits % 10n === 0n) {
		digits /= 10n;
		scale -= 1;
	}
	return { digits, scale };
}

function makeShort(digits: number, scale: number): Decimal {
	while (scale > 0 && digits % 10 === 0) {
		digits /= 10;
		scale -= 1;
	}
	return { digits: BigInt(digits), scale };
}

/** `d` without its decimal point when written with `scale` fraction digits; `scale` is at least `d.scale`. */
const scaled = (d: Decimal, scale: number): bigint =>
	scale === d.scale ? d.digits : d.digits * powerOfTen(scale - d.scale);

const MINUS = 0x2d;
const POINT = 0x2e;
const CODE_OF_0 = 0x30;

/** `decimal` for the usual text, digits with at most a minus and a point; null for all else, which is looked at again. */
function shortDecimal(text: string): Decimal | null {
	const { length } = text;
	const start = text.charCodeAt(0) === MINUS ? 1 : 0;
	if (length === start || length > NUMBER_LENGTH) return null;
	let digits = 0;
	let point = length;
	for (let index = start; index < length; index++) {
		const code = text.charCodeAt(index);
		const digit = code - CODE_OF_0;
		if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
		else if (code === POINT && point === length && index > start && index < length - 1) point = index;
		else return null;
	}
	return makeShort(start === 1 ? -digits : digits, Math.max(0, length - point - 1));
}

/**
 * Reads a number: optional sign, digits, optional fraction, optional exponent (`-1.50`, `2e3`), and nothing else, so
 * no spaces, separators or currency signs. A JS number is read by its shortest text: 1.15 is 1.15 and not
 * 1.149999….
 *
 * @returns null for any other text, for NaN and the infinities, and beyond 60 characters or an exponent of ±40
 */
export function decimal(value: string | number): Decimal | null {
	const text = String(value);
	const short = shortDecimal(text);
	if (short !== null) return short;
	if (text.length > MAX_LENGTH) return null;
	const match = NUMBER.exec(text);
	if (match === null) return null;
	const [, whole = '', fraction = '', exponentText = '0'] = match;
	const exponent = Number(exponentText);
	if (Math.abs(exponent) > MAX_EXPONENT) return null;
	return make(BigInt(whole + fraction), fraction.length - exponent);
}

/** `a + b` */
export function add(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return make(scaled(a, scale) + scaled(b, scale), scale);
}

/** `-d`; zero stays zero */
export function negate(d: Decimal): Decimal {
	return { digits: -d.digits, scale: d.scale };
}

/** `a - b` */
export function subtract(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return make(scaled(a, scale) - scaled(b, scale), scale);
}

/** `a × b` */
export function multiply(a: Decimal, b: Decimal): Decimal {
	return make(a.digits * b.digits, a.scale + b.scale);
}

/** `a ÷ b`, or null when `b` is zero or the quotient needs more than 20 fraction digits (1 ÷ 3 never ends) */
export function divideExact(a: Decimal, b: Decimal): Decimal | null {
	if (isZero(b)) return null;
	const dividend = a.digits * powerOfTen(b.scale + MAX_QUOTIENT_SCALE);
	const divisor = b.digits * powerOfTen(a.scale);
	return dividend % divisor === 0n ? make(dividend / divisor, MAX_QUOTIENT_SCALE) : null;
}

/** The distance from zero */
export function abs(d: Decimal): Decimal {
	return d.digits < 0n ? negate(d) : d;
}

/** `d × 10^places`: moves the decimal point right by the whole number `places`, left when that is negative */
export function shift(d: Decimal, places: number): Decimal {
	return make(d.digits, d.scale - places);
}

/** The sum of a list; zero for an empty one */
export function sum(list: readonly Decimal[]): Decimal {
	return list.reduce(add, ZERO);
}

/** -1 when `a` is less than `b`, 1 when it is greater, 0 when they are equal: fits `Array.prototype.sort` */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
	const scale = Math.max(a.scale, b.scale);
	const [left, right] = [scaled(a, scale), scaled(b, scale)];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

export function isZero(d: Decimal): boolean {
	return d.digits === 0n;
}

/** Whether both are the same number: 1.50 equals 1.5 */
export function equals(a: Decimal, b: Decimal): boolean {
	return a.scale === b.scale && a.digits === b.digits;
}

/** How many digits stand after the decimal point, trailing zeros not counted: 2 for 1.150 */
export function fractionDigits(d: Decimal): number {
	return d.scale;
}

/** The shortest plain text: no exponent, no trailing zeros, no `-0`. `decimal` reads it back. */
export function toText(d: Decimal): string {
	const sign = d.digits < 0n ? '-' : '';
	const text = String(abs(d).digits).padStart(d.scale + 1, '0');
	const point = text.length - d.scale;
	return sign + text.slice(0, point) + (d.scale > 0 ? '.' + text.slice(point) : '');
}

/**
 * The number as JSON and n8n's nodes carry it.
 *
 * @returns null when the double nearest to `d` would print as another number, and beyond the bounds of `decimal`. Up
 * to 15 significant digits always fit, 16 and 17 sometimes. Never -0.
 */
export function toNumber(d: Decimal): number | null {
	// Both are exact, so that the quotient is the nearest double; and up to 15 digits print as they were.
	if (fitsNumber(d.digits) && d.scale <= EXACT_POWER) return Number(d.digits) / 10 ** d.scale;
	const number = Number(toText(d));
	const printed = decimal(number);
	return printed !== null && equals(printed, d) ? number : null;
}
