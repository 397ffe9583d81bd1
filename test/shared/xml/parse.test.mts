import fc from 'fast-check';
import { finish } from '../../../nodes/shared/steps';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import type { XmlElement } from '../../../nodes/shared/xml/element';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const parse = (xml: string | Uint8Array) => finish(xmlInSteps(typeof xml === 'string' ? utf8(xml) : xml));

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

	test('names have the prefix of their namespace, whatever the document calls it', () => {
		const root = rootOf(
			`<x:Invoice xmlns:x="${UBL}Invoice-2" xmlns="${UBL}CommonBasicComponents-2" xmlns:a="urn:a" a:id="1" id="2" xml:lang="es"><ID>c</ID><a:ID/><ID xmlns="">e</ID></x:Invoice>`,
		);
		expect(root.name).toBe('ubl:Invoice');
		expect([...root.attributes]).toEqual([
			['{urn:a}id', '1'],
			['id', '2'],
			['xml:lang', 'es'],
		]);
		expect(root.children.map(({ name, text }) => [name, text])).toEqual([
			['cbc:ID', 'c'],
			['{urn:a}ID', ''],
			['ID', 'e'],
		]);
	});

	test.each([
		['https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.3/facturaElectronica', 'cr:A'],
		['https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/notaCreditoElectronica', 'cr:A'],
		['https://tribunet.hacienda.go.cr/docs/esquemas/2017/v4.2/facturaElectronica', 'cr:A'],
		['http://www.sat.gob.gt/dte/fel/0.1.0', 'dte:A'],
		['http://www.sat.gob.gt/dte/fel/0.2.0', 'dte:A'],
		['http://www.sat.gob.gt/dte/fel/0.2.0/more', '{http://www.sat.gob.gt/dte/fel/0.2.0/more}A'],
		['urn:constructor', '{urn:constructor}A'],
		['constructor', '{constructor}A'],
	])('the namespace %s: %s', (namespace, name) => {
		expect(rootOf(`<A xmlns="${namespace}"/>`).name).toBe(name);
	});

	test('a document knows the namespaces of CII or those of ZUGFeRD 1.0, not both', () => {
		const UNECE = 'urn:un:unece:uncefact:data:standard';
		const now = [
			`${UNECE}:CrossIndustryInvoice:100`,
			`${UNECE}:ReusableAggregateBusinessInformationEntity:100`,
			`${UNECE}:UnqualifiedDataType:100`,
		];
		const old = [
			'urn:ferd:CrossIndustryDocument:invoice:1p0',
			`${UNECE}:ReusableAggregateBusinessInformationEntity:12`,
			`${UNECE}:UnqualifiedDataType:15`,
		];
		const inside = [...now, ...old].map((namespace) => `<A xmlns="${namespace}"/>`).join('');
		const known = ['rsm:A', 'ram:A', 'udt:A'];
		const foreign = (namespaces: string[]) => namespaces.map((namespace) => `{${namespace}}A`);
		const names = (root: XmlElement) => root.children.map(({ name }) => name);
		for (const [local, namespace, expected] of [
			['CrossIndustryInvoice', now[0], [...known, ...foreign(old)]],
			['CrossIndustryDocument', old[0], [...foreign(now), ...known]],
		] as const) {
			const invoice = `<${local} xmlns="${namespace}">${inside}</${local}>`;
			expect(rootOf(invoice).name).toBe(`rsm:${local}`);
			expect(names(rootOf(invoice))).toEqual(expected);
			expect(names(rootOf(`<a><b/>${invoice}</a>`).children[1]!)).toEqual(expected);
		}
		const mistaken = rootOf(`<CrossIndustryInvoice xmlns="${old[0]}">${inside}</CrossIndustryInvoice>`);
		expect([mistaken.name, ...names(mistaken)]).toEqual([
			`{${old[0]}}CrossIndustryInvoice`,
			...known,
			...foreign(old),
		]);
	});

	test('what is in no namespace belongs to the format of the root', () => {
		const names = (root: string) =>
			[rootOf(`<${root}><A/></${root}>`)].flatMap((r) => [r.name, r.children[0].name]);
		expect(names('FacturaElectronica')).toEqual(['cr:FacturaElectronica', 'cr:A']);
		expect(names('GTDocumento')).toEqual(['dte:GTDocumento', 'dte:A']);
		expect(names('Invoice')).toEqual(['Invoice', 'A']);
		expect(rootOf('<x:FacturaElectronica xmlns:x="urn:x"><A/></x:FacturaElectronica>').children[0].name).toBe(
			'A',
		);
	});

	test('every element knows where it stands', () => {
		const root = rootOf('\n\n<?xml version="1.0"?>\r\n<a>\r  <b c="1"/><d\ne=""/>\n</a>');
		expect([root, ...root.children].map(({ name, line, column }) => [name, line, column])).toEqual([
			['a', 4, 1],
			['b', 5, 3],
			['d', 5, 1],
		]);
	});

	test('blanks between elements are none of their text', () => {
		expect(textOf('<a>\n  <b/>\n  <c/>\n</a>')).toBe('');
		expect(textOf('<a>\n  </a>')).toBe('\n  ');
	});

	test('an embedded file is kept for who asks for it', () => {
		const file = 'QUJD'.repeat(500_000);
		const of = (name: string, namespace: string) =>
			`<a xmlns:x="${namespace}"><x:${name}>${file}</x:${name}><b>c</b></a>`;
		for (const [name, namespace] of [
			['EmbeddedDocumentBinaryObject', `${UBL}CommonBasicComponents-2`],
			[
				'AttachmentBinaryObject',
				'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
			],
		]) {
			const texts = (keepEmbeddedFiles: boolean) => {
				const result = finish(xmlInSteps(utf8(of(name, namespace)), { keepEmbeddedFiles }));
				return result.ok ? result.value.children.map(({ text }) => text) : result.error.message;
			};
			expect(texts(false)).toEqual(['', 'c']);
			expect(texts(true)).toEqual([file, 'c']);
		}
		expect(rootOf(of('EmbeddedDocumentBinaryObject', 'urn:x')).children[0].text).toBe(file);
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

describe('what is rejected', () => {
	test.each([
		'<!DOCTYPE a><a/>',
		'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
		'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
		'<?xml version="1.0"?>\n<!-- c --><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
		'<?pi <!-- ?><!DOCTYPE a [<!ENTITY x "y">]><a b="-->">&x;</a>',
		'<a><!DOCTYPE b></a>',
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
		'<!doctype a><a/>',
		'<a><!ELEMENT b EMPTY></a>',
		'<a><!ENTITY x "y"></a>',
		'<x:a/>',
		'<a x:b="1"/>',
		'<a xmlns:x="urn:x" xmlns:y="urn:x" x:b="" y:b=""/>',
		'<a b="<"/>',
		'<a>]]></a>',
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
				'at line 1, column 4 there is a character that XML does not allow there',
			);
		}
		for (const code of taken) {
			const character = String.fromCodePoint(code);
			expect(textOf(`<a>${character}</a>`)).toBe(character);
		}
	});

	test('it says where', () => {
		const where = (xml: string) => /line \d+, column \d+/.exec(problemOf(xml))?.[0];
		expect(where('<a>\n  <b>\n</a>')).toBe('line 3, column 4');
		expect(where('\n\n<a>\r\n &x;</a>')).toBe('line 4, column 2');
		expect(where('   <a>&</a>')).toBe('line 1, column 7');
		expect(where('\r\n\t <a></b>')).toBe('line 2, column 9');
		expect(where(`${' '.repeat(131_072)} <a></b>`)).toBe('line 1, column 131080');
		expect(where(`<a>${'<b/>\n'.repeat(40_000)}<</a>`)).toBe('line 40001, column 2');
	});

	const far = 'x'.repeat(300_000);
	test.each([
		['a text, and no ; follows', '<a>\n<b>Meyer & Sohn</b></a>', 'line 2, column 10'],
		['a text, and a ; follows', '<a>\n<b>R&D &amp; é&co</b>\n<b>;</b></a>', 'line 2, column 5'],
		['a text after references', '<a>ü &lt;&#60;&#x3C; & </a>', 'line 1, column 22'],
		['an attribute', '<a>\n<b c="x" d="y & z"/></a>', 'line 2, column 15'],
		['a text after a comment', '<a><!-- & --><b>&</b></a>', 'line 1, column 17'],
		['a text after CDATA', '<a><![CDATA[ & ]]>&</a>', 'line 1, column 19'],
		['a large file', `<a><b>${far}</b>\n<b>&</b>${`<b>${far}</b>`.repeat(2)}</a>`, 'line 2, column 4'],
		['a larger file', `<a>\n<b>&</b>${`<b>${far}</b>`.repeat(9)}</a>`, 'line 2, column 4'],
	])('an & that is not escaped is found where it is, not where the parser stops: in %s', (_, xml, place) => {
		expect(problemOf(xml)).toBe(`The XML is not well-formed: at ${place} there is an & that is not escaped`);
	});

	test('an & that is not escaped is found wherever a piece ends', () => {
		for (let length = 131_030; length < 131_080; length++) {
			const xml = `<a>${'x'.repeat(length)}\n&amp;&lt; & ${far}</a>`;
			expect(problemOf(xml)).toContain('at line 2, column 11 there is an & ');
		}
	});

	test.each([
		'<?xml version="1.0">\n<a/>',
		'<?xml version="1.0"encoding="UTF-8"?><a/>',
		'<?xml version "1.0"?><a/>',
	])('a faulty XML declaration is called so: %j', (xml) => {
		expect(problemOf(xml)).toContain(' there is a faulty XML declaration');
	});

	test.each(['<a>3 < 4</a>', '<a>\n< b/></a>', '<a><5</a>', '<a/><='])(
		'a < that is not escaped is called so: %j',
		(xml) => {
			expect(problemOf(xml)).toContain(' there is a < that is not escaped, or that no name follows');
		},
	);

	test.each([
		['<a>\n<b></c> R&D</a>', 'line 2, column 7 there is an end tag that'],
		['<a><b c=1>R & D</b></a>', 'line 1, column 9 there is an attribute that'],
		['<a><x:b>R&D</x:b></a>', 'line 1, column 8 there is a prefix that'],
		['<a/>\n<b>R & D</b>', 'line 2, column 3 there is text or an element outside'],
		['<a>&nbsp;R&D</a>', 'line 1, column 4 there is a reference'],
	])('an error before an & is reported first: %j', (xml, problem) => {
		expect(problemOf(xml)).toContain(problem);
	});

	describe('the names of the sender do not decide what the error says', () => {
		// From the patterns for what the parser says.
		const WORDS = [
			...['lone', 'ampersand', 'disallowed', 'character', 'entity', 'unclosed', 'unexpected', 'end', 'close'],
			...['closing', 'tag', 'unbound', 'namespace', 'prefix', 'malformed', 'name', 'duplicate', 'attribute'],
			...['outside', 'only', 'root', 'must', 'contain', 'version', 'encoding', 'standalone', 'quoted'],
			...['required', 'value', 'expected', 'doctype', 'unclosed-tag', 'unexpected-end', 'XML-declaration'],
		];
		const NAMES = [...WORDS.map((word) => `a${word}A`), WORDS.join('-'), ...WORDS];
		const URIS = [...NAMES, ...WORDS.map((word) => `urn:${word}: `), `1:1: ${WORDS.join(' ')}`];

		test.each([
			['cut off', (name: string) => `<${name}>`, 'the end of the file inside of an element'],
			['cut off in an element', (name: string) => `<a><b/><${name}>x`, 'the end of the file inside of an'],
			['without a start tag', (name: string) => `<a></${name}>`, 'an end tag that does not belong'],
			['behind the root', (name: string) => `<a/></${name}>`, 'an end tag that does not belong'],
			['as a prefix', (name: string) => `<${name}:a/>`, 'a prefix that no xmlns attribute declares'],
			['as a prefix of an attribute', (name: string) => `<a ${name}:b=""/>`, 'a prefix that no xmlns'],
			['with two colons', (name: string) => `<${name}:b:c/>`, 'a name or namespace that is not allowed'],
			[
				'of an attribute',
				(name: string) => `<a ${name}="" ${name}=""/>`,
				'an attribute that the element has',
			],
			[
				'of a reference',
				(name: string) => `<a>&${name.slice(0, 20)};</a>`,
				'a reference (&…;) that does not stand',
			],
		])('%s', (_what, around, expected) => {
			for (const name of NAMES) expect(problemOf(around(name))).toContain(` there is ${expected}`);
		});

		test('a namespace', () => {
			expect(problemOf('<a xml:lang="de" xml:lang="en"/>')).toContain('an attribute that the element has');
			for (const uri of URIS) {
				const twice = `<a xmlns:b="${uri}" xmlns:c="${uri}" b:d="" c:d=""/>`;
				expect(problemOf(twice)).toContain(' there is an attribute that the element has already');
			}
		});
	});

	test.each(['<a></a b>', '<a></ a>', '<a></a/>', '<a></>'])('an end tag that is not one: %j', (xml) => {
		expect(problemOf(xml)).toContain(' there is an end tag that is not written as </name>');
	});

	test.each(['<a/><!-- x', '<a/>\n<?pi x', '<a b="1', '<a b="1" ', '<a b="&am'])(
		'the end of the file within markup outside of any element: %j',
		(xml) => {
			expect(problemOf(xml)).toContain(
				' there is the end of the file inside of markup: something is missing',
			);
		},
	);

	test.each(['&', '&am', '&amp', '&#3', '&#x1F6', '&a', `&${'a'.repeat(31)}`])(
		'a file that is cut within a reference ends there: %j',
		(cut) => {
			for (const before of ['<a>Tom ', '<a>\n<b c="', `<a>&lt;${far}`, `<a>${'x'.repeat(131_066)}`])
				expect(problemOf(before + cut)).toContain(' there is the end of the file inside of an element');
			expect(problemOf(`<a>R & D ${cut}`)).toContain('column 6 there is an & that is not escaped');
		},
	);

	test('an & in CDATA or a comment that does not end is not the fault', () => {
		for (const xml of [
			'<a><![CDATA[ & </a>',
			'<a><!-- & </a>',
			`<a><![CDATA[${far}&${far}</a>`,
			'<a>text<![CDATA[ & </a>',
			'<a>text<!-- & </a>',
			'<a>text<?b & </a>',
		])
			expect(problemOf(xml)).toContain('the end of the file inside of an element');
	});

	test('size', () => {
		expect(problemOf(Buffer.alloc(50 * 1024 * 1024 + 1))).toBe('The XML is larger than 50 MB');
	});

	test('fewer elements, where a caller wants fewer', () => {
		const parsed = (xml: string) => finish(xmlInSteps(Buffer.from(xml), { elements: 3 }));
		expect(parsed('<a><b/><c/></a>').ok).toBe(true);
		const refused = parsed('<a><b/><c/><d/></a>');
		expect(refused.ok || refused.error.message).toBe('The XML holds more than 3 elements');
	});

	const NS = `xmlns="${UBL}CommonBasicComponents-2"`;

	test.each([
		['depth', '<a>'.repeat(101), '100 levels of nested elements'],
		['depth of 100,000', '<a>'.repeat(100_000), '100 levels of nested elements'],
		['elements', `<a>${`<b>${'<c/>'.repeat(49_999)}</b>`.repeat(21)}</a>`, '1,000,000 elements'],
		['comments', `<a>${'<!---->'.repeat(1_000_000)}</a>`, '1,000,000 elements'],
		['instructions', `<a>${'<?b?>'.repeat(1_000_000)}</a>`, '1,000,000 elements'],
		['CDATA', `<a>${'<![CDATA[]]>'.repeat(1_000_000)}</a>`, '1,000,000 elements'],
		['children', `<a>${'<b/>'.repeat(50_001)}</a>`, '50,000 elements directly in one element'],
		[
			'attributes of an element',
			`<a ${Array.from({ length: 1001 }, (_, i) => `b${i}=""`).join(' ')}/>`,
			'1,000 attributes in one',
		],
		[
			'namespaces of an element',
			`<a ${Array.from({ length: 1001 }, (_, i) => `xmlns:b${i}="u"`).join(' ')}/>`,
			'1,000 attributes in one',
		],
		[
			'attributes',
			`<a>${`<b>${'<c d="" e="" f="" g="" h="" i="" j=""/>'.repeat(50_000)}</b>`.repeat(2)}</a>`,
			'500,000 attributes',
		],
	])('more than the limit: %s', (_what, xml, message) => {
		expect(problemOf(xml)).toContain(`The XML holds more than ${message}`);
	});

	test('elements inside an embedded file are not of the file, so that their texts count', () => {
		const texts = `<b>${'a'.repeat(990_000)}</b>`.repeat(11);
		const xml = `<a xmlns:x="${UBL}CommonBasicComponents-2"><x:EmbeddedDocumentBinaryObject>${texts}</x:EmbeddedDocumentBinaryObject></a>`;
		const result = finish(xmlInSteps(utf8(xml), { keepEmbeddedFiles: true }));
		expect(result.ok ? 'accepted' : result.error.message).toBe(
			'The XML holds more than 10,000,000 characters of text',
		);
	});

	test.each([
		['text', `<a>${'a, b '.repeat(300_000)}</a>`],
		['comment', `<a><!--${'a, b '.repeat(300_000)}--></a>`],
		['attribute', `<a b="${'a, b '.repeat(300_000)}"/>`],
		['CDATA section', `<a><![CDATA[${'a, b '.repeat(300_000)}]]></a>`],
		['instruction', `<a><?b ${'a, b '.repeat(300_000)}?></a>`],
		[
			'embedded file that is none',
			`<EmbeddedDocumentBinaryObject ${NS}>${'a, b '.repeat(300_000)}</EmbeddedDocumentBinaryObject>`,
		],
		['DOCTYPE', `<!DOCTYPE a [${'<!ENTITY a "b">'.repeat(100_000)}`],
	])('a %s that is too long', (_what, xml) => {
		expect(problemOf(xml)).toBe(
			'The XML holds more than 1,000,000 characters in one text, comment or attribute',
		);
	});

	test.each([
		['text', (text: string) => `<a>${text}</a>`],
		['comment', (text: string) => `<a><!--${text}--></a>`],
		['attribute', (text: string) => `<a b="${text}"/>`],
		['CDATA section', (text: string) => `<a><![CDATA[${text}]]></a>`],
		['instruction', (text: string) => `<a><?b ${text}?></a>`],
	])('all characters that are stated may be used: in one %s', (_what, around) => {
		const text = 'a, b '.repeat(200_000);
		expect(problemOf(around(text.slice(0, 920_000)))).toBe('accepted');
		expect(problemOf(around(text))).toBe('accepted');
		expect(problemOf(around(`${text}c`))).toBe(
			'The XML holds more than 1,000,000 characters in one text, comment or attribute',
		);
	});

	test('all characters that are stated may be used: by all texts together', () => {
		const with9900000 = (last: string) =>
			problemOf(`<a>${`<b>${'a, b '.repeat(90_000)}</b>`.repeat(22)}<b>${last}</b></a>`);
		// The names count, too.
		expect(with9900000(','.repeat(99_998))).toBe('accepted');
		expect(with9900000(','.repeat(99_999))).toBe('The XML holds more than 10,000,000 characters of text');
	});

	test.each([
		['name', `<${'a'.repeat(1001)}/>`],
		['name of an attribute', `<a xmlns:b="u" b:${'c'.repeat(1001)}=""/>`],
		['namespace of an element', `<b:a xmlns:b="${'u'.repeat(1001)}"/>`],
		['namespace of an attribute', `<a xmlns:b="${'u'.repeat(1001)}" b:c=""/>`],
	])('a %s that is too long', (_what, xml) => {
		expect(problemOf(xml)).toBe('The XML holds more than 1,000 characters in one name with its namespace');
	});

	test('a name counts once, however often it stands there', () => {
		const namespace = 'u'.repeat(900);
		const different = Array.from({ length: 12_000 }, (_, i) => `<b:c${i}/>`).join('');
		const root = (inside: string) => `<a xmlns:b="${namespace}">${inside}</a>`;
		expect(problemOf(root(different))).toBe('The XML holds more than 10,000,000 characters of text');
		expect(problemOf(root('<b:c b:d=""/>'.repeat(40_000)))).toBe('accepted');
	});

	test('text between elements is not gone through again at each of them', () => {
		const trim = jest.spyOn(String.prototype, 'trim');
		try {
			const { text, children } = rootOf(`<a>${'long '.repeat(1000)}${'<b/>x'.repeat(1000)}</a>`);
			expect([text.length, children.length]).toEqual([6000, 1000]);
			const looked = trim.mock.contexts.reduce<number>((sum, looked) => sum + String(looked).length, 0);
			expect(looked).toBeLessThan(50_000);
		} finally {
			trim.mockRestore();
		}
	});

	test('base64 may be longer, up to what all texts may have', () => {
		expect(problemOf(`<a>${'QUJD'.repeat(2_000_000)}</a>`)).toBe('accepted');
		expect(problemOf(`<a>${'QUJD'.repeat(2_600_000)}</a>`)).toBe(
			'The XML holds more than 10,000,000 characters of text',
		);
		expect(problemOf(`<a>${`<b c="${'x'.repeat(1000)}"/>`.repeat(10_001)}</a>`)).toBe(
			'The XML holds more than 10,000,000 characters of text',
		);
	});

	test.each(['\n', '&#10;', '&#13;&#10;', '&#xD;\n', '&#xD;&#xA;', '\n\t\t\t'])(
		'base64 in lines that end with %j',
		(end) => {
			for (const length of [64, 76]) {
				const line = 'QUJD'.repeat(length / 4) + end;
				expect(problemOf(`<a>${line.repeat(60_000)}</a>`)).toBe('accepted');
			}
		},
	);

	test('references all over a long text are not base64', () => {
		expect(problemOf(`<a>${'QUJDQUJD&#10;'.repeat(100_000)}</a>`)).toBe(
			'The XML holds more than 1,000,000 characters in one text, comment or attribute',
		);
	});
});

describe('steps', () => {
	const stepsOf = (xml: string) => {
		const steps = xmlInSteps(utf8(xml));
		let count = 1;
		while (!steps.next().done) count++;
		return count;
	};

	test('grow with the file, and so does the work of each', () => {
		const line = '<b c="d">e&amp;f<!-- g --></b>';
		const [one, four] = [10_000, 40_000].map((count) => stepsOf(`<a>${line.repeat(count)}</a>`));
		expect(one).toBe(Math.ceil((line.length * 10_000 + 7) / (128 * 1024)));
		expect(four / one).toBeGreaterThan(3);
		expect(four / one).toBeLessThan(5);
	});

	test('a piece may end anywhere: within a line break, a character, a name', () => {
		for (let shift = 0; shift < 12; shift++) {
			const xml = `<a>${' '.repeat(128 * 1024 - 8 - shift)}b\r\nñ😀<c d="e"/>\r</a>`;
			const root = rootOf(xml);
			expect([root.text.trim(), root.children[0].attributes.get('d')]).toEqual(['b\nñ😀', 'e']);
		}
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

	test.each([
		['ISO-8859-2', 'b1e6f3', 'ąćó'],
		['ISO-8859-15', 'a4', '€'],
		['windows-1250', '9ca5', 'śĄ'],
		['windows-1251', 'cff0', 'Пр'],
		['Shift_JIS', '93fa967b', '日本'],
		['GB18030', 'd6d0', '中'],
	])('%s', (encoding, hex, text) => {
		const [start, end] = document(encoding, '|').split('|');
		expect(textOf(Buffer.concat([Buffer.from(start), Buffer.from(hex, 'hex'), Buffer.from(end)]))).toBe(text);
	});

	test('US-ASCII, and what is not', () => {
		expect(textOf(document('US-ASCII', 'ano'))).toBe('ano');
		expect(problemOf(document('US-ASCII', 'año'))).toBe(
			'The XML is not valid US-ASCII: at line 1, column 46 there is an invalid byte',
		);
	});

	test('what cannot be decoded is rejected, not replaced', () => {
		expect(problemOf(Buffer.from(document('UTF-8', 'ñ'), 'latin1'))).toBe(
			'The XML is not valid UTF-8: at line 1, column 42 there is an invalid byte',
		);
		expect(problemOf(Buffer.from('fffe3c00d800', 'hex'))).toContain('The XML ');
		expect(problemOf(document('EBCDIC-CP-ES', 'n'))).toContain('encoded in ebcdic-cp-es');
		for (const mark of ['0000feff', 'fffe0000', '3c000000', '0000003c']) {
			expect(problemOf(Buffer.from(`${mark}3c000000`, 'hex'))).toContain('encoded in utf-32');
		}
		expect(problemOf(document('constructor', 'n'))).toContain('encoded in constructor');
	});
});

describe('an invalid byte is found where it is', () => {
	const where = (bytes: Uint8Array) =>
		/at (line \d+, column \d+) there is an invalid byte/.exec(problemOf(bytes))?.[1];
	const INVALID = Buffer.from([0xfc]);

	test.each([0, 1, 65_000, 131_070, 131_071, 131_072, 200_000, 400_000])('after %i characters', (length) => {
		const before = `<a>${'é'.repeat(length)}\ufffd\r\n😀é`;
		expect(where(Buffer.concat([utf8(before), INVALID, utf8('x</a>')]))).toBe('line 2, column 3');
	});

	test('at the end of a file that is cut within a character', () => {
		expect(where(utf8('<a>\nné').subarray(0, -1))).toBe('line 2, column 2');
	});

	test('at the end of a file that is cut within a character, which is not in another encoding', () => {
		const adviceOf = (bytes: Uint8Array) => {
			const result = parse(bytes);
			return result.ok ? 'accepted' : result.error.description;
		};
		for (const length of [0, 131_069, 200_000]) {
			const whole = utf8(`<a>${'é'.repeat(length)}\n😀`);
			for (const lost of [1, 2, 3]) {
				expect(where(whole.subarray(0, -lost))).toBe('line 2, column 1');
				expect(adviceOf(whole.subarray(0, -lost))).toBe(adviceOf(whole));
			}
			expect(adviceOf(whole)).toContain('it may have been cut');
			expect(adviceOf(Buffer.concat([whole.subarray(0, -1), utf8('</a>')]))).toContain('in the encoding');
		}
	});

	test('in UTF-16', () => {
		const text = Buffer.from('\ufeff<a>\né😀', 'utf16le');
		expect(where(Buffer.concat([text, Buffer.from('00d84100', 'hex')]))).toBe('line 2, column 3');
	});

	test('unless the XML before it is faulty', () => {
		expect(problemOf(Buffer.concat([utf8('<a></b>'), INVALID]))).toContain(
			'at line 1, column 7 there is an end tag',
		);
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
		`<${node.name} v="${escape(node.value)}">${escape(node.text)}${node.children.map(write).join('')}</${node.name}>`;
	const written = (node: Tree): Tree => ({
		...node,
		text: node.children.length > 0 && node.text.trim() === '' ? '' : node.text,
		children: node.children.map(written),
	});
	const plain = (element: XmlElement): Tree => ({
		name: element.name,
		value: element.attributes.get('v') ?? '',
		text: element.text,
		children: element.children.map(plain),
	});

	test('what is written is read', () => {
		fc.assert(
			fc.property(tree(4), (node) => {
				expect(plain(rootOf(write(node)))).toEqual(written(node));
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
