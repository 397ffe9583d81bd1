/** XML that makes a parser slow or large: a lot of each thing that XML allows. */
import type { Cases } from './bounds.mts';

const MB = 1024 * 1024;
const SIZE = 24 * MB;

const NAMESPACES = {
	'': 'Invoice-2',
	':cbc': 'CommonBasicComponents-2',
	':cac': 'CommonAggregateComponents-2',
};
const DECLARED = Object.entries(NAMESPACES)
	.map(([prefix, name]) => ` xmlns${prefix}="urn:oasis:names:specification:ubl:schema:xsd:${name}"`)
	.join('');

/** A UBL invoice with the given content. */
export const ubl = (inside: string): Buffer =>
	Buffer.from(`<Invoice${DECLARED}><cbc:ID>1</cbc:ID>${inside}</Invoice>`);

/** Repeats a piece until it fills the size. */
const filled = (piece: string, size = SIZE) => piece.repeat(Math.floor(size / Buffer.byteLength(piece)));

const numbered = (count: number, piece: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => piece(i)).join('');

export const file = (content: string) =>
	ubl(
		`<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`,
	);

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

export const xml: Cases = {
	'xml: 24 MB of empty elements': () => ubl(filled('<a/>')),
	'xml: 24 MB of empty elements in groups of 1,000': () => ubl(filled(`<a>${'<b/>'.repeat(1000)}</a>`)),
	'xml: 24 MB of elements with blanks around': () => ubl(filled(`<a>${'\n  <b/>'.repeat(1000)}</a>`)),
	'xml: 24 MB of elements with a text': () =>
		ubl(filled(`<cac:X>${'<cbc:ID>1</cbc:ID>'.repeat(1000)}</cac:X>`)),
	'xml: 24 MB of elements with a text of 20 characters': () =>
		ubl(filled(`<cac:X>${'<cbc:ID>12345678901234567890</cbc:ID>'.repeat(1000)}</cac:X>`)),
	'xml: 24 MB of elements with an attribute': () => ubl(filled(`<a>${'<b c="d"/>'.repeat(1000)}</a>`)),
	'xml: 24 MB of elements with ten attributes': () =>
		ubl(filled(`<a>${'<b c="" d="" e="" f="" g="" h="" i="" j="" k="" l=""/>'.repeat(1000)}</a>`)),
	'xml: 24 MB of elements of names that differ': () => ubl(numbered(2_000_000, (i) => `<cbc:a${i}/>`)),
	'xml: 24 MB of elements that declare a namespace': () =>
		ubl(numbered(800_000, (i) => `<x${i % 9}:a xmlns:x${i % 9}="u${i}"/>`)),
	'xml: 24 MB of attributes on one element': () => ubl(`<x${numbered(2_000_000, (i) => ` a${i}=""`)}/>`),
	'xml: 24 MB of namespaces on one element': () =>
		ubl(`<x${numbered(1_000_000, (i) => ` xmlns:a${i}="u"`)}/>`),
	'xml: 10,000 elements with 900 namespaces each': () =>
		ubl(filled(`<x${numbered(900, (i) => ` xmlns:a${i}="u"`)}/>`)),
	'xml: 99 levels, each with 900 namespaces, and elements inside': () =>
		ubl(
			`${numbered(98, (level) => `<x${numbered(900, (i) => ` xmlns:a${level}-${i}="u"`)}>`)}${filled('<a0-0:b/>', 10 * MB)}${'</x>'.repeat(98)}`,
		),
	'xml: two million levels': () => ubl(filled('<a>')),
	'xml: two million levels with prefixes': () => ubl(`${filled('<cbc:a>')}`),
	'xml: 24 MB of end tags': () => ubl(filled('</a>')),
	'xml: 24 MB of roots': () => Buffer.from(filled('<a/>')),
	'xml: 24 MB of one start tag': () => ubl(`<${'a'.repeat(SIZE)}/>`),
	'xml: 24 MB of one prefix': () => ubl(`<${'a'.repeat(SIZE)}:b/>`),
	'xml: 24 MB of one end tag': () => ubl(`</${'a'.repeat(SIZE)}>`),
	'xml: 24 MB of one attribute name': () => ubl(`<a ${'b'.repeat(SIZE)}=""/>`),
	'xml: 24 MB of one attribute': () => ubl(`<a b="${'c'.repeat(SIZE)}"/>`),
	'xml: 24 MB of line breaks in one attribute': () => ubl(`<a b="${'\n'.repeat(SIZE)}"/>`),
	'xml: 24 MB of tabs in attributes of 900 KB': () => ubl(filled(`<a b="${'\t'.repeat(900_000)}"/>`)),
	'xml: 24 MB of blanks in one tag': () => ubl(`<a ${' '.repeat(SIZE)}/>`),
	'xml: 24 MB of one namespace': () => ubl(`<a xmlns="${'u'.repeat(SIZE)}"/>`),
	'xml: a namespace of 900 KB with a million elements': () =>
		ubl(`<a xmlns="${'u'.repeat(900_000)}">${filled(`<b>${'<c/>'.repeat(1000)}</b>`, 20 * MB)}</a>`),
	'xml: 24 MB of one text': () => ubl(`<cbc:Note>${'A'.repeat(SIZE)}</cbc:Note>`),
	'xml: 24 MB of one text with blanks': () => ubl(`<cbc:Note>${filled('Some words ')}</cbc:Note>`),
	'xml: 24 MB of texts of 900 KB': () =>
		ubl(filled(`<cbc:Note>${filled('Some words ', 900_000)}</cbc:Note>`)),
	'xml: 9 MB of texts of 900 KB': () =>
		ubl(filled(`<cbc:Note>${filled('Some words ', 900_000)}</cbc:Note>`, 9_500_000)),
	'xml: 9 MB of letters of four bytes': () =>
		ubl(filled(`<cbc:Note>${filled('𝄞', 400_000)}</cbc:Note>`, 20 * MB)),
	'xml: 24 MB of references to characters': () => ubl(`<cbc:Note>${filled('&#65;')}</cbc:Note>`),
	'xml: 24 MB of references in texts of 900 KB': () =>
		ubl(filled(`<cbc:Note>${filled('&lt;', 900_000)}</cbc:Note>`)),
	'xml: 24 MB of references in attributes of 900 KB': () =>
		ubl(filled(`<a b="${filled('&lt;', 900_000)}"/>`)),
	'xml: 24 MB of one reference': () => ubl(`<cbc:Note>&${'a'.repeat(SIZE)};</cbc:Note>`),
	'xml: 24 MB of one number of a reference': () => ubl(`<cbc:Note>&#${'9'.repeat(SIZE)};</cbc:Note>`),
	'xml: 24 MB of &': () => ubl(`<cbc:Note>${'&'.repeat(SIZE)}</cbc:Note>`),
	'xml: 24 MB of <': () => ubl('<'.repeat(SIZE)),
	'xml: 24 MB of ]': () => ubl(`<cbc:Note>${']'.repeat(SIZE)}</cbc:Note>`),
	'xml: 24 MB of one comment': () => ubl(`<!--${filled('- a')}-->`),
	'xml: 24 MB of comments': () => ubl(filled('<!---->')),
	'xml: 24 MB of comments inside a text': () => ubl(`<cbc:Note>${filled('a<!---->')}</cbc:Note>`),
	'xml: 24 MB of comments that do not end': () => ubl(filled('<!--')),
	'xml: 24 MB of one CDATA section': () => ubl(`<cbc:Note><![CDATA[${filled(']a')}]]></cbc:Note>`),
	'xml: 24 MB of CDATA sections': () => ubl(`<cbc:Note>${filled('<![CDATA[a]]>')}</cbc:Note>`),
	'xml: 24 MB of one instruction': () => ubl(`<?a ${filled('?a')}?>`),
	'xml: 24 MB of instructions': () => ubl(filled('<?a?>')),
	'xml: a declaration of 24 MB': () =>
		Buffer.from(`<?xml version="1.0" encoding="${'a'.repeat(SIZE)}"?><a/>`),
	'xml: 24 MB of blanks first': () => Buffer.concat([Buffer.alloc(SIZE, ' \n'), ubl('')]),
	'xml: 24 MB of characters and line breaks in one attribute': () => ubl(`<a b="${filled('c\n')}"/>`),
	'xml: 24 MB of base64 in lines in one attribute': () =>
		ubl(`<a b="${filled(`${'QUJD'.repeat(19)}\n`, 9 * MB)}"/>`),
	'xml: 24 MB of blanks last': () => Buffer.concat([ubl(''), Buffer.alloc(SIZE, ' \n')]),
	'xml: a DOCTYPE of 24 MB': () => Buffer.from(`<!DOCTYPE a [${filled('<!ENTITY a "b">')}]><a/>`),
	'xml: a DOCTYPE that doubles an entity 40 times': () =>
		Buffer.from(
			`<!DOCTYPE a [<!ENTITY a0 "b">${numbered(40, (i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`)}]><a>&a40;</a>`,
		),
	'xml: a file of 24 MB': () => file(filled('QUJD')),
	'xml: a file of 24 MB in lines': () => file(filled(`${'QUJD'.repeat(19)}\r\n`)),
	'xml: a file of 24 MB in lines of one': () => file(filled('A\r')),
	'xml: a file of 24 MB as CDATA': () => file(`<![CDATA[${filled('QUJD')}]]>`),
	'xml: a file of 24 MB of ] as CDATA': () => file(`<![CDATA[${filled(']a')}]]>`),
	'xml: a file that is a comment of 24 MB': () => file(`<!--${filled('-a')}-->`),
	'xml: a file of 24 MB of references': () => file(filled('&#65;')),
	'xml: a file of 24 MB of elements': () => file(filled('<a/>')),
	'xml: 24 MB of UTF-16': () => utf16(`<a>${`<b>${'é'.repeat(100_000)}</b>`.repeat(120)}</a>`),
	'xml: 24 MB of UTF-16 with elements': () => utf16(`<a>${`<b>${'<c/>'.repeat(1000)}</b>`.repeat(3100)}</a>`),
	'xml: 24 MB of halves of letters in UTF-16': () => utf16(`<a>${'\ud834'.repeat(12 * MB)}</a>`),
	'xml: 24 MB of UTF-32': () => Buffer.concat([Buffer.from('fffe00003c000000', 'hex'), Buffer.alloc(SIZE)]),
	'xml: 24 MB of zeros': () => Buffer.concat([Buffer.from('<a>'), Buffer.alloc(SIZE)]),
	'xml: 24 MB of bytes that are no UTF-8': () =>
		Buffer.concat([Buffer.from('<a>'), Buffer.alloc(SIZE, 0xff)]),
	'xml: 24 MB of byte order marks': () => Buffer.from('\ufeff'.repeat(8 * MB)),
	'xml: 24 MB of Windows-1252': () =>
		Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>'),
			Buffer.alloc(9 * MB, 0x80),
			Buffer.from('</a>'),
		]),
	'xml: 24 MB of Shift_JIS': () =>
		Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>'),
			Buffer.alloc(SIZE, 0x93),
			Buffer.from('</a>'),
		]),
	'xml: 24 MB of line breaks of XML 1.1': () =>
		Buffer.from(`<?xml version="1.1"?><a>${filled('\u0085')}</a>`),
	'xml: a namespace of 900,000 characters in each name': () =>
		ubl(`<x:a xmlns:x="${'n'.repeat(900_000)}">${'<x:b x:c=""/>'.repeat(40_000)}</x:a>`),
	'xml: a namespace of 900,000 characters in attributes alone': () =>
		Buffer.from(`<Invoice xmlns:x="${'n'.repeat(900_000)}"${numbered(998, (i) => ` x:a${i}=""`)}/>`),
	'xml: 900 attributes with names of 16,400 characters': () =>
		ubl(`<a${numbered(900, (i) => ` ${'n'.repeat(16_394)}${String(i).padStart(6, '0')}=""`)}/>`),
	'xml: 499,000 attributes in a long namespace, in an order of their own in each element': () =>
		ubl(
			`<x:a xmlns:x="${'n'.repeat(990)}">${numbered(499, (i) => `<x:b${numbered(1000, (j) => ` x:a${(j * 7 + i * 13) % 1000}=""`)}/>`)}</x:a>`,
		),
	'xml: letters between the elements of a long text': () =>
		ubl(`<cbc:Note>${'a'.repeat(900_000)}${'<b/>x'.repeat(49_000)}</cbc:Note>`),
};
