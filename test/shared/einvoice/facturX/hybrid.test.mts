import { hybridInvoice } from '../../../../nodes/shared/einvoice/facturX/hybrid';
import { languageOf } from '../../../../nodes/shared/einvoice/show/languages/languages';
import type { Invoice } from '../../../../nodes/shared/invoice/schema';
import { pdf } from '../../../simulator/pdf.mts';
import { valid } from '../../../support/einvoice/items.mts';
import { CII } from '../../../support/einvoice/norm.mts';

const drawing = { language: languageOf('en'), judged: null };
const NOW = new Date('2026-01-15T10:20:30Z');
const EN16931 = 'urn:cen.eu:en16931:2017';

describe('a PDF that would be drawn of too much', () => {
	const [line] = valid().lines;
	const withLines = (count: number): Invoice => ({ ...valid(), lines: Array<typeof line>(count).fill(line) });
	const xml = CII.toString();
	const cases: Array<[string, Invoice, string]> = [
		['lines', withLines(5_001), xml],
		['text', valid(), xml.replace('</ram:Content>', `${'a'.repeat(999_000)}</ram:Content>`)],
		['line breaks', valid(), xml.replace('</ram:Content>', `${'\n'.repeat(20_001)}a</ram:Content>`)],
	];

	test.each(cases)('is not drawn: %s', async (_what, item, text) => {
		expect(await hybridInvoice(item, text, EN16931, null, drawing, NOW)).toMatchObject({
			ok: false,
			error: { message: 'The invoice is too large to be drawn as a PDF' },
		});
	});

	test.each(cases)('is no matter where a PDF is given: %s', async (_what, item, text) => {
		const given = { field: 'data', bytes: pdf('Invoice') };
		expect(await hybridInvoice(item, text, EN16931, given, drawing, NOW)).toMatchObject({ ok: true });
	});
});
