import { z } from 'zod/v4';
import { figure, flag, list, part, requiredText, text, withSource } from '../../../nodes/shared/json/fields';
import { NEEDED, tolerantParse, unreadIssues } from '../../../nodes/shared/json/tolerantParse';

const schema = z.object({
	id: requiredText,
	name: text,
	total: figure,
	live: flag,
	address: part({ city: text, geo: part({ lat: figure }) }),
	contacts: list({ value: text }),
	lines: z.array(z.object({ net: figure }, { error: NEEDED }), { error: NEEDED }).nullish(),
});
const unreadOf = (value: object) => {
	const parsed = tolerantParse(schema, { id: 'a', ...value });
	return parsed.success ? parsed.unread.map(({ field, message }) => `${field} ${message}`) : 'failed';
};
const errorOf = (value: unknown) => {
	const parsed = tolerantParse(schema, value);
	return parsed.success
		? 'accepted'
		: parsed.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

it.each<[string, object, string[]]>([
	['nothing odd', { name: 7, total: '1.50', lines: [{ net: null }] }, []],
	['a text', { name: { a: 1 } }, ['name is not text']],
	['an amount', { total: '1,50' }, ['total is not an amount']],
	['a switch', { live: 'yes' }, ['live is neither true nor false']],
	['an object', { address: 'Berlin' }, ['address is not an object']],
	['a field far inside', { address: { geo: { lat: [] } } }, ['address.geo.lat is not an amount']],
	['several', { name: [], address: { city: true } }, ['name is not text', 'address.city is not text']],
	['an entry of a list', { contacts: [{ value: 'x' }, 7] }, ['contacts[1] is not an object']],
	['an amount of a line', { lines: [{ net: 1 }, { net: 'x' }] }, ['lines[1].net is not an amount']],
])('leaves out %s', (_name, value, unread) => {
	expect(unreadOf(value)).toEqual(unread);
});

it('keeps what is beside it, and does not touch the value', () => {
	const value = { id: 1, name: {}, address: { city: 'Berlin', geo: 7 }, contacts: [{ value: 'x' }, 7] };
	const copy = structuredClone(value);
	expect(tolerantParse(schema, value)).toMatchObject({
		data: { id: '1', name: null, address: { city: 'Berlin', geo: undefined }, contacts: [{ value: 'x' }] },
	});
	expect(value).toEqual(copy);
});

it.each<[string, unknown, string[]]>([
	['no id', {}, ['id: required, as a text that is not empty']],
	['another id', { id: [] }, ['id: required, as a text that is not empty']],
	['a null in place of a line', { id: 'a', lines: [null] }, [`lines.0: ${NEEDED}`]],
	['lines that are none', { id: 'a', lines: {} }, [`lines: ${NEEDED}`]],
	[
		'only what is required',
		{ id: {}, name: {}, lines: 7 },
		['id: required, as a text that is not empty', `lines: ${NEEDED}`],
	],
	['no object', null, [': Invalid input: expected object, received null']],
])('fails: %s', (_name, value, errors) => {
	expect(errorOf(value)).toEqual(errors);
});

it('has one issue for each field, however many lines have it', () => {
	const lines = Array.from({ length: 1000 }, () => ({ net: 'x' }));
	const parsed = tolerantParse(schema, { id: 'a', name: [], lines });
	if (!parsed.success) throw new Error('failed');
	expect(unreadIssues(parsed.unread, 'raw.', '; it is kept in raw')).toEqual([
		{ code: 'field-unreadable', path: 'raw.name', message: 'name is not text; it is kept in raw' },
		{
			code: 'field-unreadable',
			path: 'raw.lines[0].net',
			message: 'lines[0].net is not an amount, as in 999 others; it is kept in raw',
		},
	]);
});

it('a value beside its source is read the same way', () => {
	const value = { id: 'a', name: {} };
	const parsed = tolerantParse(withSource(schema), value);
	expect(parsed).toMatchObject({ data: { read: { id: 'a', name: null } }, unread: [{ field: 'name' }] });
	expect(tolerantParse(withSource(schema), { id: null })).toMatchObject({ issues: [{ path: ['id'] }] });
});
