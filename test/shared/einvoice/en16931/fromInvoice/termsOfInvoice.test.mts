import { finish } from '../../../../../nodes/shared/steps';
import { termsOfInvoice } from '../../../../../nodes/shared/einvoice/en16931/fromInvoice/termsOfInvoice';
import { unreadableReferences } from '../../../../../nodes/shared/einvoice/en16931/fromInvoice/referenceForms';
import { paymentOf } from '../../../../../nodes/shared/invoice/build';
import { valid } from '../../../../support/einvoice/items.mts';

const withReferences = (references: Record<string, string>) => {
	const item = valid();
	Object.assign(item.references, references);
	return item;
};

test.each([
	[null, '381', 'creditNote', '381'],
	[null, '380', 'invoice', '380'],
	['creditNote', '380', 'creditNote', '381'],
	['invoice', '381', 'invoice', '380'],
	['creditNote', '396', 'creditNote', '396'],
] as const)('kind %s of type %s is a document of the root %s and type %s', (kind, type, root, typeCode) => {
	const item = { ...withReferences({ documentType: type }), kind };
	expect(finish(termsOfInvoice(item))).toMatchObject({ root, typeCode });
});

test.each([
	['urn:factur-x.eu:1p0:minimum', 'urn:cen.eu:en16931:2017'],
	['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', 'urn:cen.eu:en16931:2017'],
	['urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended', 'urn:cen.eu:en16931:2017'],
	['urn:ferd:CrossIndustryDocument:invoice:1p0:comfort', 'urn:cen.eu:en16931:2017'],
	...[
		'urn:cen.eu:en16931:2017',
		'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
		'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0',
	].map((same) => [same, same]),
])('the claim %s is written as %s', (specification, written) => {
	expect(finish(termsOfInvoice(withReferences({ specification }))).specification).toBe(written);
});

test.each([
	'urn:cen.eu:en16931:2017#conformant#urn:fdc:peppol.eu:2017:poacc:selfbilling:international:3.0',
	'urn:peppol:pint:billing-1@aunz-1',
])('the claim %s is for UBL alone', (specification) => {
	const claim = (syntax: 'ubl' | 'cii') =>
		finish(termsOfInvoice(withReferences({ specification }), { syntax, files: [] })).specification;
	expect([claim('ubl'), claim('cii')]).toEqual([specification, 'urn:cen.eu:en16931:2017']);
});

test.each([
	['urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0', true],
	['urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0', true],
	[
		'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0',
		true,
	],
	['urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3', false],
	['urn:cen.eu:en16931:2017', false],
])('%s needs a process: %s', (specification, isNeeded) => {
	expect(finish(termsOfInvoice(withReferences({ specification }))).process).toBe(
		isNeeded ? 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0' : null,
	);
});

test('a tax currency that is the currency of the invoice is no second one', () => {
	expect(
		finish(termsOfInvoice(withReferences({ taxCurrency: 'EUR', taxTotalInTaxCurrency: '1' }))),
	).toMatchObject({
		taxCurrency: null,
		taxInTaxCurrency: null,
	});
	expect(finish(termsOfInvoice(withReferences({ taxCurrency: 'eur' }))).taxCurrency).toBeNull();
	expect(finish(termsOfInvoice(withReferences({ taxCurrency: 'sek' }))).taxCurrency).toBe('SEK');
	expect(
		finish(termsOfInvoice(withReferences({ taxCurrency: 'SEK', taxTotalInTaxCurrency: '1' }))),
	).toMatchObject({
		taxCurrency: 'SEK',
		taxInTaxCurrency: '1',
	});
});

test.each([
	['5', '3'],
	['29', '35'],
	['72', '432'],
	['35', '35'],
])('the tax point code %s is written as %s', (code, written) => {
	expect(finish(termsOfInvoice(withReferences({ taxPointDateCode: code }))).taxPointDateCode).toBe(written);
});

test('a payment reference alone gets a means of payment that is not defined', () => {
	const item = { ...valid(), payment: paymentOf({ reference: 'R-1' }) };
	expect(finish(termsOfInvoice(item)).paymentMeans.map(({ code }) => code)).toEqual(['1']);
});

describe('references that are dates or amounts', () => {
	test.each([
		['taxPointDate', '01.11.2026'],
		['periodStart', '2026-02-30'],
		['furtherDueDates', '2026-01-31, soon'],
		['taxTotalInTaxCurrency', '1.000,00'],
	])('%s cannot be %s', (name, text) => {
		expect(unreadableReferences(withReferences({ [name]: text }), 'UBL-2.1')).toEqual([
			expect.objectContaining({ path: `references.${name}`, message: expect.stringContaining(text) }),
		]);
	});

	test('are taken as they are to be written', () => {
		const item = withReferences({
			taxPointDate: '2026-11-01',
			furtherDueDates: '2026-01-31, 2026-02-28',
			taxTotalInTaxCurrency: '1000.00',
		});
		expect(unreadableReferences(item, 'UBL-2.1')).toEqual([]);
	});
});
