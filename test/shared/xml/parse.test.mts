import fc from 'fast-check';
import { parseXml } from '../../../nodes/shared/xml/parse';
import type { XmlElement } from '../../../nodes/shared/xml/element';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const parse = (xml: string | Uint8Array) => parseXml(typeof xml === 'string' ? utf8(xml) : xml);

function rootOf(xml: string | Uint8Array): XmlElement {
	const result = parse(xml);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const textOf = (xml: string | Uint8Array) => rootOf(xml).text;
const problemOf = (xml: string | Uint8Array) => {
	const result = parse(xml);
	return result.ok ? 'accepted' : result.error.message;
};

describe('values', () => {
	test.each([
		['007', '007'],
		['1.50', '1.50'],
		['12345678901234567890', '12345678901234567890'],
		['true', 'true'],
		['0x1F', '0x1F'],
		['1e5', '1e5'],
		['  two  blanks  ', '  two  blanks  '],
		['', ''],
		['\n\t', '\n\t'],
		['a\r\nb\rc', 'a\nb\nc'],
		['constructor', 'constructor'],
	])('%j stays text', (written, read) => {
		expect(textOf(`<a>${written}</a>`)).toBe(read);
		expect(rootOf(`<a v="${written}"/>`).attributes.get('v')).toBe(read.replace(/[\t\n]/g, ' '));
	});

	test('prefixes are left out, and with them the declarations of namespaces', () => {
		const root = rootOf(
			'<x:A xmlns:x="urn:1" xmlns="urn:2" x:id="1" id="2" x:other="3"><B xml:lang="es">c</B><x:B/></x:A>',
		);
		expect(root.name).toBe('A');
		expect([...root.attributes]).toEqual([
			['id', '2'],
			['other', '3'],
		]);
		expect(root.children.map(({ name, text }) => [name, text])).toEqual([
			['B', 'c'],
			['B', ''],
		]);
		expect(root.children[0].attributes.get('lang')).toBe('es');
		expect(rootOf('<a id="2" x:id="1"/>').attributes.get('id')).toBe('2');
	});

	test('comments, CDATA and instructions', () => {
		expect(textOf('<a>1<!-- <b>2</b> &x; -->3<?pi 4 &y; ?>5</a>')).toBe('135');
		expect(textOf('<a>x<![CDATA[<b>&amp;</b>]]>y</a>')).toBe('x<b>&amp;</b>y');
		expect(textOf('<a><![CDATA[ ]]]]><![CDATA[> ]]></a>')).toBe(' ]]> ');
		expect(textOf('<a><![CDATA[]]></a>')).toBe('');
		expect(rootOf('<?xml version="1.0"?><!-- one --><?pi?><a/><!-- two -->').name).toBe('a');
		expect(textOf('<a>b<c/>d<c>e</c>f</a>')).toBe('bdf');
	});

	test('references to characters', () => {
		expect(textOf('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#128512;&#xe9;</a>')).toBe('<>&"\'AB😀é');
		expect(rootOf('<a v="&quot;&#10;&lt;"/>').attributes.get('v')).toBe('"\n<');
		expect(textOf('<a>&amp;lt;&#38;amp;</a>')).toBe('&lt;&amp;');
	});

	test('names that JavaScript treats in a special way', () => {
		for (const name of ['toString', 'hasOwnProperty', 'valueOf', 'length']) {
			const result = parse(`<a><${name}>1</${name}></a>`);
			if (result.ok) expect(result.value.children).toHaveLength(1);
		}
		for (const name of ['__proto__', 'constructor', 'prototype']) {
			parse(`<a ${name}="1"><${name}><polluted>1</polluted></${name}></a>`);
		}
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe('what is refused', () => {
	test.each([
		'<!DOCTYPE a><a/>',
		'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
		'<!doctype a><a/>',
		'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
		'<?xml version="1.0"?>\n<!-- c --><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
		'<?pi <!-- ?><!DOCTYPE a [<!ENTITY x "y">]><a b="-->">&x;</a>',
		'<a><!ELEMENT b EMPTY></a>',
		'<a><!ENTITY x "y"></a>',
	])('declarations: %s', (xml) => {
		expect(problemOf(xml)).toBe('The XML has a DOCTYPE, which is not accepted');
	});

	test('the word alone is no declaration', () => {
		expect(textOf('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE html>]]></a>')).toBe('<!DOCTYPE html>');
		expect(rootOf('<a v="&lt;!DOCTYPE a>"/>').attributes.get('v')).toBe('<!DOCTYPE a>');
	});

	test('a declaration hidden from the check is not expanded either', () => {
		expect(parse('<!DOCTYPE b [<!ENTITY x "y">]><a>&x;</a>').ok).toBe(false);
		expect(parse('<a b="<!--"><!DOCTYPE a [<!ENTITY x "y">]>&x;</a>').ok).toBe(false);
	});

	test.each([
		'&nbsp;',
		'&x;',
		'&#0;',
		'&#x1;',
		'&#xD800;',
		'&#xFFFF;',
		'&#x110000;',
		'&#99999999;',
		'&constructor;',
		'&toString;',
	])('the reference %s', (reference) => {
		expect(problemOf(`<a>${reference}</a>`)).toContain('The XML ');
		expect(parse(`<a v="${reference}"/>`).ok).toBe(false);
	});

	test.each([
		'',
		' ',
		'text',
		'<a>',
		'</a>',
		'<a></b>',
		'<a><b></a></b>',
		'<a/><b/>',
		'<a></a>text',
		'text<a/>',
		'<a b=1/>',
		'<a b/>',
		'<a b="1" b="2"/>',
		'<a b="1/>',
		'<1/>',
		'< a/>',
		'<a><![CDATA[x</a>',
		'<a><!-- x</a>',
		'<?xml version="1.0"?>',
		'<a>&</a>',
		'<a>a & b</a>',
		'<a>\u0000</a>',
		'<a>\u0008</a>',
		'<a>\uffff</a>',
		'{"a":1}',
		'%PDF-1.7',
	])('%j is no XML document', (xml) => {
		expect(problemOf(xml)).toContain('The XML ');
	});

	test('just the characters that XML forbids', () => {
		const range = (first: number, last: number) =>
			Array.from({ length: last - first + 1 }, (_, index) => first + index);
		const forbidden = [...range(0, 8), 0xb, 0xc, ...range(0xe, 0x1f), 0xfffe, 0xffff];
		const taken = [
			9,
			0xa,
			...range(0x27, 0x3b),
			...range(0x3d, 0xa0),
			0xd7ff,
			0xe000,
			0xfffd,
			0x10000,
			0x10ffff,
		];
		for (const code of forbidden) {
			expect(problemOf(`<a>${String.fromCodePoint(code)}</a>`)).toContain(
				'holds a character that XML forbids',
			);
		}
		for (const code of taken) {
			const character = String.fromCodePoint(code);
			expect(textOf(`<a>${character}</a>`)).toBe(character);
		}
	});

	test('depth and size', () => {
		const nested = (depth: number) => `${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`;
		expect(parse(nested(90)).ok).toBe(true);
		expect(problemOf(nested(150))).toMatch(/nested|Maximum nested/);
		expect(parse(nested(100_000)).ok).toBe(false);
		expect(problemOf(Buffer.alloc(25 * 1024 * 1024 + 1))).toContain('larger than 25 MB');
	});

	test('a large file takes no time that grows faster than the file', () => {
		const started = performance.now();
		for (const xml of [
			`<a>${'<!--'.repeat(500_000)}</a>`,
			`<a>${'<![CDATA['.repeat(200_000)}</a>`,
			`<a>${'<b c="d">e&amp;f</b>'.repeat(50_000)}</a>`,
			`<a>${'&'.repeat(500_000)}</a>`,
			`<a b="${' '.repeat(500_000)}"/>`,
			'<'.repeat(500_000),
		])
			parse(xml);
		expect(performance.now() - started).toBeLessThan(15_000);
	});
});

describe('encodings', () => {
	const document = (encoding: string, text: string) =>
		`<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
	const wide = (text: string, big: boolean, marked: boolean) => {
		const bytes = Buffer.from((marked ? '\ufeff' : '') + text, 'utf16le');
		return big ? bytes.swap16() : bytes;
	};

	test('UTF-8, with and without a mark, declared or not', () => {
		for (const xml of [
			document('UTF-8', 'Añó 東京 😀'),
			document('utf8', 'Añó 東京 😀'),
			'<a>Añó 東京 😀</a>',
		]) {
			expect(textOf(xml)).toBe('Añó 東京 😀');
			expect(textOf(`\ufeff${xml}`)).toBe('Añó 東京 😀');
			expect(textOf(` \r\n\t${xml}`)).toBe('Añó 東京 😀');
		}
	});

	test('the mark goes before the declaration', () => {
		expect(textOf(`\ufeff${document('ISO-8859-1', 'ñ')}`)).toBe('ñ');
	});

	test.each([
		[false, true],
		[true, true],
		[false, false],
		[true, false],
	])('UTF-16, big-endian %s, marked %s', (big, marked) => {
		expect(textOf(wide(document('UTF-16', 'Añó 東京 😀'), big, marked))).toBe('Añó 東京 😀');
	});

	test('a file of single bytes is not UTF-16, whatever it says', () => {
		expect(textOf(document('utf-16', 'ñ'))).toBe('ñ');
	});

	test.each(['ISO-8859-1', 'iso-8859-1', 'latin1', 'Windows-1252', 'cp1252'])('%s', (encoding) => {
		expect(textOf(Buffer.from(document(encoding, 'Año ÁÉÍÓÚ ¿?'), 'latin1'))).toBe('Año ÁÉÍÓÚ ¿?');
		const bytes = Buffer.concat([
			Buffer.from(document(encoding, '').replace('</a>', '')),
			Buffer.from([0x80, 0x91, 0x92, 0x96, 0x9f, 0x81]),
			Buffer.from('</a>'),
		]);
		expect(textOf(bytes)).toBe('€‘’–Ÿ\u0081');
	});

	test('US-ASCII, and what is not', () => {
		expect(textOf(document('US-ASCII', 'ano'))).toBe('ano');
		expect(problemOf(document('US-ASCII', 'año'))).toBe('The XML is not valid US-ASCII');
	});

	test('what cannot be decoded is refused, not replaced', () => {
		expect(problemOf(Buffer.from(document('UTF-8', 'ñ'), 'latin1'))).toBe('The XML is not valid UTF-8');
		expect(problemOf(Buffer.from('fffe3c00d800', 'hex'))).toContain('The XML ');
		expect(problemOf(document('EBCDIC-CP-ES', 'n'))).toContain('encoded in ebcdic-cp-es');
		expect(problemOf(document('Shift_JIS', 'n'))).toContain('encoded in shift_jis');
		expect(problemOf(document('constructor', 'n'))).toContain('encoded in constructor');
	});
});

describe('properties', () => {
	const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}$/);
	const text = fc
		.string({ unit: 'grapheme' })
		.filter((value) => !/[\0-\x08\x0b-\x1f\ufffe\uffff]/.test(value));
	const escape = (value: string) =>
		value
			.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
			.replace(/[\t\n]/g, (c) => `&#${c.charCodeAt(0)};`);
	type Tree = { name: string; value: string; text: string; children: Tree[] };
	const tree: fc.Memo<Tree> = fc.memo((depth) =>
		fc.record({
			name,
			value: text,
			text,
			children: depth <= 1 ? fc.constant([]) : fc.array(tree(), { maxLength: 3 }),
		}),
	);
	const write = (node: Tree): string =>
		`<p:${node.name} v="${escape(node.value)}">${escape(node.text)}${node.children.map(write).join('')}</p:${node.name}>`;
	const plain = (element: XmlElement): Tree => ({
		name: element.name,
		value: element.attributes.get('v') ?? '',
		text: element.text,
		children: element.children.map(plain),
	});

	test('what is written is read', () => {
		fc.assert(
			fc.property(tree(4), (node) => {
				expect(plain(rootOf(write(node)))).toEqual(node);
			}),
		);
	});

	test('never throws: any bytes, and any change of a document', () => {
		const sample = utf8('<?xml version="1.0"?><a b="c"><!-- d --><e f=\'g\'>h&amp;i</e><![CDATA[j]]></a>');
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(typeof parse(bytes).ok).toBe('boolean');
			}),
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 4 }), (changes) => {
				const bytes = Buffer.from(sample);
				for (const [at, byte] of changes) bytes[at] = byte;
				expect(typeof parse(bytes).ok).toBe('boolean');
			}),
			{ numRuns: 2000 },
		);
		const piece = fc.constantFrom(
			'<',
			'>',
			'/',
			'!',
			'--',
			'[CDATA[',
			']]>',
			'?',
			'"',
			"'",
			'=',
			'&',
			';',
			'a',
			' ',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				expect(typeof parse(pieces.join('')).ok).toBe('boolean');
			}),
			{ numRuns: 2000 },
		);
	});
});
