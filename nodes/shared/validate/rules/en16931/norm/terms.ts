import type { Node } from '../../../node';
import type { Rule } from '../../../rule';
import { hasTwoDecimals } from '../../../tests';

/** A business term or group, as EN 16931 numbers them; `BT-157-1` is the scheme of BT-157. */
export type Term = `BT-${number}` | `BT-${number}-${number}` | `BG-${number}`;

/** Where a syntax has a term, as a path from the element that a rule applies to; several where it may stand in several places. */
export type Place = string | readonly string[];

/** What a rule of the norm asks of one or more terms, whatever the syntax. */
export interface Requirement<T extends Term> {
	terms: readonly T[];
	/** @param paths per term, where it may stand */
	test: (paths: ReadonlyArray<readonly string[]>) => Rule['test'];
}

const pathsOf = (place: Place): readonly string[] => (typeof place === 'string' ? [place] : place);

/** A rule on the terms as a syntax has them. A finding is at the term or, if that is missing, at the nearest element around it. */
export function ruleOn<T extends Term>(
	id: string,
	{ terms, test }: Requirement<T>,
	places: Readonly<Record<T, Place>>,
): Rule {
	const paths = terms.map((term) => pathsOf(places[term]));
	return { id, severity: 'fatal', test: test(paths), look: (at) => nearest(at, paths.flat()) };
}

function nearest(at: Node, paths: readonly string[]): Node | undefined {
	const elements = paths.map((path) => path.replace(/\/?@.*$/, '') || '.');
	for (const path of elements) {
		const [found] = at.all(path);
		if (found !== undefined) return found;
	}
	let [path = ''] = elements;
	while (path.includes('/')) {
		path = path.slice(0, path.lastIndexOf('/'));
		const [found] = path === '' ? [] : at.all(path);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A term is there, in one of its places. */
export const present = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.has(path)),
});

/** A term is there and not blank. Stops where it is there more than once. */
export const filled = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.normal(path) !== ''),
});

/** One of the terms is there. */
export const presentOneOf = <T extends Term>(...terms: T[]): Requirement<T> => ({
	terms,
	test: (paths) => (at) => paths.flat().some((path) => at.has(path)),
});

/** All of the terms are there. */
export const presentAll = <T extends Term>(...terms: T[]): Requirement<T> => ({
	terms,
	test: (paths) => (at) => paths.every((list) => list.some((path) => at.has(path))),
});

/** A term that is there is not blank. */
export const filledIfPresent = <T extends Term>(group: T, term: T): Requirement<T> => ({
	terms: [group, term],
	test:
		([groups = [], paths = []]) =>
		(at) =>
			!groups.some((path) => at.has(path)) || paths.some((path) => at.normal(path) !== ''),
});

const isNotNegative = (value: number) => value >= 0;

/** A number is there and not below zero. */
export const notNegative = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.compares(path, isNotNegative)),
});

/** A number that is there is not below zero. */
export const notNegativeIfPresent = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.every((path) => !at.has(path) || at.compares(path, isNotNegative)),
});

/** An amount has at most two characters after its point. */
export const inCents = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.every((path) => hasTwoDecimals(at.text(path))),
});
