import { foreignNamespaceOf, localName } from '../../xml/element';
import { perDocument } from '../document';
import type { Node, NodeDocument } from '../node';
import { context, fatal, type Explanation, type RuleSet } from '../rule';
import { CII_TYPES } from './ciiTypes';
import { misplacementOf, WrongNamespaces, type Misplacement } from './namespaces';
import { quoted } from '../oneLine';
import { readSchema, type Schema, type SchemaType } from './schema';
import { UBL_TYPES } from './ublTypes';
import { valueFormOf, type ValueForm } from './values';

/** Why an element is not allowed at its place, or its content is not. */
type Problem =
	| { kind: 'unknown'; parent: string }
	| ({ kind: 'namespace' } & Misplacement)
	| { kind: 'late'; parent: string; before: string }
	| { kind: 'repeated'; parent: string }
	| { kind: 'missing'; children: readonly string[] }
	| { kind: 'value'; form: ValueForm };

interface Problems {
	list: Map<Node, Problem>;
	namespaces: WrongNamespaces;
}

/** The misplaced elements of a document, found in one walk that skips the content of elements which are not allowed. */
function problemsOf(
	{ root }: NodeDocument,
	schema: Schema,
	roots: Readonly<Record<string, string>>,
): Problems {
	const problems: Problems = { list: new Map(), namespaces: new WrongNamespaces() };
	const first = schema.get(roots[root.name] ?? '-');
	const open: Array<[node: Node, type: SchemaType]> = first === undefined ? [] : [[root, first]];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const [node, type] = next;
		judgeChildren(node, type, problems);
		// Document order matters: only the first element of a wrong namespace is reported.
		for (let index = node.children.length - 1; index >= 0; index--) {
			const child = node.children[index]!;
			const place = type.places.get(child.name);
			const inside = place === undefined || place.type === null ? undefined : schema.get(place.type);
			if (inside !== undefined && (child.children.length > 0 || inside.required.length > 0))
				open.push([child, inside]);
		}
	}
	return problems;
}

function judgeChildren(node: Node, type: SchemaType, { list, namespaces }: Problems): void {
	const parent = node.name;
	/** Only for elements out of order: what comes in order needs no table per element of the document. */
	let counts: Map<string, number> | null = null;
	let last = -1;
	let lastName = '';
	let lastCount = 0;
	let isInOrder = true;
	let isMisplaced = false;
	for (const [position, child] of node.children.entries()) {
		const { name } = child;
		const place = type.places.get(name);
		if (place === undefined) {
			const misplacement = misplacementOf(child, type);
			isMisplaced ||= misplacement !== null;
			if (misplacement === null) list.set(child, { kind: 'unknown', parent });
			else if (namespaces.isFirst(misplacement, child))
				list.set(child, { kind: 'namespace', ...misplacement });
			continue;
		}
		let count = 1;
		if (place.index < last || counts !== null) {
			counts ??= countsOf(node.children.slice(0, position));
			count = (counts.get(name) ?? 0) + 1;
			counts.set(name, count);
		} else if (place.index === last) count = lastCount + 1;
		if (count === 2 && !place.mayRepeat) list.set(child, { kind: 'repeated', parent });
		// One misplaced element can make all following ones look misplaced: report only the first.
		else if (place.index < last && isInOrder) {
			list.set(child, { kind: 'late', parent, before: lastName });
			isInOrder = false;
		}
		if (place.index >= last) {
			last = place.index;
			lastName = name;
			lastCount = count;
		}
		const form = place.type === '' ? valueFormOf(child) : null;
		if (form !== null && !list.has(child)) list.set(child, { kind: 'value', form });
	}
	if (isMisplaced || list.has(node)) return;
	const isMissing = (name: string) => !node.among(name).some((child) => child.name === name);
	if (type.required.some(isMissing))
		list.set(node, { kind: 'missing', children: type.required.filter(isMissing) });
}

function countsOf(children: readonly Node[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { name } of children) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

const VALUES: Readonly<Record<ValueForm, string>> = {
	date: 'a day of the calendar: write it as 2025-12-31',
	number:
		'a number: write it as 1234.50, with a point, without a comma, an exponent or separators of thousands',
	indicator: 'true or false',
};

const MAX_NAMESPACE = 200;

/** The sender chooses foreign namespaces. */
function inWords(name: string): string {
	const namespace = foreignNamespaceOf(name);
	return namespace === null
		? name
		: `${localName(name)} of the namespace ${quoted(namespace, MAX_NAMESPACE)}`;
}

function message(name: string, problem: Problem | undefined, schemaName: string): string {
	switch (problem?.kind) {
		case 'namespace':
			return `The element ${localName(name)} is in ${problem.written === '' ? 'no namespace' : `the namespace ${quoted(problem.written, MAX_NAMESPACE)}`}, and perhaps others are, too: ${schemaName} has it in "${problem.wanted}"`;
		case 'late':
			return `The element ${name} must stand before ${problem.before} in ${problem.parent}: ${schemaName} has a fixed order`;
		case 'repeated':
			return `The element ${name} may stand in ${problem.parent} only once by ${schemaName}`;
		case 'missing':
			return `The element ${name} lacks ${problem.children.join(' and ')}, which ${schemaName} requires in it`;
		case 'value':
			return `The element ${name} does not hold ${VALUES[problem.form]}`;
		default:
			return `${schemaName} has no element ${inWords(name)} in ${problem?.parent ?? 'this place'}: leave it out, or check its name and place`;
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
		patterns: [[context('*', [fatal(rule, (at) => !problems(at).list.has(at))])]],
		explain: (_rule, at): Explanation => {
			const problem = problems(at).list.get(at);
			return {
				message: message(at.name, problem, schemaName),
				...((problem?.kind === 'value' || problem?.kind === 'repeated') && { isCause: true }),
			};
		},
		ends: (root) => problems(root).namespaces.hidesParts,
	};
}

/** Where the elements of UBL may occur, in which order and how often. */
export const STRUCTURE_UBL = structureSet(
	'UBL-2.1',
	'OASIS UBL 2.1 (November 2013)',
	'UBL 2.1',
	readSchema(UBL_TYPES, (hasType) => (hasType ? 'cac' : 'cbc')),
	{ 'ubl:Invoice': 'Invoice', 'cn:CreditNote': 'CreditNote' },
);

/** Where the elements of CII may occur, in which order and how often. */
export const STRUCTURE_CII = structureSet(
	'CII-D16B',
	'UN/CEFACT CII D16B (October 2016), with what D22B has added',
	'CII',
	readSchema(CII_TYPES, () => 'ram'),
	{ 'rsm:CrossIndustryInvoice': 'CrossIndustryInvoice' },
);
