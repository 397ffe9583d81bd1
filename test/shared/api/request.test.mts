import fc from 'fast-check';
import { retryAfter } from '../../../nodes/shared/api/request';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const in90Seconds = new Date(NOW.getTime() + 90_000);

describe('retryAfter', () => {
	test.each([
		['0', 0],
		['1', 1000],
		['120', 120_000],
		[' 5 ', 5000],
		['007', 7000],
		['999999999', 999_999_999_000],
		[in90Seconds.toUTCString(), 90_000],
		['Sunday, 01-Mar-26 12:01:30 GMT', 90_000],
		[` ${in90Seconds.toUTCString()} `, 90_000],
		['Sun, 01 Mar 2026 12:00:00 GMT', 0],
		['Sun, 01 Mar 2026 11:59:59 GMT', 0],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	])('%j', (header, expected) => expect(retryAfter(header, NOW)).toBe(expected));

	test.each([
		undefined,
		'',
		' ',
		'soon',
		'5s',
		'5, 5',
		'1.5',
		'-5',
		'+5',
		'1e3',
		'0x10',
		'５',
		'1234567890',
		'12345678901',
		'1795299485',
		'2026-03-01T12:01:30Z',
		'01 Mar 2026 12:01:30 GMT',
		'Sun, 99 Mar 2026 12:01:30 GMT',
		'Sun, ',
		'Infinity',
		'NaN',
	])('%j is neither seconds nor a date of HTTP', (header) => expect(retryAfter(header, NOW)).toBeNull());

	test('is the way from now to the date, for any two', () => {
		const seconds = fc.integer({ min: 0, max: 4e9 });
		fc.assert(
			fc.property(seconds, seconds, (then, now) => {
				const header = new Date(then * 1000).toUTCString();
				expect(retryAfter(header, new Date(now * 1000))).toBe(Math.max(0, then - now) * 1000);
			}),
		);
	});

	test('never throws, and is never negative or no number', () => {
		const header = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^[-+]?\d{0,12}(\.\d+)?$/),
			fc.string().map((text) => `Sun, ${text}`),
		);
		fc.assert(
			fc.property(header, (text) => {
				const wait = retryAfter(text, NOW);
				if (wait !== null) expect(wait).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 1000 },
		);
	});
});
