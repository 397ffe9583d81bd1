import { STRUCTURE_CII, STRUCTURE_UBL } from '../../../../nodes/shared/validate/structure/structure';
import { cii, findingsOf, ubl, wrap } from '../../../support/validate/snippets.mts';

const places = async (xml: string) =>
	(await findingsOf(xml.startsWith('<rsm') ? STRUCTURE_CII : STRUCTURE_UBL, xml)).map(
		({ rule, path, message }) => ({
			rule,
			path,
			message,
		}),
	);

test.each([
	ubl('<cbc:ID>1</cbc:ID><cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note><cac:InvoiceLine/><cac:InvoiceLine/>'),
	ubl(
		'<cbc:TaxPointDate>2026-01-31</cbc:TaxPointDate><cbc:CreditNoteTypeCode/><cac:CreditNoteLine><cac:SubCreditNoteLine/></cac:CreditNoteLine>',
		'CreditNote',
	),
	// Extensions may contain anything.
	ubl('<ext:UBLExtensions><cbc:ID/><any xmlns="urn:any"><thing/></any></ext:UBLExtensions>'),
	cii(wrap('rsm:ExchangedDocument', '<ram:ID/><ram:IssueDateTime><udt:DateTimeString/></ram:IssueDateTime>')),
	// Allowed since D22B.
	cii(
		wrap(
			'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement',
			'<ram:InvoiceReferencedDocument/><ram:InvoiceReferencedDocument/>',
		).replace('<ram:ApplicableHeaderTradeSettlement>', '<ram:ApplicableHeaderTradeDelivery/>$&'),
	),
])('takes %s', async (xml) => {
	expect(await places(xml)).toEqual([]);
});

test.each([
	[
		'an element that the schema does not know there',
		ubl('<cbc:ID/><cbc:Colour/>'),
		'UBL-2.1',
		'/ubl:Invoice/cbc:Colour',
		'UBL 2.1 has no element "cbc:Colour" in ubl:Invoice: leave it out, or check its name and place',
	],
	[
		'an element of another document',
		ubl('<cbc:CreditNoteTypeCode/>'),
		'UBL-2.1',
		'/ubl:Invoice/cbc:CreditNoteTypeCode',
		'UBL 2.1 has no element "cbc:CreditNoteTypeCode" in ubl:Invoice: leave it out, or check its name and place',
	],
	[
		'an element inside a text',
		ubl('<cbc:ID><cbc:ID/></cbc:ID>'),
		'UBL-2.1',
		'/ubl:Invoice/cbc:ID/cbc:ID',
		'UBL 2.1 has no element "cbc:ID" in cbc:ID: leave it out, or check its name and place',
	],
	[
		'an element that stands too late',
		ubl('<cbc:IssueDate>2026-01-31</cbc:IssueDate><cbc:ID/>'),
		'UBL-2.1',
		'/ubl:Invoice/cbc:ID',
		'The element cbc:ID must stand before cbc:IssueDate in ubl:Invoice: UBL 2.1 has a fixed order',
	],
	[
		'an element that is there too often, once',
		ubl('<cac:PayeeParty/><cac:PayeeParty/><cac:PayeeParty/>'),
		'UBL-2.1',
		'/ubl:Invoice/cac:PayeeParty[2]',
		'UBL 2.1 allows the element cac:PayeeParty in ubl:Invoice only once',
	],
	[
		'an element that must be there',
		ubl('<cac:OrderReference><cbc:SalesOrderID/></cac:OrderReference>'),
		'UBL-2.1',
		'/ubl:Invoice/cac:OrderReference',
		'The element cac:OrderReference lacks cbc:ID, which UBL 2.1 requires in it',
	],
	[
		'elements that must be there in an empty one',
		ubl(wrap('cac:PaymentMeans', '<cac:CardAccount/>')),
		'UBL-2.1',
		'/ubl:Invoice/cac:PaymentMeans/cac:CardAccount',
		'The element cac:CardAccount lacks cbc:PrimaryAccountNumberID and cbc:NetworkID, which UBL 2.1 requires in it',
	],
	[
		'an element that must be there in CII',
		cii(wrap('rsm:SupplyChainTradeTransaction', '<ram:ApplicableHeaderTradeSettlement/>')),
		'CII-D16B',
		'/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction',
		'The element rsm:SupplyChainTradeTransaction lacks ram:ApplicableHeaderTradeDelivery, which CII requires in it',
	],
	[
		'the amount of the discount of a price',
		ubl(
			wrap(
				'cac:InvoiceLine',
				wrap('cac:Price', wrap('cac:AllowanceCharge', '<cbc:ChargeIndicator>false</cbc:ChargeIndicator>')),
			),
		),
		'UBL-2.1',
		'/ubl:Invoice/cac:InvoiceLine/cac:Price/cac:AllowanceCharge',
		'Line 1 of the file, allowance: The element cac:AllowanceCharge lacks cbc:Amount, which UBL 2.1 requires in it',
	],
	[
		'the price that a discount in CII is of',
		cii(
			wrap(
				'rsm:SupplyChainTradeTransaction',
				`${wrap(
					'ram:IncludedSupplyChainTradeLineItem',
					wrap('ram:SpecifiedLineTradeAgreement', '<ram:GrossPriceProductTradePrice/>'),
				)}<ram:ApplicableHeaderTradeDelivery/>`,
			),
		),
		'CII-D16B',
		'/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice',
		'Line 1 of the file: The element ram:GrossPriceProductTradePrice lacks ram:ChargeAmount, which CII requires in it',
	],
	[
		'the order in CII',
		cii(wrap('rsm:ExchangedDocument', '<ram:TypeCode/><ram:ID/>')),
		'CII-D16B',
		'/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:ID',
		'The element ram:ID must stand before ram:TypeCode in rsm:ExchangedDocument: CII has a fixed order',
	],
])('names %s', async (_what, xml, rule, path, message) => {
	expect(await places(xml)).toEqual([{ rule, path, message }]);
});

const SUBTOTAL = '<cac:TaxSubtotal><cac:TaxCategory/></cac:TaxSubtotal>';
const CATEGORY = '<cbc:ChargeIndicator>true</cbc:ChargeIndicator><cac:TaxCategory/>';

test.each([
	['cac:InvoiceLine/cac:TaxTotal', SUBTOTAL, ['cac:TaxTotal lacks cbc:TaxAmount']],
	[
		'cac:AllowanceCharge/cac:TaxTotal',
		'',
		['cac:AllowanceCharge lacks cbc:ChargeIndicator', 'cac:TaxTotal lacks cbc:TaxAmount'],
	],
	[
		'cac:WithholdingTaxTotal',
		`${SUBTOTAL}<cac:TaxSubtotal/>`,
		[
			'cac:WithholdingTaxTotal lacks cbc:TaxAmount',
			'cac:TaxSubtotal lacks cbc:TaxAmount',
			'cac:TaxCategory lacks cac:TaxScheme',
			'cac:TaxSubtotal lacks cbc:TaxAmount and cac:TaxCategory',
		],
	],
	['cac:InvoiceLine/cac:AllowanceCharge', CATEGORY, ['cac:TaxCategory lacks cac:TaxScheme']],
	[
		'cac:InvoiceLine/cac:Price/cac:AllowanceCharge',
		`${CATEGORY.replace('<cac', '<cbc:Amount>1</cbc:Amount>$&')}`,
		['cac:TaxCategory lacks cac:TaxScheme'],
	],
	// What the rules require there.
	['cac:TaxTotal', SUBTOTAL, []],
	['cac:AllowanceCharge', CATEGORY, []],
])('requires in %s what no rule does', async (path, content, lacking) => {
	const messages = (await places(ubl(wrap(path, content)))).map(({ message }) => message);
	expect(messages.map((message) => /cac:\w+ lacks .*(?=, which)/.exec(message)?.[0])).toEqual(lacking);
});

test('requires in the line of a credit note what it does in that of an invoice', async () => {
	const line = wrap(
		'cac:CreditNoteLine',
		`<cac:TaxTotal/><cac:AllowanceCharge>${CATEGORY}</cac:AllowanceCharge>`,
	);
	expect((await places(ubl(line, 'CreditNote'))).map(({ path }) => path)).toEqual([
		'/cn:CreditNote/cac:CreditNoteLine/cac:TaxTotal',
		'/cn:CreditNote/cac:CreditNoteLine/cac:AllowanceCharge/cac:TaxCategory',
	]);
});

test('of many elements out of their order the first is named', async () => {
	const xml = ubl('<cac:InvoiceLine/><cbc:ID/><cbc:IssueDate>2026-01-31</cbc:IssueDate><cac:TaxTotal/>');
	expect((await places(xml)).map(({ path }) => path)).toEqual(['/ubl:Invoice/cbc:ID']);
});
