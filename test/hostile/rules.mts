/** Documents that repeat two or more kinds of element many times in the same place, or break a rule everywhere. */
import type { Cases } from './bounds.mts';
import { cii } from './formats.mts';
import { file, ubl } from './xml.mts';

const MB = 1024 * 1024;

const NAME = '<cac:PartyName><cbc:Name>a</cbc:Name></cac:PartyName>';
const PERIOD = '<cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate></cac:InvoicePeriod>';
const CATEGORY =
	'<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>1</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>';
const indicator = (inside: string) => `<cbc:ChargeIndicator>${inside}</cbc:ChargeIndicator>`;
const ALLOWANCE = `<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1</cbc:Amount><cbc:BaseAmount currencyID="EUR">1</cbc:BaseAmount></cac:AllowanceCharge>`;
const line = (inside: string, currency = 'EUR') =>
	`<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="${currency}">1</cbc:LineExtensionAmount>${inside}</cac:InvoiceLine>`;
/** Texts that differ at the end alone, longer than those of which V8 hashes the characters. */
const long = (index: number) => 'a'.repeat(16_394) + String(index).padStart(6, '0');
const numbered = (count: number, piece: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => piece(i)).join('');
const taxIn = (currency: string) =>
	`<cac:TaxTotal><cbc:TaxAmount currencyID="${currency}">1</cbc:TaxAmount></cac:TaxTotal>`;
const subLines = (depth: number): string =>
	depth === 0 ? '' : `<cac:SubInvoiceLine><cbc:ID>1</cbc:ID>${subLines(depth - 1)}</cac:SubInvoiceLine>`;

const parties = (identifiers: number) =>
	ubl(
		`<cac:AccountingSupplierParty><cac:Party>${'<cac:PartyIdentification><cbc:ID>1</cbc:ID></cac:PartyIdentification>'.repeat(identifiers)}</cac:Party></cac:AccountingSupplierParty>`.repeat(
			10,
		),
	);

export const rules: Cases = {
	'rules: payees and names of the seller': () =>
		ubl(
			`<cac:AccountingSupplierParty><cac:Party>${NAME.repeat(49_000)}</cac:Party></cac:AccountingSupplierParty>${`<cac:PayeeParty>${NAME}</cac:PayeeParty>`.repeat(49_000)}`,
		),
	'rules: periods of the invoice and of lines': () =>
		ubl(PERIOD.repeat(24_000) + line(PERIOD).repeat(24_000)),
	'rules: indicators and categories of an allowance': () =>
		ubl(
			`<cac:AllowanceCharge>${'<cbc:ChargeIndicator>true</cbc:ChargeIndicator>'.repeat(24_000)}${CATEGORY.repeat(24_000)}</cac:AllowanceCharge>`,
		),
	'rules: gross and net prices of a line': () =>
		cii(
			`<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeAgreement>${'<ram:GrossPriceProductTradePrice><ram:ChargeAmount>1</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">1</ram:BasisQuantity></ram:GrossPriceProductTradePrice>'.repeat(24_000)}${'<ram:NetPriceProductTradePrice><ram:ChargeAmount>1</ram:ChargeAmount></ram:NetPriceProductTradePrice>'.repeat(24_000)}</ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>${'<ram:BilledQuantity unitCode="H87">1</ram:BilledQuantity>'.repeat(24_000)}</ram:SpecifiedLineTradeDelivery></ram:IncludedSupplyChainTradeLineItem>`,
		),
	'rules: subtotals and allowances with ten categories each': () =>
		ubl(
			`<cac:TaxTotal>${`<cac:TaxSubtotal><cbc:TaxableAmount>1</cbc:TaxableAmount>${CATEGORY.repeat(10)}</cac:TaxSubtotal>`.repeat(5000)}</cac:TaxTotal>${ALLOWANCE.replace('</cac:A', `${CATEGORY.repeat(10)}</cac:A`).repeat(5000)}`,
		),
	'rules: 49,000 allowances with a reason, a category and a rate of their own': () =>
		ubl(
			Array.from({ length: 49_000 }, (_, i) =>
				ALLOWANCE.replace(
					'<cbc:Amount',
					`<cbc:AllowanceChargeReason>r${i}</cbc:AllowanceChargeReason>$&`,
				).replace('</cac:A', `${CATEGORY.replace('>1<', `>${i % 1000}<`)}$&`),
			).join(''),
		),
	'rules: 5,000 lines with ten allowances each': () => ubl(line(ALLOWANCE.repeat(10)).repeat(5000)),
	'rules: sub lines in each other': () => ubl(line(subLines(90)).repeat(3500)),
	'rules: many sub lines in each line': () => ubl(line(subLines(1).repeat(60)).repeat(5000)),
	'rules: 900,000 identifiers of parties': () => parties(45_000),
	// Just below the most elements that are validated.
	'rules: 490,000 elements of sub lines in each other': () => ubl(line(subLines(90)).repeat(2670)),
	'rules: 490,000 elements of sub lines in each line': () => ubl(line(subLines(1).repeat(60)).repeat(3980)),
	'rules: 490,000 elements of identifiers of parties': () => parties(24_500),
	'rules: an indicator of 440,000 elements beside categories': () =>
		ubl(
			`<cac:AllowanceCharge>${indicator(`<a>${'<b/>'.repeat(49_000)}</a>`.repeat(9))}${'<cac:TaxCategory/>'.repeat(49_000)}</cac:AllowanceCharge>`,
		),
	'rules: an indicator with a million blanks beside categories': () =>
		ubl(
			`<cac:AllowanceCharge>${indicator(`${' '.repeat(999_000)}true`)}${'<cac:TaxCategory/>'.repeat(49_000)}</cac:AllowanceCharge>`,
		),
	'rules: long texts of the same length beside total taxes': () =>
		ubl(
			`<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID><cbc:DocumentCurrencyCode>${long(0)}</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>${Array.from({ length: 590 }, (_, index) => `<cac:AdditionalDocumentReference><cbc:ID>${long(index + 1)}</cbc:ID></cac:AdditionalDocumentReference>`).join('')}<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">0</cbc:TaxAmount></cac:TaxTotal>${'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount></cac:TaxTotal>'.repeat(49_000)}`,
		),
	'rules: currencies of the invoice and total taxes': () =>
		ubl(
			`${'<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>'.repeat(24_000)}${taxIn('EUR')}${taxIn('XXX').repeat(24_000)}<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">1</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">2</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>${line('').repeat(1_000)}`,
		),
	'rules: 200,000 amounts in another currency': () =>
		ubl(
			`<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>${line('<cac:Price><cbc:PriceAmount currencyID="USD">1</cbc:PriceAmount></cac:Price>'.repeat(4), 'USD').repeat(40_000)}`,
		),
	'rules: thousands of categories, each with a rate, in an allowance and in a line': () => {
		const categories = (name: string) =>
			numbered(
				4000,
				(i) =>
					`<cac:${name}><cbc:ID>${i === 0 ? 'S' : i}</cbc:ID><cbc:Percent>${i}</cbc:Percent></cac:${name}>`,
			);
		return ubl(
			`<cac:AllowanceCharge>${indicator('false')}<cbc:Amount>1</cbc:Amount>${categories('TaxCategory')}</cac:AllowanceCharge>${line(`<cac:Item>${categories('ClassifiedTaxCategory')}</cac:Item>`)}`,
		);
	},
	'rules: amounts and taxes of a line': () =>
		cii(
			`<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement>${'<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>1</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>'.repeat(24_999)}${'<ram:ApplicableTradeTax/>'.repeat(24_999)}</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`,
			'<ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>1</ram:RateApplicablePercent></ram:ApplicableTradeTax>',
		),
	'rules: rates and bases of one tax': () =>
		cii(
			'',
			`<ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>${numbered(24_990, (i) => `<ram:RateApplicablePercent>${i + 1}</ram:RateApplicablePercent>`)}${numbered(24_990, (i) => `<ram:BasisAmount>${24_989 - i}</ram:BasisAmount>`)}</ram:ApplicableTradeTax>${`<ram:z>${'<ram:z/>'.repeat(49_000)}</ram:z>`.repeat(8)}`,
		),
	'rules: quantities of gross and net prices of a line, for XRechnung': () => {
		const price = (kind: string, quantity: number) =>
			`<ram:${kind}PriceProductTradePrice>${`<ram:BasisQuantity unitCode="C62">${quantity}</ram:BasisQuantity>`.repeat(49_000)}</ram:${kind}PriceProductTradePrice>`;
		return cii(
			`<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeAgreement>${price('Gross', 1)}${price('Net', 2)}</ram:SpecifiedLineTradeAgreement></ram:IncludedSupplyChainTradeLineItem>`,
			'',
			`</rsm:ExchangedDocument><rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext><rsm:ExchangedDocument>`,
		);
	},
	'rules: long texts of the same length inside a file': () =>
		file(numbered(1400, (i) => `<cbc:PaymentID>${long(i)}</cbc:PaymentID>`)),
	'rules: nine identifiers of a million digits': () =>
		ubl(
			`<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>${`<cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0088">${'1'.repeat(999_000)}</cbc:EndpointID></cac:Party></cac:AccountingSupplierParty>`.repeat(9)}`,
		),
	'rules: a file of 40 MB in lines of two characters': () => file('A\n'.repeat(20 * MB)),
};
