import { foreignNamespaceOf, localName } from '../../xml/element';
import { finish, type Steps } from '../../steps';
import { trimXml } from '../xpath/cast';
import type { Node } from '../xpath/node';
import { quoted } from '../oneLine';
import { context, fatal, type Explanation, type RuleSet } from '../rule';
import { CII_TYPES } from './ciiTypes';
import { readSchema, type Schema } from './schema';
import { UBL_TYPES } from './ublTypes';
import type { ValueForm } from './values';
import { Walk, type Misfit, type Problems } from './walk';

const VALUES: Readonly<Record<ValueForm, string>> = {
	date: 'a day of the calendar: write it as 2025-12-31',
	time: 'a time of day: write it as 23:59:00',
	dateTime: 'a day and a time: write it as 2025-12-31T23:59:00',
	number:
		'a number: write it as 1234.50, with a point, without a comma, an exponent or separators of thousands',
	indicator: 'true or false',
};

const MAX_NAMESPACE = 200;

/** The sender chooses the names of unknown elements, and foreign namespaces. */
function inWords(name: string): string {
	const namespace = foreignNamespaceOf(name);
	return namespace === null
		? quoted(name)
		: `${quoted(localName(name))} of the namespace ${quoted(namespace, MAX_NAMESPACE)}`;
}

function message({ name, element, children }: Node, problem: Misfit | undefined, schemaName: string): string {
	switch (problem?.kind) {
		case 'namespace':
			return `The element ${localName(name)} is in ${problem.written === '' ? 'no namespace' : `the namespace ${quoted(problem.written, MAX_NAMESPACE)}`}, and perhaps others are, too: ${schemaName} has it in "${problem.wanted}"`;
		case 'late':
			return `The element ${name} must stand before ${problem.before} in ${problem.parent}: ${schemaName} has a fixed order`;
		case 'repeated':
			return `${schemaName} allows the element ${name} in ${problem.parent} only once`;
		case 'missing':
			return `The element ${name} lacks ${problem.children.join(' and ')}, which ${schemaName} requires in it`;
		case 'value':
			return trimXml(element.text) === '' && children.length === 0
				? `The element ${name} is empty: unless it can be left out, it must hold ${VALUES[problem.form]}`
				: `The element ${name} does not hold ${VALUES[problem.form]}`;
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
	const known = new WeakMap<Node, Problems>();
	function* prepare(root: Node): Steps<Problems> {
		const walk = new Walk(root, schema.get(roots[root.name] ?? '-'), schema);
		while (walk.advance()) yield;
		known.set(root, walk.problems);
		return walk.problems;
	}
	const problems = ({ document: { root } }: Node): Problems => known.get(root) ?? finish(prepare(root));
	return {
		name: 'structure',
		source,
		patterns: [[context('*', [fatal(rule, (at) => !problems(at).list.has(at))])]],
		prepare,
		explain: (_rule, at): Explanation => {
			const problem = problems(at).list.get(at);
			return {
				message: message(at, problem, schemaName),
				...((problem?.kind === 'value' || problem?.kind === 'repeated') && { isCause: true }),
			};
		},
		ends: (root) => problems(root).namespaces.hidesParts,
	};
}

export const UBL_SCHEMA = readSchema(UBL_TYPES, (hasType) => (hasType ? 'cac' : 'cbc'));
export const CII_SCHEMA = readSchema(CII_TYPES, () => 'ram');

/** Where the elements of UBL may occur, in which order and how often. */
export const STRUCTURE_UBL = structureSet('UBL-2.1', 'OASIS UBL 2.1 (November 2013)', 'UBL 2.1', UBL_SCHEMA, {
	'ubl:Invoice': 'Invoice',
	'cn:CreditNote': 'CreditNote',
});

/** Where the elements of CII may occur, in which order and how often. */
export const STRUCTURE_CII = structureSet(
	'CII-D16B',
	'UN/CEFACT CII D16B (October 2016), with what D22B has added',
	'CII',
	CII_SCHEMA,
	{ 'rsm:CrossIndustryInvoice': 'CrossIndustryInvoice' },
);
