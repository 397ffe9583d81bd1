import type { Node } from './node';

// The shapes that most rules have.

type Test = (at: Node) => boolean;

/** One of the paths leads to something. */
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

/** A text has at most two characters after its point, whatever they are. */
export function hasTwoDecimals(text: string): boolean {
	const point = text.indexOf('.');
	return point < 0 || text.length - point - 1 <= 2;
}

/** Where both dates are there, the end is not before the start. */
export const inOrder =
	(start: string, end: string): Test =>
	(at) => {
		if (!at.has(start) || !at.has(end)) return true;
		const [from, to] = [at.date(start), at.date(end)];
		return from !== null && to !== null && to >= from;
	};
