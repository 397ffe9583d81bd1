import type { FileType } from '../../file/type';
import { plainOrQuoted, quoted } from '../../validate/oneLine';
import { foreignNamespaceOf, localName, type XmlElement } from '../../xml/element';
import { namespaceOf } from '../../xml/namespaces';

/** Describes an unreadable file or document as the end of "The file is …", and what to do about it. */
export interface Found {
	found: string;
	advice: string;
	/**
	 * Whether it is an e-invoice nevertheless, in an unsupported format or wrapping: it must not be skipped silently.
	 */
	isInvoice?: boolean;
}

export const READABLE =
	'Readable are UBL 2.1 (also Peppol and XRechnung), CII (XRechnung, Factur-X, ZUGFeRD), FatturaPA of Italy, FEL of Guatemala, Hacienda of Costa Rica, and a PDF that one of them is embedded in. Ask the sender for one of these.';

const ASK = 'Ask the sender for the e-invoice: XML, or a Factur-X or ZUGFeRD PDF.';
export const NO_EMBEDDED_INVOICE = `An ordinary PDF is only a picture of the invoice. ${ASK}`;
const NO_PICTURE = `This node does not read pictures. ${ASK}`;

const UNPACK = 'Unpack it first: put a Compression node (operation Decompress) before this one.';

const FILES: Partial<Record<NonNullable<FileType>, Found>> = {
	'application/zip': { found: 'a ZIP archive', advice: UNPACK },
	'application/gzip': { found: 'a GZIP archive', advice: UNPACK },
	'application/json': { found: 'JSON', advice: READABLE },
	'text/html': {
		found: 'an HTML page',
		advice: 'Often it is a login page or an error page. Check where the file comes from.',
	},
	'message/rfc822': {
		found: 'an email',
		advice: 'Take the attachment out of it first, for example with the Email Trigger (IMAP) node.',
	},
};

interface Wrapping extends Found {
	/** The first bytes in hexadecimal. */
	type: string;
	/** At least one of these is inside. */
	marks: Buffer[];
}

const ZIP = '504b0304';
const OFFICE = ASK;
const unsigned = (command: string): string =>
	`Ask the sender, or the service that received it, for the XML without the signature. On a computer, ${command} takes it out.`;
const SIGNED: Omit<Wrapping, 'type'> = {
	found: 'an invoice inside a signature (P7M)',
	marks: ['FatturaElettronica', 'CrossIndustryInvoice', `urn:oasis:names:specification:ubl`].map((mark) =>
		Buffer.from(mark),
	),
	advice: unsigned('openssl cms -verify -noverify -inform DER -in FILE'),
	isInvoice: true,
};

/** Container formats that many programs share, distinguished by their content. */
const WRAPPINGS: readonly Wrapping[] = [
	{ type: ZIP, found: 'a Word document', marks: [Buffer.from('word/document.xml')], advice: OFFICE },
	{ type: ZIP, found: 'an Excel workbook', marks: [Buffer.from('xl/workbook.')], advice: OFFICE },
	{
		type: ZIP,
		found: 'an OpenDocument file',
		marks: [Buffer.from('application/vnd.oasis.opendocument')],
		advice: OFFICE,
	},
	{
		type: 'd0cf11e0',
		found: 'an Outlook message (.msg)',
		marks: [Buffer.from('__substg1.0_', 'utf16le')],
		advice:
			'Take the attachment out of it first: read the mailbox with the Microsoft Outlook Trigger or Email Trigger (IMAP) node, or ask the sender for the e-invoice alone.',
	},
	{ type: '3080', ...SIGNED },
	{ type: '3082', ...SIGNED },
	{ type: '3083', ...SIGNED },
	{ type: '3084', ...SIGNED },
];

const isWrapped = (bytes: Buffer, type: string, marks: readonly Buffer[]): boolean =>
	bytes.subarray(0, type.length / 2).toString('hex') === type && marks.some((mark) => bytes.includes(mark));

/** A signature as PEM. */
const PEM = /^\s*-----BEGIN (?:PKCS|CMS)[ #A-Z0-9]{0,40}-----/;
/** The start of a signature in Base64: `MI` is a long sequence in ASN.1. */
const BASE64 = /^\s*MI[\w+/]{20}/;
/** How much of a text is decoded to look for an invoice. */
const MAX_DECODED = 25_000_000;

/** A signature as text, as mail servers and portals pass it on. */
function signedText(bytes: Buffer): Found | null {
	const [start] = PEM.exec(bytes.toString('latin1', 0, 200)) ?? [];
	if (start === undefined && !BASE64.test(bytes.toString('latin1', 0, 200))) return null;
	const encoded = bytes.toString('latin1', start?.length ?? 0, MAX_DECODED);
	const decoded = Buffer.from(encoded, 'base64');
	if (!SIGNED.marks.some((mark) => decoded.includes(mark)))
		return start === undefined ? null : { found: 'a signed file (P7M or the like)', advice: READABLE };
	const command =
		start === undefined
			? 'base64 -d FILE | openssl cms -verify -noverify -inform DER'
			: 'openssl cms -verify -noverify -inform PEM -in FILE';
	return { ...SIGNED, advice: unsigned(command) };
}

/** Further types by their first bytes in hexadecimal. */
const SIGNATURES: ReadonlyArray<readonly [start: RegExp, found: string]> = [
	[/^89504e47/, 'a PNG image'],
	[/^ffd8ff/, 'a JPEG image'],
	[/^47494638/, 'a GIF image'],
	[/^(?:49492a00|4d4d002a)/, 'a TIFF image'],
	[/^52494646.{8}57454250/, 'a WebP image'],
	// The box ftyp with a brand of HEIF (ISO/IEC 23008-12).
	[/^.{8}66747970(?:68656963|68656978|6d696631|6d736631)/, 'a HEIC image'],
	[/^7b5c727466/, 'an RTF document'],
	[/^d0cf11e0/, 'an old Office document'],
	[/^789f3e22/, 'a winmail.dat from Outlook, which holds the attachments of the email'],
	[/^377abcaf/, 'a 7z archive'],
	[/^52617221/, 'a RAR archive'],
	[/^(?:3080|3082|3083|3084)/, 'a signed file (P7M or the like)'],
	[/^4d4949/, 'a signed file in Base64 (P7M or the like)'],
];

/** @param type the result of `fileTypeOf` if neither XML nor PDF */
export function fileFound(bytes: Buffer, type: FileType): Found {
	if (isBlank(bytes)) return { found: 'empty', advice: 'Check where the file comes from.' };
	const wrapped = WRAPPINGS.find(({ type: of, marks }) => isWrapped(bytes, of, marks));
	if (wrapped) return wrapped;
	const signed = signedText(bytes);
	if (signed) return signed;
	const start = bytes.subarray(0, 12).toString('hex');
	const signature = SIGNATURES.find(([form]) => form.test(start))?.[1];
	if (signature?.endsWith(' image')) return { found: signature, advice: NO_PICTURE };
	const known = type === null || signature !== undefined ? undefined : FILES[type];
	if (known) return known;
	return {
		found: signature ?? (isText(bytes) ? 'plain text' : 'of an unknown kind'),
		advice: READABLE,
	};
}

const isBlank = (bytes: Buffer): boolean => bytes.length < 1024 && /^\s*$/.test(bytes.toString('latin1'));

function isText(bytes: Buffer): boolean {
	return !/[^\P{Cc}\s]/u.test(bytes.subarray(0, 1024).toString('utf8'));
}

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';

/** An e-invoice of a country whose format is not supported. */
function unread(found: string): Found {
	return { found, advice: READABLE, isInvoice: true };
}

/** Documents by the local name of the root element. */
const DOCUMENTS: ReadonlyMap<string, Found> = new Map([
	[
		'StandardBusinessDocument',
		{
			found: 'an envelope (StandardBusinessDocument) without an invoice that can be read',
			advice: 'Look at what is in it, or ask the sender for the XML of the invoice alone.',
			isInvoice: true,
		},
	],
	['SCRDMCCBDACIOMessageStructure', { found: 'an order (Order-X)', advice: READABLE }],
	[
		'AttachedDocument',
		{
			found: 'an envelope (AttachedDocument) without an invoice that can be read',
			advice: 'Look at what is in it, or ask the sender for the XML of the invoice alone.',
			isInvoice: true,
		},
	],
	['FatturaElettronica', { found: 'a FatturaPA in an unknown namespace', advice: READABLE, isInvoice: true }],
	['FatturaElettronicaSemplificata', unread('a simplified Italian invoice')],
	['Facturae', unread('a Spanish Facturae')],
	['Comprobante', unread('a Mexican CFDI')],
	['Faktura', unread('a Polish invoice of KSeF (FA)')],
	['Finvoice', unread('a Finnish Finvoice')],
	['nfeProc', unread('a Brazilian NF-e')],
	['NFe', unread('a Brazilian NF-e')],
	['MensajeReceptor', { found: "a buyer's response to a Costa Rican invoice", advice: READABLE }],
]);

const MAX_NAMESPACE = 100;

/** The correct namespaces of readable e-invoices, by the local name of the root. */
const ROOT_NAMESPACES: ReadonlyMap<string, string> = new Map([
	['Invoice', `${UBL}Invoice-2`],
	['CreditNote', `${UBL}CreditNote-2`],
	['CrossIndustryInvoice', 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'],
]);
/** A namespace like these is a mistaken one of UBL or CII; others may belong to another format with an `Invoice`. */
const NEAR_NAMESPACE = /oasis|ubl|unece|cefact|ferd/i;

function rootMisplaced(name: string, local: string, namespace: string, expected: string): Found {
	const prefix = name.includes(':') && namespace === '' ? name.slice(0, name.indexOf(':')) : null;
	const written = prefix === null ? namespace : (namespaceOf(prefix) ?? '');
	return {
		found: `XML whose root ${local} is in ${written === '' ? 'no namespace' : `the wrong namespace (${quoted(written, MAX_NAMESPACE)})`}`,
		advice: `Ask the sender to write it in the namespace ${expected}.`,
		isInvoice: true,
	};
}

/** @param root of a document without a reader */
export function rootFound(root: XmlElement): Found {
	const local = localName(root.name);
	const known = DOCUMENTS.get(local);
	if (known) return known;
	const name = plainOrQuoted(local, 60);
	const namespace = foreignNamespaceOf(root.name) ?? '';
	if (/isdoc\.cz/i.test(namespace)) return unread('a Czech ISDOC');
	const expected = ROOT_NAMESPACES.get(local);
	if (expected !== undefined && (namespace === '' || NEAR_NAMESPACE.test(namespace)))
		return rootMisplaced(root.name, local, namespace, expected);
	if (namespace.startsWith(UBL) || /^(?:ubl|cn):/.test(root.name))
		return { found: `a UBL document of another kind (${name})`, advice: READABLE };
	return {
		found: `XML of another kind (${name}${namespace === '' ? '' : `, ${quoted(namespace, MAX_NAMESPACE)}`})`,
		advice: READABLE,
		// Other formats, such as Austria's ebInterface, have roots of this name, too.
		isInvoice: ROOT_NAMESPACES.has(local),
	};
}
