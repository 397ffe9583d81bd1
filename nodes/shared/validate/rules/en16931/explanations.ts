import type { Explanation } from '../../rule';
import { CODES, DECIMALS } from './explain/amountsAndCodes';
import { explainBy } from './explain/entry';
import { CONDITIONS, TERMS } from './explain/terms';
import { VAT_ENTRIES } from './explain/vat';
import { explainVatFacts, type VatFacts } from './explain/vatFacts';

const explainTable = explainBy(
	[TERMS, CONDITIONS, DECIMALS, CODES, VAT_ENTRIES].flatMap((table) => Object.entries(table)),
);

/** The meaning of a rule of the norm (BR), the same for both syntaxes; null for any other rule. */
export const explainNorm = (rule: string, facts: VatFacts): Explanation | null =>
	explainVatFacts(rule, facts) ?? explainTable(rule);
