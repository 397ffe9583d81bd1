import { currencyDigits } from './currencies';
import { decimal, shift, sum, toNumber, type Decimal } from './decimal';

/** A figure as providers write it; null and undefined: the provider said nothing. */
type Written = string | number | null | undefined;

/** An amount in major units (`12.5`, `"12.50"`); null when absent or not a plain number. */
export function amount(value: Written): Decimal | null {
	return value === null || value === undefined ? null : decimal(value);
}

/**
 * An amount that is written in minor units, in major units: 1150 in EUR is 11.5, in JPY 1150, in KWD 1.15. A
 * fraction of a minor unit keeps its digits (1150.5 in EUR is 11.505).
 *
 * @param currency ISO 4217 code in any case
 * @returns null when the amount is absent or not a number, or the currency has no known minor unit
 */
export function fromMinorUnits(value: Written, currency: string | null): Decimal | null {
	const minor = amount(value);
	const digits = currency === null ? null : currencyDigits(currency);
	return minor === null || digits === null ? null : shift(minor, -digits);
}

/** A rate that is written as a fraction, in percent: 0.07 is 7. */
export function percentFromFraction(value: Written): Decimal | null {
	const fraction = amount(value);
	return fraction === null ? null : shift(fraction, 2);
}

/** The JSON number for an invoice item; null for null, and for a number that a double cannot hold exactly. */
export function toAmount(d: Decimal | null): number | null {
	return d === null ? null : toNumber(d);
}

/** The sum of sent figures; null for an empty list, or when one was not sent. */
export function sumOfAll(figures: ReadonlyArray<Decimal | null>): Decimal | null {
	return figures.length > 0 && figures.every((figure) => figure !== null) ? sum(figures) : null;
}
