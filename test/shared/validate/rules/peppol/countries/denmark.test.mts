import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const COUNTRY = 'cac:PostalAddress/cac:Country/cbc:IdentificationCode';
const seller = (rest = '', country = 'DK') =>
	wrap('cac:AccountingSupplierParty/cac:Party', rest + wrap(COUNTRY, country));
const buyer = (country = 'DK', rest = '') =>
	wrap('cac:AccountingCustomerParty/cac:Party', rest + wrap(COUNTRY, country));
const CVR = wrap('cac:PartyLegalEntity', '<cbc:CompanyID schemeID="0184">13585628</cbc:CompanyID>');
const BOTH = seller(CVR) + buyer();

const danish = async (body: string, root: 'Invoice' | 'CreditNote' = 'Invoice') =>
	(await brokenBy(PEPPOL_UBL, ubl(body, root))).filter((rule) => rule.startsWith('DK-R-'));

test.each([
	['a CVR number', BOTH, []],
	['none', seller() + buyer(), ['DK-R-002']],
	['an empty one', seller(CVR.replace('13585628', ' ')) + buyer(), ['DK-R-002']],
	['another scheme', seller(CVR.replace('0184', '0088')) + buyer(), ['DK-R-014']],
	['no scheme', seller(CVR.replace(' schemeID="0184"', '')) + buyer(), ['DK-R-014']],
	['none, but the seller is Swedish', seller('', 'SE') + buyer(), []],
])('The seller has %s', async (_what, body, expected) => {
	expect(await danish(body)).toEqual(expected);
});

test.each([
	['<cbc:ID schemeID="0184">13585628</cbc:ID>', 'DK', []],
	['<cbc:ID>13585628</cbc:ID>', 'DK', ['DK-R-013']],
	['<cbc:ID schemeID=" ">13585628</cbc:ID>', 'DK', ['DK-R-013']],
	['<cbc:ID>13585628</cbc:ID>', 'SE', []],
	['', 'DK', []],
])('The identifier %j of a buyer in %s', async (id, country, expected) => {
	expect(await danish(seller(CVR) + buyer(country, wrap('cac:PartyIdentification', id)))).toEqual(expected);
});

test.each([
	['Invoice', '-1.00', 'DK', []],
	['CreditNote', '-1.00', 'DK', ['DK-R-016']],
	['CreditNote', '-1.00', 'SE', []],
	['CreditNote', '0', 'DK', []],
] as const)('The %s of %s to %s', async (root, amount, country, expected) => {
	const total = wrap('cac:LegalMonetaryTotal/cbc:PayableAmount', amount);
	expect(await danish(seller(CVR) + buyer(country) + total, root)).toEqual(expected);
});

const payment = (code: string, id = '', account = '', rest = '') =>
	wrap(
		'cac:PaymentMeans',
		`<cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode>` +
			(id && wrap('cbc:PaymentID', id)) +
			(account && wrap('cac:PayeeFinancialAccount', `<cbc:ID>${account}</cbc:ID>${rest}`)),
	);
const BRANCH = wrap('cac:FinancialInstitutionBranch/cbc:ID', '1234');
const mandate = (inner: string) =>
	payment('49').replace('</cac:PaymentMeans>', `${wrap('cac:PaymentMandate', inner)}</cac:PaymentMeans>`);

test.each([
	[payment('10'), []],
	[payment('30'), ['DK-R-005']],
	[payment(''), ['DK-R-005']],
	// The official rule looks for the code in a list that is one text.
	[payment('1 10'), []],
	[payment('31', '', '1234567890', BRANCH), []],
	[payment('42', '', '1234567890'), ['DK-R-006']],
	[payment('42'), ['DK-R-006']],
	[
		mandate('<cbc:ID>M</cbc:ID><cac:PayerFinancialAccount><cbc:ID>1</cbc:ID></cac:PayerFinancialAccount>'),
		[],
	],
	[mandate('<cbc:ID>M</cbc:ID>'), ['DK-R-007']],
	[payment('50', '01#', '1234567'), []],
	[payment('50', '01#', '12345678'), []],
	[payment('50', '01#', '123456'), ['DK-R-008']],
	[payment('50', '01#', '123456A'), ['DK-R-008']],
	[payment('50', '02#', '1234567'), ['DK-R-008']],
	[payment('50', '04#1234567890123456', '1234567'), []],
	[payment('50', '15#123456789012345', '1234567'), ['DK-R-009']],
	[payment('93', '73#', '12345678'), []],
	[payment('93', '73#', '1234567'), ['DK-R-010']],
	[payment('93', '72#', '12345678'), ['DK-R-010']],
	[payment('93', '71#123456789012345', '12345678'), []],
	[payment('93', '75#1234567890123456', '12345678'), []],
	[payment('93', '75#12345678901234', '12345678'), ['DK-R-011']],
])('The payment %#', async (means, expected) => {
	expect(await danish(BOTH + means)).toEqual(expected);
	expect(await danish(seller(CVR) + buyer('SE') + means)).toEqual([]);
	// These rules are for invoices only.
	expect(await danish(BOTH + means, 'CreditNote')).toEqual([]);
});

test.each([
	['TST', '19.05.01', []],
	['TST', '19.0501', []],
	['TST', '26.08.01', []],
	['TST', '26.0801', []],
	['TST', '26.08', ['DK-R-003']],
	['STI', '26.08', []],
])('The classification %s of version %s', async (list, version, expected) => {
	const code = `<cbc:ItemClassificationCode listID="${list}" listVersionID="${version}">1</cbc:ItemClassificationCode>`;
	const line = wrap('cac:InvoiceLine/cac:Item/cac:CommodityClassification', code);
	expect(await danish(BOTH + line)).toEqual(expected);
});

test.each([
	['ZZZ', '1234', []],
	['ZZZ', ' 1234 ', []],
	['ZZZ', '12345', ['DK-R-004']],
	['ZZZ', '-123', ['DK-R-004']],
	['ZZZ', 'abcd', ['DK-R-004']],
	['ZZZ', '', ['DK-R-004']],
	['ZZZ', 'Tax#12', []],
	['ZZZ', '#12', ['DK-R-004']],
	['ZZZ', 'Tax#', ['DK-R-004']],
	['FC', 'abcd', []],
])('The reason %s of a charge, %j', async (code, reason, expected) => {
	const charge = wrap(
		'cac:AllowanceCharge',
		`<cbc:AllowanceChargeReasonCode>${code}</cbc:AllowanceChargeReasonCode>` +
			(reason && wrap('cbc:AllowanceChargeReason', reason)),
	);
	expect(await danish(BOTH + charge)).toEqual(expected);
});
