import fc from 'fast-check';
import { finish } from '../../../nodes/shared/steps';
import type { XmlElement } from '../../../nodes/shared/xml/element';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { attributes, group, groupOf, printXml, text } from '../../../nodes/shared/xml/write';

const NAMESPACES = {
	'': 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
	cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
	cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
};

const printed = (children: readonly XmlElement[]) =>
	finish(printXml(groupOf('ubl:Invoice', children), NAMESPACES)).xml;

function parsed(xml: string): XmlElement {
	const result = finish(xmlInSteps(Buffer.from(xml)));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** Everything about an element except its position. */
const shown = ({ name, attributes, text, children }: XmlElement): unknown => [
	name,
	[...attributes],
	text,
	children.map(shown),
];

/** Never blank, because no element is created for blank text. */
const said = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((words) => `${words}x`);
const withSome = fc
	.dictionary(fc.constantFrom('currencyID', 'schemeID', 'unitCode'), said)
	.map((values) => attributes(values));
const { element } = fc.letrec<{
	element: XmlElement | null;
	leaf: XmlElement | null;
	parent: XmlElement | null;
}>((tie) => ({
	element: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('parent')),
	leaf: fc.tuple(fc.constantFrom('cbc:ID', 'cbc:Note'), said, withSome).map((of) => text(...of)),
	parent: fc
		.tuple(
			fc.constantFrom('cac:Party', 'cac:InvoiceLine'),
			fc.array(tie('element'), { minLength: 1, maxLength: 4 }),
		)
		.map((of) => group(...of)),
}));

test('reading what is printed gives the elements that were written', () => {
	fc.assert(
		fc.property(fc.array(element, { minLength: 1, maxLength: 5 }), (list) => {
			const children = list.filter((one) => one !== null);
			expect(shown(parsed(printed(children)))).toEqual(shown(groupOf('ubl:Invoice', children)));
		}),
	);
});

test('lists longer than a step keep every element and their order', () => {
	const ids = Array.from({ length: 20_000 }, (_, index) => `é${index}`);
	const list = ids.flatMap((id) => text('cbc:ID', id) ?? []);
	const steps = printXml(groupOf('ubl:Invoice', [groupOf('cac:Party', list)]), NAMESPACES);
	let count = 1;
	let next = steps.next();
	for (; !next.done; next = steps.next()) count++;
	expect(count).toBeGreaterThan(2);
	const { xml, size } = next.value;
	expect(size).toBe(Buffer.byteLength(xml));
	expect(parsed(xml).children[0]!.children.map((child) => child.text)).toEqual(ids);
});

test('what says nothing is not written', () => {
	expect(text('cbc:ID', ' \n')).toBeNull();
	expect(text('cbc:ID', '\u0000')).toBeNull();
	expect(group('cac:Party', [null, text('cbc:ID', null)])).toBeNull();
	expect([...attributes({ schemeID: ' ', unitCode: undefined, currencyID: 'EUR' })]).toEqual([
		['currencyID', 'EUR'],
	]);
});
