import { fileTypeOf } from '../file/type';
import { fail, type Result } from '../result';
import type { XmlElement } from '../xml/element';
import { noCounts, parseXml, type ParseOptions } from '../xml/parse';
import { embeddedInvoice } from './embedded';
import { isKnown } from './readers';
import { fileFound, rootFound } from './unreadable';

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
	const { found, advice } = fileFound(bytes, type);
	return fail(`The file is ${found}, not an invoice that can be read`, advice);
}

function known(root: Result<XmlElement>): Result<XmlElement> {
	if (!root.ok || isKnown(root.value)) return root;
	const { found, advice } = rootFound(root.value);
	return fail(`The file is ${found}, not an invoice that can be read`, advice);
}
