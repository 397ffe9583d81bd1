import type { Node } from '../../../xpath/node';
import type { Rule } from '../../../rule';
import { hasTwoDecimals } from '../../../tests';

/** A business term or group by its number in EN 16931; `BT-157-1` is the scheme of BT-157. */
export type Term = `BT-${number}` | `BT-${number}-${number}` | `BG-${number}`;

/** Where a syntax has a term: a path from the element that a rule applies to, or several alternative paths. */
export type TermPath = string | readonly string[];

/** What a rule of the norm requires of one or more terms, independent of syntax. */
export interface Requirement<T extends Term> {
	terms: readonly T[];
	/** @param paths alternative paths per term */
	test: (paths: ReadonlyArray<readonly string[]>) => Rule['test'];
}

const pathsOf = (place: TermPath): readonly string[] => (typeof place === 'string' ? [place] : place);

/**
 * A rule on terms at their places in a syntax. Reports the term or, if it is missing, the nearest element around it.
 */
export function ruleOn<T extends Term>(
	id: string,
	{ terms, test }: Requirement<T>,
	places: Readonly<Record<T, TermPath>>,
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

/** The term is present, in one of its places. */
export const present = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.has(path)),
});

/** The term is present and not blank. Stops if it is present more than once. */
export const filled = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.normal(path) !== ''),
});

/** At least one of the terms is present. */
export const presentOneOf = <T extends Term>(...terms: T[]): Requirement<T> => ({
	terms,
	test: (paths) => (at) => paths.flat().some((path) => at.has(path)),
});

/** All of the terms are present. */
export const presentAll = <T extends Term>(...terms: T[]): Requirement<T> => ({
	terms,
	test: (paths) => (at) => paths.every((list) => list.some((path) => at.has(path))),
});

/** The term, if present, is not blank. */
export const filledIfPresent = <T extends Term>(group: T, term: T): Requirement<T> => ({
	terms: [group, term],
	test:
		([groups = [], paths = []]) =>
		(at) =>
			!groups.some((path) => at.has(path)) || paths.some((path) => at.normal(path) !== ''),
});

const isNotNegative = (value: number) => value >= 0;

/** The number is present and not negative. */
export const notNegative = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.some((path) => at.compares(path, isNotNegative)),
});

/** The number, if present, is not negative. */
export const notNegativeIfPresent = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.every((path) => !at.has(path) || at.compares(path, isNotNegative)),
});

/** The amount has at most two characters after its point. */
export const inCents = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.every((path) => hasTwoDecimals(at.text(path))),
});
