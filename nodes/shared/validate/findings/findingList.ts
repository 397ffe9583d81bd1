import type { Stop, StopCode } from '../document';
import type { Node } from '../xpath/node';
import type { Explanation, Rule, RuleSet, Severity } from '../rule';
import { entryAround } from './entries';
import { fieldOfElement } from './fieldOfElement';
import { withExpectedAmount } from './expectedAmount';
import { fieldAt, placeOf } from './place';
import { withPlace } from './placeInWords';

/** A rule that an element of the document violates. */
export interface Finding {
	/** The official ID, such as `BR-CO-15`. */
	rule: string;
	severity: Severity;
	/** The place in the file, as an XPath. */
	path: string;
	/** The corresponding field of the item, such as `lines[2].net`; null when there is none. */
	field: string | null;
	/** What is wrong and what to do. */
	message: string;
	/** The value there; null when there is none. */
	value: string | null;
	/** Whether other findings at this place are consequences of this one. */
	isCause?: true;
}

/** Findings kept per rule: a document may violate a rule in each of its lines. */
const MAX_FINDINGS = 100;
/** After so many findings, only the first of each further rule is kept: a document may violate hundreds of rules. */
const MANY_FINDINGS = 1000;
const MAX_VALUE = 200;

const STOPS: Record<StopCode, (name: string) => string> = {
	XPTY0004: (name) => `The element ${name} is there more than once, but only one is allowed`,
	FORG0001: (name) =>
		`The value of the element ${name} is not a valid number, date or true/false: write 1234.50, 2025-12-31, true or false`,
	FORG0006: (name) => `The value of the element ${name} cannot be compared or added`,
	budget: () =>
		'The document repeats its parts so often that it cannot be checked in full: ask the sender for another one',
};

/** The findings of a document; of each rule and severity, only the first are kept, and one at least. */
export class FindingList {
	readonly list: Finding[] = [];
	/** Number of findings that were not kept. */
	omitted = 0;
	/** Why the first undecidable rule could not be decided. */
	stopped: StopCode | null = null;
	/** Findings of each rule by severity: those of a warning must not keep an error of the same rule out. */
	private readonly counts: Readonly<Record<Severity, Map<string, number>>> = {
		fatal: new Map(),
		warning: new Map(),
		information: new Map(),
	};
	private readonly stops = new Set<Node>();

	/** Adds a violated rule. */
	addBroken(rule: Rule, context: Node, set: RuleSet): void {
		if (!this.isKept(rule.id, rule.severity)) return;
		const explanation = set.explain(rule.id, context);
		const message = rule.why?.(context) ?? withExpectedAmount(explanation.message, rule, context);
		this.add(rule, context, looked(rule, context), { ...explanation, message });
	}

	/** Adds a rule that could not be decided. If many stop at one place, the first one explains it. */
	addStop(rule: Rule, { code, node }: Stop, context: Node, set: RuleSet): void {
		this.stopped ??= code;
		if (this.stops.has(node)) return;
		this.stops.add(node);
		if (!this.isKept(rule.id, 'fatal')) return;
		// The rule may be about another element.
		const field = fieldOfElement(node) === undefined ? set.explain(rule.id, context).field : undefined;
		this.add({ ...rule, severity: 'fatal' }, context, node, {
			message: STOPS[code](node.name),
			field,
			isCause: true,
		});
	}

	/** Adds that validating the document takes too long. */
	addEnd(root: Node): void {
		this.stopped ??= 'budget';
		this.add({ id: 'budget', severity: 'fatal', test: () => false }, root, root, {
			message: STOPS.budget(root.name),
		});
	}

	/**
	 * Counts a finding. Call it before formatting: that would cost more than the check itself for findings that are not
	 * kept.
	 */
	private isKept(id: string, severity: Severity): boolean {
		const counts = this.counts[severity];
		const count = counts.get(id) ?? 0;
		counts.set(id, count + 1);
		const isKept = count < (this.list.length < MANY_FINDINGS ? MAX_FINDINGS : 1);
		if (!isKept) this.omitted++;
		return isKept;
	}

	private add(rule: Rule, context: Node, at: Node, { message, field, isCause }: Explanation): void {
		const { id, severity, attribute } = rule;
		const held = field ?? fieldOfElement(at);
		const text = at.children.length === 0 ? at.element.text : '';
		const written = attribute === undefined ? text : (at.attribute(attribute) ?? '');
		const value = written.trim().slice(0, MAX_VALUE);
		this.list.push({
			rule: id,
			severity,
			path: attribute === undefined ? placeOf(at) : `${placeOf(at)}/@${attribute}`,
			field:
				held === undefined || entryAround(at) === null
					? null
					: fieldAt(held, field === undefined ? at : context),
			message: withPlace(message, at),
			value: value === '' ? null : value,
			...(isCause && { isCause }),
		});
	}
}

function looked({ look }: Rule, node: Node): Node {
	if (look === undefined) return node;
	return (typeof look === 'string' ? node.all(look)[0] : look(node)) ?? node;
}
