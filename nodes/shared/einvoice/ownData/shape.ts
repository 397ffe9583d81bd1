import { Columns } from './columns';
import {
	ADDRESS,
	ADDRESS_FIELDS_BY_LETTERS,
	FIELDS_BY_LETTERS,
	FROM_PARTY,
	PARTY_FIELDS_BY_LETTERS,
	RECORD_FIELDS_BY_LETTERS,
	RECORDS,
	TO_REFERENCES,
} from './fieldNames';
import { LINE, LINE_BY_LETTERS } from './fields';
import { PARTIES } from './terms';
import { excessOfValue } from '../../json/bounds';
import { isBlank, isRecord } from './values/values';

type Fields = Record<string, unknown>;

/**
 * Brings the fields of an item, a form or a spreadsheet row into the shape of the normal form: names such as
 * `buyer.address.city` become objects, and a row without lines becomes a line. Values stay as they are.
 */
export function shaped(json: Readonly<Fields>, columns = new Columns()): Fields {
	const row = columns.renamed(json, FIELDS_BY_LETTERS);
	const fields = nested(row);
	for (const [name, known] of RECORD_FIELDS_BY_LETTERS) {
		const record = fields[name];
		if (isRecord(record)) fields[name] = columns.renamed(record, known);
	}
	for (const party of PARTIES) {
		const record = ofText(fields[party]);
		if (isRecord(record)) fields[party] = columns.renamed(record, PARTY_FIELDS_BY_LETTERS);
		arrangeParty(fields, party, columns);
	}
	for (const name of TO_REFERENCES) {
		if (!isBlank(fields[name])) put(fields, ['references', name], fields[name]);
	}
	const given = ofText(fields.lines);
	// A column may have an empty list in each row.
	const lines = Array.isArray(given) && given.length === 0 ? null : given;
	columns.hasList ||= !isBlank(lines);
	if (isBlank(lines)) return { ...fields, lines: lineOfRow(row, columns) };
	return { ...fields, lines: withIncludedTax(lines, row.unitPriceIncludesTax, columns) };
}

/** The lines of a list, for which the item may say at once that their prices include tax. */
function withIncludedTax(lines: unknown, unitPriceIncludesTax: unknown, columns: Columns): unknown {
	if (isBlank(unitPriceIncludesTax)) return lines;
	const one = (line: unknown) => {
		if (!isRecord(line)) return line;
		const own = columns.renamed(line, LINE_BY_LETTERS);
		return isBlank(own.unitPriceIncludesTax) ? { ...own, unitPriceIncludesTax } : own;
	};
	return Array.isArray(lines) ? lines.map(one) : one(lines);
}

/** The line in a row; empty when the row has no fields of a line. */
function lineOfRow(row: Readonly<Fields>, columns: Columns): Fields[] {
	// `id` alone does not make a line: it may be the ID of the row.
	const own = Object.keys(LINE).filter((name) => name !== 'id' && !isBlank(row[name]));
	// Kept to be reported. One alone may be anything, such as the name of a person.
	const alike = columns.namesLike(row, (field) => Object.hasOwn(LINE, field));
	if (own.length === 0 && alike.length < 2) return [];
	return [Object.fromEntries([...own, ...alike].map((name) => [name, row[name]]))];
}

/** Of JSON in a text. */
const MOST_CHARACTERS = 10_000_000;

/** Edit Fields and forms may send a list or a record as JSON text. */
function ofText(value: unknown): unknown {
	if (typeof value !== 'string' || value.length > MOST_CHARACTERS || !/^\s*[[{]/.test(value)) return value;
	try {
		const parsed = JSON.parse(value) as unknown;
		return excessOfValue(parsed) === null ? parsed : value;
	} catch {
		return value;
	}
}

/** A copy in which `buyer.name` is the field `name` of `buyer`, because spreadsheets have such columns. */
function nested(json: Readonly<Fields>): Fields {
	const fields: Fields = {};
	const copies = new WeakSet<object>();
	for (const [name, value] of Object.entries(json)) {
		if (!name.includes('.') && name !== '__proto__')
			fields[name] = isRecord(value) && RECORDS.has(name) ? { ...value } : value;
	}
	for (const [name, value] of Object.entries(json)) {
		const [head = '', ...rest] = name.split('.');
		if (rest.length > 0 && rest.length < 3 && RECORDS.has(head) && !isBlank(value)) {
			put(fields, [head, ...rest], value, copies);
		}
	}
	return fields;
}

/**
 * Sets a nested field in copies of the objects around it. A text in place of a party is its name.
 * @param copies the objects that have been copied before, and may be written into
 */
function put(
	fields: Fields,
	[name = '', ...rest]: string[],
	value: unknown,
	copies = new WeakSet<object>(),
): void {
	if (rest.length === 0) {
		Object.defineProperty(fields, name, { value, enumerable: true, writable: true, configurable: true });
		return;
	}
	const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (isRecord(known) && copies.has(known)) {
		put(known, rest, value, copies);
		return;
	}
	const inner = isRecord(known) ? { ...known } : typeof known === 'string' ? { name: known } : {};
	copies.add(inner);
	put(inner, rest, value, copies);
	put(fields, [name], inner);
}

/** Moves what people write into a party to where the item has it, without overwriting. */
function arrangeParty(fields: Fields, party: string, columns: Columns): void {
	const record = fields[party];
	if (!isRecord(record)) return;
	for (const [name, value] of Object.entries(record)) {
		if (isBlank(value)) continue;
		const inAddress = ADDRESS.get(name);
		const path = inAddress ? `${party}.address.${inAddress}` : (FROM_PARTY.get(name)?.(party) ?? '');
		if (path !== '' && isBlank(at(fields, path.split('.')))) put(fields, path.split('.'), value);
	}
	arrangeAddress(fields, party, columns);
}

/** Fields of an address may be called as beside it. */
function arrangeAddress(fields: Fields, party: string, columns: Columns): void {
	const path = [party, 'address'];
	const known = at(fields, path);
	if (!isRecord(known)) return;
	put(fields, path, columns.renamed(known, ADDRESS_FIELDS_BY_LETTERS));
	for (const [name, field] of ADDRESS) {
		const value = at(fields, [...path, name]);
		if (name !== field && !isBlank(value) && isBlank(at(fields, [...path, field]))) {
			put(fields, [...path, field], value);
		}
	}
}

const at = (fields: unknown, [name, ...rest]: string[]): unknown => {
	if (name === undefined) return fields;
	return isRecord(fields) && Object.hasOwn(fields, name) ? at(fields[name], rest) : null;
};

/** Applies the parties set in the node, which override those of the item field by field. */
export function withParties(json: Fields, parties: Readonly<Record<string, Readonly<Fields>>>): Fields {
	const fields = { ...json };
	for (const [party, known] of Object.entries(parties)) {
		const said = Object.entries(known).filter(([, value]) => !isBlank(value));
		if (said.length === 0) continue;
		const names = new Set(said.map(([name]) => name));
		// Remove the item's alternative names, which must not appear next to the new name.
		if (names.has('name')) for (const name of OTHER_NAMES) put(fields, [party, name], null);
		if (names.has('street')) put(fields, [party, 'address', 'streetNumber'], null);
		if (isOtherAccount(fields, known)) takeAccountOut(fields);
		for (const [name, value] of said) {
			const inAddress = ADDRESS.get(name);
			const path = inAddress ? `${party}.address.${inAddress}` : FROM_PARTY.get(name)?.(party);
			put(fields, (path || `${party}.${name}`).split('.'), value);
		}
	}
	return fields;
}

const OTHER_NAMES = ['companyName', 'firstName', 'lastName'];

/**
 * Whether the node has an account, and the item another one. Two IBANs decide it, because an account may have a domestic
 * number, too.
 */
function isOtherAccount(fields: Fields, { iban, accountNumber }: Readonly<Fields>): boolean {
	const [sentIban, sentNumber] = ['iban', 'accountNumber'].map((name) => at(fields, ['payment', name]));
	if (!isBlank(iban) && !isBlank(sentIban)) return !isSameAccount(iban, sentIban);
	const own = [iban, accountNumber].filter((account) => !isBlank(account));
	const sent = [sentIban, sentNumber].filter((account) => !isBlank(account));
	return own.length > 0 && sent.some((account) => !own.some((one) => isSameAccount(one, account)));
}

const isSameAccount = (one: unknown, other: unknown): boolean =>
	typeof one === 'string' && typeof other === 'string' && compactOf(one) === compactOf(other);
const compactOf = (account: string): string => account.replace(/\s/g, '').toUpperCase();

/** An account is one: the bank or the holder of another one does not belong to it. */
function takeAccountOut(fields: Fields): void {
	for (const name of ['iban', 'accountNumber', 'bic', 'bankName']) {
		if (!isBlank(at(fields, ['payment', name]))) put(fields, ['payment', name], null);
	}
	if (!isRecord(fields.references)) return;
	const references = Object.entries(fields.references);
	fields.references = Object.fromEntries(references.filter(([name]) => name !== 'paymentAccountName'));
}
