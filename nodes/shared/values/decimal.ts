/**
 * Exact decimal arithmetic. The value is `digits / 10^scale`.
 *
 * Only the functions of this module create decimals, and they keep each number in one representation: `scale` is never
 * negative, the fraction has no trailing zeros, and `digits` is a bigint only with more than 15 digits.
 */
export interface Decimal {
	readonly digits: number | bigint;
	readonly scale: number;
}

export const ZERO: Decimal = { digits: 0, scale: 0 };
export const ONE: Decimal = { digits: 1, scale: 0 };

const MAX_LENGTH = 60;
const MAX_EXPONENT = 40;
const MAX_QUOTIENT_SCALE = 20;
const NUMBER = /^([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const POWERS_OF_TEN = Array.from({ length: MAX_EXPONENT + 1 }, (_, exponent) => 10n ** BigInt(exponent));
const powerOfTen = (exponent: number): bigint => POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);

/** A number holds this many digits without loss. */
const NUMBER_LENGTH = 15;
const LIMIT = 10 ** NUMBER_LENGTH;
/**
 * Whether the digits fit into a number, which is several times faster than a bigint; nearly every amount does. False
 * for NaN.
 */
const isShort = (digits: number | bigint): boolean => digits > -LIMIT && digits < LIMIT;
/** The powers of ten that a double holds exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Zeros dropped in one step, because the quotient of a division has many. */
const MANY = 10;

function make(digits: bigint, scale: number): Decimal {
	if (scale < 0) return make(digits * powerOfTen(-scale), 0);
	while (scale >= MANY && !isShort(digits) && digits % powerOfTen(MANY) === 0n) {
		digits /= powerOfTen(MANY);
		scale -= MANY;
	}
	while (scale > 0 && !isShort(digits) && digits % 10n === 0n) {
		digits /= 10n;
		scale -= 1;
	}
	return isShort(digits) ? makeShort(Number(digits), scale) : { digits, scale };
}

/** @param digits must be short, see {@link isShort} */
function makeShort(digits: number, scale: number): Decimal {
	while (scale > 0 && digits % 10 === 0) {
		digits /= 10;
		scale -= 1;
	}
	// Adding zero turns -0 into 0: decimals have no minus zero.
	return { digits: digits + 0, scale };
}

/** `d` without its decimal point when written with `scale` fraction digits; `scale` is at least `d.scale`. */
const scaled = (d: Decimal, scale: number): bigint => BigInt(d.digits) * powerOfTen(scale - d.scale);

/** {@link scaled} as a number; NaN when the result is not short. */
function shortScaled({ digits, scale: own }: Decimal, scale: number): number {
	if (typeof digits === 'bigint') return NaN;
	if (scale === own) return digits;
	const product = digits * (EXACT_POWERS[scale - own] ?? NaN);
	return isShort(product) ? product : NaN;
}

/** `digits / 10^scale` for whole `digits`: as a number up to 15 digits, as a bigint any. */
export const ofDigits = (digits: number | bigint, scale = 0): Decimal =>
	typeof digits === 'bigint' ? make(digits, scale) : makeShort(digits, scale);

const MINUS = 0x2d;
const POINT = 0x2e;
const CODE_OF_0 = 0x30;

/**
 * Fast path of `decimal` for whole numbers and cents; null for all else. No two decimals of up to 15 digits share a
 * double, so the result is the decimal that the number prints as.
 */
function ofNumber(value: number): Decimal | null {
	if (!isShort(value * CENTS)) return null;
	if (Number.isInteger(value)) return makeShort(value, 0);
	const cents = Math.round(value * CENTS);
	return cents / CENTS === value ? makeShort(cents, CENT_DIGITS) : null;
}

const CENTS = 100;
const CENT_DIGITS = 2;

/**
 * Fast path of `decimal` and of other notations: up to 15 characters, digits with at most a minus sign and a point
 * between them; null for all else.
 */
export function shortDecimal(text: string): Decimal | null {
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
 * Reads a number: optional sign, digits, optional fraction, optional exponent (`-1.50`, `2e3`). No spaces, separators
 * or currency signs. A JS number is read as it prints: 1.15 is 1.15 and not 1.149999….
 *
 * @returns null for any other text, for NaN and the infinities, and beyond 60 characters or an exponent of ±40
 */
export function decimal(value: string | number): Decimal | null {
	const known = typeof value === 'number' ? ofNumber(value) : null;
	if (known !== null) return known;
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
	const digits = shortScaled(a, scale) + shortScaled(b, scale);
	return isShort(digits) ? makeShort(digits, scale) : make(scaled(a, scale) + scaled(b, scale), scale);
}

/** `-d`; zero stays zero */
export function negate(d: Decimal): Decimal {
	return isZero(d) ? d : { digits: -d.digits, scale: d.scale };
}

/** `a - b` */
export function subtract(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	const digits = shortScaled(a, scale) - shortScaled(b, scale);
	return isShort(digits) ? makeShort(digits, scale) : make(scaled(a, scale) - scaled(b, scale), scale);
}

/** `a × b` */
export function multiply(a: Decimal, b: Decimal): Decimal {
	const scale = a.scale + b.scale;
	if (typeof a.digits === 'number' && typeof b.digits === 'number') {
		const digits = a.digits * b.digits;
		if (isShort(digits)) return makeShort(digits, scale);
	}
	return make(BigInt(a.digits) * BigInt(b.digits), scale);
}

/** `a ÷ b`, or null when `b` is zero or the quotient needs more than 20 fraction digits (1 ÷ 3 never ends) */
export function divideExact(a: Decimal, b: Decimal): Decimal | null {
	if (isZero(b)) return null;
	if (typeof a.digits === 'number' && typeof b.digits === 'number') {
		const scale = a.scale - b.scale;
		// The usual case: a whole quantity, and a unit price with no more digits than the total.
		if (scale >= 0 && scale <= MAX_QUOTIENT_SCALE && a.digits % b.digits === 0) {
			return makeShort(a.digits / b.digits, scale);
		}
	}
	const dividend = BigInt(a.digits) * powerOfTen(b.scale + MAX_QUOTIENT_SCALE);
	const divisor = BigInt(b.digits) * powerOfTen(a.scale);
	return dividend % divisor === 0n ? make(dividend / divisor, MAX_QUOTIENT_SCALE) : null;
}

/** The distance from zero */
export function abs(d: Decimal): Decimal {
	return isNegative(d) ? negate(d) : d;
}

/** `d × 10^places`: moves the decimal point right by the whole number `places`, left when that is negative */
export function shift(d: Decimal, places: number): Decimal {
	const scale = d.scale - places;
	return typeof d.digits === 'number' && scale >= 0
		? makeShort(d.digits, scale)
		: make(BigInt(d.digits), scale);
}

/** The sum of a list; zero for an empty one */
export function sum(list: readonly Decimal[]): Decimal {
	let scale = 0;
	for (const d of list) scale = Math.max(scale, d.scale);
	let digits = 0;
	for (const d of list) {
		digits += shortScaled(d, scale);
		if (!isShort(digits)) return list.reduce(add, ZERO);
	}
	return makeShort(digits, scale);
}

/** -1 when `a` is less than `b`, 1 when it is greater, 0 when they are equal: fits `Array.prototype.sort` */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
	if (equals(a, b)) return 0;
	const scale = Math.max(a.scale, b.scale);
	const difference = shortScaled(a, scale) - shortScaled(b, scale);
	const isLess = isShort(difference) ? difference < 0 : scaled(a, scale) < scaled(b, scale);
	return isLess ? -1 : 1;
}

export function isZero(d: Decimal): boolean {
	return d.digits === 0;
}

export function isPositive(d: Decimal): boolean {
	return d.digits > 0;
}

export function isNegative(d: Decimal): boolean {
	return d.digits < 0;
}

/** Whether both are the same number: 1.50 equals 1.5 */
export function equals(a: Decimal, b: Decimal): boolean {
	return a.scale === b.scale && a.digits === b.digits;
}

/** The number of digits after the decimal point, not counting trailing zeros: 2 for 1.150 */
export function fractionDigits(d: Decimal): number {
	return d.scale;
}

/** Numbers with more fraction digits may print with an exponent. */
const PLAIN_DIGITS = 6;

/** The shortest plain text: no exponent, no trailing zeros, no `-0`. `decimal` reads it back. */
export function toText(d: Decimal): string {
	if (typeof d.digits === 'number' && d.scale <= PLAIN_DIGITS) return String(d.digits / 10 ** d.scale);
	const sign = isNegative(d) ? '-' : '';
	const text = String(abs(d).digits).padStart(d.scale + 1, '0');
	const point = text.length - d.scale;
	return sign + text.slice(0, point) + (d.scale > 0 ? '.' + text.slice(point) : '');
}

/**
 * The number as used in JSON and by n8n's nodes.
 *
 * @returns null when the nearest double would print as another number, or beyond the bounds of `decimal`. Up to 15
 * significant digits always fit, 16 and 17 sometimes. Never -0.
 */
export function toNumber(d: Decimal): number | null {
	// Both operands are exact, so the quotient is the nearest double, and up to 15 digits print unchanged.
	const power = EXACT_POWERS[d.scale];
	if (typeof d.digits === 'number' && power !== undefined) return d.digits / power;
	const number = Number(toText(d));
	const printed = decimal(number);
	return printed !== null && equals(printed, d) ? number : null;
}

/** `a ÷ b` rounded to that many fraction digits, halves away from zero; null when `b` is zero */
export function divideRounded(a: Decimal, b: Decimal, digits: number): Decimal | null {
	if (isZero(b)) return null;
	const isMinus = isNegative(a) !== isNegative(b);
	const dividend = BigInt(abs(a).digits) * powerOfTen(b.scale + digits);
	const divisor = BigInt(abs(b).digits) * powerOfTen(a.scale);
	const quotient = make((2n * dividend + divisor) / (2n * divisor), digits);
	return isMinus ? negate(quotient) : quotient;
}

/** Rounded to that many fraction digits, halves away from zero, as EN 16931 rounds amounts */
export const roundTo = (d: Decimal, digits: number): Decimal =>
	d.scale <= digits ? d : (divideRounded(d, ONE, digits) ?? d);
