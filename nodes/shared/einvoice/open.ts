import { fileTypeOf } from '../file/type';
import { fail, ok, otherFile, type Result } from '../result';
import type { XmlElement } from '../xml/element';
import { noCounts, parseXml, type ParseOptions } from '../xml/parse';
import { embeddedInvoice } from './embedded';
import { isKnown } from './readers';
import { fileFound, rootFound, type Found } from './unreadable';

/** The XML of the e-invoice in a file. */
export interface OpenedFile {
	root: XmlElement;
	/** Whether it is embedded in a PDF. */
	isPdf: boolean;
}

/**
 * The XML of the e-invoice in a file: the file itself, or the one embedded in a PDF. Its type is detected by its first bytes
 * and its root element, never by a name. The error says what was found instead.
 */
export async function openEInvoice(
	bytes: Buffer,
	pdfPassword = '',
	options: ParseOptions = {},
): Promise<Result<OpenedFile>> {
	const counts = noCounts();
	const openXml = async (xml: Buffer) => known(await parseXml(xml, { ...options, counts }));
	const type = fileTypeOf(bytes);
	const isPdf = type === 'application/pdf';
	if (isPdf || type === 'application/xml') {
		const root = isPdf ? await embeddedInvoice(bytes, pdfPassword, openXml) : await openXml(bytes);
		return root.ok ? ok({ root: root.value, isPdf }) : root;
	}
	return unreadable(fileFound(bytes, type));
}

function known(root: Result<XmlElement>): Result<XmlElement> {
	if (!root.ok || isKnown(root.value)) return root;
	return unreadable(rootFound(root.value));
}

function unreadable({ found, advice, isInvoice }: Found): Result<never> {
	const message = `The file is ${found}, not an invoice that can be read`;
	return isInvoice ? fail(message, advice) : otherFile(found, message, advice);
}
