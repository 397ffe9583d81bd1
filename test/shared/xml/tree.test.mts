import fc from 'fast-check';
import { finish } from '../../../nodes/shared/steps';
import type { XmlElement } from '../../../nodes/shared/xml/element';
import { LIMITS, xmlInSteps } from '../../../nodes/shared/xml/parse';
import { elementOf } from '../../../nodes/shared/xml/tree';
import { printXml, type RootTag, type Tag } from '../../../nodes/shared/xml/write';

const root = (content: Tag[]): RootTag => ({
	name: 'Invoice',
	attributes: {
		xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
		'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
		'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
	},
	content,
});

const built = (tag: RootTag) => finish(elementOf(tag));
const parsed = (tag: RootTag) => finish(xmlInSteps(Buffer.from(finish(printXml(tag)))));

/** All that an element has but its place. */
const shown = ({ name, attributes, text, children }: XmlElement): unknown => [
	name,
	[...attributes],
	text,
	children.map(shown),
];

const leaf = (content: string): Tag => ({ name: 'cbc:ID', attributes: {}, content });

// A tag that says nothing is never made.
const said = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((text) => `${text}x`);
const attributes = fc.dictionary(fc.constantFrom('currencyID', 'schemeID', 'unitCode'), said);
const { tag } = fc.letrec<{ tag: Tag; leaf: Tag; group: Tag }>((tie) => ({
	tag: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('group')),
	leaf: fc.record({ name: fc.constantFrom('cbc:ID', 'cbc:Note'), attributes, content: said }),
	group: fc.record({
		name: fc.constantFrom('cac:Party', 'cac:InvoiceLine'),
		attributes,
		content: fc.array(tie('tag'), { minLength: 1, maxLength: 4 }),
	}),
}));

test('the elements of a document are those that parsing it gives', () => {
	fc.assert(
		fc.property(fc.array(tag, { minLength: 1, maxLength: 5 }), (content) => {
			const [left, right] = [built(root(content)), parsed(root(content))];
			if (!left.ok || !right.ok) throw new Error('neither is beyond a limit');
			expect(shown(left.value)).toEqual(shown(right.value));
		}),
	);
});

test.each([
	['elements directly in one element', root(Array.from({ length: LIMITS.children + 1 }, () => leaf('1')))],
	['characters of text', root(Array.from({ length: 11 }, () => leaf('1'.repeat(LIMITS.characters / 10))))],
])('beyond the limit of %s, the error is the one of parsing', (what, document) => {
	const result = built(document);
	expect(result).toMatchObject({
		ok: false,
		error: { message: expect.stringMatching(new RegExp(`holds more than .*${what}$`)) },
	});
	expect(result).toEqual(parsed(document));
});
