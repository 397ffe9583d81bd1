import { finish } from '../../../nodes/shared/steps';
import type { XmlElement } from '../../../nodes/shared/xml/element';
import { excessOf } from '../../../nodes/shared/xml/excess';
import { LIMITS } from '../../../nodes/shared/xml/limits';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { attributes, groupOf, printXml, text } from '../../../nodes/shared/xml/write';

const times = (count: number, child: XmlElement): XmlElement[] => Array.from({ length: count }, () => child);
const id = (content: string) => text('cbc:ID', content, attributes({ schemeID: 'a' }))!;
const withTwoAttributes = text('cbc:ID', '1', attributes({ schemeID: 'a', schemeName: 'b' }))!;
const inGroups = (groups: number, of: number, child: XmlElement) =>
	times(groups, groupOf('cac:Party', times(of, child)));

test.each<[what: string, children: XmlElement[]]>([
	['elements directly in one element', times(LIMITS.children + 1, id('1'))],
	['characters of text', times(11, id('1'.repeat(LIMITS.characters / 10)))],
])('beyond the limit of %s, the words are those of reading', (what, children) => {
	const root = groupOf('ubl:Invoice', children);
	const cbc = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';
	const { xml, size } = finish(
		printXml(root, { '': 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', cac: 'a', cbc }),
	);
	const excess = finish(excessOf(root, size));
	expect(excess).toMatch(new RegExp(`^holds more than .* ${what}$`));
	const read = finish(xmlInSteps(Buffer.from(xml)));
	expect(read).toMatchObject({ ok: false, error: { message: `The XML ${excess}` } });
});

test.each([
	['elements', inGroups(40, LIMITS.elements / 40, groupOf('cac:Party', []))],
	['attributes', inGroups(20, LIMITS.attributes / 40 + 1, withTwoAttributes)],
])('elements at any depth count towards the limit of %s', (what, children) => {
	expect(finish(excessOf(groupOf('ubl:Invoice', children), 0))).toMatch(
		new RegExp(`^holds more than .* ${what}$`),
	);
});

test('what could not be validated is too much, although it could be read', () => {
	// Fewer than the limit by the groups and the root.
	const most = inGroups(20, LIMITS.elementsToValidate / 20 - 2, groupOf('cac:Party', []));
	expect(finish(excessOf(groupOf('ubl:Invoice', most), 0))).toBeNull();
	const more = inGroups(20, LIMITS.elementsToValidate / 20, groupOf('cac:Party', []));
	expect(finish(excessOf(groupOf('ubl:Invoice', more), 0))).toBe('holds more than 500,000 elements');
});

test('what is larger than can be read is too large, in bytes', () => {
	const root = groupOf('ubl:Invoice', [id('1')]);
	const most = LIMITS.megabytes * 1024 * 1024;
	expect(finish(excessOf(root, most))).toBeNull();
	expect(finish(excessOf(root, most + 1))).toBe('is larger than 50 MB');
});
