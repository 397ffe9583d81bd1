import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import { ValidatedDocument, type Stop, type StopCode } from './document';
import { matcherOf, namesOf, type Matcher } from './match';
import type { Node } from './node';
import { fieldOfElement } from './fieldOfElement';
import { fieldAt, placeOf } from './place';
import { specificationOf } from './specification';
import type { Explanation, Rule, RuleSet, Severity } from './rule';

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
}

export interface Validation {
	/** No rule that must be met is broken, and all of them could be decided. */
	valid: boolean;
	/** BT-24, what the document says that it is. */
	specification: string | null;
	errors: Finding[];
	warnings: Finding[];
	information: Finding[];
	/** Findings beyond the first of each rule that are kept. */
	omitted: number;
	/** Where a rule could not be decided: the code of XPath. */
	stopped: StopCode | null;
}

/** Of each rule, so many findings are kept: a document may break one in each of its lines. */
const MAX_FINDINGS = 100;
const MAX_VALUE = 200;
/** Elements that rules look at in a step. */
const STRETCH = 20_000;

/** Compiled once per set: sets are constants of this package. */
const compiled = new WeakMap<RuleSet, CompiledPattern[]>();

interface CompiledPattern {
	names: readonly string[];
	contextOf: Matcher;
}

function patternsOf(set: RuleSet): CompiledPattern[] {
	let patterns = compiled.get(set);
	if (patterns === undefined) {
		patterns = set.patterns.map((pattern) => ({ names: namesOf(pattern), contextOf: matcherOf(pattern) }));
		compiled.set(set, patterns);
	}
	return patterns;
}

/** {@link validateInSteps}, letting other workflows run in between. */
export async function validate(root: XmlElement, sets: readonly RuleSet[]): Promise<Validation> {
	return await runInSteps(validateInSteps(root, sets));
}

/**
 * Judges a document by sets of rules. Total: never throws, and bounded in what it looks at and what it finds.
 *
 * @param root parsed with `keepEmbeddedFiles`: a rule asks whether files are empty
 */
export function* validateInSteps(root: XmlElement, sets: readonly RuleSet[]): Steps<Validation> {
	const document = yield* ValidatedDocument.inSteps(root);
	const findings = new FindingList();
	let end = document.budget - STRETCH;
	for (const set of sets) {
		for (const { names, contextOf } of patternsOf(set)) {
			for (const node of document.namedOneOf(names)) {
				document.budget--;
				// After each rule, because those of the root look at the whole document.
				for (const rule of contextOf(node)?.rules ?? []) {
					apply(rule, node, set, findings);
					if (document.budget < end) {
						yield;
						end = document.budget - STRETCH;
					}
				}
				if (document.budget < 0) break;
				if (document.budget < end) {
					yield;
					end = document.budget - STRETCH;
				}
			}
		}
	}
	if (document.budget < 0) findings.addEnd(document.root);
	const { list, omitted, stopped } = findings;
	const errors = list.filter(({ severity }) => severity === 'fatal');
	return {
		valid: errors.length === 0,
		specification: specificationOf(root),
		errors,
		warnings: list.filter(({ severity }) => severity === 'warning'),
		information: list.filter(({ severity }) => severity === 'information'),
		omitted,
		stopped,
	};
}

function apply(rule: Rule, node: Node, set: RuleSet, findings: FindingList): void {
	const { document } = node;
	document.stopped = null;
	const isMet = rule.test(node);
	if (document.stopped !== null) findings.addStop(rule, document.stopped, node, set);
	else if (!isMet) findings.add(rule, node, looked(rule, node), set.explain(rule.id, node));
}

function looked({ look }: Rule, node: Node): Node {
	if (look === undefined) return node;
	return (typeof look === 'string' ? node.all(look)[0] : look(node)) ?? node;
}

const STOPS: Record<StopCode, string> = {
	XPTY0004: 'This is there more than once, but only one is allowed',
	FORG0001:
		'This is no number, date or true/false as the format has it: write 1234.50, 2025-12-31, true or false',
	FORG0006: 'These values cannot be compared or added',
	budget:
		'The document repeats its parts so often that it cannot be checked in full: ask the sender for another one',
};

class FindingList {
	readonly list: Finding[] = [];
	omitted = 0;
	stopped: StopCode | null = null;
	private readonly counts = new Map<string, number>();
	private readonly stops = new Set<Node>();

	add({ id, severity }: Rule, context: Node, at: Node, { message, field }: Explanation): void {
		const count = this.counts.get(id) ?? 0;
		this.counts.set(id, count + 1);
		if (count >= MAX_FINDINGS) {
			this.omitted++;
			return;
		}
		const held = field === undefined ? fieldOfElement(at) : undefined;
		const value = at.children.length === 0 ? at.element.text.trim().slice(0, MAX_VALUE) : '';
		this.list.push({
			rule: id,
			severity,
			path: placeOf(at),
			field: field !== undefined ? fieldAt(field, context) : held !== undefined ? fieldAt(held, at) : null,
			message,
			value: value === '' ? null : value,
		});
	}

	/** A rule that could not be decided. Many may stop at one place: the first says what is wrong there. */
	addStop(rule: Rule, { code, node }: Stop, context: Node, set: RuleSet): void {
		this.stopped ??= code;
		if (this.stops.has(node)) return;
		this.stops.add(node);
		const { field } = set.explain(rule.id, context);
		this.add({ ...rule, severity: 'fatal' }, context, node, { message: STOPS[code], field });
	}

	/** The document takes too long to judge. */
	addEnd(root: Node): void {
		this.stopped ??= 'budget';
		this.add({ id: 'budget', severity: 'fatal', test: () => false }, root, root, { message: STOPS.budget });
	}
}
