import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party';
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party';
const address = (country: string, inner = '<cbc:StreetName/><cbc:CityName/><cbc:PostalZone/>') =>
	wrap('cac:PostalAddress', inner + wrap('cac:Country/cbc:IdentificationCode', country));
const BOTH = wrap(SUPPLIER, address('NL')) + wrap(CUSTOMER, address('NL'));
const ABROAD = wrap(SUPPLIER, address('NL')) + wrap(CUSTOMER, address('BE'));

const dutch = async (body: string, root: 'Invoice' | 'CreditNote' = 'Invoice') =>
	(await brokenBy(PEPPOL_UBL, ubl(body, root))).filter((rule) => rule.startsWith('NL-R-'));

const TYPE = '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>';
const PRECEDING = wrap('cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID', '1');
test.each([
	[TYPE + PRECEDING + BOTH, []],
	[TYPE + BOTH, ['NL-R-001']],
	[TYPE + wrap(SUPPLIER, address('BE')), []],
])('A credit note %#', async (body, expected) => {
	expect(await dutch(body, 'CreditNote')).toEqual(expected);
});

test.each(['<cbc:StreetName/>', '<cbc:CityName/>', '<cbc:PostalZone/>'])(
	'Addresses without %s',
	async (part) => {
		const without = (country: string) => address(country).replace(part, '');
		expect(await dutch(wrap(SUPPLIER, without('NL')))).toEqual(['NL-R-002']);
		expect(await dutch(wrap(SUPPLIER, without(' nl ')))).toEqual(['NL-R-002']);
		expect(await dutch(wrap(SUPPLIER, address('NL')) + wrap(CUSTOMER, without('NL')))).toEqual(['NL-R-004']);
		expect(await dutch(wrap(SUPPLIER, address('NL')) + wrap(CUSTOMER, without('BE')))).toEqual([]);
		const representative = (country: string) => wrap('cac:TaxRepresentativeParty', without(country));
		expect(await dutch(ABROAD + representative('NL'))).toEqual(['NL-R-006']);
		expect(await dutch(ABROAD + representative('BE'))).toEqual([]);
	},
);

test.each([
	['schemeID="0106"', '12345678', true],
	['schemeID="0190"', '00000001234567890000', true],
	['schemeID="0088 0106"', '12345678', true],
	['schemeID="0088"', '12345678', false],
	['', '12345678', false],
	['schemeID="0106"', ' ', false],
])('The registration with %s, %j, is right: %p', async (scheme, number, isRight) => {
	const entity = wrap('cac:PartyLegalEntity', `<cbc:CompanyID ${scheme}>${number}</cbc:CompanyID>`);
	expect(await dutch(wrap(SUPPLIER, entity + address('NL')))).toEqual(isRight ? [] : ['NL-R-003']);
	const customer = wrap(CUSTOMER, entity + address('NL'));
	expect(await dutch(wrap(SUPPLIER, address('NL')) + customer)).toEqual(isRight ? [] : ['NL-R-005']);
	expect(await dutch(wrap(SUPPLIER, address('BE')) + customer)).toEqual([]);
});

const due = (amount: string) => wrap('cac:LegalMonetaryTotal/cbc:PayableAmount', amount);
const means = (code: string) => wrap('cac:PaymentMeans/cbc:PaymentMeansCode', code);
test.each([
	['Invoice', due('1'), ['NL-R-007']],
	['Invoice', due('0'), []],
	['Invoice', due('-1'), []],
	['Invoice', due('1') + means('30'), []],
	['CreditNote', due('1'), []],
	['CreditNote', due('-1'), ['NL-R-007']],
	['Invoice', wrap('cac:LegalMonetaryTotal', ''), ['NL-R-007']],
] as const)('The %s with %s', async (root, body, expected) => {
	expect(await dutch(BOTH + body, root)).toEqual(expected);
});

test.each([
	...['30', '48', '49', '57', '58', '59', ' 30 '].map((code) => [code, true] as const),
	...['10', '31', ''].map((code) => [code, false] as const),
])('The payment means %j are right: %p', async (code, isRight) => {
	expect(await dutch(BOTH + means(code))).toEqual(isRight ? [] : ['NL-R-008']);
	expect(await dutch(ABROAD + means(code))).toEqual([]);
});

test('An order line refers to an order of the document', async () => {
	const line = wrap('cac:InvoiceLine/cac:OrderLineReference/cbc:LineID', '1');
	expect(await dutch(ABROAD + line)).toEqual(['NL-R-009']);
	expect(await dutch(ABROAD + wrap('cac:OrderReference/cbc:ID', '1') + line)).toEqual([]);
});
