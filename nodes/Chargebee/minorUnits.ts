import { currencyDigits } from '../shared/values/currencies';
import { shift, type Decimal } from '../shared/values/decimal';
import { amount } from '../shared/values/money';

type Written = Parameters<typeof amount>[0];

/** Converts Chargebee's integers to major units; null where the currency is unknown. */
export type Read = (value: Written) => Decimal | null;

/**
 * Integers are hundredths of the currency, or whole units if the currency has no subunit (apidocs.chargebee.com,
 * Currencies). A dinar, which ISO 4217 divides into a thousand fils, therefore has two digits here.
 */
export function readerFor(currency: string | null): Read {
	const digits = currency === null ? null : currencyDigits(currency);
	return (value) => {
		const minor = amount(value);
		return minor === null || digits === null ? null : shift(minor, digits === 0 ? 0 : -2);
	};
}
