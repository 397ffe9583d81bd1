/** Messages that name exactly what a document lacks. */
import { judge, CII, UBL } from '../../../../support/validate/documents.mts';

const found = (xml: string, rule: string) => judge(xml)!.errors.find((finding) => finding.rule === rule);

/** The document with the given category instead of S. */
const of = (xml: string, code: string) =>
	xml
		.replaceAll(/(<cbc:ID>|<ram:CategoryCode>)S</g, `$1${code}<`)
		.replaceAll(/(<cbc:Percent>|<ram:RateApplicablePercent>)19</g, '$10<');
const without = (xml: string, number: string) =>
	xml
		.replace(number, '')
		.replace(
			/<cac:PartyTaxScheme><cbc:CompanyID><.*?<\/cac:PartyTaxScheme>|<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA"><.*?<\/ram:SpecifiedTaxRegistration>/,
			'',
		);

describe.each([
	['UBL', UBL],
	['CII', CII],
])('%s', (_syntax, xml) => {
	test.each([
		['BR-IC-02', 'DE987654321', 'buyer', 'the VAT number of the buyer (BT-48): it is missing'],
		[
			'BR-IC-02',
			'DE123456789',
			'seller',
			'the VAT number of the seller (BT-31) or of its tax representative (BT-63): both are missing',
		],
	])('%s names the number that is missing: that of %s', (rule, number, party, words) => {
		expect(found(without(of(xml, 'K'), number), rule)).toMatchObject({
			field: `${party}.taxId`,
			message: `Line 1: The VAT category K (supply inside the EU) needs ${words}`,
		});
	});

	test('BR-O-02 names the numbers that must go', () => {
		expect(found(of(xml, 'O'), 'BR-O-02')).toMatchObject({
			field: 'seller.taxId',
			message:
				'Line 1: The VAT category O (not subject to VAT) does not go with VAT numbers: leave out the VAT number of the seller (BT-31) or of its tax representative (BT-63) and the VAT number of the buyer (BT-48)',
		});
	});

	test('BR-Z-01 says whether a breakdown is missing or not used', () => {
		const [line, breakdown] = xml.includes('ubl')
			? ['ClassifiedTaxCategory><cbc:ID>S', 'TaxCategory><cbc:ID>S']
			: ['', 'CategoryCode>S'];
		const lineAlone = xml.includes('ubl')
			? xml.replace(line, line.replace('>S', '>Z'))
			: xml.replace(breakdown, 'CategoryCode>Z');
		expect(found(lineAlone, 'BR-Z-01')?.message).toBe(
			'A line, allowance or charge has the VAT category Z (zero rate), but it is missing in the breakdown of VAT (BG-23): add it',
		);
	});
});

test('UBL-SR-47 lists the kinds of payment', () => {
	const payment = (code: string) =>
		`<cac:PaymentMeans><cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode></cac:PaymentMeans>`;
	const xml = UBL.replace('<cac:TaxTotal>', `${payment('10')}${payment('48')}<cac:TaxTotal>`);
	expect(found(xml, 'UBL-SR-47')?.message).toMatch(/but all must be of the same: 10, 48$/);
});

test.each([
	['', 'The payee (BG-10) has no name (BT-59)'],
	[
		'<cac:PartyName><cbc:Name>Seller</cbc:Name></cac:PartyName>',
		'The payee (BG-10) is the seller: leave the payee out, or name another one (BT-59)',
	],
	[
		'<cac:PartyName><cbc:Name>A</cbc:Name></cac:PartyName><cac:PartyName><cbc:Name>B</cbc:Name></cac:PartyName>',
		'The payee (BG-10) has more than one name (BT-59): keep only one',
	],
])('UBL-SR-19 says what is wrong with the payee: %s', (names, message) => {
	const xml = UBL.replace('<cac:TaxTotal>', `<cac:PayeeParty>${names}</cac:PayeeParty><cac:TaxTotal>`);
	expect(found(xml, 'UBL-SR-19')?.message).toBe(message);
});
