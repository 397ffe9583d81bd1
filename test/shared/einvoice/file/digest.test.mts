import fc from 'fast-check';
import { digestOf } from '../../../../nodes/shared/einvoice/file/digest';
import { finish } from '../../../../nodes/shared/steps';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { CII, UBL } from '../../../support/einvoice/norm.mts';

function digest(xml: string | Buffer, keepEmbeddedFiles = false): string {
	const root = finish(xmlInSteps(Buffer.from(xml as string), { keepEmbeddedFiles }));
	if (!root.ok) throw new Error(root.error.message);
	return finish(digestOf(root.value));
}

test('does not depend on how the document is written down', () => {
	const expected = digest(UBL);
	const utf16 = Buffer.from(`\ufeff${UBL.replace(/encoding="[^"]*"/i, '')}`, 'utf16le');
	expect(digest(utf16)).toBe(expected);
	expect(digest(UBL.replace(/>\s+</g, '><'))).toBe(expected);
	expect(digest(UBL.replaceAll('cbc:', 'b:').replace('xmlns:cbc', 'xmlns:b'))).toBe(expected);
	expect(digest(UBL.replace('</', '<!-- printed twice --></'))).toBe(expected);
	expect(digest('<a x="1" y="2"/>')).toBe(digest('<a y="2" x="1"/>'));
});

test('does not depend on whether embedded files are kept', () => {
	const file = (content: string) =>
		`<a xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><b:EmbeddedDocumentBinaryObject>${content}</b:EmbeddedDocumentBinaryObject></a>`;
	expect(digest(file('QUJD'), true)).toBe(digest(file('QUJD')));
});

test.each([
	['UBL', UBL],
	['CII', CII],
])('another digit anywhere in the figures of %s is another digest', (_syntax, xml) => {
	const expected = digest(xml);
	const places = [...xml.matchAll(/>[^<>]*?(\d)[^<>]*</g)].map(
		({ index, 0: text }) => index + text.search(/\d/),
	);
	expect(places.length).toBeGreaterThan(20);
	fc.assert(
		fc.property(fc.constantFrom(...places), (place) => {
			const other = (Number(xml[place]) + 1) % 10;
			expect(digest(xml.slice(0, place) + other + xml.slice(place + 1))).not.toBe(expected);
		}),
		{ numRuns: 60 },
	);
});

test('is what it was, because workflows keep it to recognize a file that comes again', () => {
	expect([digest(UBL), digest('<a y="2" x="1">é<b c="d"/>😀</a>')]).toEqual([
		'405fd243f58ae51908abe57374846359be27dcf6aba0d614954766318e26c27e',
		'cb10776487c14c518ee20a75797cde1cee8a4c67b4940e40d117e68655d315a9',
	]);
});

test('what is cut at another place is another document', () => {
	const documents = [
		'<a><b>12</b><c>3</c></a>',
		'<a><b>1</b><c>23</c></a>',
		'<a><b><c>3</c></b></a>',
		'<a><b/><c>3</c></a>',
		'<a b="c"/>',
		'<a><b>c</b></a>',
		'<a>1:b0 0 0:</a>',
		'<a><b/></a>',
	];
	expect(new Set(documents.map((xml) => digest(xml))).size).toBe(documents.length);
});

test('takes steps in proportion to the elements', () => {
	const steps = (count: number) => {
		const root = finish(xmlInSteps(Buffer.from(`<a>${`<b>${'<c/>'.repeat(999)}</b>`.repeat(count)}</a>`)));
		return root.ok ? [...digestOf(root.value)].length : 0;
	};
	expect([steps(21), steps(42), steps(84)]).toEqual([3, 6, 12]);
});
