/**
 * Real documents from outside the project, read, written as a PDF with embedded invoice, and read again, give the same
 * item; and other programs find the same XML in the PDF.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createXml } from '../../nodes/shared/einvoice/create';
import {
	EN16931,
	PEPPOL_PROCESS,
	specificationOfHybrid,
	XRECHNUNG,
} from '../../nodes/shared/einvoice/en16931/specifications';
import { hybridInvoice } from '../../nodes/shared/einvoice/facturX/hybrid';
import { readEInvoice } from '../../nodes/shared/einvoice/read';
import { ENGLISH } from '../../nodes/shared/einvoice/show/languages/english';
import { GERMAN } from '../../nodes/shared/einvoice/show/languages/german';
import { validateFile } from '../../nodes/shared/einvoice/validate';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { INVOICES, take } from '../support/einvoice/ownData.mts';
import { attachmentsByPdfJs, detached, hasProgram, objectionsOfQpdf } from '../support/pdf/foreign.mts';

const FOLDER = '../shared/einvoices';
const documents = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.{xml,pdf}`).sort() : [];
const NOW = new Date('2026-01-15T10:20:30Z');

async function read(bytes: Buffer): Promise<Invoice> {
	const result = await readEInvoice(bytes);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** Embeds into a drawn PDF or, if the file is a PDF, into that. */
async function hybridOf(file: string) {
	const item = await read(readFileSync(file));
	const specification = specificationOfHybrid(item.references);
	const additions = { references: { specification }, unit: null, taxCategory: null };
	const { xml } = await createXml(item, additions, 'cii');
	const given = file.endsWith('.pdf') ? { field: 'data', bytes: readFileSync(file) } : null;
	const language = file.includes('same-invoice') ? GERMAN : ENGLISH;
	const hybrid = await hybridInvoice(item, xml, specification, given, { language, judged: null }, NOW);
	if (!hybrid.ok) throw new Error(hybrid.error.message);
	const name = specification.includes('xrechnung') ? 'xrechnung.xml' : 'factur-x.xml';
	return { ...hybrid.value, xml, name };
}

describe('documents of others', () => {
	if (documents.length === 0) {
		test.skip(`skipped: there is no folder ${FOLDER}`, () => {});
		return;
	}
	const written: Record<string, Awaited<ReturnType<typeof hybridOf>>> = {};
	beforeAll(async () => {
		for (const [index, file] of documents.entries()) written[`${index}.pdf`] = await hybridOf(file);
	});
	const cases = documents.map((file, index) => [path.relative(FOLDER, file), `${index}.pdf`] as const);

	test.each(cases)('%s comes back from the PDF as from its XML', async (_name, key) => {
		const { bytes, xml } = written[key]!;
		expect(await read(bytes)).toEqual(await read(Buffer.from(xml)));
	});

	test.each(cases)('%s: nothing is known against it as PDF/A-3 but what was replaced', (name, key) => {
		const messages = written[key]!.gaps.map(({ message }) => message);
		expect(messages.filter((message) => !message.includes('which was replaced'))).toEqual([]);
		expect(messages).toHaveLength(name.endsWith('.pdf') ? 1 : 0);
	});

	test('pdf.js finds the XML', () => {
		const files = Object.fromEntries(Object.entries(written).map(([key, { bytes }]) => [key, bytes]));
		const found = attachmentsByPdfJs(files);
		for (const [key, { xml, name }] of Object.entries(written)) {
			expect(found[key]).toContainEqual([name, Buffer.from(xml).toString('latin1')]);
		}
	});

	test('pdf-lib finds the XML', async () => {
		for (const { bytes, xml, name } of Object.values(written)) {
			const files = (await PDFDocument.load(bytes)).getAttachments();
			expect(
				files.filter((file) => file.name === name).map(({ data }) => Buffer.from(data).toString()),
			).toEqual([xml]);
		}
	});

	const withQpdf = hasProgram('qpdf') ? test : test.skip;
	withQpdf('qpdf is content (skipped where it is not installed)', () => {
		for (const { bytes } of Object.values(written)) expect(objectionsOfQpdf(bytes)).toBe('');
	});

	const withPoppler = hasProgram('pdfdetach') ? test : test.skip;
	withPoppler('pdfdetach finds the XML (skipped where poppler is not installed)', () => {
		for (const { bytes, xml, name } of Object.values(written)) expect(detached(bytes, name)).toBe(xml);
	});
});

const SPECIFICATIONS = [
	[EN16931, {}, 'factur-x.xml'],
	[XRECHNUNG, { process: PEPPOL_PROCESS }, 'xrechnung.xml'],
] as const;

describe.each(
	SPECIFICATIONS.flatMap(([...specification]) =>
		Object.keys(INVOICES).map((name) => [name, ...specification] as const),
	),
)('own data: %s by %s', (name, specification, more, fileName) => {
	const create = async () => {
		const references = { specification, ...more };
		const { item } = take(INVOICES[name]!.item, { references });
		const additions = { references, unit: null, taxCategory: null };
		const { xml } = await createXml(item, additions, 'cii');
		const hybrid = await hybridInvoice(
			item,
			xml,
			specification,
			null,
			{ language: GERMAN, judged: null },
			NOW,
		);
		if (!hybrid.ok) throw new Error(hybrid.error.message);
		return { ...hybrid.value, xml };
	};

	test('is a Factur-X that is valid and can be read, with nothing against it as PDF/A-3', async () => {
		const { bytes, gaps, xml } = await create();
		expect(gaps).toEqual([]);
		const result = await validateFile(bytes, 'claimed');
		expect(result.ok && result.value.validation).toMatchObject({ valid: true, errors: [], warnings: [] });
		const item = await read(bytes);
		expect(item).toEqual(await read(Buffer.from(xml)));
		expect(item.totals.due).toBe(INVOICES[name]!.due);
	});

	const withPrograms = hasProgram('qpdf') && hasProgram('pdfdetach') ? test : test.skip;
	withPrograms(
		'qpdf is content, and pdfdetach finds the XML (skipped where one is not installed)',
		async () => {
			const { bytes, xml } = await create();
			expect(objectionsOfQpdf(bytes)).toBe('');
			expect(detached(bytes, fileName)).toBe(xml);
		},
	);
});
