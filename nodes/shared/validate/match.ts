import type { Kind } from './kind';
import type { Node } from './node';
import { pathOf, type Path } from './path';
import type { Context, Pattern } from './rule';

/** What finds the contexts that apply to an element: of each pattern the first that fits. */
export type Matcher = (node: Node) => readonly Context[];

const NONE: readonly Context[] = [];

/** @returns a matcher for the elements of one document */
export function matcherOf(patterns: readonly Pattern[]): Matcher {
	const byKind = new Map<Kind, readonly Pattern[]>();
	return (node) => {
		const { kind } = node;
		let fitting = byKind.get(kind);
		if (fitting === undefined)
			byKind.set(kind, (fitting = patterns.flatMap((pattern) => fitOf(pattern, kind))));
		if (fitting.length === 0) return NONE;
		return fitting.flatMap((contexts) => contexts.find((context) => holds(context, node)) ?? NONE);
	};
}

/** The contexts of a pattern that elements of a kind may fit, if there are any: none after one that all of them do. */
function fitOf(pattern: Pattern, kind: Kind): Pattern[] {
	const fitting = pattern.filter(({ match }) => match.some((text) => leadsTo(pathOf(text), kind)));
	const last = fitting.findIndex(({ when }) => when === undefined);
	if (fitting.length === 0) return [];
	return [last < 0 ? fitting : fitting.slice(0, last + 1)];
}

/** A predicate that cannot be decided does not hold: in XSLT, a pattern with an error does not match. */
function holds({ when }: Context, node: Node): boolean {
	if (when === undefined) return true;
	node.document.stopped = null;
	return when(node) && node.document.stopped === null;
}

const leadsTo = (path: Path, kind: Kind): boolean => fits(kind, path, path.steps.length - 1);

/** Whether the steps up to `index` lead to elements of the kind. */
function fits(kind: Kind, path: Path, index: number): boolean {
	const step = path.steps[index];
	if (step === undefined || (step.name !== '*' && step.name !== kind.name)) return false;
	const { parent } = kind;
	if (index === 0) return !path.isAbsolute || step.axis === 'descendant' || parent === null;
	if (step.axis !== 'descendant') return parent !== null && fits(parent, path, index - 1);
	for (let above = parent; above !== null; above = above.parent)
		if (fits(above, path, index - 1)) return true;
	return false;
}
