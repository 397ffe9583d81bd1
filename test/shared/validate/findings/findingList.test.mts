/** Where a rule can be broken for several reasons, the sentence is of the one in the document. */
import { finish } from '../../../../nodes/shared/steps';
import { fatal, warning, context, type RuleSet } from '../../../../nodes/shared/validate/rule';
import { EN16931_UBL } from '../../../../nodes/shared/validate/rules/en16931/ubl/set';
import { XRECHNUNG_UBL } from '../../../../nodes/shared/validate/rules/xrechnung/ubl/set';
import { validateInSteps } from '../../../../nodes/shared/validate/validate';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { CII, judge, UBL } from '../../../support/validate/documents.mts';

const sentences = (xml: string, rule: string) => {
	const { errors, warnings } = judge(xml, 'xrechnung')!;
	return [...errors, ...warnings].filter((finding) => finding.rule === rule).map(({ message }) => message);
};

const TWICE = 'The total VAT (BT-110) is there 2 times in the currency of the invoice, EUR: keep only one';
const OTHER = 'The total VAT (BT-110) is in USD, but the invoice is in EUR (BT-5): both must be the same';
const NO_CURRENCY =
	'The total VAT (BT-110) is not in the currency of the invoice, EUR: its currencyID must be the same';
const noRate = (what: string, term: string) =>
	`The ${what} has the VAT category S (standard rate), but no rate (${term}): give one above 0`;
const NONE = 'The total VAT (BT-110) is missing: the total with VAT (BT-112) cannot be checked';
const NO_RATE =
	'VAT breakdown S: The rate of the VAT category (BT-119) is missing: its VAT (BT-117) cannot be checked';
const NO_VAT_RATE =
	'VAT breakdown S, 19 %: The tax is not said to be VAT: the VAT of the category (BT-117) cannot be checked';
const NOT_VAT = 'There is a category of tax, but the tax is not said to be VAT: write VAT as the tax';

const UBL_TOTAL = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount></cac:TaxTotal>';
const CII_TOTAL = '<ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>';
const UBL_RATE = /(<cac:TaxCategory><cbc:ID>S<\/cbc:ID>)<cbc:Percent>19<\/cbc:Percent>/;
const CII_RATE =
	/(<ram:BasisAmount>.*<ram:CategoryCode>S<\/ram:CategoryCode>)<ram:RateApplicablePercent>19<\/ram:RateApplicablePercent>/;
const DEBIT = (account: string) =>
	UBL.replace(
		'<cac:TaxTotal>',
		`<cac:PaymentMeans><cbc:PaymentMeansCode>59</cbc:PaymentMeansCode><cac:PaymentMandate>${account}</cac:PaymentMandate></cac:PaymentMeans>$&`,
	);

test.each([
	['UBL, two totals', UBL.replace('<cac:TaxTotal>', `${UBL_TOTAL}$&`), 'BR-CO-15', TWICE],
	['CII, two totals', CII.replace(CII_TOTAL, CII_TOTAL + CII_TOTAL), 'BR-CO-15', TWICE],
	[
		'UBL, a total in another currency',
		UBL.replace(/(<cac:TaxTotal>\s*<cbc:TaxAmount currencyID=")EUR/, '$1USD'),
		'BR-CO-15',
		OTHER,
	],
	[
		'CII, a total in another currency',
		CII.replace('Amount currencyID="EUR"', 'Amount currencyID="USD"'),
		'BR-CO-15',
		OTHER,
	],
	[
		'UBL, a total without currency',
		UBL.replace(/(<cac:TaxTotal>\s*<cbc:TaxAmount) currencyID="EUR"/, '$1'),
		'BR-CO-15',
		NO_CURRENCY,
	],
	[
		'CII, a total without currency',
		CII.replace('Amount currencyID="EUR"', 'Amount'),
		'BR-CO-15',
		NO_CURRENCY,
	],
	[
		'UBL, no rate in a line',
		UBL.replace(/(<cac:ClassifiedTaxCategory>.*)<cbc:Percent>19<\/cbc:Percent>/, '$1'),
		'BR-S-05',
		`Line 1: ${noRate('line', 'BT-152')}`,
	],
	[
		'UBL, a rate of 0 in a line',
		UBL.replace(/(<cac:ClassifiedTaxCategory>.*<cbc:Percent>)19/, '$10'),
		'BR-S-05',
		'Line 1: The line has the VAT category S (standard rate): its rate must be more than 0',
	],
	[
		'CII, no rate in a line',
		CII.replace(/<ram:RateApplicablePercent>19<\/ram:RateApplicablePercent>/, ''),
		'BR-S-05',
		`Line 1: ${noRate('line', 'BT-152')}`,
	],
	['UBL, no total', UBL.replace(/<cac:TaxTotal>[^]*<\/cac:TaxTotal>/, ''), 'BR-CO-15', NONE],
	['CII, no total', CII.replace(CII_TOTAL, ''), 'BR-CO-15', NONE],
	[
		'UBL, a wrong sum',
		UBL.replace('EUR">119.00</cbc:TaxInclusiveAmount>', 'EUR">120.00</cbc:TaxInclusiveAmount>'),
		'BR-CO-15',
		'The total with VAT (BT-112) is not the total without VAT (BT-109) + the total VAT (BT-110): it should be 119.00, the file says 120.00',
	],
	['UBL, no rate', UBL.replace(UBL_RATE, '$1'), 'BR-CO-17', NO_RATE],
	['UBL, no rate', UBL.replace(UBL_RATE, '$1'), 'BR-S-09', NO_RATE],
	['CII, no rate', CII.replace(CII_RATE, '$1'), 'BR-CO-17', NO_RATE],
	['CII, no rate', CII.replace(CII_RATE, '$1'), 'BR-S-09', NO_RATE],
	[
		'UBL, no VAT in a line',
		UBL.replace(/(ClassifiedTaxCategory>.*<cac:TaxScheme><cbc:ID>)VAT/, '$1GST'),
		'BR-CO-04',
		`Line 1: ${NOT_VAT}`,
	],
	[
		'UBL, no VAT in the breakdown',
		UBL.replace(/(<cac:TaxCategory>.*<cac:TaxScheme><cbc:ID>)VAT/, '$1GST'),
		'BR-47',
		`VAT breakdown S, 19 %: ${NOT_VAT}`,
	],
	[
		'UBL, no VAT in the breakdown',
		UBL.replace(/(<cac:TaxCategory>.*<cac:TaxScheme><cbc:ID>)VAT/, '$1GST'),
		'BR-CO-17',
		NO_VAT_RATE,
	],
	[
		'CII, no VAT in the breakdown',
		CII.replace(/(<ram:CalculatedAmount>.*<ram:TypeCode>)VAT/s, '$1GST'),
		'BR-CO-17',
		NO_VAT_RATE,
	],
	[
		'CII, no VAT in a line',
		CII.replace('<ram:TypeCode>VAT', '<ram:TypeCode>GST'),
		'BR-CO-04',
		`Line 1: ${NOT_VAT}`,
	],
	[
		'CII, a date of another format',
		CII.replace('format="102">20250601', 'format="610">202506'),
		'BR-03',
		'The date of the invoice (BT-2) is not in format 102: write it as 20251231, with the attribute format="102"',
	],
	['CII, no date', CII.replace('20250601', ''), 'BR-03', 'The date of the invoice (BT-2) is missing'],
	[
		'UBL, no account to debit',
		DEBIT(''),
		'BR-DE-20',
		'Payment is by direct debit, but the account to be debited (BT-91) is missing',
	],
	[
		'UBL, an account that is none',
		DEBIT('<cac:PayerFinancialAccount><cbc:ID>X</cbc:ID></cac:PayerFinancialAccount>'),
		'BR-DE-20',
		'The account to be debited (BT-91) is not an IBAN: country, check digits or length do not fit',
	],
])('%s: %#', (_what, xml, rule, sentence) => {
	expect(sentences(xml, rule)).toEqual([sentence]);
});

test.each([
	['UBL', UBL.replaceAll('<cbc:Percent>19<', '<cbc:Percent>abc<')],
	['CII', CII.replaceAll('Percent>19<', 'Percent>abc<')],
])('a rate that is not a number stops only rules that look at rates in %s', (_syntax, xml) => {
	const rules = judge(xml)!.errors.map(({ rule }) => rule);
	expect(rules).toContain('BR-CO-17');
	expect(rules.filter((rule) => !/^BR-(?:CO-17|S-0[5-9])$/.test(rule))).toEqual([]);
});

const NOTE =
	'<ram:IncludedNote><ram:Content>x</ram:Content><ram:SubjectCode>XX9</ram:SubjectCode></ram:IncludedNote>';
const UBL_CHARGE = `<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>XX9</cbc:AllowanceChargeReasonCode><cbc:Amount currencyID="EUR">0.00</cbc:Amount><cac:TaxCategory><cbc:ID>XX9</cbc:ID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>`;
const CII_ALLOWANCE = `<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>0.00</ram:ActualAmount><ram:ReasonCode>XX9</ram:ReasonCode><ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>XX9</ram:CategoryCode></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>`;
const inItem = (xml: string) => UBL.replace('<cac:ClassifiedTaxCategory>', `${xml}$&`);
const inProduct = (xml: string) => CII.replace('<ram:Name>Chair</ram:Name>', `${xml}$&`);

test.each([
	['BR-CL-08', 'note', UBL.replace('<cbc:DocumentCurrencyCode>', '<cbc:Note>#XX9#x</cbc:Note>$&')],
	['BR-CL-08', null, CII.replace('</rsm:ExchangedDocument>', `${NOTE}$&`)],
	['BR-CL-08', null, CII.replace('</ram:AssociatedDocumentLineDocument>', `${NOTE}$&`)],
	[
		'BR-CL-13',
		'references.lineClassifications',
		inItem(
			'<cac:CommodityClassification><cbc:ItemClassificationCode listID="XX9">1</cbc:ItemClassificationCode></cac:CommodityClassification>',
		),
	],
	['BR-CL-14', 'seller.address.countryCode', UBL.replace('Code>DE<', 'Code>XX9<')],
	['BR-CL-14', 'seller.address.countryCode', CII.replace('CountryID>DE<', 'CountryID>XX9<')],
	[
		'BR-CL-15',
		'references.lineOrigins',
		inItem('<cac:OriginCountry><cbc:IdentificationCode>XX9</cbc:IdentificationCode></cac:OriginCountry>'),
	],
	[
		'BR-CL-17',
		'taxes[0].category',
		UBL.replace('<cac:TaxCategory><cbc:ID>S<', '<cac:TaxCategory><cbc:ID>XX9<'),
	],
	['BR-CL-17', 'totals.charges', UBL.replace('<cac:TaxTotal>', `${UBL_CHARGE}$&`)],
	['BR-CL-17', 'totals.discount', CII.replace('<ram:SpecifiedTradeSettlementHeader', `${CII_ALLOWANCE}$&`)],
	[
		'BR-CL-18',
		'lines[0].taxCategory',
		UBL.replace('<cac:ClassifiedTaxCategory><cbc:ID>S<', '<cac:ClassifiedTaxCategory><cbc:ID>XX9<'),
	],
	['BR-CL-18', 'lines[0].taxCategory', CII.replace('Code>S<', 'Code>XX9<')],
	['BR-CL-18', 'taxes[0].category', CII.replace(/(<ram:BasisAmount>.*Code>)S</, '$1XX9<')],
	['BR-CL-19', 'totals.discount', CII.replace('<ram:SpecifiedTradeSettlementHeader', `${CII_ALLOWANCE}$&`)],
	['BR-CL-20', 'totals.charges', UBL.replace('<cac:TaxTotal>', `${UBL_CHARGE}$&`)],
	[
		'BR-CL-21',
		'references.lineStandardIds',
		inItem(
			'<cac:StandardItemIdentification><cbc:ID schemeID="XX9">1</cbc:ID></cac:StandardItemIdentification>',
		),
	],
	['BR-CL-21', 'references.lineStandardIds', inProduct('<ram:GlobalID schemeID="XX9">1</ram:GlobalID>')],
	[
		'BR-CL-22',
		'references.taxExemptionReasonCode',
		CII.replace(
			/(<ram:BasisAmount>.*<\/ram:CategoryCode>)/,
			'$1<ram:ExemptionReasonCode>XX9</ram:ExemptionReasonCode>',
		),
	],
	['BR-CL-23', 'lines[0].unit', UBL.replace('unitCode="C62"', 'unitCode="XX9"')],
	[
		'BR-CL-26',
		'references.deliveryLocation',
		UBL.replace(
			'<cac:TaxTotal>',
			'<cac:Delivery><cac:DeliveryLocation><cbc:ID schemeID="XX9">1</cbc:ID></cac:DeliveryLocation></cac:Delivery>$&',
		),
	],
])('%s names the field %s', (rule, field, xml) => {
	const found = judge(xml)!.errors.filter((finding) => finding.rule === rule);
	expect(found.map((finding) => finding.field)).toEqual([field]);
});

test('a kind of document that Germany does not use is the value that is shown', () => {
	const found = judge(UBL.replace('>380<', '>751<'), 'xrechnung')?.warnings.find(
		({ rule }) => rule === 'BR-DE-17',
	);
	expect(found).toMatchObject({ path: '/ubl:Invoice/cbc:InvoiceTypeCode', value: '751' });
});

describe('where a rule has as many warnings as are kept', () => {
	const judgedBy = (xml: string, ...sets: RuleSet[]) => {
		const parsed = finish(xmlInSteps(Buffer.from(xml)));
		if (!parsed.ok) throw new Error(parsed.error.message);
		return finish(validateInSteps(parsed.value, sets));
	};

	it('one that stops it still makes the document invalid', () => {
		const URI = '<cbc:URI>x</cbc:URI>';
		const document = (uris: string) =>
			`<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cac:ExternalReference>${uris}</cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference>`;
		const extension = document(URI).repeat(100) + document(URI + URI);
		const xml = UBL.replace(
			'<cbc:CustomizationID>',
			`<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">${extension}</ext:UBLExtensions>$&`,
		);
		const patterns = XRECHNUNG_UBL.patterns.map((pattern) =>
			pattern.filter(({ rules }) => rules.some(({ id }) => id === 'BR-TMP-2')),
		);
		const found = judgedBy(xml, EN16931_UBL, { ...XRECHNUNG_UBL, patterns });
		expect(found.warnings.filter(({ rule }) => rule === 'BR-TMP-2')).toHaveLength(100);
		expect(found).toMatchObject({
			valid: false,
			stopped: 'XPTY0004',
			errors: [{ rule: 'BR-TMP-2', message: expect.stringContaining('more than once') }],
		});
	});

	it.each([
		['before', true],
		['after', false],
	])('an error %s them is kept, and the warnings are counted apart', (_where, isFirst) => {
		const set: RuleSet = {
			name: 'en16931',
			source: 'made for this test',
			patterns: [[context('b', [warning('X-1', () => false)]), context('c', [fatal('X-1', () => false)])]],
			explain: () => ({ message: 'It is wrong' }),
		};
		const [bs, cs] = ['<b/>'.repeat(130), '<c/>'.repeat(120)];
		const found = judgedBy(`<a>${isFirst ? cs + bs : bs + cs}</a>`, set);
		expect(found).toMatchObject({ valid: false, omitted: 50 });
		expect([found.errors.length, found.warnings.length]).toEqual([100, 100]);
	});

	it('after 1,000 findings, only the first of each further rule and severity is kept', () => {
		const rules = Array.from({ length: 20 }, (_, index) => fatal(`X-${index + 1}`, () => false));
		const set: RuleSet = {
			name: 'en16931',
			source: 'made for this test',
			patterns: [
				[context('b', rules), context('c', [fatal('X-21', () => false), warning('X-1', () => false)])],
			],
			explain: () => ({ message: 'It is wrong' }),
		};
		const found = judgedBy(`<a>${'<b/>'.repeat(60) + '<c/>'.repeat(3)}</a>`, set);
		expect(found.errors).toHaveLength(1001);
		expect(found.errors.at(-1)).toMatchObject({ rule: 'X-21', path: '/a/c[1]' });
		expect(found.warnings).toMatchObject([{ rule: 'X-1', path: '/a/c[1]' }]);
		expect(found.omitted).toBe(20 * 10 + 2 + 2);
	});
});
