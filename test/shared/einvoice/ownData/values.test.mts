import fc from 'fast-check';
import {
	country,
	currency,
	date,
	kind,
	number,
	percent,
	text,
	ungrouped,
	yesOrNo,
} from '../../../../nodes/shared/einvoice/ownData/values';

const BERLIN = 'Europe/Berlin';
const valueOf = (reading: ReturnType<typeof number | typeof text | typeof yesOrNo>) =>
	'problem' in reading ? reading.problem : reading.value;

test.each([
	[19, 19],
	['19', 19],
	[' 19.50 ', 19.5],
	['-3', -3],
	['1234.500', 1234.5],
	['0.125', 0.125],
	['1.5000', 1.5],
	[1.125, 1.125],
])('%j is the number %d', (written, expected) => {
	expect(number(written, BERLIN)).toEqual({ value: expected });
});

test.each([
	['1,50', 'is no plain number'],
	['1.500', 'can be read in two ways'],
	['1,234.50', 'is no plain number'],
	['1.234,50', 'is no plain number'],
	['5 €', 'is no plain number'],
	['1e3', 'is no plain number'],
	['0x10', 'is no plain number'],
	['', 'is no plain number'],
	['12345678901234567890.5', 'more digits'],
	[true, 'is no number'],
	[[1], 'A list is no number'],
	[{}, 'An object is no number'],
	[Infinity, 'is no plain number'],
])('%j is no number: %s', (written, problem) => {
	expect(valueOf(number(written, BERLIN))).toContain(problem);
});

test('a number and its text are the same', () => {
	fc.assert(
		fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 2 }), (whole, digits) => {
			const value = Number(`${whole}e-${digits}`);
			expect(number(String(value), BERLIN)).toEqual(number(value, BERLIN));
		}),
	);
});

test('no text is read as two numbers: none with three digits after its only point, unless it cannot be thousands', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 }), (whole, fraction) => {
			expect(number(`${whole}.${String(fraction).padStart(3, '0')}`, BERLIN)).toHaveProperty('problem');
		}),
	);
});

test.each(['19 %', '19%', '19', 19])('%j is a rate', (written) => {
	expect(percent(written, BERLIN)).toEqual({ value: 19 });
});

test.each([
	['2026-01-31', '2026-01-31'],
	['2026-01-31T00:00:00.000+01:00', '2026-01-31'],
	['2026-01-31T00:00:00.000Z', '2026-01-31'],
	['2026-01-30T23:00:00.000Z', '2026-01-31'],
	['2026-01-31T12:00:00Z', '2026-01-31'],
	['2026-01-31T23:30:00Z', '2026-02-01'],
	['2026-01-31T23:30:00-05:00', '2026-01-31'],
	['2026-01-31 00:00:00', '2026-01-31'],
	['2026-01-31T00:00:00', '2026-01-31'],
	[new Date('2026-01-30T23:00:00.000Z'), '2026-01-31'],
	[{ toJSON: () => '2026-01-31T00:00:00.000+01:00' }, '2026-01-31'],
])('%j is the day %s in Berlin', (written, expected) => {
	expect(date(written, BERLIN)).toEqual({ value: expected });
});

test('midnight in UTC is a date without a time, west of it, too', () => {
	expect(date('2026-01-31T00:00:00.000Z', 'America/New_York')).toEqual({ value: '2026-01-31' });
	expect(date('2026-01-31T03:00:00.000Z', 'America/New_York')).toEqual({ value: '2026-01-30' });
});

test.each([[46053], ['31.01.2026'], ['01/31/2026'], ['2026-02-30'], [true], [{}], [new Date(NaN)]])(
	'%j is no date',
	(written) => {
		expect(date(written, BERLIN)).toHaveProperty('problem');
	},
);

test('a text may be a number that holds all of its digits', () => {
	expect(text(1001, BERLIN)).toEqual({ value: '1001' });
	expect(text('0012', BERLIN)).toEqual({ value: '0012' });
	expect(text(12345678901234567000, BERLIN)).toHaveProperty('problem');
	expect(text(true, BERLIN)).toHaveProperty('problem');
	expect(ungrouped('DE89 3704 0044', BERLIN)).toEqual({ value: 'DE8937040044' });
});

test('codes are taken in any case', () => {
	expect(currency(' eur ', BERLIN)).toEqual({ value: 'EUR' });
	expect(currency('€', BERLIN)).toHaveProperty('problem');
	expect(country('de', BERLIN)).toEqual({ value: 'DE' });
	expect(country('Germany', BERLIN)).toHaveProperty('problem');
	expect(kind('Credit Note', BERLIN)).toEqual({ value: 'creditNote' });
	expect(kind(381, BERLIN)).toEqual({ value: 'creditNote' });
	expect(kind('constructor', BERLIN)).toHaveProperty('problem');
	expect(yesOrNo('TRUE', BERLIN)).toEqual({ value: true });
	expect(yesOrNo('toString', BERLIN)).toHaveProperty('problem');
});
