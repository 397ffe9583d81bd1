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

/** Copies of the JSON, each with the value at another place replaced. All items of an array are one place. */
function* exchanged(value: unknown, by: unknown, place = ''): Generator<[place: string, changed: unknown]> {
	yield [place, by];
	if (typeof value !== 'object' || value === null) return;
	const isArray = Array.isArray(value);
	for (const [key, item] of Object.entries(value)) {
		for (const [inner, other] of exchanged(item, by, isArray ? `${place}[]` : `${place}.${key}`))
			yield [inner, isArray ? value.with(Number(key), other) : { ...value, [key]: other }];
	}
}

/** How an event is authenticated does not matter here. */
const oneForEach = targets.filter(({ method }) => method === 'urlToken');

it.each(oneForEach.map((target) => [target.name, target] as const))(
	'%s: such a value anywhere in an event is no exception',
	async (_name, target) => {
		const places = new Set<string>();
		for (const make of Object.values(target.events)) {
			const { headers, body } = make();
			for (const [place, event] of exchanged(JSON.parse(body.toString()), HOSTILE)) {
				// Most events of a provider have the same fields.
				if (places.has(place)) continue;
				places.add(place);
				const request = target.authenticated({ headers, body: Buffer.from(JSON.stringify(event)) });
				const outcome = await attack(target, request);
				expectHarmless(target, outcome);
				expect([200, 400]).toContain(outcome.status);
			}
		}
	},
);
