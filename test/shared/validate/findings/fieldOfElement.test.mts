/** The field that a finding names for an element is the one into which Read puts it. */
import { readEInvoice } from '../../../../nodes/shared/einvoice/read';
import { FIELDS } from '../../../../nodes/shared/validate/findings/fieldOfElement';
import { CII, judge, UBL } from '../../../support/validate/documents.mts';

const NAMESPACES = {
	ubl: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
	cn: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2',
	cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
	cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
	rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
	ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
	udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
};

const LEGAL_NAME =
	'<cac:PartyLegalEntity><cbc:RegistrationName>Legal</cbc:RegistrationName></cac:PartyLegalEntity>';

/** A value that the field can hold, and its text in the document. */
function valueOf(field: string): { value: unknown; text: string } {
	if (field === 'kind') return { value: expect.stringMatching(/^(corrective|creditNote)$/), text: '384' };
	if (/currency$|Currency$/.test(field) && field !== 'references.taxTotalInTaxCurrency') {
		return { value: 'SEK', text: 'SEK' };
	}
	if (field === 'references.taxPointDateCode') return { value: '35', text: '35' };
	if (field.endsWith('countryCode')) return { value: 'SE', text: 'SE' };
	if (/Date$|periodStart$|periodEnd$/.test(field)) return { value: '2026-01-31', text: '2026-01-31' };
	if (field === 'payment.iban') return { value: 'DE02120300000000202051', text: 'DE02120300000000202051' };
	if (
		/^totals|quantity$|net$|unitPrice$|discount$|taxRate$|^taxes\[\]\.(rate|taxableAmount|taxAmount)$/.test(
			field,
		)
	) {
		return { value: 7, text: '7' };
	}
	return { value: expect.stringContaining('X7'), text: 'X7' };
}

/** Context that Read needs to recognize an element, by the end of its path. */
const BESIDE: Array<[end: RegExp, before: string, after: string]> = [
	[/InvoiceDocumentReference\/cbc:IssueDate$/, '<cbc:ID>1</cbc:ID>', ''],
	[/PartyTaxScheme\/cbc:CompanyID$/, '', '<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>'],
	[/cac:Party\/cac:PartyName$/, '', LEGAL_NAME],
	[/Line\/cac:Price\/cbc:BaseQuantity$/, '<cbc:PriceAmount>49</cbc:PriceAmount>', ''],
	[/NetPriceProductTradePrice\/ram:BasisQuantity$/, '<ram:ChargeAmount>49</ram:ChargeAmount>', ''],
	[
		/ram:IncludedSupplyChainTradeLineItem\/ram:(Associated|SpecifiedTrade)\w+$/,
		'',
		'<ram:SpecifiedLineTradeDelivery/>',
	],
];

function documentWith(root: string, path: string, text: string): string {
	const names = path.split('/');
	let inside = text;
	for (let length = names.length; length > 0; length--) {
		const name = names[length - 1];
		const here = names.slice(0, length).join('/');
		const [, before, after] = BESIDE.find(([end]) => end.test(here)) ?? ['', '', ''];
		// In CII, the scheme decides whether a tax registration is for VAT.
		const scheme = here.endsWith('ram:SpecifiedTaxRegistration/ram:ID') ? ' schemeID="VA"' : '';
		inside = `${before}<${name}${scheme}>${inside}</${name}>${after}`;
	}
	const prefixes = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
	return `<${root}${prefixes.join('')}>${inside}</${root}>`;
}

const at = (item: unknown, field: string): unknown =>
	field
		.replace('[]', '.0')
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], item);

const rows = [...FIELDS].flatMap(([root, fields]) =>
	[...fields].map(([path, field]): [string, string, string] => [root, path, field]),
);

test.each(rows)('%s/%s is read into %s', async (root, path, field) => {
	const { value, text } = valueOf(field);
	const read = await readEInvoice(Buffer.from(documentWith(root, path, text)));
	if (!read.ok) throw new Error(read.error.message);
	expect(at(read.value, field)).toEqual(value);
});

const findingsOf = (xml: string, rule: string) =>
	[...(judge(xml)?.errors ?? []), ...(judge(xml)?.warnings ?? [])]
		.filter((found) => found.rule === rule)
		.map(({ field }) => field);

test('a finding names the very party, line and tax', () => {
	expect(findingsOf(UBL.replace('DE987654321', '987654321'), 'BR-CO-09')).toEqual(['buyer.taxId']);
	expect(findingsOf(CII.replace('DE987654321', '987654321'), 'BR-CO-09')).toEqual(['buyer.taxId']);
	const withoutKind = (vatId: string) =>
		UBL.replace(new RegExp(`(${vatId}</cbc:CompanyID>)<cac:TaxScheme>.*?</cac:TaxScheme>`), '$1');
	expect(findingsOf(withoutKind('DE123456789'), 'UBL-SR-53')).toEqual(['seller.taxId']);
	expect(findingsOf(withoutKind('DE987654321'), 'UBL-SR-53')).toEqual(['buyer.taxId']);
	expect(findingsOf(UBL.replace('>DE<', '>ZZ<'), 'BR-CL-14')).toEqual(['seller.address.countryCode']);
	expect(findingsOf(UBL.replace('>100.00<', '>100.001<'), 'UBL-DT-01')).toEqual(['taxes[0].taxableAmount']);
});

test.each([
	['true', 'totals.charges'],
	['false', 'totals.discount'],
])('of an allowance or charge with the indicator %s it is %s', (indicator, field) => {
	const allowance = `<cac:AllowanceCharge><cbc:ChargeIndicator>${indicator}</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1.001</cbc:Amount></cac:AllowanceCharge>`;
	expect(findingsOf(UBL.replace('<cac:TaxTotal>', `${allowance}$&`), 'UBL-DT-01')).toEqual([field]);
	const cii = `<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>${indicator}</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>1</ram:ActualAmount><ram:ReasonCode>?</ram:ReasonCode></ram:SpecifiedTradeAllowanceCharge>`;
	const rule = indicator === 'true' ? 'BR-CL-20' : 'BR-CL-19';
	const withCii = CII.replace('<ram:SpecifiedTradeSettlementHeaderMonetarySummation>', `${cii}$&`);
	expect(findingsOf(withCii, rule)).toEqual([field]);
});

test('a charge of CII may have its indicator as a text', () => {
	const charge =
		'<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:IndicatorString>true</udt:IndicatorString></ram:ChargeIndicator><ram:ActualAmount>1</ram:ActualAmount><ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>?</ram:CategoryCode></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>';
	const xml = CII.replace('<ram:SpecifiedTradeSettlementHeaderMonetarySummation>', `${charge}$&`);
	const found = judge(xml)!.errors.find(({ rule }) => rule === 'BR-CL-17');
	expect(found).toMatchObject({ field: 'totals.charges', message: expect.stringMatching(/^Charge \(1\): /) });
});

test.each(['1', 'TRUE'])('the indicator %s marks a charge, as in Read', (indicator) => {
	const charge = `<cac:AllowanceCharge><cbc:ChargeIndicator>${indicator}</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1.001</cbc:Amount></cac:AllowanceCharge>`;
	expect(findingsOf(UBL.replace('<cac:TaxTotal>', `${charge}$&`), 'UBL-DT-01')).toEqual(['totals.charges']);
});

test.each([
	[
		'in lower case',
		UBL.replace(/(<cac:TaxTotal>\s*<cbc:TaxAmount currencyID=")EUR">19\.00/, '$1eur">19.001'),
	],
	[
		'which is also the tax currency',
		UBL.replace('</cbc:DocumentCurrencyCode>', '$&<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>').replace(
			/(?<=<cac:TaxTotal>\s*<cbc:TaxAmount currencyID="EUR">)19\.00/,
			'19.001',
		),
	],
])('a total in the currency of the invoice, %s, is that of the tax', (_how, xml) => {
	expect(xml).toContain('19.001');
	expect(findingsOf(xml, 'UBL-DT-01')).toEqual(['totals.tax']);
});

test('the total of the tax is told from that in the tax currency', () => {
	const tax = '<cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>';
	const wrong = UBL.replace(tax, tax.replace('19.00', '19.001'));
	expect(findingsOf(wrong, 'UBL-DT-01')).toEqual(['totals.tax']);
	const second = UBL.replace(
		'</cbc:DocumentCurrencyCode>',
		'$&<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>',
	).replace(
		'</cac:TaxTotal>',
		'$&<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">200.001</cbc:TaxAmount></cac:TaxTotal>',
	);
	expect(findingsOf(second, 'UBL-DT-01')).toEqual(['references.taxTotalInTaxCurrency']);
});

test.each(['AE', 'K'])('category %s without a number of the buyer names the buyer', (category) => {
	const reverse = (xml: string) => xml.replaceAll(/>S<(?=\/(cbc:ID|ram:CategoryCode))/g, `>${category}<`);
	const rule = `BR-${category === 'K' ? 'IC' : category}-02`;
	const buyer = /<cac:PartyTaxScheme><cbc:CompanyID>DE987654321.*?<\/cac:PartyTaxScheme>/;
	const registration =
		/<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE987654321.*?<\/ram:SpecifiedTaxRegistration>/;
	expect(findingsOf(reverse(UBL).replace(buyer, ''), rule)).toEqual(['buyer.taxId']);
	expect(findingsOf(reverse(CII).replace(registration, ''), rule)).toEqual(['buyer.taxId']);
	const seller = /<cac:PartyTaxScheme><cbc:CompanyID>DE123456789.*?<\/cac:PartyTaxScheme>/;
	expect(findingsOf(reverse(UBL).replace(seller, ''), rule)).toEqual(['seller.taxId']);
});

const VAT_OF_UBL =
	'<cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>';
const VAT_OF_CII =
	'<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent>';

/** A discount and a charge of the same amount, which leave every total as it is. */
const bothInUbl = (tax = '') =>
	[false, true]
		.map(
			(isCharge) =>
				`<cac:AllowanceCharge><cbc:ChargeIndicator>${isCharge}</cbc:ChargeIndicator><cbc:AllowanceChargeReason>x</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">5.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">50.00</cbc:BaseAmount>${tax}</cac:AllowanceCharge>`,
		)
		.join('');
const bothInCii = (tax = '') =>
	[false, true]
		.map(
			(isCharge) =>
				`<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>${isCharge}</udt:Indicator></ram:ChargeIndicator><ram:CalculationPercent>10</ram:CalculationPercent><ram:BasisAmount>50.00</ram:BasisAmount><ram:ActualAmount>5.00</ram:ActualAmount><ram:Reason>x</ram:Reason>${tax}</ram:SpecifiedTradeAllowanceCharge>`,
		)
		.join('');

const FULL_UBL = UBL.replace(
	'<cac:TaxTotal>',
	`${bothInUbl(`<cac:TaxCategory>${VAT_OF_UBL}</cac:TaxCategory>`)}$&`,
)
	.replace(
		/(<cac:LegalMonetaryTotal>[^]*)(<cbc:PayableAmount)/,
		'$1<cbc:AllowanceTotalAmount currencyID="EUR">5.00</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount currencyID="EUR">5.00</cbc:ChargeTotalAmount>$2',
	)
	.replace('<cac:Item>', `${bothInUbl(`<cac:TaxCategory>${VAT_OF_UBL}</cac:TaxCategory>`)}$&`)
	.replace(
		'</cac:Price>',
		`<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">101.00</cbc:BaseAmount></cac:AllowanceCharge>$&`,
	);
const FULL_CII = CII.replace(
	'<ram:SpecifiedTradeSettlementHeaderMonetarySummation>',
	`${bothInCii(`<ram:CategoryTradeTax>${VAT_OF_CII}</ram:CategoryTradeTax>`)}$&`,
)
	.replace(
		'<ram:TaxBasisTotalAmount>',
		'<ram:ChargeTotalAmount>5.00</ram:ChargeTotalAmount><ram:AllowanceTotalAmount>5.00</ram:AllowanceTotalAmount>$&',
	)
	.replace(
		'<ram:SpecifiedTradeSettlementLineMonetarySummation>',
		`${bothInCii(`<ram:CategoryTradeTax>${VAT_OF_CII}</ram:CategoryTradeTax>`)}$&`,
	);

/** The document with each of its values once left out, empty, wrong and twice. */
function* damaged(xml: string): Generator<string> {
	for (const { 0: element, 1: start, 2: text, 3: end, index } of xml.matchAll(
		/(<(?:cbc|ram|udt):\w+[^<>]*>)([^<>]*)(<\/[^<>]*>)/g,
	)) {
		const before = xml.slice(0, index);
		const after = xml.slice(index + element.length);
		for (const other of ['', start + end, `${start}7.777${end}`, `${start}?${end}`, element + element])
			yield before + other + after;
		if (text === 'S') yield `${before}${start}E${end}${after}`;
	}
}

/** What is in a line, a tax, or an allowance of the invoice, and the fields of the item that may hold it. */
const PLACES: ReadonlyArray<[place: RegExp, fields: RegExp]> = [
	[/cac:InvoiceLine|ram:IncludedSupplyChainTradeLineItem/, /^(?:lines\[0\]|references\.line|currency$)/],
	[/TaxSubtotal|Settlement\/ram:ApplicableTradeTax/, /^(?:taxes\[0\]|references\.tax|currency$)/],
	[/AllowanceCharge/, /^(?:totals\.(?:discount|charges)$|currency$)/],
];
/** What a VAT category needs elsewhere: a breakdown, or the number of a party. */
const OF_ANOTHER_PLACE = /^BR-[A-Z]+-0[1-4]$/;

test.each([
	['UBL', 'claimed', FULL_UBL],
	['UBL', 'peppol', FULL_UBL],
	['UBL', 'xrechnung', FULL_UBL],
	['CII', 'claimed', FULL_CII],
	['CII', 'xrechnung', FULL_CII],
] as const)(
	'in %s, a finding by the rules of %s names a field that holds its place',
	(_syntax, rules, xml) => {
		const wrong = new Set<string>();
		let checked = 0;
		for (const document of damaged(xml)) {
			const { errors, warnings } = judge(document, rules)!;
			for (const { rule, path, field } of [...errors, ...warnings]) {
				const fields = PLACES.find(([place]) => place.test(path))?.[1];
				if (fields === undefined || field === null || OF_ANOTHER_PLACE.test(rule)) continue;
				checked++;
				if (!fields.test(field)) wrong.add(`${rule} at ${path}: ${field}`);
			}
		}
		expect([...wrong]).toEqual([]);
		expect(checked).toBeGreaterThan(100);
	},
);

test('a total tax without an amount names the total', () => {
	const xml = UBL.replace(/(<cac:TaxTotal>\s*)<cbc:TaxAmount currencyID="EUR">19\.00<\/cbc:TaxAmount>/, '$1');
	expect(findingsOf(xml, 'BR-CO-14')).toEqual(['totals.tax']);
});
