import { finish } from '../../../../nodes/shared/steps';
import { ValidatedDocument } from '../../../../nodes/shared/validate/document';
import type { Node } from '../../../../nodes/shared/validate/xpath/node';
import { ruleSetsOf, syntaxOf } from '../../../../nodes/shared/validate/choice';
import { validateInSteps } from '../../../../nodes/shared/validate/validate';
import { localName, type XmlElement } from '../../../../nodes/shared/xml/element';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { isLinear, stepsOf } from '../../../support/steps.mts';

function parsed(xml: string): XmlElement {
	const result = finish(xmlInSteps(Buffer.from(xml)));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const documentOf = (xml: string) => finish(ValidatedDocument.inSteps(parsed(xml)));

const TIMES = 100;

describe('what many elements look for from one around them', () => {
	/** `<b>` and `<c>`, alternating. */
	const bothOften = (value: (index: number) => string) =>
		documentOf(
			`<a>${Array.from({ length: TIMES }, (_, index) => `<b n="${value(index)}">${value(index)}</b><c/>`).join('')}</a>`,
		);
	const each = (document: ValidatedDocument, ask: (at: Node) => unknown) => document.named('c').map(ask);

	test('is the same for all of them', () => {
		const document = bothOften((index) => String(index % 50));
		expect(new Set(each(document, (at) => at.values('../b').join(' '))).size).toBe(1);
		expect(each(document, (at) => at.count('../b'))).toEqual(Array(TIMES).fill(TIMES));
		expect(each(document, (at) => at.has('../b/@n'))).toEqual(Array(TIMES).fill(true));
		expect(each(document, (at) => at.has('../b/@m'))).toEqual(Array(TIMES).fill(false));
		expect(each(document, (at) => at.equals('../b', '49'))).toEqual(Array(TIMES).fill(true));
		expect(each(document, (at) => at.equals('../b', '50'))).toEqual(Array(TIMES).fill(false));
		expect(each(document, (at) => at.equals('/a/b/@n', '7'))).toEqual(Array(TIMES).fill(true));
		expect(each(document, (at) => at.compares('//b', (value) => value > 48))).toEqual(
			Array(TIMES).fill(true),
		);
	});

	test('keeps paths apart that end elsewhere, and attributes from texts', () => {
		const document = bothOften(String);
		const [at] = document.named('c');
		expect(at!.count('../b')).toBe(TIMES);
		expect(at!.count('../*')).toBe(2 * TIMES);
		expect(at!.count('../c')).toBe(TIMES);
		expect(at!.isAmong('../c', [''])).toBe(true);
		expect(at!.isAmong('../c/@n', [''])).toBe(false);
	});

	test('stops at the second of several, each time', () => {
		const document = bothOften(String);
		for (const at of document.named('c')) {
			document.stopped = null;
			expect(at.text('../b')).toBe('0');
			expect(document.stopped).toEqual({ code: 'XPTY0004', node: document.named('b')[1] });
		}
	});

	test('counts towards what rules may look at once', () => {
		const document = bothOften(String);
		const before = document.budget;
		each(document, (at) => at.equals('../b', 'x'));
		expect(before - document.budget).toBeLessThan(10 * TIMES);
	});

	test.each<[string, (at: Node) => unknown]>([
		['a list that has no such attribute', (at) => at.text('../b/@m')],
		['its texts', (at) => at.values('../b')],
		['a comparison with each', (at) => at.compares('../b', (value) => value < 0)],
	])('costs every one of them: %s', (_, ask) => {
		const document = bothOften(String);
		const before = document.budget;
		each(document, ask);
		expect(before - document.budget).toBeGreaterThan(TIMES * TIMES);
	});

	test('costs every one of them: the search for the text that is no number', () => {
		const document = bothOften((index) => (index === TIMES - 1 ? 'x' : '1'));
		const before = document.budget;
		each(document, (at) => at.compares('../b', (value) => value < 0));
		expect(document.stopped).toEqual({ code: 'FORG0001', node: document.named('b').at(-1) });
		expect(before - document.budget).toBeGreaterThan(TIMES * TIMES);
	});

	test.each<[string, (at: Node) => unknown]>([
		['one', (at) => at.text('../b')],
		['all', (at) => at.values('../b')],
	])('costs more if it is a long text: %s', (_, ask) => {
		const document = documentOf(`<a><b>${' x'.repeat(32_000)}</b>${'<c/>'.repeat(TIMES)}</a>`);
		const before = document.budget;
		each(document, ask);
		expect(before - document.budget).toBeGreaterThan(1000 * TIMES);
	});

	test('leads nowhere above the root', () => {
		const { root } = documentOf('<a/>');
		expect([root.count('..'), root.has('../a'), root.count('../../a')]).toEqual([0, false, 0]);
	});
});

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
const ubl = (inside: string) =>
	`<Invoice xmlns="${UBL}Invoice-2" xmlns:cbc="${UBL}CommonBasicComponents-2" xmlns:cac="${UBL}CommonAggregateComponents-2">${inside}</Invoice>`;
const CII = 'urn:un:unece:uncefact:data:standard:';
const cii = (line: string, settlement = '') =>
	`<rsm:CrossIndustryInvoice xmlns:rsm="${CII}CrossIndustryInvoice:100" xmlns:ram="${CII}ReusableAggregateBusinessInformationEntity:100" xmlns:udt="${CII}UnqualifiedDataType:100"><rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>${line}</ram:IncludedSupplyChainTradeLineItem><ram:ApplicableHeaderTradeSettlement>${settlement}</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;

const NAME = '<cac:PartyName><cbc:Name>a</cbc:Name></cac:PartyName>';
const PERIOD = '<cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate></cac:InvoicePeriod>';
const GROSS =
	'<ram:GrossPriceProductTradePrice><ram:ChargeAmount>1</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">1</ram:BasisQuantity></ram:GrossPriceProductTradePrice>';
const NET =
	'<ram:NetPriceProductTradePrice><ram:ChargeAmount>1</ram:ChargeAmount></ram:NetPriceProductTradePrice>';
const BILLED = '<ram:BilledQuantity unitCode="H87">1</ram:BilledQuantity>';

const day = (date: string) => `<udt:DateTimeString format="102">${date}</udt:DateTimeString>`;
const dated = (name: string, date: string) => `<ram:${name}>${day(date)}</ram:${name}>`;
const numbered = (times: number, piece: (index: number) => string) =>
	Array.from({ length: times }, (_, index) => piece(index)).join('');

/** Pairs of elements in one parent, equally often, where a rule relates one to the other. */
const PAIRS: Record<string, (times: number) => string> = {
	'payees and names of the seller': (times) =>
		ubl(
			`<cac:AccountingSupplierParty><cac:Party>${NAME.repeat(times)}</cac:Party></cac:AccountingSupplierParty>${`<cac:PayeeParty>${NAME.replace('>a<', '>b<')}</cac:PayeeParty>`.repeat(times)}`,
		),
	'payees with the name of the seller, which is repeated': (times) =>
		ubl(
			`<cac:AccountingSupplierParty><cac:Party>${'<cac:PartyLegalEntity><cbc:RegistrationName>a</cbc:RegistrationName></cac:PartyLegalEntity>'.repeat(times)}</cac:Party></cac:AccountingSupplierParty>${`<cac:PayeeParty>${NAME}</cac:PayeeParty>`.repeat(times)}`,
		),
	'starts and ends of a period in CII': (times) =>
		cii(
			`<ram:SpecifiedLineTradeSettlement><ram:BillingSpecifiedPeriod>${dated('StartDateTime', '20260102').repeat(times)}${dated('EndDateTime', '20260101').repeat(times)}</ram:BillingSpecifiedPeriod></ram:SpecifiedLineTradeSettlement>`,
		),
	'periods of the invoice and of a line in CII': (times) =>
		cii(
			`<ram:SpecifiedLineTradeSettlement><ram:BillingSpecifiedPeriod><ram:StartDateTime>${day('20260101').repeat(times)}</ram:StartDateTime></ram:BillingSpecifiedPeriod></ram:SpecifiedLineTradeSettlement>`,
			`<ram:BillingSpecifiedPeriod><ram:StartDateTime>${day('20260102').repeat(times)}</ram:StartDateTime></ram:BillingSpecifiedPeriod>`,
		),
	'currencies and total taxes in CII': (times) =>
		cii(
			'',
			`${'<ram:TaxCurrencyCode>SEK</ram:TaxCurrencyCode>'.repeat(times)}${numbered(times, (index) => `<ram:InvoiceCurrencyCode>c${index}</ram:InvoiceCurrencyCode>`)}<ram:SpecifiedTradeSettlementHeaderMonetarySummation>${'<ram:TaxTotalAmount currencyID="EUR">1</ram:TaxTotalAmount>'.repeat(times)}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>`,
		),
	'currencies of the tax and total taxes': (times) =>
		ubl(
			`${'<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>'.repeat(times)}${numbered(times, (index) => `<cac:TaxTotal><cbc:TaxAmount currencyID="${index === times - 1 ? 'SEK' : 'EUR'}">1</cbc:TaxAmount></cac:TaxTotal>`)}`,
		),
	'currencies and amounts': (times) =>
		ubl(
			`${numbered(times, (index) => `<cbc:DocumentCurrencyCode>c${index}</cbc:DocumentCurrencyCode>`)}${'<cac:InvoiceLine><cbc:LineExtensionAmount currencyID="EUR">1</cbc:LineExtensionAmount></cac:InvoiceLine>'.repeat(times)}`,
		),
	'days of payment in Iceland': (times) =>
		ubl(
			`${'<cbc:DueDate>2026-01-02</cbc:DueDate>'.repeat(times)}${'<cac:AdditionalDocumentReference><cbc:ID>2026-01-01</cbc:ID><cbc:DocumentDescription>EINDAGI</cbc:DocumentDescription></cac:AdditionalDocumentReference>'.repeat(times)}<cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>IS</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:Party></cac:AccountingSupplierParty>`,
		),
	'periods of the invoice and of lines': (times) =>
		ubl(PERIOD.repeat(times) + `<cac:InvoiceLine>${PERIOD}</cac:InvoiceLine>`.repeat(times)),
	'indicators and categories of an allowance': (times) =>
		ubl(
			`<cac:AllowanceCharge>${'<cbc:ChargeIndicator>true</cbc:ChargeIndicator>'.repeat(times)}${'<cac:TaxCategory><cbc:ID>S</cbc:ID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>'.repeat(times)}</cac:AllowanceCharge>`,
		),
	'indicators and reasons of an allowance': (times) =>
		ubl(
			`<cac:AllowanceCharge>${'<cbc:ChargeIndicator>true</cbc:ChargeIndicator>'.repeat(times)}${'<cbc:AllowanceChargeReasonCode>x</cbc:AllowanceChargeReasonCode>'.repeat(times)}</cac:AllowanceCharge>`,
		),
	'codes and accounts of a means of payment': (times) =>
		ubl(
			`<cac:PaymentMeans>${'<cbc:PaymentMeansCode>1</cbc:PaymentMeansCode>'.repeat(times)}${'<cac:PayeeFinancialAccount><cbc:ID>1</cbc:ID></cac:PayeeFinancialAccount>'.repeat(times)}</cac:PaymentMeans>`,
		),
	'gross and net prices of a line': (times) =>
		cii(
			`<ram:SpecifiedLineTradeAgreement>${GROSS.repeat(times)}${NET.repeat(times)}</ram:SpecifiedLineTradeAgreement>`,
		),
	'prices and quantities of a line': (times) =>
		cii(
			`<ram:SpecifiedLineTradeAgreement>${GROSS.repeat(times)}</ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>${BILLED.repeat(times)}</ram:SpecifiedLineTradeDelivery>`,
		),
};

const PAIRS_BY_RULES = Object.entries(PAIRS).flatMap(([what, make]) =>
	(['xrechnung', 'peppol'] as const).map((choice) => [what, choice, make] as const),
);

test.each(PAIRS_BY_RULES)('rules on %s are linear: %s', (_, choice, make) => {
	const stepsFor = (times: number): number => {
		const root = parsed(make(times));
		const sets = ruleSetsOf(choice, syntaxOf(root)!, null);
		if (sets === null) return 0;
		return stepsOf(() => {
			const { errors } = finish(validateInSteps(root, sets));
			expect(errors.some(({ rule }) => rule === 'budget')).toBe(false);
		});
	};
	// The first run also determines which rules apply where.
	const [, ...steps] = [1, 100, 200, 400].map(stepsFor) as [number, number, number, number];
	expect({ steps, isLinear: isLinear(steps) }).toEqual({ steps, isLinear: true });
});

const CATEGORY = '<cac:TaxCategory><cbc:ID>S</cbc:ID></cac:TaxCategory>';
const STARTS = '<cbc:StartDate>2026-01-01</cbc:StartDate>';

/** An element with a text that many others around it ask for. */
const SHARED: Record<string, (text: string, times: number) => string> = {
	'the indicator beside categories': (text, times) =>
		ubl(
			`<cac:AllowanceCharge><cbc:ChargeIndicator>${text}</cbc:ChargeIndicator>${CATEGORY.repeat(times)}</cac:AllowanceCharge>`,
		),
	'the indicator beside reasons': (text, times) =>
		ubl(
			`<cac:AllowanceCharge><cbc:ChargeIndicator>${text}</cbc:ChargeIndicator>${'<cbc:AllowanceChargeReasonCode>x</cbc:AllowanceChargeReasonCode>'.repeat(times)}</cac:AllowanceCharge>`,
		),
	'the type of a document beside its identifiers': (text, times) =>
		ubl(
			`<cac:AdditionalDocumentReference>${'<cbc:ID schemeID="x">1</cbc:ID>'.repeat(times)}<cbc:DocumentTypeCode>${text}</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>`,
		),
	'the period of the invoice, from each line': (text, times) =>
		ubl(
			`<cac:InvoicePeriod><cbc:StartDate>${text}</cbc:StartDate></cac:InvoicePeriod>${`<cac:InvoiceLine><cac:InvoicePeriod>${STARTS}</cac:InvoicePeriod></cac:InvoiceLine>`.repeat(times)}`,
		),
	'the name of the seller, from each payee': (text, times) =>
		ubl(
			`<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>${text}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>${`<cac:PayeeParty>${NAME}</cac:PayeeParty>`.repeat(times)}`,
		),
	'the currency of the invoice, from each other one': (text, times) =>
		ubl(
			`<cbc:DocumentCurrencyCode>${text}</cbc:DocumentCurrencyCode>${'<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>'.repeat(times)}`,
		),
	'the currency of the invoice, from each amount': (text, times) =>
		ubl(
			`<cbc:DocumentCurrencyCode>${text}</cbc:DocumentCurrencyCode>${'<cac:InvoiceLine><cbc:LineExtensionAmount currencyID="EUR">1</cbc:LineExtensionAmount></cac:InvoiceLine>'.repeat(times)}`,
		),
	'the amount of a tax in CII, from each category': (text, times) =>
		cii(
			`<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:BasisAmount>${text}</ram:BasisAmount>${'<ram:CategoryCode>S</ram:CategoryCode>'.repeat(times)}</ram:ApplicableTradeTax></ram:SpecifiedLineTradeSettlement>`,
		),
	'the indicator in CII, beside categories': (text, times) =>
		cii(
			`<ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>${text}</udt:Indicator></ram:ChargeIndicator>${'<ram:CategoryTradeTax><ram:CategoryCode>S</ram:CategoryCode></ram:CategoryTradeTax>'.repeat(times)}</ram:SpecifiedTradeAllowanceCharge></ram:SpecifiedLineTradeSettlement>`,
		),
	'the price of a line in CII, beside net prices': (text, times) =>
		cii(
			`<ram:SpecifiedLineTradeAgreement><ram:GrossPriceProductTradePrice><ram:ChargeAmount>${text}</ram:ChargeAmount></ram:GrossPriceProductTradePrice>${NET.repeat(times)}</ram:SpecifiedLineTradeAgreement>`,
		),
};

/** Texts that take long to read: of many elements, and with many characters. */
const TEXTS: Record<string, (times: number) => string> = {
	'of many elements': (times) => '<b/>'.repeat(times),
	'of many elements with a text': (times) => '<b>1</b>'.repeat(times),
	'with many characters': (times) => `${' '.repeat(20 * times)}1`,
};

/** How often the text of an element `b`, or a character by its index, is read. */
function readsOf(root: XmlElement, work: () => void): number {
	let reads = 0;
	const open = [root];
	for (let element = open.pop(); element !== undefined; element = open.pop()) {
		open.push(...element.children);
		const { text } = element;
		const get = () => {
			reads++;
			return text;
		};
		if (localName(element.name) === 'b') Object.defineProperty(element, 'text', { get });
	}
	const { charCodeAt } = String.prototype;
	String.prototype.charCodeAt = function (this: string, index) {
		reads++;
		return charCodeAt.call(this, index);
	};
	try {
		work();
	} finally {
		String.prototype.charCodeAt = charCodeAt;
	}
	return reads;
}

const SHARED_TEXTS = Object.entries(SHARED).flatMap(([who, make]) =>
	Object.entries(TEXTS).map(([how, textOf]) => [`${who}, ${how}`, make, textOf] as const),
);

describe.each(['xrechnung', 'peppol'] as const)('by the rules of %s', (choice) => {
	test.each(SHARED_TEXTS)('a shared text is read in linear time: %s', (_, make, textOf) => {
		const readsFor = (times: number): number => {
			const root = parsed(make(textOf(times), times));
			const sets = ruleSetsOf(choice, syntaxOf(root)!, null);
			if (sets === null) return 0;
			return readsOf(root, () => void finish(validateInSteps(root, sets)));
		};
		const reads = [100, 200, 400].map(readsFor) as [number, number, number];
		expect({ reads, isLinear: isLinear(reads) }).toEqual({ reads, isLinear: true });
	});
});
