import type { XmlElement } from '../xml/element';
import type { RuleSet, Specification } from './rule';
import { RULE_SETS, type Syntax } from './rules/sets';

/** What to validate against: the specification that the document claims (BT-24), or a chosen one. */
export type SpecificationChoice = 'claimed' | Specification;

/** Official names of the specifications. */
export const SPECIFICATION_NAMES: Readonly<Record<Specification, string>> = {
	en16931: 'EN 16931',
	peppol: 'Peppol BIS Billing 3',
	xrechnung: 'XRechnung 3',
};

/**
 * What BT-24 looks like for a specification, in any version. Documents with other claims are validated against EN 16931
 * alone.
 */
const CLAIMS: ReadonlyArray<readonly [name: Specification, claim: RegExp]> = [
	['peppol', /peppol\.eu:2017:poacc:billing:3/i],
	['xrechnung', /xrechnung/i],
];

/**
 * The rule sets of a specification, including those of EN 16931, on which Peppol and XRechnung build. Null when the
 * specification has no rules for the syntax: Peppol BIS Billing 3 is UBL only.
 *
 * @param claim BT-24
 */
export function ruleSetsOf(
	choice: SpecificationChoice,
	syntax: Syntax,
	claim: string | null,
): readonly RuleSet[] | null {
	const chosen = choice === 'claimed' ? claimed(claim, syntax) : choice;
	const names: ReadonlyArray<Specification> = chosen === 'en16931' ? ['en16931'] : ['en16931', chosen];
	const sets = names.map((name) => RULE_SETS[name][syntax]);
	return sets.every((set) => set !== undefined) ? sets : null;
}

/**
 * Falls back to EN 16931, on which all specifications build, when there are no rules for the claimed one in this
 * syntax.
 */
function claimed(claim: string | null, syntax: Syntax): Specification {
	const [name] = CLAIMS.find(([, pattern]) => pattern.test(claim ?? '')) ?? [];
	return name !== undefined && RULE_SETS[name][syntax] !== undefined ? name : 'en16931';
}

/** The syntax of a document, by its root element; null when there are no rules for it. */
export function syntaxOf({ name }: XmlElement): Syntax | null {
	if (name === 'ubl:Invoice' || name === 'cn:CreditNote') return 'ubl';
	return name === 'rsm:CrossIndustryInvoice' ? 'cii' : null;
}
