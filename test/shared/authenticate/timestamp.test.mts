import fc from 'fast-check';
import { checkAge, isoTime, unixTime } from '../../../nodes/shared/authenticate/timestamp';

const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

describe('unixTime', () => {
	test.each([
		['1795299485', '2026-11-21T22:18:05.000Z'],
		['1795299485123', '2026-11-21T22:18:05.123Z'],
		['0000000000', '1970-01-01T00:00:00.000Z'],
		['0000000000001', '1970-01-01T00:00:00.001Z'],
		['9999999999', '2286-11-20T17:46:39.000Z'],
		['9999999999999', '2286-11-20T17:46:39.999Z'],
	])('%s', (text, expected) => expect(unixTime(text)?.toISOString()).toBe(expected));

	test.each([
		'',
		'1795299485abc',
		'abc1795299485',
		'179529948',
		'17952994851',
		'179529948512',
		'17952994851234',
		' 1795299485',
		'1795299485 ',
		'1795299485\n',
		'\n1795299485',
		'\u00a01795299485',
		'\ufeff1795299485',
		'１７９５２９９４８５',
		'١٧٩٥٢٩٩٤٨٥',
		'+795299485',
		'+1795299485',
		'-1795299485',
		'-795299485',
		'1795299485.0',
		'179529948.',
		'1.79529948',
		'1.7952e+09',
		'17952994e2',
		'0x6b023b9d',
		'1_79529948',
		'1,79529948',
		'1795299485\u0000',
		'Infinity00',
		'1795299485,1795299485',
	])('rejects %j', (text) => expect(unixTime(text)).toBeNull());

	test('has one form for each second and each millisecond', () => {
		fc.assert(
			fc.property(fc.nat(9_999_999_999_999), (milliseconds) => {
				expect(unixTime(String(milliseconds).padStart(13, '0'))?.getTime()).toBe(milliseconds);
				const seconds = Math.floor(milliseconds / 1000);
				expect(unixTime(String(seconds).padStart(10, '0'))?.getTime()).toBe(seconds * 1000);
			}),
		);
	});

	test('never throws, and reads nothing but ASCII digits', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.stringMatching(/^\s?[+-]?\d{9,14}[.e]?\d?\s?$/)), (text) => {
				const plain =
					[...text].every((letter) => letter >= '0' && letter <= '9') && [10, 13].includes(text.length);
				expect(unixTime(text) !== null).toBe(plain);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('isoTime', () => {
	test.each([
		['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
		['2026-03-01T12:00:00.5Z', '2026-03-01T12:00:00.500Z'],
		['2026-03-01T12:00:00.123456789Z', '2026-03-01T12:00:00.123Z'],
		['2026-03-01T12:00:00+00:00', '2026-03-01T12:00:00.000Z'],
		['2026-03-01T12:00:00-00:00', '2026-03-01T12:00:00.000Z'],
		['2026-03-01T00:30:00+05:45', '2026-02-28T18:45:00.000Z'],
		['2026-03-01T12:00:00-11:30', '2026-03-01T23:30:00.000Z'],
		['2026-03-01T12:00:00.25+14:00', '2026-02-28T22:00:00.250Z'],
		['2026-03-01T12:00:00+23:59', '2026-02-28T12:01:00.000Z'],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
		['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
		['2026-12-31T23:59:59.999Z', '2026-12-31T23:59:59.999Z'],
	])('%s', (text, expected) => expect(isoTime(text)?.toISOString()).toBe(expected));

	test.each([
		'',
		'2026-03-01',
		'2026-03-01T12:00Z',
		'2026-03-01T12:00:00',
		'2026-03-01 12:00:00Z',
		'2026-03-01t12:00:00Z',
		'2026-03-01T12:00:00z',
		'2026-03-01T12:00:00.Z',
		'2026-03-01T12:00:00,5Z',
		'2026-03-01T12:00:00.1234567890Z',
		'2026-03-01T12:00:00+0000',
		'2026-03-01T12:00:00+00',
		'2026-03-01T12:00:00+1:00',
		'2026-03-01T12:00:00\u221201:00',
		'2026-03-01T12:00:00 +01:00',
		'2026-03-01T12:00:00 Z',
		'2026-03-01T12:00:00Z+01:00',
		'2026-03-01T12:00:00+24:00',
		'2026-03-01T12:00:00+00:60',
		'2026-03-01T12:00:00-99:99',
		'2026-02-29T12:00:00Z',
		'2026-02-30T12:00:00Z',
		'2026-04-31T12:00:00Z',
		'2100-02-29T12:00:00Z',
		'2026-00-01T12:00:00Z',
		'2026-13-01T12:00:00Z',
		'2026-03-00T12:00:00Z',
		'2026-03-32T12:00:00Z',
		'2026-03-01T24:00:00Z',
		'2026-03-01T24:00:00.0Z',
		'2026-03-01T24:00:00.000+01:00',
		'2026-03-01T24:00:01Z',
		'2026-03-01T25:00:00Z',
		'2026-03-01T12:60:00Z',
		'2026-03-01T23:59:60Z',
		'20260301T120000Z',
		'2026-060T12:00:00Z',
		'2026-W09-7T12:00:00Z',
		'+002026-03-01T12:00:00Z',
		'-000001-03-01T12:00:00Z',
		'26-03-01T12:00:00Z',
		' 2026-03-01T12:00:00Z',
		'2026-03-01T12:00:00Z ',
		'2026-03-01T12:00:00Z\n',
		'2026-03-01T12:00:00Zabc',
		'２０２６-03-01T12:00:00Z',
		'Sun, 01 Mar 2026 12:00:00 GMT',
		'1795299485',
	])('rejects %j', (text) => expect(isoTime(text)).toBeNull());

	test('reads back what any date writes', () => {
		const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
		fc.assert(fc.property(dates, (date) => expect(isoTime(date.toISOString())).toEqual(date)));
	});

	test('of all days and hours, reads those of the calendar', () => {
		const two = (number: number) => String(number).padStart(2, '0');
		const number = (max: number) => fc.integer({ min: 0, max });
		fc.assert(
			fc.property(
				number(14),
				number(33),
				number(26),
				number(61),
				number(62),
				(month, day, hour, minute, second) => {
					const text = `2026-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
					// Dates that do not exist are normalized to another text.
					const normalized = new Date(Date.UTC(2026, month - 1, day, hour, minute, second));
					const exists = normalized.toISOString() === text.replace('Z', '.000Z');
					expect(isoTime(text)?.getTime() ?? null).toBe(exists ? normalized.getTime() : null);
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('never throws, and never gives an invalid date', () => {
		const likely = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,10})?(Z|[+-]\d\d:\d\d)?$/);
		fc.assert(
			fc.property(fc.oneof(anyText, likely), (text) => {
				expect(isoTime(text)?.getTime()).not.toBeNaN();
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('no text can be moved between a time stamp and a body', () => {
	test('neither reader takes what the other one takes, nor a part of it followed by a dot', () => {
		const stamps = ['1795299485', '1795299485123', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00.5+01:00'];
		const bodies = ['{"id":1}', '[1]', '5Z', '123.{"id":1}'];
		for (const stamp of stamps) {
			expect(unixTime(stamp) === null).toBe(isoTime(stamp) !== null);
			for (const body of bodies) {
				const signed = `${stamp}.${body}`;
				const dots = [...signed.matchAll(/\./g)].map(({ index }) => signed.slice(0, index));
				expect(dots.filter((text) => (unixTime(text) ?? isoTime(text)) !== null)).toEqual([stamp]);
			}
		}
	});
});

describe('checkAge', () => {
	const now = new Date('2026-03-01T12:00:00.000Z');
	const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);

	test.each([
		[0, 300, null],
		[-300_000, 300, null],
		[-300_001, 300, 'stale-timestamp'],
		[300_000, 300, null],
		[300_001, 300, 'future-timestamp'],
		[0, 0, null],
		[-1, 0, 'stale-timestamp'],
		[1, 0, 'future-timestamp'],
		[-500, 0.5, null],
		[-501, 0.5, 'stale-timestamp'],
	])('%d ms at %d s', (milliseconds, tolerance, expected) => {
		expect(checkAge(at(milliseconds), now, tolerance)).toBe(expected);
	});

	test('is exact and symmetric', () => {
		fc.assert(
			fc.property(fc.nat(1_000_000), fc.integer({ min: -1e9, max: 1e9 }), (tolerance, offset) => {
				const age = checkAge(at(offset), now, tolerance);
				expect(age === null).toBe(Math.abs(offset) <= tolerance * 1000);
				expect(checkAge(at(-offset), now, tolerance) === null).toBe(age === null);
				if (age !== null) expect(age).toBe(offset < 0 ? 'stale-timestamp' : 'future-timestamp');
			}),
		);
	});

	test.each([
		['time', new Date(Number.NaN), now, 300],
		['clock', now, new Date(Number.NaN), 300],
		['tolerance', now, now, Number.NaN],
		['missing tolerance', now, now, undefined as unknown as number],
	])('a %s that is no number is outside', (_name, time, clock, tolerance) => {
		expect(checkAge(time, clock, tolerance)).toBe('stale-timestamp');
	});
});
