/**
 * `npm run side-by-side -- [documents]`: for each e-invoice a web page with three columns – the document, the item read
 * from it, and the UBL file created from that item. Without arguments: everything in ../shared/einvoices.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { readEInvoice } = require('../dist/nodes/shared/einvoice/read.js');
const { writeItem } = require('../dist/nodes/shared/einvoice/create.js');
const { pdfAttachments } = require('../dist/nodes/shared/pdf/attachments.js');

const OUTPUT = 'side-by-side';
const FOLDER = '../shared/einvoices';

const named = process.argv.slice(2);
const documents =
	named.length > 0 ? named : existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.{xml,pdf}`).sort() : [];
if (documents.length === 0) {
	console.log(`Name some e-invoices: there is no folder ${FOLDER}.`);
	process.exit(2);
}
mkdirSync(OUTPUT, { recursive: true });
for (const file of documents) {
	const bytes = readFileSync(file);
	const item = await readEInvoice(bytes);
	const created = item.ok
		? writeItem(item.value, { references: {}, unit: null, taxCategory: null })
		: { xml: '', gaps: [] };
	const page = path.join(OUTPUT, `${path.basename(file)}.html`);
	const gaps = created.gaps.map(
		({ rule, path: at, message }: Record<string, string>) => `<!-- ${rule} ${at}: ${message} -->`,
	);
	writeFileSync(
		page,
		html(path.basename(file), [
			['The document', await textOf(bytes)],
			[
				'Read: the item',
				item.ok ? JSON.stringify(item.value, null, 2) : `${item.error.message}\n${item.error.description}`,
			],
			['Create: the UBL file', [...gaps, created.xml].join('\n')],
		]),
	);
	console.log(page);
}

/** The XML in a PDF. */
async function textOf(bytes: Buffer): Promise<string> {
	if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return bytes.toString('utf8');
	const attached = await pdfAttachments(bytes);
	if (!attached.ok) return attached.error.message;
	const texts = [];
	for (const attachment of attached.value as Array<{ name: string; read(): Promise<Buffer | null> }>) {
		texts.push(`<!-- ${attachment.name} -->`, (await attachment.read())?.toString('utf8') ?? '');
	}
	return texts.join('\n');
}

function html(title: string, columns: Array<[heading: string, text: string]>): string {
	const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return `<!DOCTYPE html><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{display:grid;grid-template-columns:repeat(3,1fr);gap:1em;margin:1em;font:12px monospace}
section{overflow:auto;height:95vh}pre{white-space:pre-wrap;tab-size:2}h2{position:sticky;top:0;background:#fff;margin:0}</style>
${columns.map(([heading, text]) => `<section><h2>${heading}</h2><pre>${escaped(text)}</pre></section>`).join('\n')}
`;
}
