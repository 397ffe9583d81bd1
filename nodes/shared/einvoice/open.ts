import { fileTypeOf } from '../file/type';
import { fail, otherFile, type Result } from '../result';
import type { XmlElement } from '../xml/element';
import { noCounts, parseXml, type ParseOptions } from '../xml/parse';
import { embeddedInvoice } from './embedded';
import { isKnown } from './readers';
import { fileFound, rootFound, type Found } from './unreadable';

/**
 * The XML of the e-invoice in a file: the file itself, or the one embedded in a PDF. Its type is detected by its first bytes
 * and its root element, never by a name. The error says what was found instead.
 */
export async function openEInvoice(
	bytes: Buffer,
	pdfPassword = '',
	options: ParseOptions = {},
): Promise<Result<XmlElement>> {
	const counts = noCounts();
	const openXml = async (xml: Buffer) => known(await parseXml(xml, { ...options, counts }));
	const type = fileTypeOf(bytes);
	if (type === 'application/pdf') return await embeddedInvoice(bytes, pdfPassword, openXml);
	if (type === 'application/xml') return await openXml(bytes);
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
