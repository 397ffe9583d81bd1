import type { Explanation } from '../../rule';
import { CODES, DECIMALS } from './explain/amountsAndCodes';
import { explainBy } from './explain/entry';
import { CONDITIONS, TERMS } from './explain/terms';
import { VAT } from './explain/vat';
import { explainVatFacts, type VatFacts } from './explain/vatFacts';

const explainTable = explainBy(
	[TERMS, CONDITIONS, DECIMALS, CODES, VAT].flatMap((table) => Object.entries(table)),
);

/** What a rule of the norm (BR) means, the same for both syntaxes; null for a rule of another kind. */
export const explainNorm = (rule: string, facts: VatFacts): Explanation | null =>
	explainVatFacts(rule, facts) ?? explainTable(rule);
