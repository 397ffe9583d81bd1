import { XRECHNUNG_CII } from '../../../../../nodes/shared/validate/rules/xrechnung/cii/set';
import { XRECHNUNG_UBL } from '../../../../../nodes/shared/validate/rules/xrechnung/ubl/set';
import { brokenBy, cii, findingsOf, rulesOf, ubl, wrap } from '../../../../support/validate/snippets.mts';

const CIUS = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';
const EXTENSION = `${CIUS}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`;
const CVD = `${CIUS}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`;

const inUbl = (id: string, body = '') => ubl(`<cbc:CustomizationID>${id}</cbc:CustomizationID>${body}`);
const inCii = (id: string, body = '') =>
	cii(
		wrap('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID', id) +
			wrap('rsm:SupplyChainTradeTransaction', body),
	);
const AGREEMENT = 'ram:ApplicableHeaderTradeAgreement';
const SETTLEMENT = 'ram:ApplicableHeaderTradeSettlement';

describe.each([
	['UBL', XRECHNUNG_UBL],
	['CII', XRECHNUNG_CII],
])('In %s', (_syntax, set) => {
	it('every rule is explained', () => {
		for (const { id } of rulesOf(set)) {
			const { message } = set.explain(id, undefined as never);
			expect(message).not.toContain(id);
			expect(message).toMatch(/^[A-Z]/);
		}
	});

	it('the net of a line is a warning, and when it was delivered an information', () => {
		const severities = new Map(rulesOf(set).map(({ id, severity }) => [id, severity]));
		expect(severities.get('PEPPOL-EN16931-R120')).toBe('warning');
		expect(severities.get('BR-DE-TMP-32')).toBe('information');
		expect(severities.get('PEPPOL-EN16931-R008')).toBe('fatal');
		expect(severities.has('PEPPOL-EN16931-R003')).toBe(false);
	});
});

test.each([
	[CIUS, []],
	[EXTENSION, []],
	[CVD, []],
	[`${CIUS} `, ['BR-DE-21']],
	['urn:cen.eu:en16931:2017', ['BR-DE-21']],
	['', ['BR-DE-21']],
])('BR-DE-21 of %j', async (id, expected) => {
	const of21 = (rules: string[]) => rules.filter((rule) => rule === 'BR-DE-21');
	expect(of21(await brokenBy(XRECHNUNG_UBL, inUbl(id)))).toEqual(expected);
	expect(of21(await brokenBy(XRECHNUNG_CII, inCii(id)))).toEqual(expected);
});

describe('Payment by another kind than given', () => {
	const means = (code: string, inner: string) =>
		wrap('cac:PaymentMeans', `<cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode>${inner}`);
	const TRANSFER =
		'<cac:PayeeFinancialAccount><cbc:ID>DE89 3704 0044 0532 0130 00</cbc:ID></cac:PayeeFinancialAccount>';
	const CARD =
		'<cac:CardAccount><cbc:PrimaryAccountNumberID>1</cbc:PrimaryAccountNumberID></cac:CardAccount>';
	const DEBIT =
		'<cac:PaymentMandate><cbc:ID>1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>DE1</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate>';

	it.each([
		['58', TRANSFER, []],
		['58', '', ['BR-DE-19', 'BR-DE-23-a']],
		['30', TRANSFER + CARD, ['BR-DE-23-b']],
		['30', TRANSFER.replace('DE89', 'DE88'), []],
		['58', TRANSFER.replace('DE89', 'DE88'), ['BR-DE-19']],
		['48', CARD, []],
		['54', TRANSFER, ['BR-DE-24-a', 'BR-DE-24-b']],
		['59', DEBIT, ['BR-DE-20']],
		['59', TRANSFER, ['BR-DE-20', 'BR-DE-25-a', 'BR-DE-25-b']],
		['10', '', []],
	])('%s', async (code, inner, expected) => {
		const rules = await brokenBy(XRECHNUNG_UBL, inUbl(CIUS, means(code, inner)));
		expect(rules.filter((rule) => /^BR-DE-(19|2[0345])/.test(rule))).toEqual(expected);
	});
});

describe('The extension', () => {
	const file =
		'<cbc:EmbeddedDocumentBinaryObject mimeCode="application/xml">YQ==</cbc:EmbeddedDocumentBinaryObject>';
	const attached = (content: string) => wrap('cac:AdditionalDocumentReference/cac:Attachment', content);
	const ofExtension = (rules: string[]) => rules.filter((rule) => rule.startsWith('BR-DEX-'));

	it.each([
		[EXTENSION, file, []],
		[EXTENSION, file.replace('xml', 'zip'), ['BR-DEX-01']],
		[CIUS, file.replace('xml', 'zip'), []],
	])('files in %s', async (id, content, expected) => {
		expect(ofExtension(await brokenBy(XRECHNUNG_UBL, inUbl(id, attached(content))))).toEqual(expected);
	});

	const sub = (net: string, categories = 1) =>
		wrap(
			'cac:SubInvoiceLine',
			`<cbc:LineExtensionAmount>${net}</cbc:LineExtensionAmount>${wrap('cac:Item', '<cac:ClassifiedTaxCategory/>'.repeat(categories))}`,
		);
	it.each([
		[sub('1.10') + sub('2.20'), []],
		[sub('1.10') + sub('2.21'), ['BR-DEX-02']],
		[sub('1.10', 0) + sub('2.20', 2), ['BR-DEX-03']],
	])('lines within lines %#', async (subs, expected) => {
		const lines = wrap('cac:InvoiceLine', `<cbc:LineExtensionAmount>3.30</cbc:LineExtensionAmount>${subs}`);
		expect(ofExtension(await brokenBy(XRECHNUNG_UBL, inUbl(EXTENSION, lines)))).toEqual(expected);
	});

	it.each([
		['0088', []],
		['XR01', []],
		['XR04', ['BR-DEX-04']],
		['', ['BR-DEX-04']],
	])('the scheme %j in CII', async (scheme, expected) => {
		const party = wrap(
			`${AGREEMENT}/ram:SellerTradeParty`,
			`<ram:GlobalID schemeID="${scheme}">1</ram:GlobalID>`,
		);
		expect(ofExtension(await brokenBy(XRECHNUNG_CII, inCii(EXTENSION, party)))).toEqual(expected);
	});
});

test('In CII, an identifier within a product or a place of delivery is not one of a party', async () => {
	const id = '<ram:GlobalID schemeID="XR04">1</ram:GlobalID>';
	const broken = async (body: string) =>
		(await brokenBy(XRECHNUNG_CII, inCii(EXTENSION, body))).filter((rule) => rule.startsWith('BR-DEX-'));
	const LINE = 'ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct';
	expect(await broken(wrap(LINE, id))).toEqual(['BR-DEX-06']);
	expect(await broken(wrap(`${LINE}/ram:IncludedReferencedProduct`, id))).toEqual([]);
	expect(await broken(wrap('ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty', id))).toEqual([
		'BR-DEX-08',
	]);
	expect(await broken(wrap(`${AGREEMENT}/ram:BuyerTradeParty`, id))).toEqual(['BR-DEX-04']);
});

describe('The purchase of clean vehicles', () => {
	const item = (code: string, emissions: string) =>
		wrap(
			'cac:InvoiceLine/cac:Item',
			`<cac:CommodityClassification><cbc:ItemClassificationCode listID="CVD">${code}</cbc:ItemClassificationCode></cac:CommodityClassification>` +
				`<cac:AdditionalItemProperty><cbc:Name>cva</cbc:Name><cbc:Value>${emissions}</cbc:Value></cac:AdditionalItemProperty>`,
		);
	it.each([
		[item('M1', 'clean'), ['BR-DE-CVD-01', 'BR-DE-CVD-02']],
		[item(' N3 ', '\nother'), ['BR-DE-CVD-01', 'BR-DE-CVD-02']],
		[item('M9', 'dirty'), ['BR-DE-CVD-01', 'BR-DE-CVD-02', 'BR-DE-CVD-04', 'BR-DE-CVD-05']],
		// In lines within lines, these rules look nowhere.
		[
			item('M1', 'clean') +
				wrap('cac:InvoiceLine/cac:SubInvoiceLine', item('M9', 'dirty').replace(/<\/?cac:InvoiceLine>/g, '')),
			['BR-DE-CVD-01', 'BR-DE-CVD-02'],
		],
		['', ['BR-DE-CVD-01', 'BR-DE-CVD-02', 'BR-DE-CVD-03']],
	])('%#', async (body, expected) => {
		const rules = await brokenBy(XRECHNUNG_UBL, inUbl(CVD, body));
		expect(rules.filter((rule) => rule.includes('CVD'))).toEqual(expected);
		expect((await brokenBy(XRECHNUNG_UBL, inUbl(CIUS, body))).join()).not.toContain('CVD');
	});
});

test('The purchase of clean vehicles in CII', async () => {
	const item = (code: string, emissions: string) =>
		wrap(
			'ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct',
			`<ram:ApplicableProductCharacteristic><ram:Description>cva</ram:Description><ram:Value>${emissions}</ram:Value></ram:ApplicableProductCharacteristic>` +
				`<ram:DesignatedProductClassification><ram:ClassCode listID="CVD">${code}</ram:ClassCode></ram:DesignatedProductClassification>`,
		);
	const broken = async (body: string) =>
		(await brokenBy(XRECHNUNG_CII, inCii(CVD, body))).filter((rule) => rule.includes('CVD'));
	expect(await broken(item('M1', 'clean'))).toEqual([]);
	expect(await broken(item(' M1 ', ' clean '))).toEqual([]);
	expect(await broken(item('M9', 'dirty'))).toEqual(['BR-DE-CVD-04', 'BR-DE-CVD-05']);
	expect(await broken(wrap(AGREEMENT, ''))).toEqual(['BR-DE-CVD-01', 'BR-DE-CVD-02', 'BR-DE-CVD-03']);
});

describe('The total VAT in two currencies', () => {
	const R055 = 'PEPPOL-EN16931-R055';
	it.each([
		['19', '140', false, false],
		['-19', '-140', false, false],
		['19', '-140', true, true],
		['0', '140', false, false],
		// Peppol counts 0 as either sign, KoSIT as positive.
		['0', '-140', false, true],
		['-19', '0', false, true],
		['0', '0', false, false],
		['19', '', true, true],
		// Without a total in the currency of the invoice, KoSIT compares nothing in CII.
		['', '140', true, false],
	])('%j and %j', async (own, other, inUblIsBroken, inCiiIsBroken) => {
		const total = (name: string, currency: string, amount: string) =>
			amount && `<${name} currencyID="${currency}">${amount}</${name}>`;
		const asUbl = inUbl(
			CIUS,
			wrap('cbc:DocumentCurrencyCode', 'EUR') +
				wrap('cbc:TaxCurrencyCode', 'DKK') +
				wrap('cac:TaxTotal', total('cbc:TaxAmount', 'EUR', own)) +
				wrap('cac:TaxTotal', total('cbc:TaxAmount', 'DKK', other)),
		);
		const asCii = inCii(
			CIUS,
			wrap(
				SETTLEMENT,
				wrap('ram:TaxCurrencyCode', 'DKK') +
					wrap('ram:InvoiceCurrencyCode', 'EUR') +
					wrap(
						'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
						total('ram:TaxTotalAmount', 'EUR', own) + total('ram:TaxTotalAmount', 'DKK', other),
					),
			),
		);
		expect((await brokenBy(XRECHNUNG_UBL, asUbl)).includes(R055)).toBe(inUblIsBroken);
		expect((await brokenBy(XRECHNUNG_CII, asCii)).includes(R055)).toBe(inCiiIsBroken);
	});
});

test('forints may be half of one off, euros two cents', async () => {
	const line = (currency: string) =>
		inCii(
			CIUS,
			wrap(
				'ram:IncludedSupplyChainTradeLineItem',
				wrap('ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount', '10.4') +
					wrap('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity', '1') +
					wrap(
						'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
						'10',
					),
			) + wrap(SETTLEMENT, `<ram:InvoiceCurrencyCode>${currency}</ram:InvoiceCurrencyCode>`),
		);
	expect(await brokenBy(XRECHNUNG_CII, line('HUF'))).not.toContain('PEPPOL-EN16931-R120');
	const found = (await findingsOf(XRECHNUNG_CII, line('EUR'))).find(({ rule }) => rule.endsWith('R120'));
	expect(found).toMatchObject({ severity: 'warning', field: 'lines[0].net', value: '10' });
});
