/** Runs the Invoice node on a file, using the build in `dist`. */
import { createRequire } from 'node:module';
import type * as Create from '../../nodes/shared/einvoice/create';
import type * as Read from '../../nodes/shared/einvoice/read';
import type * as Validate from '../../nodes/shared/einvoice/validate';

const require = createRequire(import.meta.url);
const { readEInvoice } = require('../../dist/nodes/shared/einvoice/read.js') as typeof Read;
const { createUbl } = require('../../dist/nodes/shared/einvoice/create.js') as typeof Create;
const { validateFile } = require('../../dist/nodes/shared/einvoice/validate.js') as typeof Validate;

/** Read, then Create from the result. Returns a summary of the outcome. */
export async function read(bytes: Buffer): Promise<string> {
	const invoice = await readEInvoice(bytes);
	if (!invoice.ok) return `refused: ${invoice.error.message}`;
	const { number, lines, issues } = invoice.value;
	const { xml, gaps } = await createUbl(invoice.value, { references: {}, unit: null, taxCategory: null });
	return `read: ${number ?? 'no number'}, ${lines.length} lines, ${issues.length} issues; written: ${Math.round(xml.length / 1024)} KB, ${gaps.length} gaps`;
}

/** Validates by the rules of XRechnung, the largest set for both syntaxes. */
export async function validate(bytes: Buffer): Promise<string> {
	const validated = await validateFile(bytes, 'xrechnung');
	if (!validated.ok) return `refused: ${validated.error.message}`;
	const { errors, warnings } = validated.value.validation;
	const [first] = errors;
	return first?.rule === 'file'
		? `refused: ${first.message}`
		: `validated: ${errors.length} errors, ${warnings.length} warnings${errors.some(({ rule }) => rule === 'budget') ? ', ended by the budget' : ''}`;
}
