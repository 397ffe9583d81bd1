/** Amounts in other currencies than the document's, and tax totals that repeat, in both syntaxes. */
import { change, codes } from '../../../support/einvoice/documents.mts';
import { read, sample } from '../../../support/einvoice/norm.mts';

const UBL = sample('all-terms.ubl.xml');
const CII = sample('all-terms.cii.xml');

const contradictions = async (xml: string) =>
	(await read(xml)).issues
		.filter(({ code }) => code === 'currency-contradicts')
		.map(({ message }) => message);

test.each([
	['cbc:PayableAmount', 'cbc:PayableAmount'],
	['cbc:TaxableAmount', 'cbc:TaxableAmount'],
	['cbc:LineExtensionAmount', 'cbc:LineExtensionAmount'],
	['cbc:PriceAmount', 'cbc:PriceAmount'],
])('UBL: %s in another currency', async (name, shown) => {
	const [only, second] = await contradictions(
		change(UBL, [new RegExp(`<${name} currencyID="EUR"`), `<${name} currencyID="USD"`]),
	);
	expect(only).toMatch(new RegExp(`^The invoice is in EUR, but ${shown} in line \\d+ is in USD;`));
	expect(second).toBeUndefined();
});

test.each([
	'GrandTotalAmount',
	'DuePayableAmount',
	'LineTotalAmount',
	'CalculatedAmount',
	'ChargeAmount',
	'ActualAmount',
])('CII: ram:%s in another currency', async (name) => {
	const xml = change(CII, [new RegExp(`<ram:${name}>`), `<ram:${name} currencyID="USD">`]);
	expect(await contradictions(xml)).toEqual([expect.stringContaining(`ram:${name} in line`)]);
});

test('many amounts in one other currency are one issue', async () => {
	const [only, second] = await contradictions(
		UBL.replaceAll('Amount currencyID="EUR"', 'Amount currencyID="USD"'),
	);
	expect(only).toMatch(/and \d+ more amounts are in USD/);
	expect(second).toBeUndefined();
});

test('a total of the tax may be in the tax currency, and in no third one', async () => {
	expect(await contradictions(UBL)).toEqual([]);
	expect(await contradictions(change(UBL, [/<cbc:TaxCurrencyCode>NOK.*/, '']))).toHaveLength(1);
	expect(await contradictions(CII.replaceAll('currencyID="NOK"', 'currencyID="SEK"'))).toHaveLength(1);
});

test('the case and blanks of a currency do not matter', async () => {
	const xml = change(UBL, ['<cbc:PayableAmount currencyID="EUR"', '<cbc:PayableAmount currencyID=" eur "']);
	expect(await contradictions(xml)).toEqual([]);
});

test.each([
	[
		'UBL',
		UBL,
		'<cac:LegalMonetaryTotal>',
		'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">5.70</cbc:TaxAmount></cac:TaxTotal>',
	],
	['CII', CII, '<ram:GrandTotalAmount>', '<ram:TaxTotalAmount currencyID="EUR">5.70</ram:TaxTotalAmount>'],
])('%s: two totals of the tax in one currency', async (_, xml, before, second) => {
	expect(codes(await read(change(xml, [before, second + before])))).toEqual([
		'tax-total-repeated totals.tax',
	]);
	const inNok = second.replace('EUR', 'NOK');
	expect(codes(await read(change(xml, [before, inNok + before])))).toEqual([
		'tax-total-repeated references.taxTotalInTaxCurrency',
	]);
});
