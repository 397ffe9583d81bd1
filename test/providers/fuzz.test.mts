/**
 * Random requests through the whole path of an event. `npm run fuzz` runs many more, with a new seed each time;
 * failures are shrunk and printed with the seed that reproduces them.
 */
import fc from 'fast-check';
import { attack, expectHarmless, targets, type Target } from '../support/attacker.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import type { Notification, Outgoing } from '../simulator/authentication.mts';

const RUNS = Number(process.env.N8N_NODES_INVOICES_FUZZ ?? 0);
const settings = (): fc.Parameters<unknown> =>
	RUNS > 0 ? { numRuns: RUNS } : { numRuns: 250, seed: 20_260_301 };
jest.setTimeout(RUNS > 0 ? 24 * 3_600_000 : 120_000);

beforeAll(initialize);
afterAll(cleanUp);

const KEYS = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'length',
	'',
	'id',
	'type',
];
const NUMBERS = [
	'1e400',
	'-1e400',
	'9007199254740993',
	'0.1234567890123456789',
	'-0',
	'1e-400',
	'1E+2',
	'-1',
];

/** JSON as text, because a JavaScript value cannot have a duplicate key, an infinite number, or half a character. */
const jsonText = fc.letrec<{ value: string; list: string; object: string }>((tie) => {
	const key = fc
		.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 8 }))
		.map((text) => JSON.stringify(text));
	return {
		value: fc.oneof(
			{ maxDepth: 4, withCrossShrink: true },
			fc.constantFrom(
				'null',
				'true',
				'false',
				'""',
				'[]',
				'{}',
				'"\\ud800"',
				'"\\udc00\\ud800"',
				'"\\u0000"',
			),
			fc.constantFrom(...NUMBERS),
			fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
			fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
			tie('list'),
			tie('object'),
		),
		list: fc.array(tie('value'), { maxLength: 4 }).map((list) => `[${list.join(',')}]`),
		object: fc
			.array(fc.tuple(key, tie('value')), { maxLength: 5 })
			.map((pairs) => `{${pairs.map((pair) => pair.join(':')).join(',')}}`),
	};
}).value;

const MARK = 'the place of the change';

/** All paths into a value, as lists of keys. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
	const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return [path, ...inside.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** Replaces the value at one place of the JSON with a text, which may even add keys. */
function exchanged(body: string, at: number, text: string): string {
	const event = JSON.parse(body) as unknown;
	const paths = pathsIn(event);
	const path = paths[at % paths.length]!;
	if (path.length === 0) return text;
	let holder = event as Record<string, unknown>;
	for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
	holder[path.at(-1)!] = MARK;
	return JSON.stringify(event).replace(JSON.stringify(MARK), () => text);
}

const edit = fc.record({
	at: fc.nat(500),
	text: fc.oneof(
		jsonText,
		fc
			.tuple(jsonText, fc.constantFrom(...KEYS), jsonText)
			.map(([a, key, b]) => `${a},${JSON.stringify(key)}:${b}`),
	),
});

/** A body that is close to an event, any JSON, or any bytes. */
const bodyNear = (body: Buffer): fc.Arbitrary<Buffer> =>
	fc.oneof(
		{
			weight: 4,
			arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => {
				let text = body.toString('utf8');
				for (const { at, text: by } of edits) {
					try {
						text = exchanged(text, at, by);
					} catch {
						// No longer JSON, but still a body.
					}
				}
				return Buffer.from(text);
			}),
		},
		{ weight: 2, arbitrary: jsonText.map((text) => Buffer.from(text)) },
		{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
		{
			weight: 2,
			arbitrary: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }).map((changes) => {
				const bytes = Buffer.from(body);
				for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
				return bytes;
			}),
		},
	);

/** Wrong secrets, starting with almost correct ones. */
const wrongSecret = ({ secret, method }: Target): fc.Arbitrary<string> =>
	fc
		.oneof(
			fc.nat(secret.length - 1).map((at) => secret.slice(0, at)),
			fc.nat(secret.length - 1).map((at) => secret.slice(at + 1)),
			fc
				.nat(secret.length - 1)
				.map((at) => `${secret.slice(0, at)}${secret[at] === 'x' ? 'y' : 'x'}${secret.slice(at + 1)}`),
			fc.constantFrom(secret.toUpperCase(), secret.toLowerCase(), `${secret}${secret}`, `x${secret}`),
			fc.string({ minLength: 1, maxLength: 40 }),
		)
		.map((text) => (method === 'basicAuth' && !text.includes(':') ? `${text}:${text}` : text))
		.filter((text) => text.trim() !== '' && !isSameKey(text, secret));

/** A key may be Base64, whose padding does not matter. */
const isSameKey = (one: string, other: string) =>
	one === other || Buffer.from(one, 'base64').equals(Buffer.from(other, 'base64'));

const headerText = fc.oneof(
	fc.string({ maxLength: 60 }),
	fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 60 }),
	fc
		.array(
			fc.constantFrom(',', 't=', 's2=', 'v1=', '1795299485', 'A'.repeat(43), '=', ' ', ';', 'Basic', '\t'),
			{
				maxLength: 30,
			},
		)
		.map((parts) => parts.join('')),
);

/** Changes to headers and query that add nothing of the right secret. */
const disguise = (target: Target): fc.Arbitrary<(request: Outgoing) => Outgoing> => {
	const names = [
		...authenticationHeaders(target),
		'content-type',
		'content-encoding',
		'x-forwarded-for',
		'__proto__',
	];
	return fc
		.record({
			headers: fc.dictionary(fc.constantFrom(...names), headerText, { maxKeys: 3 }),
			dropped: fc.subarray(names, { maxLength: 2 }),
			query: fc.option(
				fc.oneof(fc.webQueryParameters(), fc.constantFrom('token', 'token=', 'token[]=x', '%', 'token=%zz')),
				{
					nil: undefined,
				},
			),
		})
		.map(({ headers, dropped, query }) => (request) => {
			const changed: Record<string, string> = Object.assign(
				Object.create(null),
				lowerCased(request.headers),
				headers,
			);
			for (const name of dropped) delete changed[name];
			const url =
				query === undefined ? request.url : `${request.url}${request.url.includes('?') ? '&' : '?'}${query}`;
			return { ...request, headers: changed, url };
		});
};

const lowerCased = (headers: Record<string, string>) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The headers added by authentication. */
function authenticationHeaders({ events, authenticated }: Target): string[] {
	const notification = Object.values(events)[0]!();
	const before = Object.keys(lowerCased(notification.headers));
	const added = Object.keys(lowerCased(authenticated(notification).headers)).filter(
		(name) => !before.includes(name),
	);
	return added.length > 0 ? added : ['authorization'];
}

const anyEvent = ({ events }: Target): fc.Arbitrary<Notification> =>
	fc.constantFrom(...Object.values(events)).map((make) => make());

describe.each(targets.map((target) => [target.name, target] as const))('%s', (_name, target) => {
	it('lets nobody in who does not know the secret', async () => {
		const forgery = anyEvent(target).chain((event) =>
			fc
				.tuple(bodyNear(event.body), wrongSecret(target), disguise(target), fc.boolean())
				.map(([body, secret, change, keepsBody]) =>
					change(target.authenticated({ ...event, body: keepsBody ? event.body : body }, secret)),
				),
		);
		await fc.assert(
			fc.asyncProperty(forgery, async (request) => {
				const outcome = await attack(target, request);
				expectHarmless(target, outcome);
				expect(outcome.started).toBe(false);
				expect([401, 415]).toContain(outcome.status);
			}),
			settings(),
		);
	});

	it('makes items or a clear error of whatever is authenticated', async () => {
		const authenticated = anyEvent(target).chain((event) =>
			bodyNear(event.body).map((body) => target.authenticated({ ...event, body })),
		);
		const seen = { items: 0, errors: 0, rejected: 0 };
		await fc.assert(
			fc.asyncProperty(authenticated, async (request) => {
				const outcome = await attack(target, request);
				expectHarmless(target, outcome);
				expect([200, 400]).toContain(outcome.status);
				if (outcome.items) seen.items++;
				else if (outcome.error) seen.errors++;
				else seen.rejected++;
			}),
			settings(),
		);
		// Otherwise the changes are too wild or too tame to show anything.
		expect(Math.min(seen.items, seen.errors, seen.rejected)).toBeGreaterThan(0);
	});
});
