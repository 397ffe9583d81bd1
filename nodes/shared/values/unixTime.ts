const MILLISECONDS = 1000;
/** The last second of the year 9999. */
const LATEST = 253_402_300_799;

const isTime = (seconds: number) => Number.isFinite(seconds) && seconds >= 0 && seconds <= LATEST;

/** A moment in seconds since 1970, as ISO 8601 in UTC with milliseconds; null outside of the years 1970 to 9999. */
export const instantOfSeconds = (seconds: number): string | null =>
	isTime(seconds) ? new Date(Math.trunc(seconds * MILLISECONDS)).toISOString() : null;

/** Cached: creating a formatter is slow, and all invoices of a sender have the same zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 500;

/**
 * The calendar day of a moment in a time zone.
 * @param timeZone IANA name, such as `Europe/Berlin`
 * @returns `YYYY-MM-DD`; null when there is no such zone, or the moment is outside of the years 1970 to 9999
 */
export function dayOfSeconds(seconds: number, timeZone: string): string | null {
	if (!isTime(seconds)) return null;
	const formatter = formatterOf(timeZone);
	if (formatter === null) return null;
	const parts = new Map(
		formatter.formatToParts(Math.trunc(seconds * MILLISECONDS)).map(({ type, value }) => [type, value]),
	);
	return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/**
 * The day of each moment of a document, null of none. Remembers them: formatting one takes longer than all else of a
 * line, and most lines have the same period.
 */
export function daysBy(dayOf: (seconds: number) => string | null): Days {
	const known = new Map<number, string | null>();
	return (seconds) => {
		if (seconds === null || seconds === undefined) return null;
		const day = known.get(seconds) ?? dayOf(seconds);
		known.set(seconds, day);
		return day;
	};
}

export type Days = (seconds: number | null | undefined) => string | null;

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
	const known = formatters.get(timeZone);
	if (known) return known;
	try {
		const formatter = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
		});
		if (formatters.size < MOST_FORMATTERS) formatters.set(timeZone, formatter);
		return formatter;
	} catch {
		return null;
	}
}
