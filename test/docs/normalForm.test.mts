/** The reference of the normal form agrees with the schema. */
import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { groupsOf, normalFormPage, type Schema } from '../../scripts/generate/normalForm.mts';

const schema = z.toJSONSchema(invoiceSchema) as Schema;
const keys = groupsOf(schema).flatMap(({ paths, keys }) => keys.map((key) => ({ ...key, path: paths[0] })));

test('docs/normal-form.md is made from the present schema (npm run generate)', () => {
	expect(readFileSync('docs/normal-form.md', 'utf8')).toBe(normalFormPage(schema));
});

test('every key has a meaning', () => {
	expect(keys.length).toBeGreaterThan(90);
	expect(keys.filter(({ meaning }) => meaning === '')).toEqual([]);
});

test('types, terms and meanings are those of the schema', () => {
	const row = (path: string, name: string) => keys.find((key) => key.path === path && key.name === name);
	expect(row('', 'number')).toMatchObject({ type: 'text, or null', term: 'BT-1' });
	expect(row('', 'lines')).toMatchObject({ type: 'list of objects', term: 'BG-25' });
	expect(row('', 'raw')).toMatchObject({ type: 'anything, can be absent', term: '–' });
	expect(row('', 'issueDate')).toMatchObject({ type: 'date, `YYYY-MM-DD`, or null' });
	expect(row('event', 'key')).toMatchObject({ type: 'text' });
	expect(row('lines[]', 'net')).toMatchObject({ type: 'number, or null', term: 'BT-131' });
	expect(row('seller.address', 'countryCode')).toMatchObject({ term: 'BT-40, BT-55, BT-80' });
});
