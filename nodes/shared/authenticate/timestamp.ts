/**
 * Strict parsers for signed timestamps. `Number`, `parseInt` and `Date.parse` accept far more than senders write, and
 * each extra form is text that an attacker could move between timestamp and body under the same signature.
 */

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Ten digits are seconds, thirteen are milliseconds; null for anything else. */
export function unixTime(text: string): Date | null {
	if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000);
	if (/^\d{13}$/.test(text)) return new Date(Number(text));
	return null;
}

/** `YYYY-MM-DDThh:mm:ss[.1–9 digits](Z|±hh:mm)`; null for anything else, including February 30. */
export function isoTime(text: string): Date | null {
	const match = ISO.exec(text);
	if (!match) return null;
	const [, year, month, day] = match;
	// Every month has 28 days.
	if (Number(day) > 28) {
		const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
		if (Number(day) > daysInMonth) return null;
	}
	const time = new Date(text);
	return Number.isNaN(time.getTime()) ? null : time;
}

/** Unless the user sets Timestamp Tolerance. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

/** A two-sided window, bounds included; NaN as time or tolerance is outside. */
export function checkAge(
	time: Date,
	now: Date,
	toleranceSeconds: number,
): 'stale-timestamp' | 'future-timestamp' | null {
	const age = now.getTime() - time.getTime();
	if (age < -toleranceSeconds * 1000) return 'future-timestamp';
	return age <= toleranceSeconds * 1000 ? null : 'stale-timestamp';
}
