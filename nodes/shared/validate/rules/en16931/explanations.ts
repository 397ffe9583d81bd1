import { CODES, DECIMALS } from './explain/amountsAndCodes';
import { explainBy } from './explain/entry';
import { CONDITIONS, TERMS } from './explain/terms';
import { VAT } from './explain/vat';

/** What a rule of the norm (BR) means, the same for both syntaxes; null for a rule of another kind. */
export const explainNorm = explainBy(
	[TERMS, CONDITIONS, DECIMALS, CODES, VAT].flatMap((table) => Object.entries(table)),
);
