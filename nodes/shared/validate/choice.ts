import type { XmlElement } from '../xml/element';
import type { RuleSet, Specification } from './rule';
import { RULE_SETS, type Syntax } from './rules/sets';

/** What to validate by: what the document itself claims (BT-24), or a specification by choice. */
export type Choice = 'claimed' | Specification;

/** The names of the specifications, as the norms and the editor write them. */
export const SPECIFICATION_NAMES: Readonly<Record<Specification, string>> = {
	en16931: 'EN 16931',
	peppol: 'Peppol BIS Billing 3',
	xrechnung: 'XRechnung 3',
};

/** How BT-24 of a specification reads, in whatever version. Everything else is judged by the norm alone. */
const CLAIMS: ReadonlyArray<readonly [name: Specification, claim: RegExp]> = [
	['peppol', /peppol\.eu:2017:poacc:billing:3/i],
	['xrechnung', /xrechnung/i],
];

/**
 * The sets of rules of a specification, those of the norm included: Peppol and XRechnung build on them. Null where the
 * specification has no rules for the syntax: Peppol BIS Billing 3 is UBL.
 *
 * @param claim BT-24
 */
export function ruleSetsOf(choice: Choice, syntax: Syntax, claim: string | null): readonly RuleSet[] | null {
	const chosen = choice === 'claimed' ? claimed(claim, syntax) : choice;
	const names: ReadonlyArray<Specification> = chosen === 'en16931' ? ['en16931'] : ['en16931', chosen];
	const sets = names.map((name) => RULE_SETS[name][syntax]);
	return sets.every((set) => set !== undefined) ? sets : null;
}

/** A claim that there are no rules for in the syntax is judged by the norm, which all of them build on. */
function claimed(claim: string | null, syntax: Syntax): Specification {
	const [name] = CLAIMS.find(([, pattern]) => pattern.test(claim ?? '')) ?? [];
	return name !== undefined && RULE_SETS[name][syntax] !== undefined ? name : 'en16931';
}

/** The syntax of a document, by its root element; null where there are no rules for it. */
export function syntaxOf({ name }: XmlElement): Syntax | null {
	if (name === 'ubl:Invoice' || name === 'cn:CreditNote') return 'ubl';
	return name === 'rsm:CrossIndustryInvoice' ? 'cii' : null;
}
