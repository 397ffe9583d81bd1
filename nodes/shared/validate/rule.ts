import type { Decimal } from '../values/decimal';
import type { Node } from './node';

export type Severity = 'fatal' | 'warning' | 'information';

type Look = string | ((at: Node) => Node | undefined);

/** What the official rules ask of an element. */
export interface Rule {
	/** The official number, such as `BR-02`. */
	id: string;
	severity: Severity;
	/** Whether the element meets the rule. */
	test: (at: Node) => boolean;
	/** Where to look, as a path from the element or as what finds it, if not at the element itself. */
	look?: Look;
	/** The attribute that the rule is about, where it is not about what the element holds. */
	attribute?: string;
	/** Of a rule that an amount is what others come to: what it should be, if the document says all that it takes. */
	expected?: (at: Node) => Decimal | null;
}

/** Where rules apply. */
export interface Context {
	/** Patterns as in XSLT, without predicates: `cac:Party/cbc:ID`, `/ubl:Invoice`, `cac:InvoiceLine//cac:Price`. */
	match: readonly string[];
	/** The predicate, if there is one. */
	when?: (at: Node) => boolean;
	rules: readonly Rule[];
}

/** As in Schematron: of the contexts of a pattern, the first that an element fits is the only one applied to it. */
export type Pattern = readonly Context[];

/** What a rule means, in words for the person who reads the finding. */
export interface Explanation {
	/** What is wrong and what to do, in a sentence that can go to the supplier. */
	message: string;
	/** The field of the item; `lines[]` is the line that the element is in. */
	field?: string;
	/** Whether what other rules find at this place follows from it. */
	isCause?: true;
}

/** The specifications that a document may follow. */
export type Specification = 'en16931' | 'peppol' | 'xrechnung';

/** The rules of one specification for one syntax, or of the syntax itself. */
export interface RuleSet {
	name: Specification | 'structure';
	/** Whose rules, and which edition. */
	source: string;
	patterns: readonly Pattern[];
	explain: (rule: string, at: Node) => Explanation;
	/** Whether what this set has found makes the sets behind it pointless. */
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
