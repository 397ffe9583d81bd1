import { sleep } from 'n8n-workflow';
import { fileTypeOf } from '../../file/type';
import { attachmentsOf, type PdfAttachment } from '../../pdf/attachments';
import { openPdf, SEND_AGAIN, tooExpensive } from '../../pdf/document';
import { fail, otherFile, type Problem, type Result } from '../../result';
import { PRESCRIBED_NAMES } from '../facturX/profile';
import { NO_EMBEDDED_INVOICE, READABLE } from './unreadable';

const isPrescribed = ({ name }: PdfAttachment) => PRESCRIBED_NAMES.includes(name.toLowerCase());

/** XML read from one PDF in total: twice the largest invoice, because other files are tried, too. */
const MAX_XML = 50 * 1024 * 1024;
/** Most XML files that are tried; real PDFs have fewer. */
const MAX_TRIED = 100;

/**
 * Finds the invoice embedded in a PDF: under a prescribed name, or else the first that can be read.
 * @param openXml opens an embedded XML file
 */
export async function embeddedInvoice<T>(
	bytes: Buffer,
	password: string,
	openXml: (bytes: Buffer) => Promise<Result<T>>,
): Promise<Result<T>> {
	const pdf = await openPdf(bytes, password);
	if (!pdf.ok) return pdf;
	const others: PdfAttachment[] = [];
	let problem: Result<T> | null = null;
	let left = MAX_XML;
	let tried = 0;
	const isTooMuch = (content: Result<Buffer>) => {
		left -= content.ok ? content.value.length : 0;
		return ++tried > MAX_TRIED || left < 0;
	};
	for await (const file of attachmentsOf(pdf.value)) {
		if (!isPrescribed(file)) {
			others.push(file);
			continue;
		}
		const content = await file.read();
		if (isTooMuch(content)) return tooExpensive();
		const invoice = await openContent(file, content, openXml);
		if (invoice.ok) return invoice;
		problem ??= invoice;
	}
	for (const file of others) {
		const head = await file.head();
		if (!head.ok && mayBeXml(file)) problem ??= withinPdf(file, head.error);
		if (!head.ok || fileTypeOf(head.value) !== 'application/xml') continue;
		const content = await file.read();
		if (isTooMuch(content)) return tooExpensive();
		const invoice = await openContent(file, content, openXml);
		if (invoice.ok) return invoice;
		if (!content.ok) problem ??= invoice;
	}
	if (problem !== null) return problem;
	if (pdf.value.file.budget.isExceeded) return tooExpensive();
	if (pdf.value.crossReferences === null) {
		return fail('The PDF is damaged, and there is no invoice in what is left of it', SEND_AGAIN);
	}
	const names = others.slice(0, 5).map(nameOf);
	return otherFile(
		'a PDF without an embedded invoice',
		`The file is a PDF without an embedded invoice${names.length > 0 ? ` (embedded: ${names.join(', ')})` : ''}`,
		NO_EMBEDDED_INVOICE,
	);
}

const nameOf = ({ name }: PdfAttachment) => name.slice(0, 60).replace(/\p{Cc}/gu, ' ') || 'without a name';

/** Judges by the name, when the content cannot be read. */
const mayBeXml = ({ name }: PdfAttachment) => /^[^.]*$|\.xml$/i.test(name);

async function openContent<T>(
	file: PdfAttachment,
	content: Result<Buffer>,
	openXml: (bytes: Buffer) => Promise<Result<T>>,
): Promise<Result<T>> {
	if (!content.ok) return withinPdf(file, content.error);
	if (fileTypeOf(content.value) !== 'application/xml') {
		return withinPdf(file, { message: 'is not XML', description: READABLE });
	}
	// Pause here, because parsing small files does not.
	await sleep(0);
	const invoice = await openXml(content.value);
	if (invoice.ok) return invoice;
	const { message, description } = invoice.error;
	return withinPdf(file, { message: `cannot be read: ${message}`, description });
}

/** @param problem its message completes a sentence about the embedded file */
function withinPdf<T>(file: PdfAttachment, { message, description }: Problem): Result<T> {
	return fail(`${nameOf(file)}, which is embedded in the PDF, ${message}`, description);
}
