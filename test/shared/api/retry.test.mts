import fc from 'fast-check';
import { retryAfter, waitBeforeRetry, type RetryRules } from '../../../nodes/shared/api/retry';
import { virtualClock } from '../../support/virtualClock.mts';

virtualClock();

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

describe('waitBeforeRetry', () => {
	const answer = (status: number, retryAfter?: string) => ({
		status,
		headers: { 'retry-after': retryAfter },
		body: null,
		cut: () => undefined,
	});
	const lost = (passing: boolean) => ({ message: 'the connection failed', passing });
	const waits = (outcome: ReturnType<typeof answer | typeof lost>, rules: RetryRules = {}) =>
		[0, 1, 2, 3].map((attempt) => waitBeforeRetry(attempt, rules, outcome));

	test.each([
		['429', answer(429), {}],
		['429 to a POST', answer(429), { method: 'POST' }],
		['500', answer(500), {}],
		['503 to a DELETE', answer(503), { method: 'DELETE' }],
		['a lost connection', lost(true), {}],
		['404 while a document is being made', answer(404), { retryOn: [404], expect: [404] }],
	])('%s: three more attempts, after 1, 2 and 4 seconds', (_what, outcome, rules) => {
		expect(waits(outcome, rules)).toEqual([1000, 2000, 4000, null]);
	});

	test.each([
		['200', answer(200), {}],
		['302', answer(302), {}],
		['404', answer(404), {}],
		['500 to a POST', answer(500), { method: 'POST' }],
		['a connection lost during a POST', lost(true), { method: 'POST' }],
		['404 to a POST', answer(404), { method: 'POST', retryOn: [404] }],
		['503 that the caller expects', answer(503), { expect: [503] }],
		['a redirect that is not followed', lost(false), {}],
	])('%s: final', (_what, outcome, rules) => {
		expect(waits(outcome, rules)).toEqual([null, null, null, null]);
	});

	test('Retry-After comes first, then what the provider is known for, up to a minute', () => {
		expect(waits(answer(429, '7'), { rateLimitWait: 20_000 })).toEqual([7000, 7000, 7000, null]);
		expect(waits(answer(429), { rateLimitWait: 20_000 })).toEqual([20_000, 20_000, 20_000, null]);
		expect(waits(answer(503), { rateLimitWait: 20_000 })).toEqual([1000, 2000, 4000, null]);
		expect(waits(answer(429, '3600'))).toEqual([60_000, 60_000, 60_000, null]);
	});
});
