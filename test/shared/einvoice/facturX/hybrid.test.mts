import { hybridInvoice } from '../../../../nodes/shared/einvoice/facturX/hybrid';
import { languageOf } from '../../../../nodes/shared/einvoice/show/languages/languages';
import type { Invoice } from '../../../../nodes/shared/invoice/schema';
import { valid } from '../../../support/einvoice/items.mts';
import { CII } from '../../../support/einvoice/norm.mts';
import { pdfWithTable } from '../../../support/pdfFiles.mts';

const drawing = { language: languageOf('en'), judged: null };
const NOW = new Date('2026-01-15T10:20:30Z');
const PAGE = pdfWithTable({
	1: '<< /Type /Catalog /Pages 2 0 R >>',
	2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
	3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
});
const EN16931 = 'urn:cen.eu:en16931:2017';

describe('a PDF that would be drawn of too much', () => {
	const [line] = valid().lines;
	const withLines = (count: number): Invoice => ({ ...valid(), lines: Array<typeof line>(count).fill(line) });
	const xml = CII.toString();
	const cases: Array<[string, Invoice, string]> = [
		['lines', withLines(5_001), xml],
		['text', valid(), xml.padEnd(10_000_001)],
	];

	test.each(cases)('is not drawn: %s', async (_what, item, text) => {
		expect(await hybridInvoice(item, text, EN16931, null, drawing, NOW)).toMatchObject({
			ok: false,
			error: { message: 'The invoice is too large for a PDF to be drawn of it' },
		});
	});

	test.each(cases)('is no matter where a PDF is given: %s', async (_what, item, text) => {
		const given = { field: 'data', bytes: PAGE };
		expect(await hybridInvoice(item, text, EN16931, given, drawing, NOW)).toMatchObject({ ok: true });
	});
});
