import { readFile } from '../../../../../nodes/shared/einvoice/read';
import { problemOf, read, sample } from '../../../../support/einvoice/norm.mts';

const SAMPLE = sample('fatturapa.xml');

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

	test('tells of what is more than once in the invoice that has it', async () => {
		const twice = lot(3).replace('<Numero>2026/1</Numero>', '$&<Numero>2026/9</Numero>');
		const result = await readFile(Buffer.from(twice));
		const issues = result.ok ? result.value.map(({ invoice }) => invoice.issues.map(({ code }) => code)) : [];
		expect(issues).toEqual([[], ['element-repeated'], []]);
	});

	test('tells each of its invoices of a second header', async () => {
		const [header] = /<FatturaElettronicaHeader>.*<\/FatturaElettronicaHeader>/s.exec(SAMPLE)!;
		const result = await readFile(Buffer.from(lot(2).replace(header, header + header)));
		const issues = result.ok ? result.value.map(({ invoice }) => invoice.issues.map(({ code }) => code)) : [];
		expect(issues).toEqual([['element-repeated'], ['element-repeated']]);
	});

	test('has bounds: the invoices, and the header that each of them repeats', async () => {
		expect(await problemOf(lot(1001))).toContain('The file holds 1001 invoices, which is more than 1000');
		const wide = lot(2).replace('<Contatti>', `<Contatti>${'<Fax>1</Fax>'.repeat(1000)}`);
		expect(await problemOf(wide)).toContain('2 invoices under one header that is larger than any real one');
		const long = lot(2).replace('>Studio', `>${'x'.repeat(60_000)}Studio`);
		expect(await problemOf(long)).toContain('header that is larger');
		const version = lot(2).replace(/versione="[^"]*"/, `versione="${'x'.repeat(60_000)}"`);
		expect(await problemOf(version)).toContain('header that is larger');
		for (const [element, entries] of [
			['<DettaglioLinee/>', 'lines'],
			['<DatiRiepilogo/>', 'taxes'],
		] as const) {
			const some = (count: number) => lot(2).replaceAll('<DatiBeniServizi>', `$&${element.repeat(count)}`);
			expect(await problemOf(some(25_000))).toContain(`2 invoices with more than 50,000 ${entries} together`);
			// The sample has some of its own.
			expect((await readFile(Buffer.from(some(24_990)))).ok).toBe(true);
		}
		expect(
			(await read(SAMPLE.replace('<Contatti>', `<Contatti>${'<Fax>1</Fax>'.repeat(1000)}`))).number,
		).toBe('2026/17');
	});
});
