import type { Explanation } from '../../rule';

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
	'BR-02': { message: 'The number of the invoice (BT-1) is missing', field: 'number' },
	'BR-03': { message: 'The date of the invoice (BT-2) is missing', field: 'issueDate' },
};

/** What a rule of EN 16931 means, the same for both syntaxes. */
export const explanationOf = (rule: string): Explanation =>
	EXPLANATIONS[rule] ?? { message: `The document does not meet the rule ${rule}` };
