import { fileTypeOf } from '../../file/type';
import { fail, ok, otherFile, type Result } from '../../result';
import { localName, type XmlElement } from '../../xml/element';
import { noCounts, parseXml, type ParseOptions } from '../../xml/parse';
import { embeddedInvoice } from './embedded';
import { enclosedIn, type Enclosed } from './envelope';
import { excessOfInvoices, isReadable } from '../readers';
import { fileFound, rootFound, type Found } from './unreadable';

/** The XML of the e-invoice in a file. */
export interface OpenedFile {
	root: XmlElement;
	/** Whether it was embedded in a PDF. */
	isPdf: boolean;
}

/**
 * Opens the XML of the e-invoice in a file: the file itself or an XML embedded in a PDF, without its envelope. Detects
 * the type by the first bytes and the root element, never by name. The error says what was found instead.
 */
export async function openEInvoice(
	bytes: Buffer,
	pdfPassword = '',
	options: ParseOptions = {},
): Promise<Result<OpenedFile>> {
	const counts = noCounts();
	const openXml = async (xml: Buffer) => await openDocument(xml, { ...options, counts });
	const type = fileTypeOf(bytes);
	const isPdf = type === 'application/pdf';
	if (isPdf || type === 'application/xml') {
		const root = isPdf ? await embeddedInvoice(bytes, pdfPassword, openXml) : await openXml(bytes);
		return root.ok ? ok({ root: root.value, isPdf }) : root;
	}
	return unreadable(fileFound(bytes, type));
}

/** Limit for nested envelopes; real ones are nested two deep at most. */
const MOST_ENVELOPES = 4;

/** The e-invoice in an XML document, which may be in envelopes. */
async function openDocument(bytes: Buffer, options: ParseOptions): Promise<Result<XmlElement>> {
	let xml = bytes;
	for (let depth = 0; ; depth++) {
		const root = await parseXml(xml, options);
		if (!root.ok) return root;
		let element = root.value;
		let enclosed: Enclosed | null = null;
		for (; depth < MOST_ENVELOPES && !isReadable(element); depth++) {
			enclosed = enclosedIn(element);
			if (enclosed === null || 'xml' in enclosed) break;
			if ('isSeveral' in enclosed) {
				return fail(
					`The file holds an envelope (${localName(element.name)}) with more than one document`,
					'Ask the sender for the invoices in several files.',
				);
			}
			({ element } = enclosed);
		}
		if (isReadable(element)) {
			const excess = excessOfInvoices(element);
			if (excess === null) return ok(element);
			return fail(`The file holds ${excess}`, 'Ask the sender for the invoices in several files.');
		}
		if (enclosed === null || !('xml' in enclosed)) return unreadable(rootFound(element));
		({ xml } = enclosed);
	}
}

function unreadable({ found, advice, isInvoice }: Found): Result<never> {
	const message = `The file is ${found}, not an invoice that can be read`;
	return isInvoice ? fail(message, advice) : otherFile(found, message, advice);
}
