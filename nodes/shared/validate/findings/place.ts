import { foreignNamespaceOf, localName } from '../../xml/element';
import type { Node } from '../xpath/node';
import { entryAround } from './entries';

interface Position {
	/** Position among all siblings, from 1. */
	place: number;
	/** Position among the siblings of the same name, from 1. */
	number: number;
	/** Number of siblings of the same name, including the element itself. */
	count: number;
}

/** Cached by parent, because a large document may have findings in all of its lines. */
const positions = new WeakMap<Node, Map<Node, Position>>();

/** The position of an element among the siblings of its name. */
export function positionOf(node: Node, parent: Node): Position {
	let known = positions.get(parent);
	if (known === undefined) positions.set(parent, (known = positionsIn(parent)));
	return known.get(node) ?? ALONE;
}

function positionsIn(parent: Node): Map<Node, Position> {
	const counts = new Map<string, number>();
	const numbers = parent.children.map((child): [Node, number] => {
		const number = (counts.get(child.name) ?? 0) + 1;
		counts.set(child.name, number);
		return [child, number];
	});
	return new Map(
		numbers.map(([child, number], index) => [
			child,
			{ place: index + 1, number, count: counts.get(child.name) ?? 1 },
		]),
	);
}

/**
 * The XPath 1.0 of an element, with positions where siblings share a name. The prefixes are those of the specifications
 * (`cbc`, `cac`, `ram`, …), whatever the document has.
 */
export function placeOf(node: Node): string {
	const parts: string[] = [];
	let left = MAX_PATH;
	for (let at: Node | null = node; at !== null; at = at.parent) {
		const step = stepTo(at, left);
		left -= step.length + 1;
		parts.push(step);
	}
	return `/${parts.reverse().join('/')}`;
}

/**
 * Steps that do not fit into this are positions: thousands of findings may lie within elements that a sender gives long
 * names. With the positions of all levels that a document may have, a place stays below 2,000 characters.
 */
const MAX_PATH = 1000;

function stepTo(node: Node, left: number): string {
	const { name, parent } = node;
	const { place, number, count } = parent === null ? ALONE : positionOf(node, parent);
	// What a sender has made up may be far too long to write it out only to see that it does not fit.
	if (name.length <= Math.min(left, MAX_NAME)) {
		const step = count > 1 ? `${testOf(name)}[${number}]` : testOf(name);
		// It may be longer than the name: an apostrophe in a namespace takes seven characters.
		if (step.length <= left) return step;
	}
	return `*[${place}]`;
}

const ALONE: Position = { place: 1, number: 1, count: 1 };

/** Only names that a sender has made up are longer; they need no more room than others. */
const MAX_NAME = 200;

/** No prefix stands for a namespace that no specification here has. */
function testOf(name: string): string {
	const namespace = foreignNamespaceOf(name);
	if (namespace === null) return name;
	return `*[local-name()='${localName(name)}' and namespace-uri()=${literal(namespace)}]`;
}

/** A string in XPath 1.0, which knows no escapes. */
function literal(text: string): string {
	if (!text.includes("'")) return `'${text}'`;
	if (!text.includes('"')) return `"${text}"`;
	return `concat(${text
		.split("'")
		.map((part) => `'${part}'`)
		.join(`,"'",`)})`;
}

/**
 * A field of the item, with its `[]` numbered by the line or tax that contains the element. Null in lines and taxes that
 * are not in the item, and for a field of taxes in a line, and the other way round: a rule may be about elements of both.
 */
export function fieldAt(field: string, node: Node): string | null {
	const entry = entryAround(node);
	if (entry === null) return null;
	const [list] = field.split('[]');
	if (list === field) return field;
	if (entry === undefined) return list ?? null;
	return list === entry.list ? field.replace('[]', `[${entry.index}]`) : null;
}
