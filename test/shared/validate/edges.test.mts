/** The limits of the official rules: amounts, white space and dates that documents rarely have. */
import { CII, errorsOf, UBL } from '../../support/validate/documents.mts';

const replaced = (xml: string, ...changes: ReadonlyArray<readonly [from: string, to: string]>) =>
	changes.reduce((text, [from, to]) => {
		expect(text).toContain(from);
		return text.replaceAll(from, to);
	}, xml);

const ublTaxable = (amount: string) =>
	replaced(UBL, ['>100.00</cbc:TaxableAmount>', `>${amount}</cbc:TaxableAmount>`]);
const ublTax = (amount: string) =>
	replaced(
		UBL,
		['>19.00</cbc:TaxAmount>', `>${amount}</cbc:TaxAmount>`],
		['>119.00<', `>${(100 + Number(amount)).toFixed(2)}<`],
	);
const ciiTax = (amount: string) =>
	replaced(
		CII,
		['<ram:CalculatedAmount>19.00', `<ram:CalculatedAmount>${amount}`],
		['"EUR">19.00', `"EUR">${amount}`],
		['>119.00<', `>${(100 + Number(amount)).toFixed(2)}<`],
	);

const period = (start: string, end: string) =>
	replaced(UBL, [
		'</cbc:DocumentCurrencyCode>',
		`</cbc:DocumentCurrencyCode><cac:InvoicePeriod><cbc:StartDate>${start}</cbc:StartDate><cbc:EndDate>${end}</cbc:EndDate></cac:InvoicePeriod>`,
	]);

test.each([
	['UBL: taxable amount less than 1 away', ublTaxable('100.99'), []],
	['UBL: taxable amount exactly 1 away', ublTaxable('101.00'), ['BR-S-08']],
	['UBL: tax less than 1 away', ublTax('19.99'), []],
	['UBL: tax exactly 1 away', ublTax('20.00'), ['BR-CO-17', 'BR-S-09']],
	['CII: tax less than 1 away', ciiTax('19.99'), []],
	['CII: tax exactly 1 away, which BR-CO-17 takes and BR-S-09 does not', ciiTax('20.00'), ['BR-S-09']],
	['CII: tax more than 1 away', ciiTax('20.01'), ['BR-S-09', 'BR-CO-17']],
	[
		'UBL: minus zero, which Saxon treats as a number below zero',
		replaced(UBL, ['<cbc:PriceAmount currencyID="EUR">100.00', '<cbc:PriceAmount currencyID="EUR">-0.00']),
		['BR-27'],
	],
	[
		'CII: minus zero, which Saxon treats as a number below zero',
		replaced(CII, ['<ram:ChargeAmount>100.00', '<ram:ChargeAmount>-0.00']),
		['BR-27'],
	],
	[
		'UBL: -0, which Saxon reads as 0',
		replaced(UBL, ['<cbc:PriceAmount currencyID="EUR">100.00', '<cbc:PriceAmount currencyID="EUR">-0']),
		[],
	],
	[
		'CII: a total of minus zero',
		replaced(CII, [
			'<ram:TaxBasisTotal',
			'<ram:ChargeTotalAmount>-0.00</ram:ChargeTotalAmount><ram:TaxBasisTotal',
		]),
		['BR-CO-12'],
	],
	['UBL: a period in a year of five digits', period('12024-01-01', '2024-12-31'), ['BR-29']],
	['UBL: a period that begins in the era before', period('-2024-01-01', '2013-12-31'), []],
	[
		'UBL: a day that begins before the same day elsewhere',
		period('2024-01-01Z', '2024-01-01+01:00'),
		['BR-29'],
	],
	['UBL: blanks around a code', replaced(UBL, ['unitCode="C62"', 'unitCode=" C62 "']), []],
	['UBL: a blank inside a code', replaced(UBL, ['unitCode="C62"', 'unitCode="C 62"']), ['BR-CL-23']],
	['UBL: an empty code', replaced(UBL, ['unitCode="C62"', 'unitCode=""']), ['BR-CL-23']],
	['UBL: a code in lower case', replaced(UBL, ['unitCode="C62"', 'unitCode="c62"']), ['BR-CL-23']],
	['UBL: blanks for a number', replaced(UBL, ['INV-1', ' \n ']), ['BR-02']],
	[
		'UBL: a trailing zero is a third digit',
		replaced(UBL, ['>100.00</cbc:LineExtensionAmount>', '>100.000</cbc:LineExtensionAmount>']),
		['BR-DEC-09', 'BR-DEC-23', 'UBL-DT-01', 'UBL-DT-01'],
	],
	['CII: a day that no month has', replaced(CII, ['20250601', '20250632']), ['CII-DT-097']],
	['CII: a day that this month has not', replaced(CII, ['20250601', '20250631']), []],
	['CII: a VAT number in lower case', replaced(CII, ['DE123456789', 'de123456789']), ['BR-CO-09']],
	['UBL: a VAT number of one letter', replaced(UBL, ['DE123456789', 'D']), []],
	['CII: a VAT number of one letter', replaced(CII, ['DE123456789', 'D']), ['BR-CO-09']],
])('%s', (_, xml, errors) => {
	expect(errorsOf(xml)?.sort()).toEqual([...errors].sort());
});
