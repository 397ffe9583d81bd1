import { clock } from '../clock';
import type { ApiResponse, Failure } from './response/outcome';

/** What of a request decides whether it is sent again. */
export interface RetryRules {
	method?: string;
	/** Statuses to retry besides 429 and 5xx, such as 404 for a document that is still being created. */
	retryOn?: readonly number[];
	/** Statuses that the caller handles itself; any other from 300 on is an error. */
	expect?: readonly number[];
	/** Milliseconds to wait on a 429 without Retry-After; 1, 2 and 4 seconds if absent. */
	rateLimitWait?: number;
}

/** Milliseconds before the second, the third and the fourth attempt, which is the last. */
const WAITS = [1000, 2000, 4000];
const LONGEST_WAIT = 60_000;

/**
 * Milliseconds to wait before the next attempt; null if there is none, because the outcome is final or this was the
 * last one. A POST is retried only on 429: after any other failure it may already have taken effect.
 * @param attempt counts from 0
 */
export function waitBeforeRetry(
	attempt: number,
	rules: RetryRules,
	outcome: ApiResponse | Failure,
): number | null {
	const wait = WAITS[attempt];
	if (wait === undefined || !isPassing(rules, outcome)) return null;
	if (!('status' in outcome)) return wait;
	const usual = outcome.status === 429 ? rules.rateLimitWait : undefined;
	return Math.min(retryAfter(outcome.headers['retry-after'], clock.date()) ?? usual ?? wait, LONGEST_WAIT);
}

/** Whether another attempt may have another outcome. */
function isPassing({ method = 'GET', retryOn, expect }: RetryRules, outcome: ApiResponse | Failure): boolean {
	const isRepeatable = method !== 'POST';
	if (!('status' in outcome)) return isRepeatable && outcome.passing;
	const { status } = outcome;
	if (status === 429) return true;
	return isRepeatable && ((status >= 500 && !expect?.includes(status)) || retryOn?.includes(status) === true);
}

/** `Retry-After` (seconds or an HTTP date) in milliseconds; null when absent or neither. */
export function retryAfter(header: string | undefined, now: Date): number | null {
	if (header === undefined) return null;
	if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
	// An HTTP date starts with the day of the week; `Date.parse` would also accept `1.5` and `-5`.
	const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(header.trim()) ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
