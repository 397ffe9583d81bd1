import { fileTypeOf } from '../file/type';
import { pdfAttachments, type PdfAttachment } from '../pdf/attachments';
import { fail, type Result } from '../result';
import type { XmlElement } from '../xml/element';
import { parseXml } from '../xml/parse';
import { isKnown } from './readers';
import { fileFound, NO_EMBEDDED_INVOICE, READABLE, rootFound } from './unreadable';

/**
 * The XML of the e-invoice in a file: the file itself, or what is embedded in a PDF. What it is, is told by its first bytes
 * and by its root element, never by a name. The error says what was found instead.
 */
export async function openEInvoice(bytes: Buffer): Promise<Result<XmlElement>> {
	const type = fileTypeOf(bytes);
	if (type === 'application/pdf') return await openPdf(bytes);
	if (type === 'application/xml') return await openXml(bytes);
	const { found, advice } = fileFound(bytes, type);
	return fail(`The file is ${found}, not an invoice that can be read`, advice);
}

async function openXml(bytes: Buffer): Promise<Result<XmlElement>> {
	const root = await parseXml(bytes);
	if (!root.ok || isKnown(root.value)) return root;
	const { found, advice } = rootFound(root.value);
	return fail(`The file is ${found}, not an invoice that can be read`, advice);
}

/** The names that Factur-X, ZUGFeRD (2.0, 1.0) and XRechnung in a PDF prescribe. */
const PRESCRIBED = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];

const isPrescribed = ({ name }: PdfAttachment) => PRESCRIBED.includes(name.toLowerCase());

async function openPdf(bytes: Buffer): Promise<Result<XmlElement>> {
	const attachments = await pdfAttachments(bytes);
	if (!attachments.ok) return attachments;
	const { value: files } = attachments;
	let problem: Result<XmlElement> | null = null;
	for (const file of [...files.filter(isPrescribed), ...files.filter((entry) => !isPrescribed(entry))]) {
		const content = await file.read();
		const root = content && fileTypeOf(content) === 'application/xml' ? await openXml(content) : null;
		if (root?.ok) return root;
		if (isPrescribed(file)) problem ??= withinPdf(file.name, root);
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
function withinPdf(name: string, read: Result<XmlElement> | null): Result<XmlElement> {
	return read !== null && !read.ok
		? fail(
				`${name}, which is embedded in the PDF, cannot be read: ${read.error.message}`,
				read.error.description,
			)
		: fail(`${name}, which is embedded in the PDF, is damaged, larger than 25 MB, or no XML`, READABLE);
}
