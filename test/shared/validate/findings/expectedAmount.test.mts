/** Findings of rules on sums name the expected amount and the amount in the file. */
import { CII, judge, UBL } from '../../../support/validate/documents.mts';

/** The error messages by rule. */
function messagesOf(xml: string): Record<string, string> {
	const errors = judge(xml)?.errors ?? [];
	return Object.fromEntries(errors.map(({ rule, message }) => [rule, message]));
}

const replaced = (xml: string, from: string, to: string): string => {
	expect(xml).toContain(from);
	return xml.replace(from, to);
};

const SUBTOTAL =
	'<cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>\n\t\t\t<cbc:TaxAmount currencyID="EUR">';

test.each([
	['BR-CO-10', UBL, 'Total>\n\t\t<cbc:LineExtensionAmount currencyID="EUR">', '100.00', '1000.00'],
	['BR-CO-10', CII, 'HeaderMonetarySummation>\n\t\t\t\t<ram:LineTotalAmount>', '100.00', '1000.00'],
	['BR-CO-13', UBL, '<cbc:TaxExclusiveAmount currencyID="EUR">', '100.00', '90'],
	['BR-CO-13', CII, '<ram:TaxBasisTotalAmount>', '100.00', '90'],
	['BR-CO-14', UBL, '<cac:TaxTotal>\n\t\t<cbc:TaxAmount currencyID="EUR">', '19.00', '190.00'],
	['BR-CO-14', CII, '<ram:TaxTotalAmount currencyID="EUR">', '19.00', '190.00'],
	['BR-CO-15', UBL, '<cbc:TaxInclusiveAmount currencyID="EUR">', '119.00', '1190.00'],
	['BR-CO-15', CII, '<ram:GrandTotalAmount>', '119.00', '1190.00'],
	['BR-CO-16', UBL, '<cbc:PayableAmount currencyID="EUR">', '119.00', '191.00'],
	['BR-CO-16', CII, '<ram:DuePayableAmount>', '119.00', '191.00'],
	['BR-CO-17', UBL, SUBTOTAL, '19.00', '91.00'],
	['BR-CO-17', CII, '<ram:CalculatedAmount>', '19.00', '91.00'],
	['BR-S-08', UBL, '<cbc:TaxableAmount currencyID="EUR">', '100.00', '1000'],
	['BR-S-08', CII, '<ram:BasisAmount>', '100.00', '1000'],
	['BR-S-09', UBL, SUBTOTAL, '19.00', '91.00'],
	['BR-S-09', CII, '<ram:CalculatedAmount>', '19.00', '91.00'],
])('%s (%#)', (rule, xml, element, expected, says) => {
	const message = messagesOf(replaced(xml, element + expected, element + says))[rule];
	expect(message?.split(': ').at(-1)).toBe(`it should be ${expected}, the file says ${says}`);
});

test.each([
	[
		UBL,
		'<cac:LegalMonetaryTotal>',
		'<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">7.5</cbc:Amount></cac:AllowanceCharge><cac:LegalMonetaryTotal>',
	],
	[
		CII,
		'<ram:SpecifiedTradeSettlementHeaderMonetarySummation>',
		'<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>7.5</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge><ram:SpecifiedTradeSettlementHeaderMonetarySummation>',
	],
])('a total that is missing (%#)', (xml, from, to) => {
	expect(messagesOf(replaced(xml, from, to))['BR-CO-11']).toMatch(/: it should be 7\.50, but is missing$/);
});

test('of what it takes a part is missing, so that there is no figure', () => {
	const xml = replaced(UBL, '<cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>', '');
	expect(messagesOf(xml)['BR-CO-16']).toMatch(/\+ the rounding \(BT-114\)$/);
});

test('no figure where the amount is the sum, and the rule is broken by something else', () => {
	const second =
		'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>';
	const message = messagesOf(replaced(UBL, '<cac:LegalMonetaryTotal>', second))['BR-CO-15'];
	expect(message).toMatch(/is there 2 times in the currency of the invoice, EUR: keep only one$/);
});

test('a figure with many digits does not fill the sentence', () => {
	const long = `119.${'0'.repeat(900)}1`;
	const message = messagesOf(
		replaced(
			UBL,
			'<cbc:PayableAmount currencyID="EUR">119.00',
			`<cbc:PayableAmount currencyID="EUR">${long}`,
		),
	)['BR-CO-16'];
	expect(message).toMatch(/: it should be 119\.00, the file says 119\.0{36}…$/);
});
