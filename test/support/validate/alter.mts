/** Random edits of documents, and equivalent serializations of one document. */
import fc from 'fast-check';

/** An element to edit and write. */
export interface Tree {
	name: string;
	attributes: Array<[name: string, value: string]>;
	children: Tree[];
	text: string;
}

interface Element {
	name: string;
	attributes: ReadonlyMap<string, string>;
	children: readonly Element[];
	text: string;
}

export const treeOf = ({ name, attributes, children, text }: Element): Tree => ({
	name,
	attributes: [...attributes],
	children: children.map(treeOf),
	text,
});

type Edit = ['remove' | 'repeat', at: number] | ['write', at: number, text: string] | ['unset', at: number];

const VALUES = [
	'',
	' ',
	'abc',
	'-1',
	'0',
	'1',
	'19.999',
	'100.001',
	'1e5',
	'S',
	'E',
	'K',
	'O',
	'L',
	'true',
	'2025-13-01',
	'EUR',
	'380',
];

/** Some edits, each to the element with a given index in the document. */
export const edits: fc.Arbitrary<Edit[]> = fc.array(
	fc.oneof(
		fc.tuple(fc.constantFrom('remove' as const, 'repeat' as const), fc.nat()),
		fc.tuple(fc.constant('write' as const), fc.nat(), fc.oneof(fc.constantFrom(...VALUES), fc.string())),
		fc.tuple(fc.constant('unset' as const), fc.nat()),
	),
	{ maxLength: 4 },
);

export function edited(root: Tree, list: readonly Edit[]): Tree {
	const tree = structuredClone(root);
	for (const [kind, at, text] of list) {
		const places = placesIn(tree);
		const place = places[at % places.length];
		if (place === undefined) continue;
		const { parent, index } = place;
		const element = parent.children[index]!;
		if (kind === 'remove') parent.children.splice(index, 1);
		else if (kind === 'repeat') parent.children.splice(index, 0, structuredClone(element));
		else if (kind === 'unset') element.attributes = [];
		else if (element.children.length === 0) element.text = text ?? '';
	}
	return tree;
}

function placesIn(tree: Tree): Array<{ parent: Tree; index: number }> {
	return tree.children.flatMap((child, index) => [{ parent: tree, index }, ...placesIn(child)]);
}

/** How a document is written. */
export interface Style {
	blanks: string;
	comment: string;
	/** Put before each prefix; null for default namespaces instead, declared where they change. */
	prefix: string | null;
	/** Whether attributes are in reverse order. */
	isReversed: boolean;
}

export const PLAIN: Style = { blanks: '', comment: '', prefix: '', isReversed: false };

export const styles: fc.Arbitrary<Style> = fc.record({
	blanks: fc.constantFrom('', ' ', '\n\t', '\r\n  '),
	comment: fc.constantFrom('', '<!-- 1 -->', '<!--<a>-->'),
	prefix: fc.constantFrom('', 'x', '_1', null),
	isReversed: fc.boolean(),
});

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
const CII = 'urn:un:unece:uncefact:data:standard:';
const NAMESPACES = {
	ubl: `${UBL}Invoice-2`,
	cn: `${UBL}CreditNote-2`,
	cac: `${UBL}CommonAggregateComponents-2`,
	cbc: `${UBL}CommonBasicComponents-2`,
	rsm: `${CII}CrossIndustryInvoice:100`,
	ram: `${CII}ReusableAggregateBusinessInformationEntity:100`,
	udt: `${CII}UnqualifiedDataType:100`,
	qdt: `${CII}QualifiedDataType:100`,
};
type Known = keyof typeof NAMESPACES;

const escaped = (text: string) =>
	text
		.replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
		.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '?');

/** Inserts insignificant white space and comments: between elements, and comments inside texts. */
export function printed(root: Tree, { blanks, comment, prefix, isReversed }: Style): string {
	const ordered = (list: string[]) => (isReversed ? list.reverse() : list).map((item) => ` ${item}`).join('');
	const print = ({ name, attributes, children, text }: Tree, scope: string, more: string[] = []): string => {
		const [own = '', local = ''] = name.split(':');
		const tag = prefix === null ? local : prefix + name;
		const change = prefix === null && own !== scope ? [`xmlns="${NAMESPACES[own as Known]}"`] : [];
		const list = [...more, ...change, ...attributes.map(([key, value]) => `${key}="${escaped(value)}"`)];
		const half = Math.floor(text.length / 2);
		const content =
			children.length > 0
				? children.map((child) => blanks + comment + print(child, own)).join('') + blanks
				: escaped(text.slice(0, half)) + (text === '' ? '' : comment) + escaped(text.slice(half));
		return `<${tag}${ordered(list)}>${content}</${tag}>`;
	};
	const declared = prefix === null ? [] : Object.entries(NAMESPACES);
	return print(
		root,
		'',
		declared.map(([key, uri]) => `xmlns:${prefix}${key}="${uri}"`),
	);
}
