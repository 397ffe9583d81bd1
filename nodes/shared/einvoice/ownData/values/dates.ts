import { addDays, businessDate, instant } from '../../../values/dates';
import { quoted, type Reader } from './values';

const MIDNIGHT = /T00:00(:00(\.0+)?)?Z$/;

/** The last one: to make one takes as long as hundreds of days, and a workflow has one zone. */
let format: Intl.DateTimeFormat | null = null;

function formatIn(zone: string): Intl.DateTimeFormat {
	if (format?.resolvedOptions().timeZone !== zone) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
		});
	}
	return format;
}

/** The day of a moment in a time zone. */
function dayIn(zone: string, moment: string): string {
	const parts = formatIn(zone).formatToParts(new Date(moment));
	const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** How Excel counts the days of this century, roughly; the numbers after February 1900 begin here. */
const DAY_COUNT = /^[3-7]\d{4}$/;
const DAY_ZERO = '1899-12-30';

const YEAR_FIRST = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/;

/** The days that a date with points or slashes can be. With points, the day is first in every language. */
function daysOf(text: string): string[] {
	const print = (...[year = '', month = '', day = '']: Array<string | undefined>) =>
		`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const [, ...ordered] = YEAR_FIRST.exec(text) ?? [];
	if (ordered.length > 0) return [print(...ordered)];
	const [, one, separator, other, year] = YEAR_LAST.exec(text) ?? [];
	const readings = [print(year, other, one), ...(separator === '/' ? [print(year, one, other)] : [])];
	return readings.filter((reading) => businessDate(reading) !== null);
}

/**
 * A date, or a moment in the form of n8n's nodes: the day in its own time zone. For a moment in UTC, the day in the
 * workflow's time zone, unless it is midnight UTC, as dates without a time are stored.
 */
export const date: Reader<string> = (value, zone) => {
	const plain =
		typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
			? (value.toJSON() as unknown)
			: value;
	const text = typeof plain === 'string' ? plain.trim() : '';
	if (typeof plain === 'number' || DAY_COUNT.test(text)) {
		const counted = addDays(DAY_ZERO, Number(plain));
		return {
			problem: `${Number(plain)} is a number, as spreadsheets count days: write the date, ${counted === null ? 'such as 2026-01-31' : `which is ${counted} in Excel`}`,
		};
	}
	const [first, second] = daysOf(text);
	if (second !== undefined && second !== first) {
		return { problem: `${quoted(plain)} is ambiguous: write ${first} or ${second}` };
	}
	const written = (first ?? text).replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T');
	const moment = written.endsWith('Z') && !MIDNIGHT.test(written) ? instant(written) : null;
	const day = moment === null ? businessDate(written) : dayIn(zone, moment);
	return day === null
		? { problem: `${quoted(plain)} is not a date: write year, month and day, such as 2026-01-31` }
		: { value: day };
};
