import { z } from 'zod/v4';
import { safeParse } from '../../../nodes/shared/json/safeParse';
import { attack, expectHarmless, targets } from '../../support/attacker.mts';
import { cleanUp, initialize } from '../../n8nCore/contexts.mts';

const schema = z.looseObject({ id: z.string().min(1) });
const HOSTILE = { length: { toString: null } };

beforeAll(initialize);
afterAll(cleanUp);

it('says what the schema says', () => {
	expect(safeParse(schema, { id: 'a', more: 1 })).toEqual({ success: true, data: { id: 'a', more: 1 } });
	expect(safeParse(schema, {})).toMatchObject({ success: false, error: { issues: [{ path: ['id'] }] } });
});

it('never throws', () => {
	expect(() => schema.safeParse({ id: HOSTILE })).toThrow(TypeError);
	expect(safeParse(schema, { id: HOSTILE })).toEqual({
		success: false,
		error: { issues: [{ path: [], message: 'has a form that cannot be read' }] },
	});
});

/**
 * Copies of the JSON, each with the value at another place replaced. Of places with the same path, which differ only in
 * the index of a list or in the event, the first one stands for all.
 */
function* exchanged(value: unknown, by: unknown, seen: Set<string>, path = ''): Generator<unknown> {
	if (!seen.has(path)) yield by;
	seen.add(path);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, item] of Object.entries(value)) {
		const isList = Array.isArray(value);
		for (const other of exchanged(item, by, seen, `${path}/${isList ? '' : key}`))
			yield isList ? value.with(Number(key), other) : { ...value, [key]: other };
	}
}

/** How an event is authenticated does not matter here. */
const oneForEach = targets.filter(({ method }) => method === 'urlToken');

it.each(oneForEach.map((target) => [target.name, target] as const))(
	'%s: such a value anywhere in an event is no exception',
	async (_name, target) => {
		const seen = new Set<string>();
		for (const make of Object.values(target.events)) {
			const { headers, body } = make();
			for (const event of exchanged(JSON.parse(body.toString()), HOSTILE, seen)) {
				const request = target.authenticated({ headers, body: Buffer.from(JSON.stringify(event)) });
				const outcome = await attack(target, request);
				expectHarmless(target, outcome);
				expect([200, 400]).toContain(outcome.status);
			}
		}
	},
);
