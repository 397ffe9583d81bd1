import { finish } from '../../../nodes/shared/steps';
import { ValidatedDocument } from '../../../nodes/shared/validate/document';
import { matcherOf } from '../../../nodes/shared/validate/match';
import { placeOf } from '../../../nodes/shared/validate/findings/place';
import { context, contextWhen, type Pattern } from '../../../nodes/shared/validate/rule';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';

const parsed = finish(xmlInSteps(Buffer.from('<a><b><c>1</c></b><c>2</c><a><c>x</c></a></a>')));
if (!parsed.ok) throw new Error(parsed.error.message);
const { nodes } = finish(ValidatedDocument.inSteps(parsed.value));

/** The positions of the elements that match each context of a pattern. */
function placesOf(pattern: Pattern): string[][] {
	const contextsOf = matcherOf([pattern]);
	return pattern.map((one) => nodes.filter((node) => contextsOf(node).includes(one)).map(placeOf));
}

test.each([
	['c', ['/a/b/c', '/a/c', '/a/a/c']],
	['a/c', ['/a/c', '/a/a/c']],
	['/a/c', ['/a/c']],
	['/*/c', ['/a/c']],
	['//c', ['/a/b/c', '/a/c', '/a/a/c']],
	['/a', ['/a']],
	['//b/c', ['/a/b/c']],
	['b | a/a', ['/a/b', '/a/a']],
	['/a//c', ['/a/b/c', '/a/c', '/a/a/c']],
	['*', ['/a', '/a/b', '/a/b/c', '/a/c', '/a/a', '/a/a/c']],
	['x/c', []],
])('%s fits %j', (match, places) => {
	expect(placesOf([context(match, [])])).toEqual([places]);
});

test('of the contexts that fit, the first is the only one', () => {
	expect(placesOf([context('b/c', []), context('*', []), context('c', [])])).toEqual([
		['/a/b/c'],
		['/a', '/a/b', '/a/c', '/a/a', '/a/a/c'],
		[],
	]);
});

test('a predicate narrows, and one that cannot be decided does not hold', () => {
	const isPositive = contextWhen('c', (at) => at.compares('.', (value) => value > 1), []);
	expect(placesOf([isPositive, context('c', [])])).toEqual([['/a/c'], ['/a/b/c', '/a/a/c']]);
});
