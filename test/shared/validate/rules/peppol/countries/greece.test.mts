import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const vat = (number: string) =>
	wrap(
		'cac:PartyTaxScheme',
		`<cbc:CompanyID>${number}</cbc:CompanyID>${wrap('cac:TaxScheme/cbc:ID', 'VAT')}`,
	);
const address = (country: string) => wrap('cac:PostalAddress/cac:Country/cbc:IdentificationCode', country);
const NAME = wrap('cac:PartyName/cbc:Name', 'Α.Ε.');
const endpoint = (number: string, scheme = '9933') =>
	`<cbc:EndpointID schemeID="${scheme}">${number}</cbc:EndpointID>`;
const GREEK = endpoint('094259216') + NAME + address('GR') + vat('EL094259216');
const seller = (inner = GREEK) => wrap('cac:AccountingSupplierParty/cac:Party', inner);
const buyer = (inner = GREEK) => wrap('cac:AccountingCustomerParty/cac:Party', inner);

const document = (description: string, rest = '', id = '4000018') =>
	wrap(
		'cac:AdditionalDocumentReference',
		`<cbc:ID>${id}</cbc:ID><cbc:DocumentDescription>${description}</cbc:DocumentDescription>${rest}`,
	);
const MARK = document('##M.AR.K##');
const LINK = document(
	'##INVOICE|URL##',
	wrap('cac:Attachment/cac:ExternalReference/cbc:URI', 'https://example.com/1'),
);
const NUMBER = '094259216|01/06/2025|0|1.1|A|1';
const numbered = (number = NUMBER) => `<cbc:ID>${number}</cbc:ID><cbc:IssueDate>2025-06-01</cbc:IssueDate>`;

const greek = async (body: string) =>
	(await brokenBy(PEPPOL_UBL, ubl(body))).filter((rule) => rule.startsWith('GR-'));

test.each([
	[NUMBER, []],
	['1', ['GR-R-001-1', 'GR-R-001-2', 'GR-R-001-3', 'GR-R-001-4', 'GR-R-001-5', 'GR-R-001-6', 'GR-R-001-7']],
	[`${NUMBER}|`, ['GR-R-001-1']],
	[NUMBER.replace('094259216', '094259217'), ['GR-R-001-2']],
	// A valid number of somebody else.
	[NUMBER.replace('094259216', '090000045'), ['GR-R-001-2']],
	[NUMBER.replace('01/06', '02/06'), ['GR-R-001-3']],
	[NUMBER.replaceAll('/', '-'), ['GR-R-001-3']],
	[NUMBER.replace('|0|', '|-1|'), ['GR-R-001-4']],
	[NUMBER.replace('|0|', '|a|'), ['GR-R-001-4']],
	[NUMBER.replace('|0|', '| 12 |'), []],
	[NUMBER.replace('1.1', '1.2'), ['GR-R-001-5']],
	[NUMBER.replace('|A|', '||'), ['GR-R-001-6']],
	[NUMBER.replace('A|1', 'A|'), ['GR-R-001-7']],
])('The number %s', async (number, expected) => {
	expect(await greek(numbered(number) + MARK + LINK + seller() + buyer())).toEqual(expected);
	const german = seller(NAME + address('DE') + vat('DE123456789'));
	expect(await greek(numbered(number) + german + buyer())).toEqual([]);
});

test.each([
	['all', MARK + LINK, []],
	['no mark', LINK, ['GR-R-004-1']],
	['two marks', MARK + MARK + LINK, ['GR-R-004-1']],
	['a mark that begins with 0', document('##M.AR.K##', '', '0123') + LINK, ['GR-R-004-2']],
	['no link', MARK, ['GR-S-008-1']],
	['two links', MARK + LINK + LINK, ['GR-R-008-2', 'GR-S-008-1']],
	['a link without address', MARK + document('##INVOICE|URL##'), ['GR-R-008-3']],
])('The documents: %s', async (_what, documents, expected) => {
	expect(await greek(numbered() + documents + seller() + buyer())).toEqual(expected);
});

test.each([
	['no name', GREEK.replace(NAME, ''), ['GR-R-002'], ['GR-R-005']],
	['no VAT number', GREEK.replace(vat('EL094259216'), ''), ['GR-R-001-2', 'GR-S-011'], ['GR-R-006']],
	[
		'a wrong VAT number',
		GREEK.replace('EL094259216', 'EL094259217'),
		['GR-R-001-2', 'GR-R-003', 'GR-S-011'],
		['GR-R-006'],
	],
	['another scheme of address', GREEK.replace('9933', '0088'), ['GR-R-009'], ['GR-R-010']],
	['a wrong address', GREEK.replace('>094259216<', '>094259217<'), ['GR-R-009'], ['GR-R-010']],
])('A party with %s', async (_what, party, ofSeller, ofBuyer) => {
	expect(await greek(numbered() + MARK + LINK + seller(party) + buyer())).toEqual(ofSeller);
	expect(await greek(numbered() + MARK + LINK + seller() + buyer(party))).toEqual(ofBuyer);
});

test('The number may be that of the tax representative', async () => {
	const representative = wrap('cac:TaxRepresentativeParty', vat('EL094259216'));
	const foreign = seller(NAME + address('FR'));
	const ofNumber = (rules: string[]) => rules.filter((rule) => rule.startsWith('GR-R-001'));
	expect(ofNumber(await greek(numbered() + foreign + representative + buyer()))).toEqual([]);
	expect(
		ofNumber(await greek(numbered() + foreign + representative.replace('216', '217') + buyer())),
	).toEqual(['GR-R-001-2']);
});
