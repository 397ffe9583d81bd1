import { isNamed, type Node } from './node';
import { pathOf, type Path } from './path';
import type { Context, Pattern } from './rule';

/** The contexts of a pattern by the name of the elements that they may fit, each list in the order of the pattern. */
export type Matcher = (node: Node) => Context | null;

interface Candidate {
	path: Path;
	context: Context;
}

/** The names of the elements that a pattern may match, so that it is not evaluated for others; `*` is any. */
export const namesOf = (pattern: Pattern): readonly string[] => [
	...new Set(pattern.flatMap(({ match }) => match.map((text) => lastName(pathOf(text))))),
];

/** What finds the one context of a pattern that applies to an element. */
export function matcherOf(pattern: Pattern): Matcher {
	const lists = new Map<string, Candidate[]>();
	for (const name of namesOf(pattern)) {
		const candidates = pattern.flatMap((context) =>
			context.match
				.map((text) => ({ path: pathOf(text), context }))
				.filter(({ path }) => [name, '*'].includes(lastName(path))),
		);
		lists.set(name, candidates);
	}
	const anywhere = lists.get('*') ?? [];
	return (node) => {
		for (const { path, context } of lists.get(node.name) ?? anywhere) {
			if (fits(node, path, path.steps.length - 1) && holds(context, node)) return context;
		}
		return null;
	};
}

/** A predicate that cannot be decided does not hold: in XSLT, a pattern with an error does not match. */
function holds({ when }: Context, node: Node): boolean {
	if (when === undefined) return true;
	node.document.stopped = null;
	return when(node) && node.document.stopped === null;
}

const lastName = ({ steps }: Path): string => steps.at(-1)?.name ?? '*';

/** Whether the steps up to `index` lead to the element. */
function fits(node: Node, path: Path, index: number): boolean {
	const step = path.steps[index];
	if (step === undefined || !isNamed(node, step.name)) return false;
	const { parent } = node;
	if (index === 0) return !path.isAbsolute || step.axis === 'descendant' || parent === null;
	if (step.axis !== 'descendant') return parent !== null && fits(parent, path, index - 1);
	for (let above = parent; above !== null; above = above.parent)
		if (fits(above, path, index - 1)) return true;
	return false;
}
