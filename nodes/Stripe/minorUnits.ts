import { currencyDigits } from '../shared/values/currencies';
import { shift, type Decimal } from '../shared/values/decimal';
import { amount } from '../shared/values/money';

/**
 * Currencies whose minor unit at Stripe differs from ISO 4217 (docs.stripe.com/currencies, zero-decimal currencies and
 * special cases): ISK and UGX no longer have one, but keep two digits for compatibility; MGA, whose subunit is a fifth,
 * is sent in whole units. All other currencies that Stripe accepts have the digits of ISO 4217.
 */
const DIFFERENT: ReadonlyMap<string, number> = new Map([
	['ISK', 2],
	['UGX', 2],
	['MGA', 0],
]);

/** Converts the amounts of one object from minor to major units of its currency. */
export type Money = (minor: string | number | null | undefined) => Decimal | null;

/** @param currency ISO 4217 in upper case; without one, amounts have no meaning */
export function moneyIn(currency: string | null): Money {
	const digits = currency === null ? null : (DIFFERENT.get(currency) ?? currencyDigits(currency));
	return (minor) => {
		const written = amount(minor);
		return written === null || digits === null ? null : shift(written, -digits);
	};
}
