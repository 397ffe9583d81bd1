/** The samples of EN 16931 in both syntaxes, with changes, and the item read from each. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import type { Invoice } from '../../../nodes/shared/invoice/schema';

const folder = path.join(process.cwd(), 'test/samples/einvoice');

export const sample = (file: string) => readFileSync(path.join(folder, file), 'utf8');
export const golden = (file: string) =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/einvoice', file), 'utf8')) as Invoice;

export const UBL = sample('invoice.ubl.xml');
export const CII = sample('invoice.cii.xml');
export const CREDIT_NOTE = sample('credit-note.ubl.xml');

const bytesOf = (content: string | Buffer) =>
	typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

export async function read(content: string | Buffer): Promise<Invoice> {
	const result = await readEInvoice(bytesOf(content));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** The error message, followed by the advice. */
export async function problemOf(content: string | Buffer): Promise<string> {
	const result = await readEInvoice(bytesOf(content));
	return result.ok ? 'it was read' : `${result.error.message}\n${result.error.description}`;
}
