import { date } from '../../../../../nodes/shared/einvoice/ownData/values/dates';

const BERLIN = 'Europe/Berlin';

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
	['31.01.2026', '2026-01-31'],
	['1.2.2026', '2026-02-01'],
	['31/01/2026', '2026-01-31'],
	['01/31/2026', '2026-01-31'],
	['1/1/2026', '2026-01-01'],
	['2026/1/31', '2026-01-31'],
	[new Date('2026-01-30T23:00:00.000Z'), '2026-01-31'],
	[{ toJSON: () => '2026-01-31T00:00:00.000+01:00' }, '2026-01-31'],
])('%j is the day %s in Berlin', (written, expected) => {
	expect(date(written, BERLIN)).toEqual({ value: expected });
});

test('midnight in UTC is a date without a time, west of it, too', () => {
	expect(date('2026-01-31T00:00:00.000Z', 'America/New_York')).toEqual({ value: '2026-01-31' });
	expect(date('2026-01-31T03:00:00.000Z', 'America/New_York')).toEqual({ value: '2026-01-30' });
});

test.each([
	[46053],
	['46053'],
	['31.02.2026'],
	['01.31.2026'],
	['31.01.26'],
	['1/2.2026'],
	['2026-02-30'],
	[true],
	[{}],
	[new Date(NaN)],
])('%j is no date', (written) => {
	expect(date(written, BERLIN)).toHaveProperty('problem');
});

test('a date that is ambiguous, or is a count of days, gets the days that it can be', () => {
	expect(date('12/05/2026', BERLIN)).toEqual({
		problem: '"12/05/2026" is ambiguous: write 2026-05-12 or 2026-12-05',
	});
	const problem =
		'46053 is a number, as spreadsheets count days: write the date, which is 2026-01-31 in Excel';
	for (const count of [46053, '46053']) expect(date(count, BERLIN)).toEqual({ problem });
});
