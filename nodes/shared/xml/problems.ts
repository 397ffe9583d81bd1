import { fail, type Result } from '../result';

const ASK_AGAIN =
	'Ask the sender for the file again, written by a program that makes valid XML. If it came by e-mail or through another node, compare it with the original first: it may have been cut or changed on its way.';

/** Errors in XML that the parser does not detect, worded like its own. */
export const DOCTYPE = 'inappropriately located doctype declaration.';
export const NO_ROOT = 'document must contain a root element.';

/** The parser's messages with our wording for users. */
const WORDS: ReadonlyArray<readonly [said: RegExp, words: string]> = [
	[/^disallowed character\.$/, 'a character that XML does not allow there'],
	[/^lone ampersand/, 'an & that is not escaped'],
	// With a dot at its end, it is about a character within a name.
	[/^disallowed character in tag name$/, 'a < that is not escaped, or that no name follows'],
	[/entity/, 'a reference (&…;) that does not stand for a character'],
	[/unclosed tag/, 'the end of the file inside of an element: something is missing'],
	[/^unexpected end/, 'the end of the file inside of markup: something is missing'],
	[/character in closing tag|empty close tag/, 'an end tag that is not written as </name>'],
	[/close tag|closing tag/, 'an end tag that does not belong to the element that is open'],
	[/unbound namespace prefix/, 'a prefix that no xmlns attribute declares'],
	[/namespace|prefix|malformed name/, 'a name or namespace that is not allowed'],
	[/duplicate attribute/, 'an attribute that the element has already'],
	[/attribute/, 'an attribute that is not written as name="value"'],
	[/outside of root|only one root/, 'text or an element outside of the root element'],
	[/must contain a root/, 'the end of the file, but no element'],
	[
		/XML declaration|version|encoding|standalone|must be quoted|required|name\/value|expected/,
		'a faulty XML declaration',
	],
];

/** @param said the message of the parser, perhaps with the position in front */
export function notWellFormed(
	said: string,
	{ line, column }: { line: number; column: number },
): Result<never> {
	// Behind a colon, the parser quotes the document: a name or a namespace, in which any word may occur.
	const message = said.replace(/^\d+:\d+: /, '').split(':', 1)[0]!;
	if (message.includes('doctype')) return hasDoctype();
	const words =
		WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'markup that is not complete or not allowed';
	return unfit(
		`is not well-formed: at line ${line}, column ${Math.max(1, column)} there is ${words}`,
		ASK_AGAIN,
	);
}

const hasDoctype = () =>
	unfit(
		'has a DOCTYPE, which is not accepted',
		'A DOCTYPE can make a reader load or expand things, and no invoice format has one. Ask the sender for the file without it.',
	);

/** @param isCut whether the file ends within a character */
export const notIn = (encoding: string, { line, column }: { line: number; column: number }, isCut: boolean) =>
	unfit(
		`is not valid ${encoding}: at line ${line}, column ${column} there is an invalid byte`,
		isCut ? ASK_AGAIN : 'Ask the sender for the file in the encoding that it declares, best UTF-8.',
	);

/** @param what the limit that was exceeded, as the end of "The XML …" */
export const tooMuch = (what: string) =>
	unfit(
		what,
		'That is more than an invoice needs, and reading it could stop n8n. Ask the sender what the file is, or for an invoice that is split.',
	);

const unfit = (why: string, advice: string): Result<never> => fail(`The XML ${why}`, advice);
