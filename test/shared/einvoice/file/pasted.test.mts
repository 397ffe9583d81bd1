import fc from 'fast-check';
import { bytesOfText, invoiceOfText } from '../../../../nodes/shared/einvoice/file/pasted';
import { readEInvoice } from '../../../../nodes/shared/einvoice/read';
import type { Result } from '../../../../nodes/shared/result';
import { CII, golden, UBL } from '../../../support/einvoice/norm.mts';

function valueOf<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}
const messageOf = (result: Result<unknown>) => (result.ok ? 'it was taken' : result.error.message);

async function readText(text: string) {
	return valueOf(await readEInvoice(valueOf(bytesOfText(text))));
}

describe('a text', () => {
	test.each([
		['as it is', (xml: string) => xml],
		['with blanks around it', (xml: string) => `\n\t ${xml}\n`],
		['with a byte order mark', (xml: string) => `\ufeff${xml}`],
		['as a model writes code', (xml: string) => `\`\`\`xml\n${xml}\n\`\`\``],
		['as Windows writes code', (xml: string) => `\`\`\`\r\n${xml}\r\n\`\`\`\r\n`],
	])('is read %s', async (_how, wrap) => {
		expect(await readText(wrap(UBL))).toEqual(golden('invoice.json'));
		expect(await readText(wrap(CII))).toEqual(golden('invoice.json'));
	});

	test.each(['UTF-16', 'ISO-8859-1', 'windows-1252', 'US-ASCII', 'Shift_JIS', 'UTF-32', 'none-such'])(
		'is decoded already, whatever it declares: %s',
		async (encoding) => {
			const declared = UBL.replace(/<\?xml[^>]*\?>/, `<?xml version="1.0" encoding="${encoding}"?>`);
			expect(declared).toContain(encoding);
			expect(await readText(declared.replace('R-2025-007', 'Größe-€'))).toMatchObject({
				number: 'Größe-€',
			});
		},
	);

	test('is bounded', () => {
		expect(messageOf(bytesOfText(`<a>${'x'.repeat(50 * 1024 * 1024)}</a>`))).toBe(
			'The text is larger than 50 MB',
		);
	});

	test.each(['', '  \n', '```\n```', null, undefined, 7, {}, []])(
		'that says nothing is an error: %j',
		(value) => {
			expect(messageOf(bytesOfText(value))).toBe('There is no text to read');
		},
	);

	test.each([UBL, `\ufeff${CII}`, '%PDF-1.7\n'])('in Base64 is named', (content) => {
		const text = Buffer.from(content.replace(/^[^<%\ufeff]*/, '')).toString('base64');
		expect(messageOf(bytesOfText(text))).toBe('The text is a file in Base64, not XML');
	});

	test('is any text: what is no e-invoice is an error of the reader', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
				const bytes = bytesOfText(text);
				expect(bytes.ok ? (await readEInvoice(bytes.value)).ok : false).toBe(false);
			}),
		);
	});
});

describe('the JSON of an invoice', () => {
	const item = { number: 1001, lines: [{ quantity: '8' }] };

	test('is a text or what it says', () => {
		expect(valueOf(invoiceOfText(item))).toEqual(item);
		expect(valueOf(invoiceOfText(JSON.stringify(item)))).toEqual(item);
		expect(valueOf(invoiceOfText(`\`\`\`json\n${JSON.stringify(item, null, 2)}\n\`\`\``))).toEqual(item);
	});

	test.each([
		['', 'The JSON of the invoice cannot be read: it is empty'],
		['Invoice 7 of Ann', 'The JSON of the invoice cannot be read: it is not valid JSON'],
		['{"number": ', 'The JSON of the invoice cannot be read: it is not valid JSON'],
		['['.repeat(2_000_000), 'The JSON of the invoice cannot be read: it is nested deeper than 200 levels'],
		[`"${'x'.repeat(16 * 1024 * 1024)}"`, 'The JSON is larger than 16 MB'],
		['[]', 'The JSON is not one invoice'],
		['{}', 'The JSON is not one invoice'],
		['null', 'The JSON is not one invoice'],
		['"R-1"', 'The JSON is not one invoice'],
		[[item, item], 'The JSON is not one invoice'],
		[null, 'The JSON is not one invoice'],
		[7, 'The JSON is not one invoice'],
	])('is an error otherwise (%#)', (value, message) => {
		const result = invoiceOfText(value);
		expect(messageOf(result)).toContain(message);
		expect(result.ok ? '' : result.error.description).toContain('{ "number": "1001"');
	});
});
