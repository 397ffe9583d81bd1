import type { codesOf, writeCodes } from '../../nodes/shared/values/codeLists/codeList';

// Reads published code lists from the authorities' Schematron files and from Genericode.

export type Files = ReadonlyMap<string, string>;
export type Lists = ReadonlyMap<string, readonly string[]>;

/** The Schematron rule or variable that contains a list. */
const IN_SCHEMATRON: ReadonlyArray<readonly [list: string, file: string, holder: string]> = [
	['CURRENCIES', 'EN16931-UBL-codes.sch', 'BR-CL-04'],
	['DOCUMENT_TYPES_CII', 'EN16931-CII-codes.sch', 'BR-CL-01'],
	['NOTE_SUBJECTS', 'EN16931-CII-codes.sch', 'BR-CL-08'],
	['REFERENCE_QUALIFIERS', 'EN16931-UBL-codes.sch', 'BR-CL-07'],
	['TAX_POINT_CODES_UBL', 'EN16931-UBL-codes.sch', 'BR-CL-06'],
	['TAX_POINT_CODES_CII', 'EN16931-CII-codes.sch', 'BR-CL-06'],
	['ITEM_CLASSIFICATIONS', 'EN16931-UBL-codes.sch', 'BR-CL-13'],
	['PAYMENT_MEANS', 'EN16931-UBL-codes.sch', 'BR-CL-16'],
	['VAT_CATEGORIES', 'EN16931-UBL-codes.sch', 'BR-CL-17'],
	['ALLOWANCE_REASONS', 'EN16931-UBL-codes.sch', 'BR-CL-19'],
	['CHARGE_REASONS', 'EN16931-UBL-codes.sch', 'BR-CL-20'],
	['ICD', 'EN16931-UBL-codes.sch', 'BR-CL-21'],
	['EXEMPTION_REASONS', 'EN16931-UBL-codes.sch', 'BR-CL-22'],
	['UNITS', 'EN16931-UBL-codes.sch', 'BR-CL-23'],
	['ADDRESS_SCHEMES', 'EN16931-UBL-codes.sch', 'BR-CL-25'],
	['PEPPOL_CURRENCIES', 'PEPPOL-EN16931-UBL.sch', 'ISO4217'],
	['PEPPOL_ADDRESS_SCHEMES', 'PEPPOL-EN16931-UBL.sch', 'eaid'],
];

/** The lists in the files. */
export function readLists(files: Files): Lists {
	const lists = new Map<string, readonly string[]>();
	for (const [list, file, holder] of IN_SCHEMATRON) {
		const codes = inSchematron(files.get(file) ?? '', holder);
		if (codes !== null) lists.set(list, codes);
	}
	const [ubl, cii] = ['UBL', 'CII'].map((syntax) =>
		inSchematron(files.get(`EN16931-${syntax}-codes.sch`) ?? '', 'BR-CL-14'),
	);
	if (ubl && cii)
		lists.set(
			'COUNTRIES_OF_BOTH',
			ubl.filter((code) => cii.includes(code)),
		);
	const ofUbl = files.get('EN16931-UBL-codes.sch') ?? '';
	const kinds = assertionsIn(ofUbl, 'BR-CL-01').join(' ');
	for (const [list, name] of [
		['INVOICE_TYPES', 'InvoiceTypeCode'],
		['CREDIT_NOTE_TYPES', 'CreditNoteTypeCode'],
	] as const) {
		const after = kinds.split(`self::cbc:${name}`)[1];
		const codes =
			after === undefined ? null : codesIn(quoted(after).find((text) => codesIn(text) !== null) ?? '');
		if (codes !== null) lists.set(list, codes);
	}
	const types = assertionsIn(ofUbl, 'BR-CL-24')
		.flatMap(quoted)
		.filter((text) => text.includes('/'));
	if (types.length > 0) lists.set('MIME_TYPES', types);
	for (const [name, text] of files) {
		if (name.endsWith('.gc')) lists.set(name.slice(0, -'.gc'.length), inGenericode(text));
	}
	return lists;
}

/** The assertions with a rule number, or the variables with a name. */
const assertionsIn = (text: string, holder: string): string[] =>
	(text.match(/<(?:\w+:)?(?:assert|let)\b[^>]*>/g) ?? []).filter((element) =>
		new RegExp(`\\b(?:id|name)="${holder}"`).test(element),
	);

const quoted = (text: string): string[] =>
	[...text.matchAll(/'([^']*)'|&apos;(.*?)&apos;/g)].map(([, plain, escaped]) => plain ?? escaped ?? '');

function codesIn(text: string): string[] | null {
	const codes = text.trim().split(/\s+/).filter(Boolean);
	return codes.length > 1 ? codes : null;
}

/** The longest string of codes in an assertion or variable. */
const inSchematron = (text: string, holder: string): string[] | null =>
	codesIn(
		assertionsIn(text, holder)
			.flatMap(quoted)
			.sort((a, b) => b.length - a.length)[0] ?? '',
	);

/** Genericode: the value of the first column, or of the one called code, in each row. */
function inGenericode(text: string): string[] {
	return (text.match(/<Row\b[\s\S]*?<\/Row>/g) ?? []).flatMap((row) => {
		const values = [
			...row.matchAll(/<Value(?:\s+ColumnRef="([^"]*)")?\s*>\s*<SimpleValue>([^<]*)<\/SimpleValue>/g),
		];
		const value = values.find(([, column]) => /^(?:code|id)$/i.test(column ?? '')) ?? values[0];
		return value === undefined ? [] : [value[2]!.trim()];
	});
}

export interface Change {
	name: string;
	added: string[];
	removed: string[];
}

/** How a list is formatted in this package. */
export interface Form {
	codesOf: typeof codesOf;
	writeCodes: typeof writeCodes;
}

/** The updated module of lists, and what has changed. */
export function rewrite(
	module: string,
	lists: Lists,
	{ codesOf, writeCodes }: Form,
	edition?: string,
): { text: string; changes: Change[] } {
	const changes: Change[] = [];
	let text = module;
	for (const [name, codes] of lists) {
		const place = new RegExp(`(export const ${name}: CodeList = \\{[\\s\\S]*?codes: \`)([^\`]*)(\`)`);
		const found = place.exec(text);
		if (found === null) throw new Error(`There is no list ${name}`);
		const before = codesOf({ source: '', codes: found[2]! });
		const after = new Set(codes);
		const added = [...after].filter((code) => !before.has(code));
		const removed = [...before].filter((code) => !after.has(code));
		if (added.length === 0 && removed.length === 0) continue;
		changes.push({ name, added, removed });
		text = text.replace(
			place,
			(_all, start: string, _codes, end: string) => `${start}\n${writeCodes(after)}${end}`,
		);
	}
	if (edition !== undefined) {
		text = text.replace(/(validation artefacts )[^']*(?=')/, `$1${edition}`);
	}
	return { text, changes };
}
