import { context, warning, type Context, type Rule } from '../../../rule';
import type { Schema } from '../../../structure/schema';
import type { Node } from '../../../xpath/node';
import { findUnused, localName, type Unused } from './table';

const NONE: readonly Rule[] = [];

/** Turns a table into rules for the root, each of which warns once, at the first place. */
export function unusedContext(
	match: string,
	table: readonly Unused[],
	...names: [aliases: ReadonlyMap<string, readonly string[]>, schema: Schema, roots: readonly string[]]
): Context {
	const find = findUnused(table, ...names);
	const rules = [...new Set(table.map(({ rule }) => rule))].map((rule) =>
		warning(
			rule,
			(root) => !find(root).has(rule),
			(root) => find(root).get(rule),
		),
	);
	const among = (root: Node): readonly Rule[] => {
		const found = find(root);
		return found.size === 0 ? NONE : rules.filter(({ id }) => found.has(id));
	};
	return { ...context(match, rules), among };
}

/** Rules for elements that must not occur anywhere, from lines with a path and a number. */
export function unusedAnywhere(table: readonly Unused[], prefixed: (path: string) => string): Rule[] {
	return table.map(({ rule, path }) => {
		const full = `//${prefixed(path)}`;
		return warning(rule, (root) => !root.has(full), elementOf(full));
	});
}

const elementOf = (path: string): string => (path.includes('/@') ? path.slice(0, path.indexOf('/@')) : path);

/** The message for an element or attribute that the norm does not use. */
export function explainUnused(path: string): string {
	const [name = '', ...above] = path.split('/').reverse();
	const place = above.length > 0 ? ` in ${above.reverse().map(localName).join('/')}` : '';
	const what = name.startsWith('@') ? `The attribute ${name.slice(1)}` : `The element ${localName(name)}`;
	return `${what}${place} is not part of EN 16931: recipients may ignore it. Leave it out`;
}
