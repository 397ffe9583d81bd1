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

const MAX_LENGTH = 60;
const MAX_EXPONENT = 40;
const MAX_QUOTIENT_SCALE = 20;
const NUMBER = /^([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

function make(digits: bigint, scale: number): Decimal {
	if (scale < 0) return { digits: digits * powerOfTen(-scale), scale: 0 };
	while (scale > 0 && digits % 10n === 0n) {
		digits /= 10n;
		scale -= 1;
	}
	return { digits, scale };
}

/** `d` without its decimal point when written with `scale` fraction digits; `scale` is at least `d.scale`. */
const scaled = (d: Decimal, scale: number): bigint => d.digits * powerOfTen(scale - d.scale);

/**
 * Reads a number: optional sign, digits, optional fraction, optional exponent (`-1.50`, `2e3`), and nothing else, so
 * no spaces, separators or currency signs. A JS number is read by its shortest text: 1.15 is 1.15 and not
 * 1.149999….
 *
 * @returns null for any other text, for NaN and the infinities, and beyond 60 characters or an exponent of ±40
 */
export function decimal(value: string | number): Decimal | null {
	const text = String(value);
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
	return add(a, negate(b));
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
	return list.reduce(add, { digits: 0n, scale: 0 });
}

/** -1 when `a` is less than `b`, 1 when it is greater, 0 when they are equal: fits `Array.prototype.sort` */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
	const difference = subtract(a, b).digits;
	if (difference === 0n) return 0;
	return difference < 0n ? -1 : 1;
}

export function isZero(d: Decimal): boolean {
	return d.digits === 0n;
}

/** Whether both are the same number: 1.50 equals 1.5 */
export function equals(a: Decimal, b: Decimal): boolean {
	return compare(a, b) === 0;
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
	const number = Number(toText(d));
	const printed = decimal(number);
	return printed !== null && equals(printed, d) ? number : null;
}
