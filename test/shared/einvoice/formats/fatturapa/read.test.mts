import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEInvoice, readFile } from '../../../../../nodes/shared/einvoice/read';
import { invoiceSchema } from '../../../../../nodes/shared/invoice/schema';
import { golden, problemOf, read, sample } from '../../../../support/einvoice/norm.mts';

const SAMPLE = sample('fatturapa.xml');

/** The sample with each text replaced; each must occur in it. */
function changed(...changes: Array<[from: string, to: string]>): string {
	return changes.reduce((xml, [from, to]) => {
		expect(xml).toContain(from);
		return xml.replace(from, to);
	}, SAMPLE);
}

const codes = ({ issues }: { issues: Array<{ code: string; path: string }> }) =>
	issues.map(({ code, path: at }) => `${code} ${at}`);

test('the sample is the item that was looked at', async () => {
	const item = await read(SAMPLE);
	expect(item).toEqual(golden('fatturapa.json'));
	expect(invoiceSchema.safeParse(item).error).toBeUndefined();
	expect(item.issues).toEqual([]);
});

test('what it is about', async () => {
	expect(await read(SAMPLE)).toMatchObject({
		number: '2026/17',
		kind: 'invoice',
		issueDate: '2026-03-31',
		seller: { taxId: 'IT01234567890', registrationId: '01234567890' },
		buyer: { name: 'Mario Rossi', firstName: 'Mario', taxId: 'RSSMRA80A01H501U', companyName: null },
		totals: { lines: 1252, charges: 46, net: 1298, tax: 263.12, gross: 1561.12, withheld: 230, due: 1331.12 },
		payment: { method: '30', iban: 'IT60X0542811101000000123456', bic: 'BLOPIT22' },
	});
});

test.each([
	['the namespace on every element', SAMPLE.replace('xmlns:p=', 'xmlns=').replaceAll('p:Fattura', 'Fattura')],
	['no namespace at all', SAMPLE.replace(/ xmlns:p="[^"]*"/, '').replaceAll('p:Fattura', 'Fattura')],
	[
		'the namespace of version 1.1',
		SAMPLE.replace(/xmlns:p="[^"]*"/, 'xmlns:p="http://www.fatturapa.gov.it/sdi/fatturapa/v1.1"'),
	],
])('is read with %s', async (_what, xml) => {
	expect(await read(xml)).toEqual(golden('fatturapa.json'));
});

test.each([
	['TD01', 'invoice'],
	['TD04', 'creditNote'],
	['TD05', 'invoice'],
	['TD08', 'creditNote'],
	['TD17', 'invoice'],
	['TD24', 'invoice'],
	['TD28', 'invoice'],
])('%s is an %s', async (type, kind) => {
	const item = await read(changed(['>TD01<', `>${type}<`]));
	expect([item.kind, item.references.documentType, codes(item)]).toEqual([kind, type, []]);
});

test('an unknown type of document is an issue', async () => {
	expect(codes(await read(changed(['>TD01<', '>TD99<'])))).toEqual(['kind-unknown kind']);
});

test.each([
	['N1', 'E'],
	['N2.1', 'O'],
	['N2.2', 'O'],
	['N3', 'Z'],
	['N3.1', 'G'],
	['N3.2', 'K'],
	['N3.3', 'G'],
	['N3.5', 'Z'],
	['N4', 'E'],
	['N5', 'E'],
	['N6', 'AE'],
	['N6.9', 'AE'],
	['N7', 'O'],
])('Natura %s is the category %s', async (nature, category) => {
	const item = await read(SAMPLE.replaceAll('>N4<', `>${nature}<`));
	expect([item.lines[3]!.taxCategory, item.taxes[2]!.category, item.taxes[2]!.name]).toEqual([
		category,
		category,
		`IVA ${nature}`,
	]);
	expect(item.issues).toEqual([]);
});

test('an unknown Natura is no category, and an issue', async () => {
	const item = await read(SAMPLE.replaceAll('>N4<', '>X9<'));
	expect(item.taxes[2]!.category).toBeNull();
	expect(codes(item)).toEqual([
		'tax-category-unknown lines[3].taxCategory',
		'tax-category-unknown taxes[2].category',
	]);
});

test('in split payment the tax is paid to the treasury, and what is due is without it', async () => {
	const item = await read(
		changed(['<EsigibilitaIVA>I<', '<EsigibilitaIVA>S<'], ['>665.56<', '>534.00<'], ['>665.56<', '>534.00<']),
	);
	expect(item.totals).toMatchObject({ gross: 1561.12, withheld: 230, paid: 263.12, due: 1068 });
	expect([item.taxes[0]!.category, ...item.lines.map(({ taxCategory }) => taxCategory)]).toEqual([
		...['B', 'B', 'B', 'E', 'E'],
	]);
	expect(item.issues).toEqual([]);
});

describe('discounts', () => {
	const line = (price: string, entries: string, total: string) =>
		changed([
			'<PrezzoUnitario>100.00</PrezzoUnitario>\n        <ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>10.00</Percentuale></ScontoMaggiorazione>\n        <PrezzoTotale>900.00</PrezzoTotale>',
			`<PrezzoUnitario>${price}</PrezzoUnitario>${entries}<PrezzoTotale>${total}</PrezzoTotale>`,
		]);
	const entry = (type: string, name: string, value: string) =>
		`<ScontoMaggiorazione><Tipo>${type}</Tipo><${name}>${value}</${name}></ScontoMaggiorazione>`;

	test.each([
		['an amount is of one piece', '100.00', entry('SC', 'Importo', '10.00'), 100],
		[
			'one after the other',
			'125.00',
			entry('SC', 'Percentuale', '20.00') + entry('SC', 'Percentuale', '10.00'),
			350,
		],
		['a surcharge is less than no discount', '80.00', entry('MG', 'Importo', '10.00'), -100],
	])('%s', async (_what, price, entries, discount) => {
		const item = await read(line(price, entries, '900.00'));
		expect([item.lines[0]!.discount, item.issues]).toEqual([discount, []]);
	});

	test('a line that is not its price less the discount is an issue', async () => {
		expect(codes(await read(line('100.00', entry('SC', 'Percentuale', '20.00'), '900.00')))).toEqual([
			'line-mismatch lines[0].net',
		]);
	});

	const total = (content: string, sum: string, due: string) =>
		changed(
			[
				'<ImportoTotaleDocumento>1561.12</ImportoTotaleDocumento>',
				`${content}<ImportoTotaleDocumento>${sum}</ImportoTotaleDocumento>`,
			],
			['>665.56<', `>${due}<`],
			['>665.56<', '>0.00<'],
		);

	test('one on the whole document that is behind the tax changes what is due, and is an issue', async () => {
		const item = await read(total(entry('SC', 'Importo', '500.00'), '1061.12', '831.12'));
		expect(item.totals).toMatchObject({
			discount: null,
			net: 1298,
			gross: 1561.12,
			rounding: -500,
			due: 831.12,
		});
		expect(codes(item)).toEqual(['total-behind-tax totals.rounding']);
	});

	test('one that is in the taxable amounts is a discount', async () => {
		const item = await read(
			total(entry('SC', 'Importo', '100.00'), '1461.12', '1231.12').replace(
				'>100.00</ImponibileImporto>',
				'>0.00</ImponibileImporto>',
			),
		);
		expect(item.totals).toMatchObject({
			discount: 100,
			charges: 46,
			net: 1198,
			gross: 1461.12,
			due: 1231.12,
		});
		expect(item.issues).toEqual([]);
	});

	test('stamp duty that no line has is behind the tax, too; a rounding needs no issue', async () => {
		const duty = await read(total('', '1563.12', '1333.12'));
		expect(duty.totals).toMatchObject({ gross: 1561.12, rounding: 2, due: 1333.12 });
		expect(codes(duty)).toEqual(['total-behind-tax totals.rounding']);
		const rounded = await read(
			total('', '1561.00', '1331.00').replace(
				'</ImportoTotaleDocumento>',
				'</ImportoTotaleDocumento><Arrotondamento>-0.12</Arrotondamento>',
			),
		);
		expect(rounded.totals).toMatchObject({ gross: 1561.12, rounding: -0.12, due: 1331 });
		expect(rounded.issues).toEqual([]);
	});

	test('a total that nothing explains is an issue', async () => {
		expect(codes(await read(total('', '1600.00', '1331.12')))).toContain('sum-mismatch totals.gross');
	});
});

test('one instalment has a due date; without payment, what is due follows from the total', async () => {
	const one = await read(
		SAMPLE.replace(/<DettaglioPagamento>.*2026-05-31.*\n/, '').replace('>665.56<', '>1331.12<'),
	);
	expect([one.dueDate, one.payment!.terms, one.totals.due]).toEqual(['2026-04-30', null, 1331.12]);
	const none = await read(SAMPLE.replace(/<DatiPagamento>.*<\/DatiPagamento>/s, ''));
	expect([none.dueDate, none.payment, none.totals.due]).toEqual([null, null, 1331.12]);
	expect([...one.issues, ...none.issues]).toEqual([]);
});

test('an instalment whose sum is not what is due is an issue', async () => {
	expect(codes(await read(changed(['>665.56<', '>600.00<'])))).toEqual(['sum-mismatch totals.due']);
});

describe('a lot', () => {
	const body = /<FatturaElettronicaBody>.*<\/FatturaElettronicaBody>/s.exec(SAMPLE)![0];
	const lot = (count: number) =>
		SAMPLE.replace(
			body,
			Array.from({ length: count }, (_, index) => body.replace('2026/17', `2026/${index}`)).join(''),
		);

	test('is as many invoices, each with its own key', async () => {
		const result = await readFile(Buffer.from(lot(3)));
		const invoices = result.ok ? result.value : [];
		expect(invoices.map(({ invoice }) => [invoice.number, invoice.seller!.taxId])).toEqual(
			['2026/0', '2026/1', '2026/2'].map((number) => [number, 'IT01234567890']),
		);
		expect(invoices[0]!.origin.format).toEqual({ syntax: 'FatturaPA', specification: 'FPR12', pdf: false });
		expect(new Set(invoices.map(({ origin }) => origin.key)).size).toBe(3);
		expect(invoices.every(({ invoice }) => invoice.issues.length === 0)).toBe(true);
	});

	test('has bounds: the invoices, and the header that each of them repeats', async () => {
		expect(await problemOf(lot(1001))).toContain('The file holds 1001 invoices, which is more than 1000');
		const wide = lot(2).replace('<Contatti>', `<Contatti>${'<Fax>1</Fax>'.repeat(1000)}`);
		expect(await problemOf(wide)).toContain('2 invoices under one header that is larger than any real one');
		const long = lot(2).replace('>Studio', `>${'x'.repeat(60_000)}Studio`);
		expect(await problemOf(long)).toContain('header that is larger');
		expect(
			(await read(SAMPLE.replace('<Contatti>', `<Contatti>${'<Fax>1</Fax>'.repeat(1000)}`))).number,
		).toBe('2026/17');
	});
});

test('whatever is changed, an item comes out that fits the schema, or an error in words', async () => {
	const values = ['', 'abc', '-1', '1e3', '99999999999999999999.99', '2026-02-30', 'N9', 'x'.repeat(200)];
	const texts = [...SAMPLE.matchAll(/>([^<>\s][^<>]*)</g)].map(({ index, 1: text }) => [
		index + 1,
		text!.length,
	]);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...texts), fc.constantFrom(...values), async ([at, length], value) => {
			const result = await readEInvoice(
				Buffer.from(SAMPLE.slice(0, at) + value + SAMPLE.slice(at! + length!)),
			);
			expect(result.ok ? invoiceSchema.safeParse(result.value).error : result.error.message).toBeUndefined();
		}),
		{ numRuns: 150 },
	);
});

test('elements left out or doubled never stop the reading', async () => {
	const elements = [...SAMPLE.matchAll(/<(\w+)>[^<>]*<\/\1>/g)].map(({ index, 0: text }) => [
		index,
		text.length,
	]);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...elements), fc.boolean(), async ([at, length], twice) => {
			const part = SAMPLE.slice(at, at! + length!);
			const xml = SAMPLE.slice(0, at) + (twice ? part + part : '') + SAMPLE.slice(at! + length!);
			expect(invoiceSchema.safeParse(await read(xml)).error).toBeUndefined();
		}),
		{ numRuns: 100 },
	);
});

test('the sample says of itself that it is made up', () => {
	const list = JSON.parse(
		readFileSync(path.join(process.cwd(), 'test/samples/einvoice/samples.json'), 'utf8'),
	) as Array<{ file: string; provenance: string }>;
	expect(list.find(({ file }) => file === 'fatturapa.xml')).toMatchObject({ provenance: 'composed' });
});
