import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import { ValidatedDocument, type StopCode } from './document';
import { FindingList, type Finding } from './findings/findingList';
import { matcherOf, type Matcher } from './match';
import type { Node } from './xpath/node';
import { specificationOf } from './specification';
import type { Context, Rule, RuleSet } from './rule';

export type { Finding } from './findings/findingList';

export interface Validation {
	/** No mandatory rule is violated, and all of them could be decided. */
	valid: boolean;
	/** BT-24, the specification that the document claims to follow. */
	specification: string | null;
	errors: Finding[];
	warnings: Finding[];
	information: Finding[];
	/** Number of findings that were not kept. */
	omitted: number;
	/** XPath error code, if a rule could not be decided. */
	stopped: StopCode | null;
}

/** Elements that rules visit per step. */
const STRETCH = 20_000;
/** Findings per step: to name the place of one takes longer than to visit an element. */
const FINDINGS_PER_STEP = 100;

/** {@link validateInSteps}, letting other workflows run in between. */
export async function validate(root: XmlElement, sets: readonly RuleSet[]): Promise<Validation> {
	return await runInSteps(validateInSteps(root, sets));
}

/**
 * Validates a document against rule sets. Never throws; the number of elements visited and of findings is bounded.
 *
 * @param root parsed with `keepEmbeddedFiles`, because a rule checks whether files are empty
 */
export function* validateInSteps(root: XmlElement, sets: readonly RuleSet[]): Steps<Validation> {
	const document = yield* ValidatedDocument.inSteps(root);
	const findings = new FindingList();
	for (const set of sets) {
		if (set.prepare) yield* set.prepare(document.root);
		const pass = new Pass(set, document, findings);
		while (pass.advance()) yield;
		if (set.ends?.(document.root)) break;
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

/** One set of rules on its way through the elements of a document. */
class Pass {
	private readonly contextsOf: Matcher;
	private nodeIndex = 0;
	/** The contexts of the current element; null before they are looked up. */
	private contexts: readonly Context[] | null = null;
	private contextIndex = 0;
	private ruleIndex = 0;

	constructor(
		private readonly set: RuleSet,
		private readonly document: ValidatedDocument,
		private readonly findings: FindingList,
	) {
		this.contextsOf = matcherOf(set.patterns);
	}

	/**
	 * Applies rules until they have visited {@link STRETCH} elements or found {@link FINDINGS_PER_STEP}. No generator,
	 * because V8 optimizes the loops of generators late or not at all.
	 *
	 * @returns whether there is more to do
	 */
	advance(): boolean {
		const { document } = this;
		const { nodes } = document;
		const end = document.budget - STRETCH;
		const most = this.findings.list.length + FINDINGS_PER_STEP;
		for (; this.nodeIndex < nodes.length; this.nodeIndex++) {
			if (document.budget < end) return true;
			const node = nodes[this.nodeIndex]!;
			if (this.applyTo(node, end, most)) return true;
			this.contexts = null;
			if (document.budget < 0) return false;
		}
		return false;
	}

	/** @returns whether to pause before the remaining rules: those of the root visit the whole document */
	private applyTo(node: Node, end: number, most: number): boolean {
		const { document, set, findings } = this;
		if (this.contexts === null) {
			document.budget--;
			this.contexts = this.contextsOf(node);
			this.contextIndex = 0;
			this.ruleIndex = 0;
		}
		for (; this.contextIndex < this.contexts.length; this.contextIndex++) {
			const context = this.contexts[this.contextIndex]!;
			const rules = context.among === undefined ? context.rules : context.among(node);
			while (this.ruleIndex < rules.length) {
				apply(rules[this.ruleIndex++]!, node, set, findings);
				if (document.budget < end || findings.list.length >= most) return true;
			}
			this.ruleIndex = 0;
		}
		return false;
	}
}

function apply(rule: Rule, node: Node, set: RuleSet, findings: FindingList): void {
	const { document } = node;
	document.stopped = null;
	const isMet = rule.test(node);
	if (document.stopped !== null) findings.addStop(rule, document.stopped, node, set);
	else if (!isMet) findings.addBroken(rule, node, set);
}
