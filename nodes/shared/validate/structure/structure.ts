import { perDocument } from '../document';
import type { Node, NodeDocument } from '../node';
import { context, fatal, type Explanation, type RuleSet } from '../rule';
import { CII_TYPES } from './ciiTypes';
import { readSchema, type Schema, type SchemaType } from './schema';
import { UBL_TYPES } from './ublTypes';
import { valueFormOf, type ValueForm } from './values';

/** Why an element may not stand where it does, or hold what it does. */
type Problem =
	| { kind: 'unknown'; parent: string }
	| { kind: 'late'; parent: string; before: string }
	| { kind: 'repeated'; parent: string }
	| { kind: 'value'; form: ValueForm };

/** The misplaced elements of a document, found in one walk. What is inside one that may not be there is not judged. */
function problemsOf(
	{ root }: NodeDocument,
	schema: Schema,
	roots: Readonly<Record<string, string>>,
): ReadonlyMap<Node, Problem> {
	const problems = new Map<Node, Problem>();
	const first = schema.get(roots[root.name] ?? '-');
	const open: Array<[node: Node, type: SchemaType]> = first === undefined ? [] : [[root, first]];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const [node, type] = next;
		judgeChildren(node, type, problems);
		for (const child of node.children) {
			const place = type.get(child.name);
			const inside = place === undefined || place.type === null ? undefined : schema.get(place.type);
			if (inside !== undefined && child.children.length > 0) open.push([child, inside]);
		}
	}
	return problems;
}

function judgeChildren(node: Node, type: SchemaType, problems: Map<Node, Problem>): void {
	const parent = node.name;
	const counts = new Map<string, number>();
	let last = -1;
	let lastName = '';
	let isInOrder = true;
	for (const child of node.children) {
		const { name } = child;
		const place = type.get(name);
		if (place === undefined) {
			problems.set(child, { kind: 'unknown', parent });
			continue;
		}
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		if (count === 2 && !place.mayRepeat) problems.set(child, { kind: 'repeated', parent });
		// One element out of its order may make all that follow look so: the first says it.
		else if (place.index < last && isInOrder) {
			problems.set(child, { kind: 'late', parent, before: lastName });
			isInOrder = false;
		}
		if (place.index > last) {
			last = place.index;
			lastName = name;
		}
		const form = place.type === '' ? valueFormOf(child) : null;
		if (form !== null && !problems.has(child)) problems.set(child, { kind: 'value', form });
	}
}

const VALUES: Readonly<Record<ValueForm, string>> = {
	date: 'a day of the calendar: write it as 2025-12-31',
	number: 'a number: write it as 1234.50, without separators of thousands',
	indicator: 'true or false',
};

function message(name: string, problem: Problem | undefined, schemaName: string): string {
	switch (problem?.kind) {
		case 'late':
			return `The element ${name} must stand before ${problem.before} in ${problem.parent}: ${schemaName} has a fixed order`;
		case 'repeated':
			return `The element ${name} may stand in ${problem.parent} only once by ${schemaName}`;
		case 'value':
			return `The element ${name} does not hold ${VALUES[problem.form]}`;
		default:
			return `${schemaName} has no element ${name} in ${problem?.parent ?? 'this place'}: leave it out, or check its name and place`;
	}
}

function structureSet(
	rule: string,
	source: string,
	schemaName: string,
	schema: Schema,
	roots: Readonly<Record<string, string>>,
): RuleSet {
	const problems = perDocument((document) => problemsOf(document, schema, roots));
	return {
		name: 'structure',
		source,
		patterns: [[context('*', [fatal(rule, (at) => !problems(at).has(at))])]],
		explain: (_rule, at): Explanation => ({ message: message(at.name, problems(at).get(at), schemaName) }),
	};
}

/** Where the elements of UBL may stand, in which order and how often. */
export const STRUCTURE_UBL = structureSet(
	'UBL-2.1',
	'OASIS UBL 2.1 (November 2013)',
	'UBL 2.1',
	readSchema(UBL_TYPES, (hasType) => (hasType ? 'cac' : 'cbc')),
	{ 'ubl:Invoice': 'Invoice', 'cn:CreditNote': 'CreditNote' },
);

/** The same for CII. */
export const STRUCTURE_CII = structureSet(
	'CII-D16B',
	'UN/CEFACT CII D16B (October 2016), with what D22B has added',
	'CII',
	readSchema(CII_TYPES, () => 'ram'),
	{ 'rsm:CrossIndustryInvoice': 'CrossIndustryInvoice' },
);
