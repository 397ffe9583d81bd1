import { parseJson } from '../../json/parse';
import { fail, ok, type Result } from '../../result';
import { LIMITS } from '../../xml/limits';

/** Code as formatted by models and chats: between ```, perhaps with the name of the language. */
const FENCED = /^```[\w-]*[ \t]*\r?\n([\s\S]*?)\r?\n?```$/;
/** The first bytes of XML and PDF in Base64. */
const BASE64 = /^(?:PD94bWwg|77u\/PD94|JVBERi0)/;
const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES_OF_JSON = 16;

/** The text without a code fence and blanks around it; '' when it is not a text. */
function bareText(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	return FENCED.exec(text)?.[1]?.trim() ?? text;
}

/**
 * The bytes of a text that is an e-invoice. They get a UTF-8 byte order mark, which overrides the encoding that the XML
 * declares: a text is decoded already.
 */
export function bytesOfText(value: unknown): Result<Buffer> {
	const text = bareText(value);
	if (text === '') {
		return fail('There is no text to read', 'Put the XML of the e-invoice into the field XML.');
	}
	if (text.length > LIMITS.megabytes * MEGABYTE) {
		return fail(
			`The text is larger than ${LIMITS.megabytes} MB`,
			'No e-invoice is that large. Check where the text comes from.',
		);
	}
	if (BASE64.test(text)) {
		return fail(
			'The text is a file in Base64, not XML',
			'Turn it into a file with the Convert to File node (operation Move Base64 String to File), and choose File in this node. An agent has to give the XML itself.',
		);
	}
	return ok(Buffer.from(`\ufeff${text}`, 'utf8'));
}

const FORM =
	'Give one object, such as { "number": "1001", "issueDate": "2026-01-31", "currency": "EUR", "seller": {…}, "buyer": {…}, "lines": […] }.';

/** The fields of an invoice in JSON, as text or as parsed by n8n. */
export function invoiceOfText(value: unknown): Result<Record<string, unknown>> {
	if (typeof value !== 'string') return invoiceIn(value);
	const bytes = Buffer.from(bareText(value), 'utf8');
	if (bytes.length > MOST_MEGABYTES_OF_JSON * MEGABYTE) {
		return fail(`The JSON is larger than ${MOST_MEGABYTES_OF_JSON} MB`, FORM);
	}
	const parsed = parseJson(bytes);
	if (parsed.ok) return invoiceIn(parsed.value);
	return fail(`The JSON of the invoice cannot be read: ${parsed.message.replace('The body', 'it')}`, FORM);
}

const invoiceIn = (value: unknown): Result<Record<string, unknown>> =>
	isInvoice(value) ? ok(value) : fail('The JSON is not one invoice', FORM);

const isInvoice = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
