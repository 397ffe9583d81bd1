import { checkSums } from '../invoice/checks';
import { checkDocument } from '../invoice/checkDocument';
import { fileTypeOf } from '../file/type';
import { Findings } from '../invoice/findings';
import { invoiceOf } from '../invoice/build';
import type { Invoice } from '../invoice/schema';
import { pdfAttachments, type PdfAttachment } from '../pdf/attachments';
import { fail, ok, type Result } from '../result';
import { breathe } from '../steps';
import { parseXml } from '../xml/parse';
import { absentFrom, isMessage, readDocument } from './readers';
import { fileFound, NO_EMBEDDED_INVOICE, READABLE, rootFound } from './unreadable';

/**
 * The invoice in a file: XML that a reader is known for, or a PDF that such XML is embedded in. What it is, is told by
 * its first bytes and by its root element, never by a name. The error says what was found instead.
 */
export async function readEInvoice(bytes: Buffer): Promise<Result<Invoice>> {
	const type = fileTypeOf(bytes);
	if (type === 'application/pdf') return await readPdf(bytes);
	if (type === 'application/xml') return await readXml(bytes);
	const { found, advice } = fileFound(bytes, type);
	return fail(`The file is ${found}, not an invoice that can be read`, advice);
}

async function readXml(bytes: Buffer): Promise<Result<Invoice>> {
	const root = await parseXml(bytes);
	if (!root.ok) return root;
	const findings = new Findings('');
	const known = await breathe(readDocument(root.value, findings));
	if (known === null) {
		const { found, advice } = rootFound(root.value);
		return fail(`The file is ${found}, not an invoice that can be read`, advice);
	}
	const invoice = invoiceOf({ ...known, issues: findings.issues });
	return ok(isMessage(root.value) ? checkSums(invoice) : checkDocument(invoice, absentFrom(root.value)));
}

/** The names that Factur-X, ZUGFeRD (2.0, 1.0) and XRechnung in a PDF prescribe. */
const PRESCRIBED = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];

const isPrescribed = ({ name }: PdfAttachment) => PRESCRIBED.includes(name.toLowerCase());

async function readPdf(bytes: Buffer): Promise<Result<Invoice>> {
	const attachments = await pdfAttachments(bytes);
	if (!attachments.ok) return attachments;
	const { value: files } = attachments;
	let problem: Result<Invoice> | null = null;
	for (const file of [...files.filter(isPrescribed), ...files.filter((entry) => !isPrescribed(entry))]) {
		const content = await file.read();
		const invoice = content && fileTypeOf(content) === 'application/xml' ? await readXml(content) : null;
		if (invoice?.ok) return invoice;
		if (isPrescribed(file)) problem ??= withinPdf(file.name, invoice);
	}
	const names = files
		.map(({ name }) => name.replace(/\p{Cc}/gu, ' ').slice(0, 60) || 'without a name')
		.slice(0, 5);
	return (
		problem ??
		fail(
			`The file is a PDF without an embedded invoice${names.length > 0 ? ` (embedded: ${names.join(', ')})` : ''}`,
			NO_EMBEDDED_INVOICE,
		)
	);
}

/** Why the embedded file by whose name the invoice should be could not be read. */
function withinPdf(name: string, read: Result<Invoice> | null): Result<Invoice> {
	return read !== null && !read.ok
		? fail(
				`${name}, which is embedded in the PDF, cannot be read: ${read.error.message}`,
				read.error.description,
			)
		: fail(`${name}, which is embedded in the PDF, is damaged, larger than 25 MB, or no XML`, READABLE);
}
