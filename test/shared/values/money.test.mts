import currencyCodes from 'currency-codes';
import fc from 'fast-check';
import { currencyDigits } from '../../../nodes/shared/values/currencies';
import { decimal, shift, toText, type Decimal } from '../../../nodes/shared/values/decimal';
import {
	amount,
	fromMinorUnits,
	percentFromFraction,
	percentOf,
	toAmount,
} from '../../../nodes/shared/values/money';

const text = (d: Decimal | null) => (d === null ? null : toText(d));
const currencies = currencyCodes.codes().filter((code) => currencyDigits(code) !== null);

test.each([
	[115, 'EUR', 1.15],
	['1150', 'eur', 11.5],
	[-1, 'USD', -0.01],
	[0, 'EUR', 0],
	[-0, 'EUR', 0],
	[1150, 'JPY', 1150],
	[1150, 'KWD', 1.15],
	[1150, 'COP', 11.5],
	[1150, 'HUF', 11.5],
	[12345, 'CLF', 1.2345],
	[1150.5, 'EUR', 11.505],
	['0.5', 'JPY', 0.5],
	[999999999999999, 'EUR', 9999999999999.99],
	[100, 'XAU', null],
	[100, 'ZZZ', null],
	[100, '', null],
	[100, null, null],
	['', 'EUR', null],
	['12,50', 'EUR', null],
	[NaN, 'EUR', null],
	[null, 'EUR', null],
	[undefined, 'EUR', null],
])('%p minor units of %p are %p', (value, currency, expected) => {
	expect(toAmount(fromMinorUnits(value, currency))).toBe(expected);
});

test('minor units survive the way to major units and back, in every currency', () => {
	expect(currencies.length).toBeGreaterThan(150);
	fc.assert(
		fc.property(fc.maxSafeInteger(), (minor) => {
			for (const currency of currencies) {
				const back = shift(fromMinorUnits(minor, currency)!, currencyDigits(currency)!);
				expect(toText(back)).toBe(String(minor === 0 ? 0 : minor));
			}
		}),
		{ numRuns: 50 },
	);
});

test('as a JSON number too, where a double holds the digits', () => {
	fc.assert(
		fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), (minor) => {
			for (const currency of currencies) {
				const major = toAmount(fromMinorUnits(minor, currency));
				const digits = currencyDigits(currency)!;
				// The expected number comes from JSON.parse of the decimal text, without arithmetic on doubles.
				const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
				const point = padded.length - digits;
				const written = `${minor < 0 ? '-' : ''}${padded.slice(0, point)}.${padded.slice(point)}0`;
				expect(major).toBe(Number(written) + 0);
			}
		}),
		{ numRuns: 50 },
	);
});

test.each([
	[12.5, '12.5'],
	['12.50', '12.5'],
	['-0.00', '0'],
	['1e3', '1000'],
	['', null],
	['1.234,50', null],
	['€ 5', null],
	[Infinity, null],
	[null, null],
	[undefined, null],
])('the amount %p is %p', (value, expected) => {
	expect(text(amount(value))).toBe(expected);
});

test.each([
	[0.07, 7],
	['0.19', 19],
	[0.055, 5.5],
	[0.081, 8.1],
	[0, 0],
	[1, 100],
	[null, null],
	['19%', null],
])('the fraction %p is %p percent', (value, expected) => {
	expect(toAmount(percentFromFraction(value))).toBe(expected);
});

test('an amount that a double cannot hold has no number', () => {
	expect(toAmount(null)).toBeNull();
	expect(toAmount(decimal('12345678901234567.89'))).toBeNull();
	expect(toAmount(fromMinorUnits('9007199254740993', 'EUR'))).toBeNull();
});

test.each([
	['200', '19', '38'],
	['0.01', '5.5', '0.00055'],
	['-10', '20', '-2'],
	['10', '0', '0'],
])('%s by %s %%: %s, unrounded', (base, rate, expected) => {
	expect(text(percentOf(decimal(base)!, decimal(rate)!))).toBe(expected);
});
