import { currencyDigits } from '../shared/values/currencies';
import { shift, type Decimal } from '../shared/values/decimal';
import { amount } from '../shared/values/money';

type Written = Parameters<typeof amount>[0];

/** Chargebee's whole numbers → major units; null where the currency is unknown. */
export type Read = (value: Written) => Decimal | null;

/**
 * Whole numbers are hundredths of the currency, but those of a currency without subunits, which are the currency itself
 * (apidocs.chargebee.com, Currencies). So a dinar, of which ISO 4217 makes a thousand fils, has two digits here.
 */
export function readerFor(currency: string | null): Read {
	const digits = currency === null ? null : currencyDigits(currency);
	return (value) => {
		const minor = amount(value);
		return minor === null || digits === null ? null : shift(minor, digits === 0 ? 0 : -2);
	};
}
