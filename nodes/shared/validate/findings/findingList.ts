import type { Stop, StopCode } from '../document';
import type { Node } from '../node';
import type { Explanation, Rule, RuleSet, Severity } from '../rule';
import { fieldOfElement } from './fieldOfElement';
import { withExpectedAmount } from './expectedAmount';
import { fieldAt, placeOf } from './place';
import { withPlace } from './placeInWords';

/** A rule that an element of the document does not meet. */
export interface Finding {
	/** The official number, such as `BR-CO-15`. */
	rule: string;
	severity: Severity;
	/** Where in the file, as an XPath. */
	path: string;
	/** The field of the item that holds it, such as `lines[2].net`; null where none does. */
	field: string | null;
	/** What is wrong and what to do. */
	message: string;
	/** What stands there; null where nothing does. */
	value: string | null;
	/** Whether what else is found at this place follows from it. */
	isCause?: true;
}

/** Of each rule, so many findings are kept: a document may break one in each of its lines. */
const MAX_FINDINGS = 100;
const MAX_VALUE = 200;

const STOPS: Record<StopCode, (name: string) => string> = {
	XPTY0004: (name) => `The element ${name} is there more than once, but only one is allowed`,
	FORG0001: (name) =>
		`The element ${name} holds no number, date or true/false as the format has it: write 1234.50, 2025-12-31, true or false`,
	FORG0006: (name) => `What the element ${name} holds cannot be compared or added`,
	budget: () =>
		'The document repeats its parts so often that it cannot be checked in full: ask the sender for another one',
};

/** What a document breaks, of each rule the first findings. */
export class FindingList {
	readonly list: Finding[] = [];
	/** Findings beyond those that are kept. */
	omitted = 0;
	/** Why the first rule that could not be decided could not. */
	stopped: StopCode | null = null;
	private readonly counts = new Map<string, number>();
	private readonly stops = new Set<Node>();

	/** A rule that is not met. */
	addBroken(rule: Rule, context: Node, set: RuleSet): void {
		if (!this.isKept(rule)) return;
		const explanation = set.explain(rule.id, context);
		const message = rule.expected
			? withExpectedAmount(explanation.message, rule, context)
			: explanation.message;
		this.add(rule, context, looked(rule, context), { ...explanation, message });
	}

	/** A rule that could not be decided. Many may stop at one place: the first says what is wrong there. */
	addStop(rule: Rule, { code, node }: Stop, context: Node, set: RuleSet): void {
		this.stopped ??= code;
		if (this.stops.has(node)) return;
		this.stops.add(node);
		if (!this.isKept(rule)) return;
		const { field } = set.explain(rule.id, context);
		this.add({ ...rule, severity: 'fatal' }, context, node, {
			message: STOPS[code](node.name),
			field,
			isCause: true,
		});
	}

	/** The document takes too long to judge. */
	addEnd(root: Node): void {
		this.stopped ??= 'budget';
		this.add({ id: 'budget', severity: 'fatal', test: () => false }, root, root, {
			message: STOPS.budget(root.name),
		});
	}

	/** Counts a finding of a rule. Call it first: formatting findings that are not kept would cost more than finding them. */
	private isKept({ id }: Rule): boolean {
		const count = this.counts.get(id) ?? 0;
		this.counts.set(id, count + 1);
		if (count >= MAX_FINDINGS) this.omitted++;
		return count < MAX_FINDINGS;
	}

	private add(rule: Rule, context: Node, at: Node, { message, field, isCause }: Explanation): void {
		const { id, severity, attribute } = rule;
		const held = field === undefined ? fieldOfElement(at) : undefined;
		const text = at.children.length === 0 ? at.element.text : '';
		const written = attribute === undefined ? text : (at.attribute(attribute) ?? '');
		const value = written.trim().slice(0, MAX_VALUE);
		this.list.push({
			rule: id,
			severity,
			path: attribute === undefined ? placeOf(at) : `${placeOf(at)}/@${attribute}`,
			field: field !== undefined ? fieldAt(field, context) : held !== undefined ? fieldAt(held, at) : null,
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
