import { alpha2 } from '../../../values/countries';
import { currencyCode } from '../../../values/currencies';
import { ibanOf } from '../../../values/iban';

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

/** A text, or a whole number such as an invoice number. */
export const text: Reader<string> = (value) => {
	if (typeof value === 'string') return { value };
	if (typeof value !== 'number') return { problem: `${quoted(value)} is not text: write a text` };
	const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
	return isExact
		? { value: String(value) }
		: { problem: `${quoted(value)} has more digits than a number can hold exactly: make it a text` };
};

/** A text that people group with spaces, such as a VAT ID. */
export const ungrouped: Reader<string> = (value, zone) => {
	const reading = text(value, zone);
	return 'problem' in reading ? reading : { value: reading.value?.replace(/\s+/g, '') ?? null };
};

/** A VAT ID in capitals, which it always has, or another number as it is written. */
export const taxId: Reader<string> = (value, zone) => {
	const reading = ungrouped(value, zone);
	if ('problem' in reading || reading.value === null) return reading;
	const isVatId = /^[a-z]{2}(?=[a-z+*]*\d)[\da-z+*]{2,13}$/i.test(reading.value);
	return isVatId ? { value: reading.value.toUpperCase() } : reading;
};

/** A BIC, in capitals and without the spaces between its groups. */
export const bic: Reader<string> = (value, zone) => {
	const reading = ungrouped(value, zone);
	return 'problem' in reading ? reading : { value: reading.value?.toUpperCase() ?? null };
};

/** An IBAN whose check digits are right. */
export const iban: Reader<string> = (value) => {
	const account = typeof value === 'string' ? ibanOf(value) : null;
	return account === null
		? {
				problem: `${quoted(value)} is not an IBAN: check its digits, or write the number of another kind of account into payment.accountNumber`,
			}
		: { value: account };
};

/** ISO 4217, case-insensitive; and €, the only sign that one currency has for itself. */
export const currency: Reader<string> = (value) => {
	const written = typeof value === 'string' ? value.trim() : '';
	const code = written === '€' ? 'EUR' : currencyCode(written);
	return code === null
		? { problem: `${quoted(value)} is not a currency: write its code of ISO 4217, such as EUR` }
		: { value: code };
};

/** ISO 3166-1, case-insensitive. */
export const country: Reader<string> = (value) => {
	const code = typeof value === 'string' ? alpha2(value.trim()) : null;
	return code === null
		? { problem: `${quoted(value)} is not a country: write its code of two letters, such as DE` }
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

/** The words of the package's languages; Excel writes those for true and false into CSV. */
const YES = 'true yes 1 wahr ja vrai oui verdadero sí si vero sì waar';
const NO = 'false no 0 falsch nein faux non falso onwaar nee';
const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
	...YES.split(' ').map((word) => [word, true] as const),
	...NO.split(' ').map((word) => [word, false] as const),
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
				problem: `${quoted(value)} is not a kind of document: write invoice, creditNote, corrective or proForma`,
			}
		: { value: known };
};
