import { currencyDigits } from './currencies';
import { decimal, multiply, shift, sum, toNumber, type Decimal } from './decimal';

/** A figure as providers send it; null and undefined: not sent. */
type Written = string | number | null | undefined;

/** An amount in major units (`12.5`, `"12.50"`); null when absent or not a plain number. */
export function amount(value: Written): Decimal | null {
	return value === null || value === undefined ? null : decimal(value);
}

/**
 * Converts an amount from minor to major units: 1150 in EUR is 11.5, in JPY 1150, in KWD 1.15. Keeps fractions of a
 * minor unit (1150.5 in EUR is 11.505).
 *
 * @param currency ISO 4217 code in any case
 * @returns null when the amount is absent or not a number, or the currency has no known minor unit
 */
export function fromMinorUnits(value: Written, currency: string | null): Decimal | null {
	const minor = amount(value);
	const digits = currency === null ? null : currencyDigits(currency);
	return minor === null || digits === null ? null : shift(minor, -digits);
}

/** Converts a rate from a fraction to percent: 0.07 is 7. */
export function percentFromFraction(value: Written): Decimal | null {
	const fraction = amount(value);
	return fraction === null ? null : shift(fraction, 2);
}

/** The given percentage of an amount, unrounded: the tax of a taxable amount by BR-CO-17. */
export const percentOf = (base: Decimal, rate: Decimal): Decimal => shift(multiply(base, rate), -2);

/** The JSON number for an item; null for null, and for a number that a double cannot hold exactly. */
export function toAmount(d: Decimal | null): number | null {
	return d === null ? null : toNumber(d);
}

/** The sum of the figures; null when the list is empty or a figure is missing. */
export function sumOfAll(figures: ReadonlyArray<Decimal | null>): Decimal | null {
	return figures.length > 0 && figures.every((figure) => figure !== null) ? sum(figures) : null;
}
