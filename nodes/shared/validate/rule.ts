import type { Steps } from '../steps';
import type { Decimal } from '../values/decimal';
import type { Node } from './xpath/node';

export type Severity = 'fatal' | 'warning' | 'information';

type Look = string | ((at: Node) => Node | undefined);

/** What the official rules require of an element. */
export interface Rule {
	/** The official ID, such as `BR-02`. */
	id: string;
	severity: Severity;
	/** Whether the element satisfies the rule. */
	test: (at: Node) => boolean;
	/** The place to report, as a path from the element or a function, if not the element itself. */
	look?: Look;
	/** The attribute that the rule is about, if it is not about the content of the element. */
	attribute?: string;
	/** For rules on computed amounts: the correct amount, if the document contains what is needed to compute it. */
	expected?: (at: Node) => Decimal | null;
	/** What is wrong in a case that the explanation of the rule does not fit; null in any other. */
	why?: (at: Node) => string | null;
}

/** The elements that rules apply to. */
export interface Context {
	/** XSLT patterns without predicates: `cac:Party/cbc:ID`, `/ubl:Invoice`, `cac:InvoiceLine//cac:Price`. */
	match: readonly string[];
	/** The predicate, if any. */
	when?: (at: Node) => boolean;
	rules: readonly Rule[];
	/** The rules that the element can violate, where one look finds them: the others need no test. */
	among?: (at: Node) => readonly Rule[];
}

/** As in Schematron, only the first context of a pattern that matches an element applies to it. */
export type Pattern = readonly Context[];

/** What a rule means, for the person who reads the finding. */
export interface Explanation {
	/** What is wrong and what to do, in a sentence suitable for the supplier. */
	message: string;
	/** The field of the item; `lines[]` is the line that contains the element. */
	field?: string;
	/** Whether other findings at this place are consequences of this one. */
	isCause?: true;
}

/** The specifications that a document may claim to follow. */
export type Specification = 'en16931' | 'peppol' | 'xrechnung';

/** The rules of one specification for one syntax, or those of the syntax itself. */
export interface RuleSet {
	name: Specification | 'structure';
	/** Publisher and edition. */
	source: string;
	patterns: readonly Pattern[];
	explain: (rule: string, at: Node) => Explanation;
	/** Computes, in steps, what looks at the whole document and what rules need at once. */
	prepare?: (root: Node) => Steps<unknown>;
	/** Whether the findings of this set make the following sets pointless. */
	ends?: (root: Node) => boolean;
}

type Test = Rule['test'];

export const fatal = (id: string, test: Test, look?: Look): Rule => ({ id, severity: 'fatal', test, look });
export const warning = (id: string, test: Test, look?: Look): Rule => ({
	id,
	severity: 'warning',
	test,
	look,
});
export const information = (id: string, test: Test, look?: Look): Rule => ({
	id,
	severity: 'information',
	test,
	look,
});

/** @param match patterns, separated by ` | ` */
export const context = (match: string, rules: readonly Rule[]): Context => ({
	match: match.split(' | '),
	rules,
});

export const contextWhen = (match: string, when: Test, rules: readonly Rule[]): Context => ({
	match: match.split(' | '),
	when,
	rules,
});
