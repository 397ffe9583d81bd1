import type { Node } from './xpath/node';

// Tests that many rules share.

type Test = (at: Node) => boolean;

/** At least one of the paths leads to something. */
export const exists =
	(...paths: string[]): Test =>
	(at) =>
		paths.some((path) => at.has(path));

export const absent =
	(...paths: string[]): Test =>
	(at) =>
		!paths.some((path) => at.has(path));

export const atMostOne =
	(path: string): Test =>
	(at) =>
		at.values(path).length <= 1;

/** The first and the last of some texts in the order in which ISO dates compare. */
export interface Extent {
	first: string;
	last: string;
}

export function extentOf(texts: readonly string[]): Extent | null {
	let [first, last] = [texts[0], texts[0]];
	if (first === undefined || last === undefined) return null;
	for (const text of texts) {
		if (text < first) first = text;
		if (text > last) last = text;
	}
	return { first, last };
}

/** Whether one of some texts is not after one of others, without comparing each to each. */
export const isAnyInOrder = (some: Extent | null, others: Extent | null): boolean =>
	some !== null && others !== null && some.first <= others.last;

/** Whether the element is somewhere within one of that name. */
export function isWithin(at: Node, ...names: string[]): boolean {
	for (let { parent } = at; parent !== null; { parent } = parent)
		if (names.includes(parent.name)) return true;
	return false;
}

/** Whether a text has at most two characters of any kind after its point. */
export function hasTwoDecimals(text: string): boolean {
	const point = text.indexOf('.');
	return point < 0 || text.length - point - 1 <= 2;
}

/** The end is not before the start, if both dates are present. */
export const inOrder =
	(start: string, end: string): Test =>
	(at) => {
		if (!at.has(start) || !at.has(end)) return true;
		const [from, to] = [at.date(start), at.date(end)];
		return from !== null && to !== null && to >= from;
	};
