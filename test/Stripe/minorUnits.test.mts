import fc from 'fast-check';
import { moneyIn } from '../../nodes/Stripe/minorUnits';
import { toText } from '../../nodes/shared/values/decimal';

const money = (currency: string | null, minor: string | number | null) => {
	const read = moneyIn(currency)(minor);
	return read && toText(read);
};

// From docs.stripe.com/currencies: zero-decimal currencies and the special cases.
const ZERO = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const THREE = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'];
const TWO =
	`AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC CVE
	CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK LBP LKR
	LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD
	SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS WST XCD YER ZAR ZMW`.split(
		/\s+/,
	);

it.each([
	...ZERO.map((currency) => [currency, '12345'] as const),
	...TWO.map((currency) => [currency, '123.45'] as const),
	...THREE.map((currency) => [currency, '12.345'] as const),
])('12345 in %s is %s', (currency, expected) => {
	expect(money(currency, 12345)).toBe(expected);
});

it('keeps fractions of a minor unit, as prices have them', () => {
	expect(money('EUR', '0.125')).toBe('0.00125');
	expect(money('JPY', '0.5')).toBe('0.5');
});

it('reads nothing without a currency, and of what is no amount', () => {
	expect(money(null, 100)).toBeNull();
	expect(money('EUR', null)).toBeNull();
	expect(money('EUR', 'x')).toBeNull();
	expect(money('XAU', 100)).toBeNull();
});

it('is exact for every integer', () => {
	fc.assert(
		fc.property(fc.maxSafeInteger(), (minor) => {
			const [whole, fraction = ''] = money('USD', minor)!.replace('-', '').split('.');
			expect(BigInt(whole + fraction.padEnd(2, '0'))).toBe(BigInt(Math.abs(minor)));
		}),
	);
});
