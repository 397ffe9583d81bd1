import type { Explanation } from '../../../rule';

/** A sentence, and the field of the item that it is about. */
export type Entry = readonly [message: string, field?: string];

export const explanation = ([message, field]: Entry): Explanation =>
	field === undefined ? { message } : { message, field };

/** Every rule is explained, as a test checks; of one that is not, this is the most there is to say. */
export const unexplained = (rule: string): Explanation => ({
	message: `The document does not meet the rule ${rule}`,
});

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
