import { plainOrQuoted } from '../../../oneLine';
import type { Node } from '../../../xpath/node';
import type { Explanation } from '../../../rule';

/** A message, and the field of the item that it is about. */
export type Entry = readonly [message: string, field?: string];

export const explanation = ([message, field]: Entry): Explanation =>
	field === undefined ? { message } : { message, field };

/** A fallback: every rule has an explanation, as a test checks. */
export const unexplained = (rule: string): Explanation => ({
	message: `The document does not meet the rule ${rule}`,
});

/** Adds the actual values to a message about values that should be the same. */
export function withValues(
	found: Explanation | null,
	at: Node,
	path: string | undefined,
): Explanation | null {
	if (found === null || path === undefined) return found;
	const values = [...new Set(at.values(path))]
		.slice(0, MAX_VALUES)
		.map((value) => plainOrQuoted(value.trim(), MAX_VALUE));
	return { ...found, message: `${found.message}: ${values.join(', ')}` };
}

const MAX_VALUES = 5;
const MAX_VALUE = 40;

/** Looks up explanations in a table. */
export function explainBy(
	entries: Iterable<readonly [rule: string, entry: Entry]>,
): (rule: string) => Explanation | null {
	const known = new Map(entries);
	return (rule) => {
		const entry = known.get(rule);
		return entry === undefined ? null : explanation(entry);
	};
}
