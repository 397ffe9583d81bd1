import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party';
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party';
const KENNITALA = wrap('cac:PartyLegalEntity', '<cbc:CompanyID schemeID="0196">5402697509</cbc:CompanyID>');
const party = (country: string, inner = '<cbc:StreetName/><cbc:PostalZone/>', entity = KENNITALA) =>
	wrap('cac:PostalAddress', inner + wrap('cac:Country/cbc:IdentificationCode', country)) + entity;
const TYPE = '<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>';
const BOTH = wrap(SUPPLIER, party('IS')) + wrap(CUSTOMER, party('IS'));

const icelandic = async (body: string, root: 'Invoice' | 'CreditNote' = 'Invoice') =>
	(await brokenBy(PEPPOL_UBL, ubl(body, root))).filter((rule) => rule.startsWith('IS-R-'));

test.each([
	['Invoice', TYPE, []],
	['Invoice', TYPE.replace('380', '383'), ['IS-R-001']],
	['Invoice', '', ['IS-R-001']],
	['CreditNote', '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>', []],
	['CreditNote', '<cbc:CreditNoteTypeCode>396</cbc:CreditNoteTypeCode>', ['IS-R-001']],
] as const)('The %s of type %s', async (root, type, expected) => {
	expect(await icelandic(type + BOTH, root)).toEqual(expected);
});

test.each([
	[party('IS'), [], []],
	[party('IS', undefined, ''), ['IS-R-002'], ['IS-R-004']],
	[party('IS', undefined, KENNITALA.replace('0196', '0088')), ['IS-R-002'], ['IS-R-004']],
	[party('IS', '<cbc:StreetName/>'), ['IS-R-003'], ['IS-R-005']],
	[party('IS', '<cbc:PostalZone/>'), ['IS-R-003'], ['IS-R-005']],
])('A party %#', async (inner, ofSeller, ofBuyer) => {
	const found = (seller: string, buyer: string) =>
		icelandic(TYPE + wrap(SUPPLIER, seller) + wrap(CUSTOMER, buyer));
	expect(await found(inner, party('IS'))).toEqual(ofSeller);
	expect(await found(party('IS'), inner)).toEqual(ofBuyer);
	// The rules of the buyer are for domestic invoices.
	const abroad = inner.replaceAll('>IS<', '>DE<');
	expect(await found(party('IS'), abroad)).toEqual([]);
	expect(await found(abroad, inner)).toEqual([]);
});

test.each([
	['9', '123456789012', []],
	['9', ' 123456789012 ', []],
	['9', '12345678901', ['IS-R-006']],
	['9', '', ['IS-R-006']],
	['42', '123456789012', []],
	['42', '1234567890123', ['IS-R-007']],
	['30', '1', []],
])('The payment by %s to the account %j', async (code, account, expected) => {
	const means = wrap(
		'cac:PaymentMeans',
		`<cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode>` +
			(account && wrap('cac:PayeeFinancialAccount/cbc:ID', account)),
	);
	expect(await icelandic(TYPE + BOTH + means)).toEqual(expected);
});

const DUE = '<cbc:DueDate>2025-06-30</cbc:DueDate>';
const lastDay = (id: string, description = 'EINDAGI') =>
	wrap(
		'cac:AdditionalDocumentReference',
		`${id && wrap('cbc:ID', id)}<cbc:DocumentDescription>${description}</cbc:DocumentDescription>`,
	);
test.each([
	['2025-06-30', DUE, []],
	['2025-07-01', DUE, []],
	['2025-06-29', DUE, ['IS-R-010']],
	['2025-07-01', '', ['IS-R-009', 'IS-R-010']],
	['2025-06-31', DUE, ['IS-R-008']],
	['2025-7-1', DUE, ['IS-R-008']],
	['01.07.2025', DUE, ['IS-R-008', 'IS-R-010']],
	// A date with a time zone has more than ten characters.
	['2025-07-01Z', DUE, ['IS-R-008']],
	['', DUE, ['IS-R-008', 'IS-R-010']],
])('The last day of payment %j', async (day, due, expected) => {
	expect(await icelandic(TYPE + due + BOTH + lastDay(day))).toEqual(expected);
	expect(await icelandic(TYPE + due + BOTH + lastDay(day, 'Eindagi'))).toEqual([]);
});
