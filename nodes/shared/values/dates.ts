// Nothing here uses the local time zone: every date is parsed and printed as UTC.

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME =
	/^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;

/** The number between two positions, without allocating a substring for each part of each date. */
function numberAt(text: string, start: number, end: number): number {
	let number = 0;
	for (let index = start; index < end; index++) number = number * 10 + text.charCodeAt(index) - CODE_OF_0;
	return number;
}

const CODE_OF_0 = 0x30;

/** Whether the calendar has that day, given in the form of DATE. Date.parse would read 2023-02-30 as 2 March. */
function isDay(date: string): boolean {
	const [year, month, day] = [numberAt(date, 0, 4), numberAt(date, 5, 7), numberAt(date, 8, 10)];
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
	return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/** Midnight UTC of a date, in milliseconds since 1970; null when the calendar has no such day. */
const midnight = (date: string): number | null => (isDay(date) ? Date.parse(`${date}T00:00:00Z`) : null);

/** ISO text in UTC; null outside of the years 0000 to 9999, which `YYYY` cannot express. */
function print(time: number): string | null {
	const date = new Date(time);
	const year = Number.isNaN(date.getTime()) ? -1 : date.getUTCFullYear();
	return year >= 0 && year <= 9999 ? date.toISOString() : null;
}

/**
 * The date as written: `2024-02-29` from `2024-02-29` or from a date-time such as `2024-02-29T23:30:00-05:00`. Ignores
 * the time zone, because an invoice is dated where it was issued.
 *
 * @returns `YYYY-MM-DD`; null when `text` is neither, or not a day of the calendar
 */
export function businessDate(text: string): string | null {
	if (!DATE.test(text) && !DATE_TIME.test(text)) return null;
	const date = text.slice(0, 10);
	return isDay(date) ? date : null;
}

/**
 * A moment from ISO 8601 `YYYY-MM-DDThh:mm[:ss[.fraction]]` with a zone (`Z`, `+01:00` or `+0100`). The fraction has
 * one to nine digits and is truncated to milliseconds.
 *
 * @returns `YYYY-MM-DDThh:mm:ss.sssZ`; null for other text, without a zone, and for a day or time that does not exist
 * (including 24:00 and leap seconds)
 */
export function instant(text: string): string | null {
	const match = DATE_TIME.exec(text);
	if (match === null) return null;
	const [, date = '', hour, minute, second = '00', fraction = '', zone, sign, zoneHour, zoneMinute] = match;
	if (zone === undefined || !isDay(date)) return null;
	const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
	if (zone === 'Z') return `${date}T${hour}:${minute}:${second}.${milliseconds}Z`;
	const offset = Number(`${sign}1`) * (Number(zoneHour) * 60 + Number(zoneMinute));
	return print(Date.parse(`${date}T${hour}:${minute}:${second}.${milliseconds}Z`) - offset * MINUTE);
}

/**
 * The same day a number of months later, or the last day of that month if it is shorter.
 *
 * @param date `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`; null in the same cases as {@link addDays}
 */
export function addMonths(date: string, months: number): string | null {
	const time = DATE.test(date) ? midnight(date) : null;
	if (time === null || !Number.isInteger(months)) return null;
	const target = new Date(time);
	target.setUTCDate(1);
	target.setUTCMonth(target.getUTCMonth() + months);
	const first = print(target.getTime())?.slice(0, 8);
	const day = numberAt(date, 8, 10);
	const found = [day, 30, 29, 28].find(
		(one) => one <= day && isDay(`${first}${one.toString().padStart(2, '0')}`),
	);
	return first === undefined ? null : `${first}${found?.toString().padStart(2, '0')}`;
}

/**
 * The date a number of days later, or earlier when `days` is negative.
 *
 * @param date `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`; null when `date` is not a day of the calendar, `days` is not a whole number, or the result is
 * outside of the years 0000 to 9999
 */
export function addDays(date: string, days: number): string | null {
	const time = DATE.test(date) ? midnight(date) : null;
	if (time === null || !Number.isInteger(days)) return null;
	return print(time + days * DAY)?.slice(0, 10) ?? null;
}
