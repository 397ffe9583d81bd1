/** What the Invoice node does with a file, from the build in `dist`: Read, and what is read to Create. */
import { createRequire } from 'node:module';
import type * as Create from '../../nodes/shared/einvoice/create';
import type * as Read from '../../nodes/shared/einvoice/read';

const require = createRequire(import.meta.url);
const { readEInvoice } = require('../../dist/nodes/shared/einvoice/read.js') as typeof Read;
const { createUbl } = require('../../dist/nodes/shared/einvoice/create.js') as typeof Create;

/** The outcome in a few words. */
export async function read(bytes: Buffer): Promise<string> {
	const invoice = await readEInvoice(bytes);
	if (!invoice.ok) return `refused: ${invoice.error.message}`;
	const { number, lines, issues } = invoice.value;
	const { xml, gaps } = await createUbl(invoice.value, { references: {}, unit: null, taxCategory: null });
	return `read: ${number ?? 'no number'}, ${lines.length} lines, ${issues.length} issues; written: ${Math.round(xml.length / 1024)} KB, ${gaps.length} gaps`;
}
