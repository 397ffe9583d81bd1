import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, fatal, warning, type Explanation, type Pattern, type Rule } from '../../../rule';
import { UBL_SCHEMA } from '../../../structure/structure';
import { explainUnused, unusedAnywhere, unusedContext } from './rules';
import { numbered, readTable, type Unused } from './table';
import { UBL_UNUSED, UBL_UNUSED_ANYWHERE, UBL_UNUSED_ATTRIBUTES } from './ubl';

const PREFIX = 'UBL-CR-';
const LINES = new Map([['Line', ['InvoiceLine', 'CreditNoteLine']]]);

/** In the table of paths that may start anywhere, elements with children are aggregates. */
const AGGREGATES = new Set(['FinancialInstitution', 'PayerFinancialAccount']);
const prefixed = (path: string): string =>
	path
		.split('/')
		.map((name, index, { length }) => {
			if (name.startsWith('@')) return name;
			const holdsElements = index < length - (path.includes('@') ? 2 : 1);
			return `${holdsElements || AGGREGATES.has(name) ? 'cac' : 'cbc'}:${name}`;
		})
		.join('/');

const table = readTable(UBL_UNUSED, PREFIX, 3);
const anywhere: Unused[] = UBL_UNUSED_ANYWHERE.trim()
	.split('\n')
	.map((line) => line.split(' '))
	.map(([path = '', number = '']) => ({ rule: PREFIX + number, path }));
const attributes: Unused[] = UBL_UNUSED_ATTRIBUTES.trim()
	.split('\n')
	.flatMap((line) => numbered(line.split(' ')))
	.map(([number, name]) => ({ rule: `UBL-DT-${String(number).padStart(2, '0')}`, path: `@${name}` }))
	.concat({ rule: 'UBL-CR-663', path: '@unitCodeListID' });

const namedElsewhere = perDocument(({ nodes, firstWithAttribute }) =>
	firstWithAttribute.has('name')
		? nodes.find((node) => node.name !== 'cbc:PaymentMeansCode' && node.attribute('name') !== null)
		: undefined,
);

const attributeRules = attributes.map(({ rule, path }) => {
	const find = ({ document }: Node) => document.firstWithAttribute.get(path.slice(1));
	return warning(rule, (root) => find(root) === undefined, find);
});

const isObject = (node: Node): boolean => node.normal('cbc:DocumentTypeCode') === '130';

/** Supporting documents anywhere, those of the invoiced object separately. */
const supporting = (root: Node, ofObject: boolean): Node[] =>
	root.document.named('cac:AdditionalDocumentReference').filter((node) => isObject(node) === ofObject);

/** UBL-CR-665: another type next to 130 counts, too. */
const notOnlyObject = (node: Node): boolean => {
	const types = node.values('cbc:DocumentTypeCode');
	return types.length === 0 || types.some((type) => type !== '130');
};

const special: Rule[] = [
	warning(
		'UBL-CR-002',
		(root) => !root.has('cbc:UBLVersionID') || root.equals('cbc:UBLVersionID', '2.1'),
		'cbc:UBLVersionID',
	),
	warning(
		'UBL-CR-412',
		(root) => !root.has('cac:PaymentMeans/cbc:PaymentDueDate') || root.name === 'cn:CreditNote',
		'cac:PaymentMeans/cbc:PaymentDueDate',
	),
	warning('UBL-CR-665', (root) =>
		root.document
			.named('cac:AdditionalDocumentReference')
			.every((node) => !notOnlyObject(node) || !node.has('cbc:ID/@schemeID')),
	),
	fatal('UBL-CR-666', (root) => supporting(root, true).every((node) => !node.has('cac:Attachment'))),
	fatal('UBL-CR-673', (root) => supporting(root, true).every((node) => !node.has('cbc:DocumentDescription'))),
	warning('UBL-DT-18', (root) => namedElsewhere(root) === undefined, namedElsewhere),
];

const SPECIAL: Readonly<Record<string, string>> = {
	'UBL-CR-002': 'The version of UBL is not 2.1. Write 2.1 or leave the element out',
	'UBL-CR-412': explainUnused('PaymentMeans/PaymentDueDate'),
	'UBL-CR-665':
		'Only the reference to the invoiced object (type code 130) has an identification scheme. Leave it out',
	'UBL-CR-666': 'The reference to the invoiced object (type code 130) has no attachment. Leave it out',
	'UBL-CR-673': 'The reference to the invoiced object (type code 130) has no description. Leave it out',
	'UBL-DT-18': explainUnused('@name'),
};

const listed = table.filter(({ rule }) => SPECIAL[rule] === undefined);
const SENTENCES = new Map([...listed, ...anywhere, ...attributes].map(({ rule, path }) => [rule, path]));

const ROOTS = '/ubl:Invoice | /cn:CreditNote';

/** Elements of UBL that EN 16931 does not use, as warnings on the root. */
export const ublUnused: readonly Pattern[] = [
	[unusedContext(ROOTS, listed, LINES, UBL_SCHEMA, ['Invoice', 'CreditNote'])],
	[context(ROOTS, [...unusedAnywhere(anywhere, prefixed), ...attributeRules, ...special])],
];

/** The message of a rule of this pattern; null for any other rule. */
export function explainUblUnused(rule: string): Explanation | null {
	const path = SENTENCES.get(rule);
	const message = SPECIAL[rule] ?? (path === undefined ? null : explainUnused(path.replace(/^Line/, 'line')));
	return message === null ? null : { message };
}
