import type { Kind } from './xpath/kind';
import type { Node } from './xpath/node';
import { parsePath, type Path } from './xpath/path';
import type { Context, Pattern } from './rule';

/** Finds the contexts that apply to an element: in each pattern, the first that matches. */
export type Matcher = (node: Node) => readonly Context[];

const NONE: readonly Context[] = [];

/** The contexts of patterns by the element name that they may match, and those for any other name. */
interface Candidates {
	named: ReadonlyMap<string, readonly Pattern[]>;
	any: readonly Pattern[];
}

/** Cached: rule sets are constants. */
const known = new WeakMap<readonly Pattern[], Candidates>();

/** @returns a matcher for the elements of one document */
export function matcherOf(patterns: readonly Pattern[]): Matcher {
	let candidates = known.get(patterns);
	if (candidates === undefined) known.set(patterns, (candidates = candidatesOf(patterns)));
	const { named, any } = candidates;
	const byKind = new Map<Kind, Matcher>();
	return (node) => {
		const { kind } = node;
		let matcher = byKind.get(kind);
		if (matcher === undefined) {
			const fitting = (named.get(kind.name) ?? any).flatMap((pattern) => fitOf(pattern, kind));
			byKind.set(kind, (matcher = matcherOfKind(fitting)));
		}
		return matcher(node);
	};
}

function candidatesOf(patterns: readonly Pattern[]): Candidates {
	const namesOf = ({ match }: Context) => match.map((text) => parsePath(text).steps.at(-1)?.name ?? '*');
	const those = (name: string) =>
		patterns.map((pattern) =>
			pattern.filter((context) => namesOf(context).some((last) => last === name || last === '*')),
		);
	const names = new Set(patterns.flat().flatMap(namesOf));
	return { named: new Map([...names].map((name) => [name, those(name)])), any: those('*') };
}

/** Most kinds only match contexts without predicates, so one list serves all of their elements. */
function matcherOfKind(fitting: readonly Pattern[]): Matcher {
	const firsts = fitting.flatMap(([first]) => first ?? NONE);
	if (firsts.every(({ when }) => when === undefined)) return () => firsts;
	return (node) => {
		// Allocate no list for the many elements that match nothing.
		let found: Context[] | null = null;
		for (const contexts of fitting) {
			const context = firstOf(contexts, node);
			if (context === null) continue;
			if (found === null) found = [context];
			else found.push(context);
		}
		return found ?? NONE;
	};
}

function firstOf(contexts: Pattern, node: Node): Context | null {
	for (const context of contexts) if (holds(context, node)) return context;
	return null;
}

/** The contexts of a pattern that a kind may match, up to the first without a predicate. */
function fitOf(pattern: Pattern, kind: Kind): Pattern[] {
	const fitting = pattern.filter(({ match }) => match.some((text) => leadsTo(parsePath(text), kind)));
	if (fitting.length === 0) return [];
	const last = fitting.findIndex(({ when }) => when === undefined);
	return [last < 0 ? fitting : fitting.slice(0, last + 1)];
}

/** An undecidable predicate does not hold: in XSLT, a pattern with an error does not match. */
function holds({ when }: Context, node: Node): boolean {
	if (when === undefined) return true;
	node.document.stopped = null;
	return when(node) && node.document.stopped === null;
}

const leadsTo = (path: Path, kind: Kind): boolean => fits(kind, path, path.steps.length - 1);

/** Whether the steps up to `index` match elements of the kind. */
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
