/** Paths are evaluated with a real XPath 1.0 processor: each must select exactly the element that is meant. */
import { DOMParser, type Attr, type Document, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { finish } from '../../../../nodes/shared/steps';
import { syntaxOf } from '../../../../nodes/shared/validate/choice';
import { ValidatedDocument } from '../../../../nodes/shared/validate/document';
import { placeOf } from '../../../../nodes/shared/validate/findings/place';
import { STRUCTURE_SETS } from '../../../../nodes/shared/validate/rules/sets';
import { validateInSteps } from '../../../../nodes/shared/validate/validate';
import { namespaceOf } from '../../../../nodes/shared/xml/namespaces';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { edited, edits, PLAIN, printed, treeOf } from '../../../support/validate/alter.mts';
import { CII, ruleSetsFor, UBL } from '../../../support/validate/documents.mts';

// The types of xpath bring those of browsers, which contradict those of Node.js.
const { useNamespaces } = jest.requireActual<{
	useNamespaces: (
		namespaces: Record<string, string>,
	) => (path: string, dom: Document) => Array<Element | Attr>;
}>('xpath');
const PREFIXES = ['ubl', 'cn', 'cbc', 'cac', 'ext', 'rsm', 'ram', 'udt', 'qdt'];
const select = useNamespaces(Object.fromEntries(PREFIXES.map((prefix) => [prefix, namespaceOf(prefix)!])));

function read(xml: string) {
	const parsed = finish(xmlInSteps(Buffer.from(xml), { keepEmbeddedFiles: true }));
	if (!parsed.ok) throw new Error(parsed.error.message);
	const dom = new DOMParser().parseFromString(xml, 'application/xml');
	return { root: parsed.value, dom, elements: select('//*', dom) };
}

const KNOWN = [UBL, CII].map((xml) => read(xml).root);

/** What no specification has, at the first group of a document. */
const FOREIGN = [
	'<y xmlns="z"/><y xmlns="z"/><cbc:ID xmlns:cbc="z">1</cbc:ID>',
	`<y xmlns="it's"/><y xmlns='say "z"'/><y xmlns="both ' and &quot;'"><w xmlns=""/></y>`,
	'<y xmlns="z}x{"/><y xmlns="z" /><y xmlns=""/><y xmlns=""/>',
	`<y xmlns="${'z'.repeat(500)}"/><y xmlns="${'z'.repeat(501)}"><w/></y>`,
	`<w/>${`<y xmlns="${'z'.repeat(100)}">`.repeat(30)}<w/><w/>${'</y>'.repeat(30)}`,
];

const documents = fc
	.tuple(fc.constantFrom(...KNOWN), edits, fc.constantFrom('', ...FOREIGN))
	.map(([root, list, foreign]) =>
		printed(edited(treeOf(root), list), PLAIN).replace(/<(?:cac|ram):\w+(?=>)/, (tag) => `${foreign}${tag}`),
	);

test('the path of every element selects that element alone', () => {
	fc.assert(
		fc.property(documents, (xml) => {
			const { root, dom, elements } = read(xml);
			const { nodes } = finish(ValidatedDocument.inSteps(root));
			expect(nodes).toHaveLength(elements.length);
			nodes.forEach((node, index) => {
				const found = select(placeOf(node), dom);
				expect(found.map((element) => elements.indexOf(element))).toEqual([index]);
			});
		}),
		{ numRuns: 30 },
	);
});

test('the path of every finding selects one place, with the value that is reported', () => {
	let count = 0;
	fc.assert(
		fc.property(documents, (xml) => {
			const { root, dom } = read(xml);
			const syntax = syntaxOf(root)!;
			const sets = [STRUCTURE_SETS[syntax], ...ruleSetsFor(root, 'claimed')!];
			const { errors, warnings } = finish(validateInSteps(root, sets));
			for (const { path, value } of [...errors, ...warnings]) {
				const element = path.replace(/\/@\w+$/, '');
				expect(select(element, dom)).toHaveLength(1);
				if (value === null) continue;
				count++;
				const [found] = select(path, dom);
				const text = 'value' in found! ? found.value : found!.textContent;
				expect(text!.trim().slice(0, 200)).toBe(value);
			}
		}),
		{ numRuns: 60 },
	);
	expect(count).toBeGreaterThan(20);
});

test('a namespace is a string of XPath, whatever quotation marks it has', () => {
	const { root } = read(`<a><y xmlns="p'q&quot;r"/></a>`);
	const [, y] = finish(ValidatedDocument.inSteps(root)).nodes;
	expect(placeOf(y!)).toBe(`/a/*[local-name()='y' and namespace-uri()=concat('p',"'",'q"r')]`);
});

/** The last element is the second `cbc:ID` of its parent. */
function expectShortPathToLast(xml: string) {
	const { root, dom, elements } = read(xml);
	const last = finish(ValidatedDocument.inSteps(root)).nodes.at(-1)!;
	const path = placeOf(last);
	expect(path.length).toBeLessThan(2000);
	expect(path).toMatch(/cbc:ID\[2\]$/);
	expect(select(path, dom)).toEqual([elements.at(-1)]);
}

test.each(['x:', 'cbc:'])('a path does not grow with the length of the names %s in it', (prefix) => {
	const long = `${prefix}${'y'.repeat(150)}`;
	const xml = `<x:a xmlns:x="x" xmlns:cbc="${namespaceOf('cbc')}">${`<${long}>`.repeat(90)}<cbc:ID/><cbc:ID/>${`</${long}>`.repeat(90)}</x:a>`;
	expectShortPathToLast(xml);
});

test.each([4, 6])(
	'a path does not grow with the apostrophes of a namespace around %i long names',
	(count) => {
		const long = `cbc:${'y'.repeat(161)}`;
		const inside = `${`<${long}>`.repeat(count)}<cbc:ID/><cbc:ID/>${`</${long}>`.repeat(count)}`;
		const namespace = `${"'".repeat(196)}&quot;`;
		const xml = `<a xmlns:cbc="${namespaceOf('cbc')}">${'<w>'.repeat(90)}<y xmlns="${namespace}">${inside}</y>${'</w>'.repeat(90)}</a>`;
		expectShortPathToLast(xml);
	},
);
