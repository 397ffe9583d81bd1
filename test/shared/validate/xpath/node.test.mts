import { finish } from '../../../../nodes/shared/steps';
import { perDocument, ValidatedDocument } from '../../../../nodes/shared/validate/document';
import { fieldAt, placeOf } from '../../../../nodes/shared/validate/findings/place';
import { toText } from '../../../../nodes/shared/values/decimal';
import { LONG } from '../../../../nodes/shared/validate/xpath/readOnce';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';

function documentOf(xml: string): ValidatedDocument {
	const parsed = finish(xmlInSteps(Buffer.from(xml)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return finish(ValidatedDocument.inSteps(parsed.value));
}

const XML =
	'<a id="x"><b n="1">1</b><b n="2">2</b><c><b n="3">3</b><d/></c><flag>true</flag><text> two  words </text></a>';
const { root } = documentOf(XML);

test.each([
	['b', ['1', '2']],
	['c/b', ['3']],
	['//b', ['1', '2', '3']],
	['/a/b', ['1', '2']],
	['/x/b', []],
	['c/b/../../b', ['1', '2']],
	['*/b', ['3']],
	['.', [root.value]],
	['b/@n', ['1', '2']],
	['//b/@n', ['1', '2', '3']],
	['@id', ['x']],
	['@no', []],
	['c//b', ['3']],
])('%s leads to %j', (path, values) => {
	expect(root.values(path)).toEqual(values);
});

test('the value of an element is all text inside it', () => {
	expect(root.all('c')[0]?.value).toBe('3');
	expect(documentOf('<a>1<b>2<c>3</c></b><b>4</b></a>').root.value).toBe('1234');
});

test('the value of an element with children ends where a text becomes long', () => {
	const piece = 'x'.repeat(1500);
	const { root: whole } = documentOf(`<a>${`<b>${piece}</b>`.repeat(3)}</a>`);
	expect(whole.value).toBe('x'.repeat(LONG - 1));
	expect(whole.values('b')).toEqual([piece, piece, piece]);
});

test('a comparison holds if it holds for one of the values', () => {
	expect([root.equals('b', '2'), root.equals('b', '3'), root.equals('none', '')]).toEqual([
		true,
		false,
		false,
	]);
	expect([root.compares('b', (n) => n > 1), root.compares('b', (n) => n > 2)]).toEqual([true, false]);
	expect([root.isFlag('flag', true), root.isFlag('flag', false), root.isFlag('none', false)]).toEqual([
		true,
		false,
		false,
	]);
	expect([root.isAmong('b', ['0', '1']), root.isAmong('b', [])]).toEqual([true, false]);
	expect([root.filled('b'), root.filled('c/d')]).toEqual([true, false]);
});

test('functions of one value take what is there, and an absent value is empty', () => {
	expect(root.normal('text')).toBe('two words');
	expect([root.text('none'), root.decimal('none'), root.number('none'), root.date('none')]).toEqual([
		'',
		null,
		null,
		null,
	]);
	expect(toText(root.decimal('c/b')!)).toBe('3');
	expect(root.decimals('c', 'b').map(toText)).toEqual(['3']);
	expect(root.document.stopped).toBeNull();
});

test.each([
	['several values', 'XPTY0004', () => root.text('b'), '/a/b[2]'],
	['what is no number', 'FORG0001', () => root.decimal('text'), '/a/text'],
	['what is no number, in a comparison', 'FORG0001', () => root.compares('text', () => true), '/a/text'],
	['what is no date', 'FORG0001', () => root.date('text'), '/a/text'],
	['what is neither true nor false', 'FORG0001', () => root.isFlag('text', true), '/a/text'],
])('it stops at %s', (_, code, ask, place) => {
	root.document.stopped = null;
	ask();
	expect(root.document.stopped).toMatchObject({ code });
	expect(placeOf(root.document.stopped!.node)).toBe(place);
	root.document.stopped = null;
});

test('a comparison that holds does not look further', () => {
	const document = documentOf('<a><b>1</b><b>x</b></a>');
	expect(document.root.compares('b', (n) => n === 1)).toBe(true);
	expect(document.stopped).toBeNull();
});

test('places have positions where a name is there more than once, and fields the number of the line', () => {
	const xml =
		'<i:Invoice xmlns:i="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"><c:InvoiceLine/><c:Note/><c:InvoiceLine><c:Price/></c:InvoiceLine></i:Invoice>';
	const [price] = documentOf(xml).named('cac:Price');
	expect(placeOf(price!)).toBe('/ubl:Invoice/cac:InvoiceLine[2]/cac:Price');
	expect(fieldAt('lines[].net', price!)).toBe('lines[1].net');
	expect(fieldAt('lines[].net', price!.parent!.parent!)).toBe('lines');
	expect(fieldAt('totals.net', price!)).toBe('totals.net');
});

test('what is worked out per document is worked out once for each', () => {
	let count = 0;
	const size = perDocument(({ nodes }) => {
		count++;
		return nodes.length;
	});
	const other = documentOf('<a/>');
	expect([size(root), size(root.all('b')[0]!), size(other.root)]).toEqual([8, 8, 1]);
	expect(count).toBe(2);
});

test('beyond its budget a document leads nowhere', () => {
	const document = documentOf('<a><b/></a>');
	document.budget = 0;
	expect(document.root.count('b')).toBe(1);
	expect(document.budget).toBeLessThan(0);
	expect(document.root.count('b')).toBe(0);
});
