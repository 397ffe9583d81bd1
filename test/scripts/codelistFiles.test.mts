import { readFileSync } from 'node:fs';
import { codesOf, writeCodes } from '../../nodes/shared/values/codeLists/codeList';
import { readLists, rewrite } from '../../scripts/codelists/codelistFiles.mts';

const MODULE = readFileSync('nodes/shared/values/codeLists/lists.ts', 'utf8');
const form = { codesOf, writeCodes };

const assertion = (id: string, test: string) =>
	`<rule><assert flag="fatal" id="${id}" test="${test}">words</assert></rule>`;
const isIn = (codes: string) =>
	`((not(contains(normalize-space(.), ' ')) and contains(' ${codes} ', concat(' ', normalize-space(.), ' '))))`;

test('Lists are found in the files of the authorities by rule or name', () => {
	const ubl =
		assertion(
			'BR-CL-01',
			`(self::cbc:InvoiceTypeCode and ${isIn('71 80 82')}) or (self::cbc:CreditNoteTypeCode and ${isIn('81 83')})`,
		) +
		assertion('BR-CL-04', isIn('AED AFN ALL')) +
		assertion('BR-CL-14', isIn('AD AE SS')) +
		assertion('BR-CL-24', "@mimeCode = 'application/pdf' or @mimeCode = 'image/png'");
	const lists = readLists(
		new Map([
			['EN16931-UBL-codes.sch', ubl],
			[
				'EN16931-CII-codes.sch',
				assertion('BR-CL-14', isIn('AD AE AN')) + assertion('BR-CL-06', isIn('5 29 72')),
			],
			['PEPPOL-EN16931-UBL.sch', `<let name="ISO4217" value="tokenize('AED AFN XXX', '\\s')"/>`],
			[
				'UNITS.gc',
				'<Row><Value ColumnRef="name"><SimpleValue>one</SimpleValue></Value><Value ColumnRef="code"><SimpleValue>C62</SimpleValue></Value></Row>' +
					'<Row><Value ColumnRef="code"><SimpleValue>HUR</SimpleValue></Value></Row>',
			],
		]),
	);
	expect(Object.fromEntries(lists)).toEqual({
		CURRENCIES: ['AED', 'AFN', 'ALL'],
		COUNTRIES_OF_BOTH: ['AD', 'AE'],
		INVOICE_TYPES: ['71', '80', '82'],
		CREDIT_NOTE_TYPES: ['81', '83'],
		MIME_TYPES: ['application/pdf', 'image/png'],
		TAX_POINT_CODES_CII: ['5', '29', '72'],
		PEPPOL_CURRENCIES: ['AED', 'AFN', 'XXX'],
		UNITS: ['C62', 'HUR'],
	});
});

test('A list is replaced, the others stay, and what has changed is said', () => {
	const { text, changes } = rewrite(
		MODULE,
		new Map([['VAT_CATEGORIES', ['AE', 'S', 'X1', 'X2', 'X3']]]),
		form,
		'9.9.9',
	);
	expect(text).toContain('AE S X1..X3');
	expect(text).toContain("validation artefacts 9.9.9'");
	expect(changes).toEqual([
		{ name: 'VAT_CATEGORIES', added: ['X1', 'X2', 'X3'], removed: expect.arrayContaining(['E', 'Z']) },
	]);
	const restored = new Map([
		[
			'VAT_CATEGORIES',
			[...codesOf({ source: '', codes: /VAT_CATEGORIES[\s\S]*?codes: `([^`]*)`/.exec(MODULE)![1]! })],
		],
	]);
	expect(rewrite(MODULE, restored, form)).toEqual({ text: MODULE, changes: [] });
});

test('A file of an unknown list is rejected by name', () => {
	expect(() => rewrite(MODULE, new Map([['COLOURS', ['RED']]]), form)).toThrow('There is no list COLOURS');
});
