/**
 * The additions of the EXTENDED profile of Factur-X and ZUGFeRD to EN 16931, and which of them the item contains. The
 * result is both lists in docs/reading.md.
 */
import { readFileSync } from 'node:fs';
import { change, codes } from '../../support/einvoice/documents.mts';
import { read, sample } from '../../support/einvoice/norm.mts';

const CII = sample('all-terms.cii.xml');
const PARTY = '<ram:Name>Somebody else</ram:Name>';
const DATE = '<udt:DateTimeString format="102">20260320</udt:DateTimeString>';
const TAX =
	'<ram:AppliedTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode></ram:AppliedTradeTax>';

type Place = 'Agreement' | 'Delivery' | 'Settlement' | 'line';
const ENDS: Record<Place, string> = {
	Agreement: '</ram:ApplicableHeaderTradeAgreement>',
	Delivery: '</ram:ApplicableHeaderTradeDelivery>',
	Settlement: '</ram:ApplicableHeaderTradeSettlement>',
	line: '</ram:SpecifiedTradeProduct>',
};

/** The position of each, its content, and whether the item has it. */
const ELEMENTS: Record<string, readonly [Place, content: string, isRead: boolean]> = {
	SpecifiedLogisticsServiceCharge: [
		'Settlement',
		`<ram:Description>Freight</ram:Description><ram:AppliedAmount>5</ram:AppliedAmount>${TAX}`,
		true,
	],
	TaxApplicableTradeCurrencyExchange: ['Settlement', '<ram:ConversionRate>1.25</ram:ConversionRate>', true],
	SpecifiedTradePaymentTerms: [
		'Settlement',
		`<ram:DueDateDateTime>${DATE}</ram:DueDateDateTime><ram:ApplicableTradePaymentDiscountTerms><ram:CalculationPercent>2</ram:CalculationPercent></ram:ApplicableTradePaymentDiscountTerms>`,
		true,
	],
	InvoiceeTradeParty: ['Settlement', PARTY, true],
	DeliveryNoteReferencedDocument: ['Delivery', '<ram:IssuerAssignedID>N</ram:IssuerAssignedID>', true],
	SpecifiedFinancialAdjustment: ['Settlement', '<ram:ActualAmount>7</ram:ActualAmount>', true],
	SpecifiedAdvancePayment: ['Settlement', '<ram:PaidAmount>1</ram:PaidAmount>', false],
	InvoicerTradeParty: ['Settlement', PARTY, false],
	PayerTradeParty: ['Settlement', PARTY, false],
	SalesAgentTradeParty: ['Agreement', PARTY, false],
	BuyerAgentTradeParty: ['Agreement', PARTY, false],
	ProductEndUserTradeParty: ['Agreement', PARTY, false],
	BuyerTaxRepresentativeTradeParty: ['Agreement', PARTY, false],
	ApplicableTradeDeliveryTerms: ['Agreement', '<ram:DeliveryTypeCode>EXW</ram:DeliveryTypeCode>', false],
	QuotationReferencedDocument: ['Agreement', '<ram:IssuerAssignedID>Q</ram:IssuerAssignedID>', false],
	UltimateCustomerOrderReferencedDocument: [
		'Agreement',
		'<ram:IssuerAssignedID>U</ram:IssuerAssignedID>',
		false,
	],
	UltimateShipToTradeParty: ['Delivery', PARTY, false],
	ShipFromTradeParty: ['Delivery', PARTY, false],
	IndividualTradeProductInstance: ['line', '<ram:BatchID>7</ram:BatchID>', false],
	IncludedReferencedProduct: ['line', '<ram:Name>Part</ram:Name>', false],
};

const withElement = (name: string, [place, content]: readonly [Place, string, boolean]) =>
	change(CII, [ENDS[place], `<ram:${name}>${content}</ram:${name}>${ENDS[place]}`]);

test.each(Object.entries(ELEMENTS))('%s', async (name, element) => {
	const [before, now] = await Promise.all([CII, withElement(name, element)].map(read));
	const [, , isRead] = element;
	if (isRead) expect({ ...now, issues: [] }).not.toEqual({ ...before, issues: [] });
	else expect(now).toEqual(before);
});

test('docs/reading.md lists both', () => {
	const [, listed = ''] =
		/<!-- extended -->\n+([^]*?)\n+<!-- \/extended -->/.exec(readFileSync('docs/reading.md', 'utf8')) ?? [];
	const names = (wanted: boolean) =>
		Object.entries(ELEMENTS)
			.filter(([, [, , isRead]]) => isRead === wanted)
			.map(([name]) => `\`${name}\``)
			.join(', ');
	expect(listed.replace(/\s+/g, ' ')).toBe(
		`Of what Factur-X EXTENDED adds, lines of the kinds above and ${names(true)} are read. Not read are, among others, ${names(false)}.`,
	);
});

describe('lines below lines', () => {
	const bare = readFileSync('test/samples/einvoice/cases/extended-group-lines.cii.xml', 'utf8');
	const line = (id: string, reason: string | null, net: number) =>
		`<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${id}</ram:LineID><ram:ParentLineID>${id.slice(0, -2)}</ram:ParentLineID>${reason === null ? '' : `<ram:LineStatusReasonCode>${reason}</ram:LineStatusReasonCode>`}</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>N${id}</ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${net}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`;
	const withLines = (...lines: string[]) =>
		read(
			change(bare, [
				/<ram:IncludedSupplyChainTradeLineItem>[^]*<\/ram:IncludedSupplyChainTradeLineItem>/,
				lines.join(''),
			]),
		);

	test('count where nothing is below them, however deep', async () => {
		const item = await withLines(
			line('1', 'GROUP', 200),
			line('1.1', 'GROUP', 200),
			line('1.1.1', 'GROUP', 200),
			line('1.1.1.1', 'DETAIL', 150),
			line('1.1.1.1.1', 'INFORMATION', 150),
			line('1.1.1.2', null, 50),
		);
		expect(item.lines.map(({ id, net }) => [id, net])).toEqual([
			['1.1.1.1', 150],
			['1.1.1.2', 50],
		]);
		expect(item.references).toMatchObject({
			lineGroups: '1 N1; 1.1 N1.1; 1.1.1 N1.1.1',
			lineInformation: '1.1.1.1.1 N1.1.1.1.1',
		});
		expect(codes(item)).toEqual([]);
	});

	test('are known in lower case, too', async () => {
		const item = await withLines(line('1', 'group', 200), line('1.1', 'detail', 200));
		expect(item.lines.map(({ id }) => id)).toEqual(['1.1']);
	});

	test('of which nothing says that one repeats the other do not add up', async () => {
		const item = await withLines(line('1', null, 200), line('1.1', null, 200));
		expect(codes(item)).toEqual(['sum-mismatch totals.lines']);
	});

	test('of UBL are part of their line, however deep', async () => {
		const ubl = sample('invoice.ubl.xml');
		const subLine = (depth: number): string =>
			depth === 0
				? ''
				: `<cac:SubInvoiceLine><cbc:ID>s${depth}</cbc:ID><cbc:LineExtensionAmount currencyID="EUR">24</cbc:LineExtensionAmount><cac:Item><cbc:Name>N</cbc:Name></cac:Item>${subLine(depth - 1)}</cac:SubInvoiceLine>`;
		const [before, item] = await Promise.all(
			[ubl, ubl.replace('</cac:InvoiceLine>', `${subLine(4)}</cac:InvoiceLine>`)].map(read),
		);
		expect(item).toEqual({
			...before,
			references: { ...before!.references, subLines: 's4 N; s3 N; s2 N; s1 N' },
		});
	});
});

describe('ZUGFeRD 1.0', () => {
	const old = readFileSync('test/samples/einvoice/cases/zugferd-1.xml', 'utf8');

	test('delivery note and invoicee are read', async () => {
		const item = await read(
			change(
				old,
				[
					'</ram:ApplicableSupplyChainTradeDelivery>',
					'<ram:DeliveryNoteReferencedDocument><ram:ID>L-7</ram:ID></ram:DeliveryNoteReferencedDocument></ram:ApplicableSupplyChainTradeDelivery>',
				],
				[
					/(<ram:ApplicableSupplyChainTradeSettlement>[^]*?<\/ram:InvoiceCurrencyCode>)/,
					'$1<ram:InvoiceeTradeParty><ram:Name>Group Services</ram:Name></ram:InvoiceeTradeParty>',
				],
			),
		);
		expect(item.references).toMatchObject({ deliveryNote: 'L-7', invoiceeName: 'Group Services' });
		expect(item.issues).toEqual([]);
	});

	test('an intra-community supply has the category of the norm, another unknown one an issue', async () => {
		const of = async (xml: string, code: string) =>
			await read(xml.replaceAll(/(?<=<ram:CategoryCode>)\w+/g, code));
		const item = await of(old, 'IC');
		expect(item.taxes[0]!.category).toBe('K');
		expect(item.lines[0]!.taxCategory).toBe('K');
		expect(codes(item)).toEqual([]);
		// CII D16B has K itself.
		for (const other of [await of(old, 'IG'), await of(CII, 'IC')]) {
			expect(other.taxes[0]!.category).toMatch(/^I[CG]$/);
			expect(codes(other)).toContain('tax-category-unknown taxes[0].category');
		}
	});

	test.each([
		['true', ['document-test kind']],
		['1', ['document-test kind']],
		['false', []],
	])('a test is no invoice to book: %s', async (indicator, expected) => {
		const marked = `$&<ram:TestIndicator><udt:Indicator>${indicator}</udt:Indicator></ram:TestIndicator>`;
		expect(codes(await read(change(old, [/<rsm:SpecifiedExchangedDocumentContext>/, marked])))).toEqual(
			expected,
		);
		expect(codes(await read(change(CII, [/<rsm:ExchangedDocumentContext>/, marked])))).toEqual(expected);
	});
});

test('a copy is an invoice that came before', async () => {
	const cii = change(CII, [
		'</rsm:ExchangedDocument>',
		'<ram:CopyIndicator><udt:Indicator>true</udt:Indicator></ram:CopyIndicator></rsm:ExchangedDocument>',
	]);
	const ubl = change(sample('all-terms.ubl.xml'), [
		'<cbc:IssueDate>',
		'<cbc:CopyIndicator>true</cbc:CopyIndicator><cbc:IssueDate>',
	]);
	for (const xml of [cii, ubl]) expect(codes(await read(xml))).toEqual(['document-copy kind']);
});

test('descriptions and notes of groups and information are kept', async () => {
	const bare = readFileSync('test/samples/einvoice/cases/extended-group-lines.cii.xml', 'utf8');
	const item = await read(
		change(
			bare,
			[
				'<ram:Name>Group</ram:Name>',
				'<ram:Name>Group</ram:Name><ram:Description>All of March</ram:Description>',
			],
			[
				'<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>',
				'<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode><ram:IncludedNote><ram:Content>As agreed</ram:Content></ram:IncludedNote>',
			],
		),
	);
	expect(item.references.lineGroups).toBe('01 Group: All of March: As agreed');
	expect(item.issues).toEqual([]);
});
