import { runInSteps, type Steps } from '../steps';
import type { XmlElement } from '../xml/element';
import { ValidatedDocument, type StopCode } from './document';
import { FindingList, type Finding } from './findings/findingList';
import { matcherOf } from './match';
import type { Node } from './node';
import { specificationOf } from './specification';
import type { Rule, RuleSet } from './rule';

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
	let end = document.budget - STRETCH;
	for (const set of sets) {
		const contextsOf = matcherOf(set.patterns);
		for (const node of document.nodes) {
			document.budget--;
			for (const { rules } of contextsOf(node)) {
				// Check after each rule, because those of the root visit the whole document.
				for (const rule of rules) {
					apply(rule, node, set, findings);
					if (document.budget < end) {
						yield;
						end = document.budget - STRETCH;
					}
				}
			}
			if (document.budget < 0) break;
			if (document.budget < end) {
				yield;
				end = document.budget - STRETCH;
			}
		}
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

function apply(rule: Rule, node: Node, set: RuleSet, findings: FindingList): void {
	const { document } = node;
	document.stopped = null;
	const isMet = rule.test(node);
	if (document.stopped !== null) findings.addStop(rule, document.stopped, node, set);
	else if (!isMet) findings.addBroken(rule, node, set);
}
