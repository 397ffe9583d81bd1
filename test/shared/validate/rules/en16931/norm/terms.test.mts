import { finish } from '../../../../../../nodes/shared/steps';
import { ValidatedDocument } from '../../../../../../nodes/shared/validate/document';
import {
	filled,
	filledIfPresent,
	inCents,
	notNegative,
	notNegativeIfPresent,
	present,
	presentAll,
	presentOneOf,
	ruleOn,
	type Requirement,
} from '../../../../../../nodes/shared/validate/rules/en16931/norm/terms';
import { xmlInSteps } from '../../../../../../nodes/shared/xml/parse';

const PLACES = { 'BG-1': 'g', 'BT-1': ['g/a', 'g/b'], 'BT-2': 'g/c', 'BT-2-1': 'g/c/@scheme' };

function rootOf(inside: string) {
	const parsed = finish(xmlInSteps(Buffer.from(`<root>${inside}</root>`)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return finish(ValidatedDocument.inSteps(parsed.value)).root;
}

test.each<[string, Requirement<keyof typeof PLACES>, meets: string[], breaks: string[]]>([
	['present', present('BT-1'), ['<g><a/></g>', '<g><b/></g>'], ['', '<g/>', '<a/>']],
	['filled', filled('BT-2'), ['<g><c>1</c></g>'], ['', '<g><c> </c></g>']],
	['presentOneOf', presentOneOf('BT-1', 'BT-2'), ['<g><a/></g>', '<g><c/></g>'], ['<g/>']],
	['presentAll', presentAll('BT-1', 'BT-2'), ['<g><b/><c/></g>'], ['<g><b/></g>', '<g><c/></g>']],
	[
		'filledIfPresent',
		filledIfPresent('BT-2', 'BT-2-1'),
		['', '<g><c scheme="x"/></g>'],
		['<g><c/></g>', '<g><c scheme=" "/></g>'],
	],
	['notNegative', notNegative('BT-2'), ['<g><c>0</c></g>'], ['', '<g><c>-1</c></g>']],
	['notNegativeIfPresent', notNegativeIfPresent('BT-2'), ['', '<g><c>0</c></g>'], ['<g><c>-0.1</c></g>']],
	['inCents', inCents('BT-2'), ['', '<g><c>1.25</c></g>', '<g><c>1</c></g>'], ['<g><c>1.250</c></g>']],
])('%s', (_, requirement, meets, breaks) => {
	const { test: isMet } = ruleOn<keyof typeof PLACES>('BR-00', requirement, PLACES);
	expect(meets.filter((inside) => !isMet(rootOf(inside)))).toEqual([]);
	expect(breaks.filter((inside) => isMet(rootOf(inside)))).toEqual([]);
});

test.each([
	['', undefined],
	['<g/>', 'g'],
	['<g><c/></g>', 'c'],
	['<g/><g><c/></g>', 'c'],
])('a finding in %j is at the term, or at the nearest element around it', (inside, name) => {
	const { look } = ruleOn('BR-00', filled('BT-2-1'), PLACES);
	if (typeof look !== 'function') throw new Error('A rule on terms finds its own place');
	expect(look(rootOf(inside))?.name).toBe(name);
});
