import { alpha2 } from '../../values/countries';
import { currencyCode } from '../../values/currencies';
import { businessDate, instant } from '../../values/dates';
import { decimal, toNumber } from '../../values/decimal';

/**
 * Reads values that people fill in. From Edit Fields, a form or a spreadsheet, a number may arrive as text and a text as
 * a number. Rejects ambiguous values.
 */

/** The value of a field; or, if it cannot be read, `problem` says how to write it. */
export type Reading<T> = { value: T | null } | { problem: string };

/** Reads a value that is not blank. */
export type Reader<T> = (value: unknown, zone: string) => Reading<T>;

const MAX_QUOTED = 40;

/** The value as shown in an error. */
export function quoted(value: unknown): string {
	if (typeof value === 'object') return Array.isArray(value) ? 'A list' : 'An object';
	const text = String(value);
	return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
}

/** Empty form fields and empty cells count as absent. */
export const isBlank = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Whether the value is a record rather than a list or a date. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);

const PLAIN = /^[+-]?\d+(\.\d+)?$/;
/**
 * A point before three digits is a thousands separator in half of Europe: 1.500 may be 1500. 0.500 and 1234.500 are
 * unambiguous.
 */
const POINT_OR_THOUSANDS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** A number, or a text such as `1234.50`. */
export const number: Reader<number> = (value) => {
	if (typeof value !== 'number' && typeof value !== 'string') {
		return { problem: `${quoted(value)} is no number: write a number such as 1234.5` };
	}
	const text = String(value).trim();
	if (typeof value === 'string' && POINT_OR_THOUSANDS.test(text)) {
		return {
			problem: `${quoted(value)} can be read in two ways: write ${text.replace('.', '')} or ${text}0, or make it a number in place of a text`,
		};
	}
	const exact = typeof value === 'string' && !PLAIN.test(text) ? null : decimal(text);
	if (exact === null) {
		return {
			problem: `${quoted(value)} is no plain number: write it with a point, and with no comma, space or sign of a currency, such as 1234.5`,
		};
	}
	const figure = toNumber(exact);
	return figure === null
		? { problem: `${quoted(value)} has more digits than a number can hold exactly: write at most 15` }
		: { value: figure };
};

/** A rate in percent, or a text such as `19` or `19 %`. */
export const percent: Reader<number> = (value, zone) =>
	number(typeof value === 'string' ? value.replace(/ ?%\s*$/, '') : value, zone);

/** A text, or a whole number such as an invoice number. */
export const text: Reader<string> = (value) => {
	if (typeof value === 'string') return { value };
	if (typeof value !== 'number') return { problem: `${quoted(value)} is no text: write a text` };
	const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
	return isExact
		? { value: String(value) }
		: { problem: `${quoted(value)} has more digits than a number can hold exactly: make it a text` };
};

/** A text that people group with spaces, such as an IBAN or a VAT ID. */
export const ungrouped: Reader<string> = (value, zone) => {
	const reading = text(value, zone);
	return 'problem' in reading ? reading : { value: reading.value?.replace(/\s+/g, '') ?? null };
};

const MIDNIGHT = /T00:00(:00(\.0+)?)?Z$/;

/** The day of a moment in a time zone. */
function dayIn(zone: string, moment: string): string {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).formatToParts(new Date(moment));
	const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
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
	if (typeof plain === 'number') {
		return {
			problem: `${plain} is a number, as spreadsheets count days: write the date, such as 2026-01-31`,
		};
	}
	const written =
		typeof plain === 'string' ? plain.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T') : '';
	const moment = written.endsWith('Z') && !MIDNIGHT.test(written) ? instant(written) : null;
	const day = moment === null ? businessDate(written) : dayIn(zone, moment);
	return day === null
		? { problem: `${quoted(plain)} is no date: write year, month and day, such as 2026-01-31` }
		: { value: day };
};

/** ISO 4217, case-insensitive. */
export const currency: Reader<string> = (value) => {
	const code = typeof value === 'string' ? currencyCode(value.trim()) : null;
	return code === null
		? { problem: `${quoted(value)} is no currency: write its code of ISO 4217, such as EUR` }
		: { value: code };
};

/** ISO 3166-1, case-insensitive. */
export const country: Reader<string> = (value) => {
	const code = typeof value === 'string' ? alpha2(value.trim()) : null;
	return code === null
		? { problem: `${quoted(value)} is no country: write its code of two letters, such as DE` }
		: { value: code };
};

/** A code, case-insensitive, such as the letter of a VAT category. */
export const code: Reader<string> = (value, zone) => {
	const reading = text(value, zone);
	return 'problem' in reading ? reading : { value: reading.value?.trim().toUpperCase() ?? null };
};

/** A word in lower case; '' for an object, whose `toString` may not be a function. */
const wordOf = (value: unknown): string =>
	typeof value === 'object' ? '' : String(value).trim().toLowerCase();

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['yes', true],
	['false', false],
	['no', false],
]);

/** True or false, or a text for it. */
export const yesOrNo: Reader<boolean> = (value) => {
	const known = YES_OR_NO.get(wordOf(value));
	return known === undefined
		? { problem: `${quoted(value)} is neither true nor false: write true or false` }
		: { value: known };
};

type Kind = 'invoice' | 'creditNote' | 'corrective' | 'proForma';

/** Kinds in lower case without spaces, and their codes of UNTDID 1001. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
	['invoice', 'invoice'],
	['380', 'invoice'],
	['creditnote', 'creditNote'],
	['381', 'creditNote'],
	['corrective', 'corrective'],
	['384', 'corrective'],
	['proforma', 'proForma'],
	['325', 'proForma'],
]);

/** The kind of document, by our names or by its code. */
export const kind: Reader<Kind> = (value) => {
	const known = KINDS.get(wordOf(value).replace(/[\s_-]/g, ''));
	return known === undefined
		? {
				problem: `${quoted(value)} is no kind of document: write invoice, creditNote, corrective or proForma`,
			}
		: { value: known };
};
