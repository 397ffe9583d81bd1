import type { XmlElement } from '../xml/element';
import type { RuleSet, Specification } from './rule';
import { RULE_SETS, type Syntax } from './rules/sets';
import { specificationOf } from './specification';

/** Which rules a document is judged by: those of what it says that it is, or those of one specification. */
export type Rules = 'claim' | Specification;

const SYNTAXES: ReadonlyMap<string, Syntax> = new Map([
	['ubl:Invoice', 'ubl'],
	['cn:CreditNote', 'ubl'],
	['rsm:CrossIndustryInvoice', 'cii'],
]);

/** The syntax of a document; null where it is none of EN 16931. */
export const syntaxOf = (root: XmlElement): Syntax | null => SYNTAXES.get(root.name) ?? null;

/**
 * The sets of rules to judge a document by: those of EN 16931 and, if it is one of its specifications, that of it.
 *
 * @returns null where there are none: another syntax, or Peppol rules for a document that is not UBL
 */
export function ruleSetsFor(root: XmlElement, rules: Rules): RuleSet[] | null {
	const syntax = syntaxOf(root);
	if (syntax === null) return null;
	const base = RULE_SETS.en16931[syntax];
	const name = rules === 'claim' ? claimOf(root) : rules;
	const own = RULE_SETS[name][syntax];
	if (base === undefined || own === undefined) return null;
	return own === base ? [base] : [base, own];
}

/** As the official validators tell them apart, by a part of BT-24. */
function claimOf(root: XmlElement): Specification {
	const claim = specificationOf(root)?.toLowerCase() ?? '';
	if (claim.includes('xrechnung')) return 'xrechnung';
	return claim.includes('peppol.eu') && syntaxOf(root) === 'ubl' ? 'peppol' : 'en16931';
}
