import fc from 'fast-check';
import { dayOfSeconds, daysBy, instantOfSeconds } from '../../../nodes/shared/values/unixTime';

const LATEST = 253_402_300_799;

test.each([
	[1767222000, 'UTC', '2025-12-31'],
	[1767222000, 'Europe/Berlin', '2026-01-01'],
	[1767222000, 'America/New_York', '2025-12-31'],
	[1767222000, 'Asia/Kolkata', '2026-01-01'],
	[1767222000, 'Pacific/Kiritimati', '2026-01-01'],
	// In Berlin, clocks go forward at 01:00 UTC.
	[1774745999, 'Europe/Berlin', '2026-03-29'],
	[0, 'UTC', '1970-01-01'],
	[LATEST, 'UTC', '9999-12-31'],
	[LATEST + 1, 'UTC', null],
	[-1, 'UTC', null],
	[NaN, 'UTC', null],
	[0, 'Mars/Olympus', null],
	[0, '', null],
])('the day of %d in %s is %s', (seconds, zone, day) => expect(dayOfSeconds(seconds, zone)).toBe(day));

test.each([
	[0, '1970-01-01T00:00:00.000Z'],
	[1767225600, '2026-01-01T00:00:00.000Z'],
	[1767225600.25, '2026-01-01T00:00:00.250Z'],
	[-1, null],
	[LATEST + 1, null],
	[Infinity, null],
])('the moment of %d is %s', (seconds, moment) => expect(instantOfSeconds(seconds)).toBe(moment));

test('a day in UTC is that of the moment', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: LATEST }), (seconds) => {
			expect(dayOfSeconds(seconds, 'UTC')).toBe(instantOfSeconds(seconds)!.slice(0, 10));
		}),
	);
});

test('the day in any zone is at most one away from that in UTC', () => {
	const zones = Intl.supportedValuesOf('timeZone');
	fc.assert(
		fc.property(
			fc.integer({ min: 86_400, max: LATEST - 86_400 }),
			fc.constantFrom(...zones),
			(seconds, zone) => {
				const around = [-86_400, 0, 86_400].map((off) => instantOfSeconds(seconds + off)!.slice(0, 10));
				expect(around).toContain(dayOfSeconds(seconds, zone));
			},
		),
	);
});

test('the days of a document are each formatted once', () => {
	const formatted: number[] = [];
	const days = daysBy((seconds) => {
		formatted.push(seconds);
		return dayOfSeconds(seconds, 'UTC');
	});
	const sent = [0, 86_400, null, 0, undefined, 86_400];
	expect(sent.map(days)).toEqual(['1970-01-01', '1970-01-02', null, '1970-01-01', null, '1970-01-02']);
	expect(formatted).toEqual([0, 86_400]);
});
