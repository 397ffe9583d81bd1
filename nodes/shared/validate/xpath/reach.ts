import type { Path, Step } from './path';

// Evaluates paths in time linear in the size of the document: what many elements look up from a common ancestor, such
// as all lines from their invoice, is looked up once.

/** With this many children or more, elements are found by name, and results are cached. */
export const MANY = 32;

/** Shared empty list, for paths that lead nowhere and the many elements without children. */
export const NONE: readonly never[] = [];

/** The part of an element that is used here. */
interface Reachable<N> {
	readonly name: string;
	readonly parent: N | null;
	readonly children: readonly N[];
	readonly value: string;
	attribute(name: string): string | null;
	among(name: string): readonly N[];
	readonly document: { readonly root: N; budget: number; named(name: string): readonly N[] };
}

const REACHED = new WeakMap<object, Map<Path, readonly unknown[]>>();
const DISTINCT = new WeakMap<object, Map<Path, ReadonlySet<string>>>();

function remember<T>(known: WeakMap<object, Map<Path, T>>, of: object, path: Path, found: T): void {
	const byPath = known.get(of);
	if (byPath === undefined) known.set(of, new Map([[path, found]]));
	else byPath.set(path, found);
}

/** The elements at a path, or those with the attribute that it ends with. */
export function reach<N extends Reachable<N>>(from: N, path: Path): readonly N[] {
	const { document } = from;
	if (document.budget < 0) return NONE;
	if (path.isAbsolute) return reachFrom(document.root, path);
	// All descendants of an element with many children may look up the same in it: cache it below.
	if (path.up === 0 && from.children.length < MANY) return followAll([from], path, 0);
	let start: N | null = from;
	for (let step = 0; step < path.up && start !== null; step++) start = start.parent;
	document.budget -= path.up;
	return start === null ? NONE : reachFrom(start, path);
}

/** Evaluates a path from an element that others share; caches the result when it is expensive. */
function reachFrom<N extends Reachable<N>>(start: N, path: Path): readonly N[] {
	const { document } = start;
	const known = REACHED.get(start)?.get(path);
	if (known !== undefined) {
		document.budget--;
		return known as readonly N[];
	}
	const before = document.budget;
	const found = path.isAbsolute ? reachFromDocument(start, path) : followAll([start], path, path.up);
	if (before - document.budget >= MANY) remember(REACHED, start, path, found);
	return found;
}

function reachFromDocument<N extends Reachable<N>>(root: N, path: Path): readonly N[] {
	const [first] = path.steps;
	const { document } = root;
	if (first === undefined) return NONE;
	let nodes: readonly N[];
	if (first.axis === 'descendant') nodes = document.named(first.name);
	else nodes = isNamed(root, first.name) ? [root] : NONE;
	document.budget -= nodes.length;
	return followAll(nodes, path, 1);
}

function followAll<N extends Reachable<N>>(start: readonly N[], { steps }: Path, from: number): readonly N[] {
	let nodes = start;
	for (let index = from; index < steps.length && nodes.length > 0; index++)
		nodes = follow(nodes, steps[index]!);
	return nodes;
}

/** The texts of elements, or of the attribute that the path ends with. */
export function valuesOf<N extends Reachable<N>>(nodes: readonly N[], { attribute }: Path): string[] {
	// A long list may be one that many elements share, which cost them nothing to reach.
	if (nodes.length >= MANY) nodes[0]!.document.budget -= nodes.length;
	if (attribute === null) return nodes.map((node) => node.value);
	let values: string[] | null = null;
	for (const node of nodes) {
		const value = node.attribute(attribute);
		if (value !== null) values = added(values, value);
	}
	return values ?? [];
}

/** The distinct texts, in document order. */
export function distinctOf<N extends Reachable<N>>(nodes: readonly N[], path: Path): ReadonlySet<string> {
	if (nodes.length < MANY) return new Set(valuesOf(nodes, path));
	const known = DISTINCT.get(nodes)?.get(path);
	if (known !== undefined) return known;
	const found = new Set(valuesOf(nodes, path));
	remember(DISTINCT, nodes, path, found);
	return found;
}

export const isNamed = ({ name: own }: { readonly name: string }, name: string): boolean =>
	name === '*' || own === name;

/**
 * The list with one more entry. Most paths lead nowhere or to one element: no list is allocated for the former, and for
 * the latter none with the capacity of 17 that V8 gives a list when the first entry is pushed.
 */
function added<T>(list: T[] | null, entry: T): T[] {
	if (list === null) return [entry];
	list.push(entry);
	return list;
}

function follow<N extends Reachable<N>>(nodes: readonly N[], { axis, name }: Step): readonly N[] {
	if (axis === 'self') return nodes;
	let found: N[] | null = null;
	let parent: N | null = null;
	for (const node of nodes) {
		if (axis === 'descendant') collect(node, name, (found ??= []));
		else if (axis === 'child') {
			for (const child of node.among(name)) if (isNamed(child, name)) found = added<N>(found, child);
		} else if (node.parent !== null && node.parent !== parent) {
			({ parent } = node);
			found = added<N>(found, node.parent);
		}
	}
	const [first] = nodes;
	if (first !== undefined) first.document.budget -= nodes.length + (found?.length ?? 0);
	return found ?? NONE;
}

/** Recursive, as the parser limits the depth of elements. */
function collect<N extends Reachable<N>>(node: N, name: string, found: N[]): void {
	node.document.budget -= node.children.length;
	for (const child of node.children) {
		if (isNamed(child, name)) found.push(child);
		collect(child, name, found);
	}
}
