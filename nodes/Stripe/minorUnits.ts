import { currencyDigits } from '../shared/values/currencies';
import { shift, type Decimal } from '../shared/values/decimal';
import { amount } from '../shared/values/money';

/**
 * Where Stripe's minor units are not those of ISO 4217 (docs.stripe.com/currencies, zero-decimal currencies and special
 * cases): ISK and UGX have no minor unit any more, but are written with two digits for compatibility; MGA, which has one
 * fifth as its unit, is written whole. All other currencies that Stripe takes have as many digits as in ISO 4217.
 */
const DIFFERENT: ReadonlyMap<string, number> = new Map([
	['ISK', 2],
	['UGX', 2],
	['MGA', 0],
]);

/** Reads the amounts of one object: minor units of its currency, in major ones. */
export type Money = (minor: string | number | null | undefined) => Decimal | null;

/** @param currency ISO 4217 in upper case; without one no amount means anything */
export function moneyIn(currency: string | null): Money {
	const digits = currency === null ? null : (DIFFERENT.get(currency) ?? currencyDigits(currency));
	return (minor) => {
		const written = amount(minor);
		return written === null || digits === null ? null : shift(written, -digits);
	};
}
