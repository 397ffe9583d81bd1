import { finish } from '../../../nodes/shared/steps';
import { ValidatedDocument } from '../../../nodes/shared/validate/document';
import { matcherOf } from '../../../nodes/shared/validate/match';
import { placeOf } from '../../../nodes/shared/validate/findings/place';
import { context, contextWhen, type Pattern } from '../../../nodes/shared/validate/rule';
import type { Node } from '../../../nodes/shared/validate/xpath/node';
import { RULE_SETS } from '../../../nodes/shared/validate/rules/sets';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';

function nodesOf(xml: string): Node[] {
	const parsed = finish(xmlInSteps(Buffer.from(xml)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return finish(ValidatedDocument.inSteps(parsed.value)).nodes;
}

const nodes = nodesOf('<a><b><c>1</c></b><c>2</c><a><c>x</c></a></a>');

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

test('what one document taught about the patterns serves others, whatever their elements are called', () => {
	const patterns = ['/a/c', 'b//c', '*'].map((match): Pattern => [context(match, [])]);
	const fitting = (xml: string) => {
		const contextsOf = matcherOf(patterns);
		return nodesOf(xml).map((node) =>
			contextsOf(node)
				.flatMap(({ match }) => match)
				.join(' '),
		);
	};
	for (let time = 0; time < 2; time++) {
		expect(fitting('<a><x><c/></x><c/></a>')).toEqual(['*', '*', '*', '/a/c *']);
		expect(fitting('<a><b><y><c/></y></b><b><c/></b></a>')).toEqual(['*', '*', '*', 'b//c *', '*', 'b//c *']);
		expect(fitting('<b><a><c/></a></b>')).toEqual(['*', '*', 'b//c *']);
	}
});

test('no rule set has a pattern for descendants, so that places are as few as its steps', () => {
	const sets = Object.values(RULE_SETS).flatMap((bySyntax) => Object.values(bySyntax));
	const paths = sets.flatMap(({ patterns }) => patterns.flat().flatMap(({ match }) => match));
	expect(paths.length).toBeGreaterThan(300);
	expect(paths.filter((path) => path.includes('//'))).toEqual([]);
});
