import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { addDays, addMonths, businessDate, instant } from '../../../nodes/shared/values/dates';

// A test oracle without Date: the rules of the calendar, and a day count (Fliegel and Van Flandern, through Howard
// Hinnant's civil algorithm).
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const monthLength = (year: number, month: number) =>
	month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
const isDay = (year: number, month: number, day: number) =>
	month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
function dayNumber(text: string): number {
	const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');
const written = fc
	.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
	.map(([year, month, day]) => ({
		text: `${pad(year, 4)}-${pad(month)}-${pad(day)}`,
		real: isDay(year, month, day),
	}));
const day = written.filter(({ real }) => real).map(({ text }) => text);
const zone = fc
	.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([sign, hours, minutes]) => ({ sign, hours, minutes }));

describe('businessDate', () => {
	test.each([
		['2024-02-29', '2024-02-29'],
		['2000-02-29', '2000-02-29'],
		['0000-02-29', '0000-02-29'],
		['2024-12-31T23:59:59Z', '2024-12-31'],
		['2024-12-31T23:59:59.999-11:00', '2024-12-31'],
		['2024-12-31T00:30+14:00', '2024-12-31'],
		['2024-12-31T00:30:00', '2024-12-31'],
		['2023-02-29', null],
		['1900-02-29', null],
		['2024-04-31', null],
		['2024-13-01', null],
		['2024-00-10', null],
		['2024-01-00', null],
		['2023-02-29T00:00:00Z', null],
		['2024-1-1', null],
		['20240101', null],
		['01.02.2024', null],
		['2024-01-01x', null],
		['2024-01-01T', null],
		['2024-01-01T25:00:00Z', null],
		['2024-01-01T12:60:00Z', null],
		['2024-01-01 ', null],
		['2024-01-01\n', null],
		[' 2024-01-01', null],
		['+002024-01-01', null],
		['', null],
	])('%j is %p', (text, expected) => {
		expect(businessDate(text)).toBe(expected);
	});

	test('takes exactly the days of the calendar', () => {
		fc.assert(
			fc.property(written, ({ text, real }) => {
				expect(businessDate(text)).toBe(real ? text : null);
			}),
			{ numRuns: 2000 },
		);
	});

	test('does not look at the zone', () => {
		fc.assert(
			fc.property(day, zone, (text, { sign, hours, minutes }) => {
				expect(businessDate(`${text}T23:30:00${sign}${pad(hours)}:${pad(minutes)}`)).toBe(text);
			}),
		);
	});

	test('takes or rejects any text', () => {
		fc.assert(fc.property(fc.string(), (text) => businessDate(text) === null || /^\d{4}-/.test(text)));
	});
});

describe('instant', () => {
	test.each([
		['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
		['2024-02-29T12:00Z', '2024-02-29T12:00:00.000Z'],
		['2024-02-29T12:00:00.1Z', '2024-02-29T12:00:00.100Z'],
		['2024-02-29T12:00:00.999999999Z', '2024-02-29T12:00:00.999Z'],
		['2024-01-01T00:30:00+01:00', '2023-12-31T23:30:00.000Z'],
		['2024-12-31T20:00:00-0530', '2025-01-01T01:30:00.000Z'],
		['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
		['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
		['2024-03-31T02:30:00Z', '2024-03-31T02:30:00.000Z'],
		['2024-02-29T12:00:00', null],
		['2024-02-29', null],
		['2023-02-29T12:00:00Z', null],
		['2024-02-29T24:00:00Z', null],
		['2016-12-31T23:59:60Z', null],
		['2024-02-29T12:00:00.Z', null],
		['2024-02-29T12:00:00.1234567890Z', null],
		['2024-02-29T12:00:00,5Z', null],
		['2024-02-29 12:00:00Z', null],
		['2024-02-29t12:00:00z', null],
		['2024-02-29T12:00:00+24:00', null],
		['2024-02-29T12:00:00+01', null],
		['2024-02-29T12:00:00+01:60', null],
		['2024-02-29T12:00:00Z\n', null],
		['0000-01-01T00:00:00+00:01', null],
		['9999-12-31T23:59:59-00:01', null],
		['1709208000', null],
		['Thu, 29 Feb 2024 12:00:00 GMT', null],
		['', null],
	])('%j is %p', (text, expected) => {
		expect(instant(text)).toBe(expected);
	});

	test('counts from the calendar and the zone as the oracle does', () => {
		fc.assert(
			fc.property(
				day.filter((text) => text > '0000-01-02' && text < '9999-12-30'),
				fc.integer({ min: 0, max: 86399 }),
				fc.stringMatching(/^\d{1,9}$/),
				zone,
				fc.constantFrom(':', ''),
				(date, second, fraction, { sign, hours, minutes }, colon) => {
					const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
						.map((n) => pad(n))
						.join(':');
					const result = instant(`${date}T${time}.${fraction}${sign}${pad(hours)}${colon}${pad(minutes)}`);
					expect(result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

					const seconds = (text: string) => {
						const [h = 0, m = 0, s = 0] = text.slice(11, 19).split(':').map(Number);
						return dayNumber(text.slice(0, 10)) * 86400 + h * 3600 + m * 60 + s;
					};
					const offset = (sign === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
					expect(seconds(result!)).toBe(dayNumber(date) * 86400 + second - offset);
					expect(result!.slice(20, 23)).toBe(fraction.padEnd(3, '0').slice(0, 3));
					expect(instant(result!)).toBe(result);
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('takes or rejects any text', () => {
		fc.assert(fc.property(fc.string(), (text) => instant(text) === null || /^\d{4}-/.test(text)));
	});
});

describe('addDays', () => {
	test.each([
		['2024-02-28', 1, '2024-02-29'],
		['2023-02-28', 1, '2023-03-01'],
		['2024-12-31', 1, '2025-01-01'],
		['2024-03-01', -1, '2024-02-29'],
		['2024-03-30', 1, '2024-03-31'],
		['2024-03-31', 1, '2024-04-01'],
		['2024-01-31', 30, '2024-03-01'],
		['2011-12-29', 1, '2011-12-30'],
		['2024-01-01', 0, '2024-01-01'],
		['0099-12-31', 1, '0100-01-01'],
		['9999-12-31', 1, null],
		['0000-01-01', -1, null],
		['2024-01-01', 1.5, null],
		['2024-01-01', NaN, null],
		['2024-01-01', Infinity, null],
		['2024-01-01', 1e300, null],
		['2023-02-29', 1, null],
		['2024-01-01T00:00:00Z', 1, null],
		['2024-01', 1, null],
		['2024', 1, null],
		['+002024-01-01', 1, null],
		['', 1, null],
	])('%j and %d days is %p', (date, days, expected) => {
		expect(addDays(date, days)).toBe(expected);
	});

	test('is the day that the count of days says, and goes back', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: -200_000, max: 200_000 }), (date, days) => {
				const result = addDays(date, days);
				fc.pre(result !== null);
				expect(businessDate(result!)).toBe(result);
				expect(dayNumber(result!) - dayNumber(date)).toBe(days);
				expect(addDays(result!, -days)).toBe(date);
			}),
			{ numRuns: 1000 },
		);
	});
});

// V8 reads TZ once, so each zone needs its own process. Kiritimati is UTC+14; Los Angeles has daylight saving time;
// Apia skipped 30 December 2011.
test('is the same in every time zone of the process', () => {
	const script = `
		const { transformSync } = require('@swc/core');
		const file = require.resolve('./nodes/shared/values/dates.ts');
		const { code } = transformSync(require('node:fs').readFileSync(file, 'utf8'), { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } });
		const module_ = { exports: {} };
		new Function('exports', 'module', code)(module_.exports, module_);
		const { businessDate, instant, addDays } = module_.exports;
		const dates = ['2011-12-29', '2011-12-30', '2024-03-10', '2024-03-31', '2024-11-03', '1883-11-18', '0001-01-01'];
		console.log(new Date(2024, 0, 1).getTimezoneOffset(), JSON.stringify(dates.map((date) => [
			businessDate(date), businessDate(date + 'T00:00:00'), instant(date + 'T02:30:00Z'), instant(date + 'T02:30:00'), addDays(date, 1), addDays(date, -1),
		])));`;
	const outputs = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Apia', 'Asia/Kolkata'].map(
		(TZ) =>
			execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' }).split(
				' ',
			),
	);
	expect(new Set(outputs.map(([offset]) => offset)).size).toBe(outputs.length);
	expect(new Set(outputs.map(([, results]) => results)).size).toBe(1);
});

describe('addMonths', () => {
	it.each([
		['2025-01-15', 1, '2025-02-15'],
		['2025-01-31', 1, '2025-02-28'],
		['2024-01-31', 1, '2024-02-29'],
		['2025-03-31', 1, '2025-04-30'],
		['2025-12-31', 2, '2026-02-28'],
		['2025-03-31', -1, '2025-02-28'],
		['2025-03-31', 0, '2025-03-31'],
		['9999-12-01', 1, null],
		['2025-02-30', 1, null],
		['2025-01-15', 0.5, null],
		['soon', 1, null],
	])('%s and %s months: %s', (date, months, expected) => {
		expect(addMonths(date, months)).toBe(expected);
	});
});
