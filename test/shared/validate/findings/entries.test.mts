/** A finding in a line or tax names it by its index in the item, as Read numbers them. */
import fc from 'fast-check';
import { readEInvoice } from '../../../../nodes/shared/einvoice/read';
import { validateFile } from '../../../../nodes/shared/einvoice/validate';
import { finish } from '../../../../nodes/shared/steps';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { edited, edits, PLAIN, printed, treeOf } from '../../../support/validate/alter.mts';
import { CII, CII_LINE, judge, UBL, UBL_LINE } from '../../../support/validate/documents.mts';

const fieldsOf = (xml: string, rule: string, rules: 'claimed' | 'xrechnung' = 'claimed') => {
	const { errors, warnings } = judge(xml, rules)!;
	return [...errors, ...warnings].filter((found) => found.rule === rule).map(({ field }) => field);
};

async function read(xml: string) {
	const result = await readEInvoice(Buffer.from(xml));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const wrong = (line: string) => line.replace('unitCode="C62"', 'unitCode="XX9"');
const inUbl = (...lines: string[]) => UBL.replace(UBL_LINE, lines.join(''));
const inCii = (...lines: string[]) => CII.replace(CII_LINE, lines.join(''));

const withStatus = (status: string) =>
	CII_LINE.replace('</ram:LineID>', `$&<ram:LineStatusReasonCode>${status}</ram:LineStatusReasonCode>`);
const TEXT_LINE =
	'<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>0</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>Text</ram:Name></ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>';

test.each([
	['a group', withStatus('GROUP')],
	['information', withStatus(' information ')],
	['information, in letters whose capitals are those', withStatus('ınformatıon')],
	['text', TEXT_LINE],
])('in CII, a line that is only %s is not counted', async (_what, line) => {
	const xml = inCii(line, wrong(CII_LINE), line, wrong(CII_LINE));
	expect(fieldsOf(xml, 'BR-CL-23')).toEqual(['lines[0].unit', 'lines[1].unit']);
	expect((await read(xml)).lines.map(({ unit }) => unit)).toEqual(['XX9', 'XX9']);
});

test('in CII, a line that counts is counted', () => {
	const xml = inCii(withStatus('DETAIL'), wrong(CII_LINE));
	expect(fieldsOf(xml, 'BR-CL-23')).toEqual(['lines[1].unit']);
});

test.each(['GROUP', 'INFORMATION'])('a line that is %s has no field of the item', (status) => {
	const line = withStatus(status);
	expect(fieldsOf(inCii(wrong(line), CII_LINE), 'BR-CL-23')).toEqual([null]);
	const withoutName = line.replace('<ram:Name>Chair</ram:Name>', '');
	expect(fieldsOf(inCii(CII_LINE, withoutName), 'BR-25')).toEqual([null]);
	const noNumber = line.replace('>100.00</ram:LineTotalAmount>', '>abc</ram:LineTotalAmount>');
	const errors = judge(inCii(CII_LINE, noNumber))!.errors.filter(({ value }) => value === 'abc');
	expect(errors[0]).toMatchObject({ field: null });
});

test('in UBL, a line inside a line has no field of the item', () => {
	const subLine =
		'<cac:SubInvoiceLine><cbc:ID>1.1</cbc:ID><cbc:InvoicedQuantity unitCode="XX9">1</cbc:InvoicedQuantity><cac:Item/></cac:SubInvoiceLine>';
	const xml = inUbl(UBL_LINE.replace('</cac:InvoiceLine>', `${subLine}$&`), wrong(UBL_LINE));
	expect(fieldsOf(xml, 'BR-CL-23')).toEqual([null, 'lines[1].unit']);
	const extended = xml.replace(
		'urn:cen.eu:en16931:2017',
		'$&#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0',
	);
	expect(fieldsOf(extended, 'BR-DEX-03', 'xrechnung')).toEqual([null]);
});

test('in UBL, lines of invoices come before those of credit notes, as in the item', async () => {
	const ofCredit = wrong(UBL_LINE)
		.replaceAll('cac:InvoiceLine', 'cac:CreditNoteLine')
		.replaceAll('cbc:InvoicedQuantity', 'cbc:CreditedQuantity');
	const xml = inUbl(ofCredit, UBL_LINE);
	expect(fieldsOf(xml, 'BR-CL-23')).toEqual(['lines[1].unit']);
	expect((await read(xml)).lines.map(({ unit }) => unit)).toEqual(['C62', 'XX9']);
});

test('a line elsewhere than in the document itself has no field', () => {
	const xml = UBL.replace('<cbc:CustomizationID>', `<x>${wrong(UBL_LINE)}</x>$&`);
	expect(fieldsOf(xml, 'BR-CL-23')).toEqual([null]);
});

const taxTotal = (currency: string, category: string) =>
	`<cac:TaxTotal><cbc:TaxAmount currencyID="${currency}">19.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="${currency}">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="${currency}">19.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>${category}</cbc:ID><cbc:TaxExemptionReasonCode>XX9</cbc:TaxExemptionReasonCode></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>`;
const inTaxCurrency = UBL.replace(
	'</cbc:DocumentCurrencyCode>',
	'$&<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>',
);

test.each([
	['before', inTaxCurrency.replace('<cac:TaxTotal>', `${taxTotal('SEK', 'XX9')}$&`)],
	['after', inTaxCurrency.replace('</cac:TaxTotal>', `$&${taxTotal('SEK', 'XX9')}`)],
])('the taxes of a total in the tax currency, %s the other, have no field', async (_where, xml) => {
	expect(fieldsOf(xml, 'BR-CL-17')).toEqual([null]);
	expect(fieldsOf(xml, 'BR-CL-22')).toEqual([null]);
	expect((await read(xml)).taxes.map(({ category }) => category)).toEqual(['S']);
	const both = xml.replace('<cac:TaxCategory><cbc:ID>S<', '<cac:TaxCategory><cbc:ID>XX9<');
	expect(fieldsOf(both, 'BR-CL-17').sort()).toEqual([null, 'taxes[0].category']);
});

test('of two totals in the currency of the invoice, the one with taxes counts', async () => {
	const bare = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount></cac:TaxTotal>';
	const xml = UBL.replace(/<cac:TaxTotal>[^]*<\/cac:TaxTotal>/, bare + taxTotal('eur', 'XX9'));
	expect(fieldsOf(xml, 'BR-CL-17')).toEqual(['taxes[0].category']);
	expect((await read(xml)).taxes).toHaveLength(1);
});

test('of two totals with taxes, the one that says the currency as the invoice does counts', async () => {
	const totals = taxTotal('eur', 'XX8') + taxTotal('EUR', 'XX9');
	const xml = UBL.replace(/<cac:TaxTotal>[^]*<\/cac:TaxTotal>/, totals);
	expect(fieldsOf(xml, 'BR-CL-17')).toEqual([null, 'taxes[0].category']);
	expect((await read(xml)).taxes).toMatchObject([{ category: 'XX9' }]);
});

test('a tax in a line is none of the taxes of the item, and a unit in a tax is none of its lines', () => {
	const tax = taxTotal('EUR', 'S').replaceAll('19.00', '19.001');
	const ubl = inUbl(UBL_LINE, UBL_LINE.replace('<cac:Item>', `${tax}$&`));
	expect(fieldsOf(ubl, 'BR-DEC-20')).toEqual([null]);
	const unit = '<ram:BasisQuantity unitCode="XX9">1</ram:BasisQuantity>';
	const cii = CII.replace('<ram:CalculatedAmount>', `${unit}$&`);
	expect(fieldsOf(cii, 'BR-CL-23')).toEqual([null]);
});

const trees = [
	UBL,
	CII,
	inTaxCurrency.replace('<cac:TaxTotal>', `${taxTotal('SEK', 'S')}$&`),
	inCii(withStatus('GROUP'), TEXT_LINE, CII_LINE),
].map((xml) => {
	const parsed = finish(xmlInSteps(Buffer.from(xml)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return treeOf(parsed.value);
});

test('whatever is removed, repeated or written, the item has the lines and taxes that findings name', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat({ max: trees.length - 1 }), edits, async (base, list) => {
			const result = await validateFile(Buffer.from(printed(edited(trees[base]!, list), PLAIN)), 'claimed');
			if (!result.ok) return;
			const { invoice, validation } = result.value;
			for (const { field } of [...validation.errors, ...validation.warnings]) {
				const [, group, index] = /^(lines|taxes)\[(\d+)\]/.exec(field ?? '') ?? [];
				if (group === undefined) continue;
				expect(invoice[group as 'lines' | 'taxes'].length).toBeGreaterThan(Number(index));
			}
		}),
		{ numRuns: 100 },
	);
});
