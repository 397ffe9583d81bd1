import { inOneLine } from '../../../oneLine';
import type { Node } from '../../../node';
import type { Explanation } from '../../../rule';

/** A sentence, and the field of the item that it is about. */
export type Entry = readonly [message: string, field?: string];

export const explanation = ([message, field]: Entry): Explanation =>
	field === undefined ? { message } : { message, field };

/** Every rule is explained, as a test checks; of one that is not, this is the most there is to say. */
export const unexplained = (rule: string): Explanation => ({
	message: `The document does not meet the rule ${rule}`,
});

/** A sentence on values that should be alike, with those that there are. */
export function withValues(
	found: Explanation | null,
	at: Node,
	path: string | undefined,
): Explanation | null {
	if (found === null || path === undefined) return found;
	const values = [...new Set(at.values(path))]
		.slice(0, MAX_VALUES)
		.map((value) => inOneLine(value, MAX_VALUE));
	return { ...found, message: `${found.message}: ${values.join(', ')}` };
}

const MAX_VALUES = 5;
const MAX_VALUE = 40;

/** The explanations of a table. */
export function explainBy(
	entries: Iterable<readonly [rule: string, entry: Entry]>,
): (rule: string) => Explanation | null {
	const known = new Map(entries);
	return (rule) => {
		const entry = known.get(rule);
		return entry === undefined ? null : explanation(entry);
	};
}
