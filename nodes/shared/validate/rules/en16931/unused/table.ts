import { perDocument } from '../../../document';
import type { Kind } from '../../../xpath/kind';
import type { Node, NodeDocument } from '../../../xpath/node';
import type { Schema } from '../../../structure/schema';

/** A warning about an element or attribute: the rule number, and the path below the root by local names. */
export interface Unused {
	rule: string;
	path: string;
}

/**
 * Parses a table of this folder: each line has a path, then numbers, each followed by names that are numbered
 * consecutively.
 */
export function readTable(table: string, prefix: string, digits: number): Unused[] {
	return table
		.trim()
		.split(/\n(?!\t)/)
		.flatMap((line) => {
			const [parent = '.', ...words] = line.split(/\s+/);
			const above = parent === '.' ? '' : `${parent}/`;
			return numbered(words).map(([number, name]) => ({
				rule: `${prefix}${String(number).padStart(digits, '0')}`,
				path: above + name,
			}));
		});
}

/** `3 A B 7 C` → A is 3, B is 4, C is 7. */
export function numbered(words: readonly string[]): Array<[number: number, name: string]> {
	const list: Array<[number, string]> = [];
	let next = 0;
	for (const word of words) {
		if (/^\d+$/.test(word)) next = Number(word);
		else list.push([next++, word]);
	}
	return list;
}

interface Branch {
	rules: string[];
	attributes: Array<[name: string, rule: string]>;
	children: Map<string, Branch>;
}

const NONE: readonly Branch[] = [];
const newBranch = (): Branch => ({ rules: [], attributes: [], children: new Map() });

/** `cbc:ID` → `ID`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Finds what a table names in one walk, which follows only the paths of the table.
 *
 * @param aliases abbreviations in the table, for several elements or for a path
 * @param schema says which prefix the names of the table have
 * @param roots the types of root elements, one of which has each path
 */
export function findUnused(
	table: readonly Unused[],
	aliases: ReadonlyMap<string, readonly string[]>,
	schema: Schema,
	roots: readonly string[],
): (node: Node) => ReadonlyMap<string, Node> {
	const tree = newBranch();
	const qualified = qualifierOf(schema, roots);
	for (const { rule, path } of table) {
		const [first = '', ...rest] = path.split('/');
		for (const start of aliases.get(first) ?? [first])
			grow(tree, qualified([...start.split('/'), ...rest]), rule);
	}
	return perDocument((document) => walk(document, tree));
}

/** Gives the names of a path their prefixes, as far as the schema goes: of the same name elsewhere, no rule warns. */
function qualifierOf(schema: Schema, roots: readonly string[]): (names: readonly string[]) => string[] {
	const known = new Map<string, ReadonlyMap<string, readonly [full: string, type: string | null]>>();
	const placesOf = (type: string) => {
		let places = known.get(type);
		if (places === undefined) {
			const list = [...(schema.get(type)?.places ?? [])];
			places = new Map(list.map(([full, place]) => [localName(full), [full, place.type]]));
			known.set(type, places);
		}
		return places;
	};
	return (names) => {
		let type = roots.find((root) => placesOf(root).has(names[0] ?? '')) ?? null;
		return names.map((name) => {
			const place = type === null ? undefined : placesOf(type).get(name);
			type = place?.[1] ?? null;
			return place?.[0] ?? name;
		});
	};
}

function grow(tree: Branch, names: readonly string[], rule: string): void {
	let branch = tree;
	for (const name of names) {
		if (name.startsWith('@')) {
			branch.attributes.push([name.slice(1), rule]);
			return;
		}
		let next = branch.children.get(name);
		if (next === undefined) branch.children.set(name, (next = newBranch()));
		branch = next;
	}
	branch.rules.push(rule);
}

/**
 * The first element for each warning. Walks along the kinds of element, of which even a long invoice has few, and looks
 * at single elements only for attributes.
 */
function walk({ firstOfKind, nodes }: NodeDocument, tree: Branch): ReadonlyMap<string, Node> {
	const branches = new Map<Kind, readonly Branch[]>();
	const found = new Map<string, Node>();
	const note = (rule: string, node: Node) => void (found.has(rule) || found.set(rule, node));
	const wanted = new Map<Kind, Branch['attributes']>();
	for (const [kind, node] of firstOfKind) {
		const own = kind.parent === null ? [tree] : below(branches.get(kind.parent), kind);
		if (own.length === 0) continue;
		branches.set(kind, own);
		for (const { rules } of own) for (const rule of rules) note(rule, node);
		for (const { attributes } of own)
			if (attributes.length > 0) wanted.set(kind, [...(wanted.get(kind) ?? []), ...attributes]);
	}
	if (wanted.size === 0) return found;
	for (const node of nodes) {
		const attributes = node.element.attributes.size === 0 ? undefined : wanted.get(node.kind);
		if (attributes === undefined) continue;
		for (const [name, rule] of attributes) if (node.attribute(name) !== null) note(rule, node);
	}
	return found;
}

/** The branches of a child of that kind: names that the schema does not have are compared without their prefix. */
function below(above: readonly Branch[] = NONE, { localName, name }: Kind): readonly Branch[] {
	// No list for the many kinds that the table does not name.
	let found: Branch[] | null = null;
	for (const { children } of above) {
		const branch = children.get(localName);
		if (branch !== undefined) (found ??= []).push(branch);
		const exact = name === localName ? undefined : children.get(name);
		if (exact !== undefined) (found ??= []).push(exact);
	}
	return found ?? NONE;
}
