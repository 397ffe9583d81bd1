/** Event keys over every sample of every provider: another amount is another event, a redelivery is the same one. */
import fc from 'fast-check';
import { providerNamed } from '../../../nodes/Invoice/providers';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { parseJson } from '../../../nodes/shared/json/parse';
import { eventKey, nameOf } from '../../../nodes/shared/trigger/eventKey';
import { scenarios } from '../../support/e2e/scenarios.mts';
import { sampleBytes, webhookSamplesOf, type Sample } from '../../simulator/samples.mts';
import { simulators, type SentBody } from '../../simulator/simulator.mts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Path = readonly (string | number)[];

const cases = scenarios.flatMap(({ simulator: { name } }) =>
	webhookSamplesOf(name).map((sample) => [name, sample.file, sample] as const),
);

/** All items from a body; null if there are none, or if it is rejected. */
function itemsOf(name: string, { headers = {} }: Sample, body: string): Invoice[] | null {
	const provider = providerNamed(name)!;
	const parsed = parseJson(Buffer.from(body));
	if (!parsed.ok) return null;
	const lower = Object.fromEntries(
		Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]),
	);
	const events = provider.split(parsed.value, { headers: lower, selected: Object.keys(provider.events) });
	if (!events.ok) return null;
	const items: Invoice[] = [];
	for (const event of events.value) {
		const received = {
			...event,
			receivedAt: '2026-01-01T00:00:00.000Z',
			authentication: 'urlToken' as const,
		};
		const made = Object.hasOwn(provider.events, event.providerType)
			? provider.events[event.providerType]!.normalize(received, {
					apiUrl: 'https://api.example',
					live: null,
				})
			: null;
		if (!made?.ok) return null;
		items.push(...made.value);
	}
	return items.length === 0 ? null : items;
}

const keysOf = (name: string, sample: Sample, body: string) =>
	itemsOf(name, sample, body)?.map((invoice) => invoice.event!.key) ?? null;

const simulatorOf = (name: string) => simulators.find((simulator) => simulator.name === name)!;

/** Paths to amounts: numbers, or strings that look like one. */
function figuresIn(value: Json, path: Path = []): Path[] {
	if (typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)))
		return [path];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => figuresIn(member, [...path, name]));
}

function changed(value: Json, [name, ...rest]: Path, change: (member: Json) => Json): Json {
	if (name === undefined) return change(value);
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
		string | number,
		Json
	>;
	copy[name] = changed(copy[name]!, rest, change);
	return copy as Json;
}

const added = (by: number) => (member: Json) =>
	typeof member === 'number' ? member + by : String(Number(member) + by);

/** An equivalent JSON text: members in another order, other white space, null for absent members. */
const reordered = (value: Json): Json => {
	if (Array.isArray(value)) return value.map(reordered);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).reverse();
	return Object.fromEntries(members.map(([name, member]) => [name, reordered(member)]));
};

describe.each(cases)('%s, %s', (name, file, sample) => {
	const text = sampleBytes(name, file).toString('utf8');
	const body = JSON.parse(text) as Json;
	const keys = keysOf(name, sample, text);
	if (keys === null) {
		it('gives no item', () => expect(keysOf(name, sample, JSON.stringify(body))).toBeNull());
		return;
	}

	it('another figure is another key, whether the item has it or not', () => {
		const paths = figuresIn(body).filter((path) => !simulatorOf(name).isOfDelivery(path));
		const by = fc.oneof(fc.constantFrom(0.01, -0.01, 1, 100), fc.integer({ min: 1, max: 1e6 }));
		for (const path of paths) {
			fc.assert(
				fc.property(by, (difference) => {
					const other = JSON.stringify(changed(body, path, added(difference)));
					// A long number stays the same when a cent is added.
					if (other === JSON.stringify(body)) return;
					const otherKeys = keysOf(name, sample, other);
					// An event that no longer fits is rejected.
					if (otherKeys !== null) expect({ path, keys: otherKeys }).not.toEqual({ path, keys });
				}),
				{ numRuns: 5 },
			);
		}
	});

	it('a redelivery has the same key', () => {
		// Moments and IDs in the envelope may name the event; counters of attempts may not.
		const counters = figuresIn(body).filter(([first]) =>
			/^(pending_webhooks|notification_id|webhooks)$/.test(String(first)),
		);
		for (const path of counters)
			expect(keysOf(name, sample, JSON.stringify(changed(body, path, added(1))))).toEqual(keys);
		// Other bodies of Betterez are the record itself, and those of Rillet an ID.
		if (typeof body === 'object' && (name !== 'betterez' || 'data' in body!)) {
			const redelivered = simulatorOf(name).redelivered(body as SentBody);
			expect(keysOf(name, sample, JSON.stringify(redelivered))).toEqual(keys);
		}
		expect(keysOf(name, sample, text)).toEqual(keys);
		expect(keysOf(name, sample, JSON.stringify(body, null, 2))).toEqual(keys);
		if (typeof body === 'object') expect(keysOf(name, sample, JSON.stringify(reordered(body)))).toEqual(keys);
	});
});

it('another figure in the document of a Betterez event is another key', () => {
	const file = 'invoices-created-fel-gtdocumento.json';
	const sample = webhookSamplesOf('betterez').find((one) => one.file === file)!;
	const body = JSON.parse(sampleBytes('betterez', file).toString()) as { data: { data: string } };
	const keyWith = (change: (xml: string) => string) => {
		const xml = change(Buffer.from(body.data.data, 'base64').toString());
		const data = { ...body.data, data: Buffer.from(xml).toString('base64') };
		return keysOf('betterez', sample, JSON.stringify({ ...body, data }));
	};
	const total = /(<dte:GranTotal>)[^<]+/;
	expect(keyWith((xml) => xml)).toHaveLength(1);
	expect(keyWith((xml) => xml.replace(total, '$19999.99'))).not.toEqual(keyWith((xml) => xml));
});

it('most samples give items, and have figures', () => {
	const given = cases.filter(([name, file, sample]) =>
		keysOf(name, sample, sampleBytes(name, file).toString()),
	);
	expect(given.length).toBeGreaterThan(cases.length / 2);
	for (const { simulator } of scenarios) expect(given.map(([name]) => name)).toContain(simulator.name);
});

describe('nameOf', () => {
	it('keeps parts apart, whatever stands in them', () => {
		const part = fc.oneof(fc.string(), fc.stringMatching(/^[AB:%3]{0,4}$/));
		const parts = fc.array(part, { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(parts, parts, (one, other) => {
				if (JSON.stringify(one) !== JSON.stringify(other)) expect(nameOf(...one)).not.toBe(nameOf(...other));
			}),
			{ numRuns: 2000 },
		);
		expect(nameOf('A:B', 'C')).not.toBe(nameOf('A', 'B:C'));
		expect(nameOf('riverty', null, 'x')).toBe('riverty::x');
	});
});

describe('eventKey', () => {
	const key = (content: unknown) => eventKey('n', content);
	it.each<[unknown, unknown]>([
		[{ a: 1, b: null }, { a: 1 }],
		[
			{ a: 1, b: 2 },
			{ b: 2, a: 1 },
		],
		[{ url: 'https://x.example/a.pdf?sig=1' }, { url: 'https://x.example/a.pdf?sig=2' }],
	])('%j and %j mean the same', (one, other) => expect(key(one)).toBe(key(other)));

	it.each<[unknown, unknown]>([
		[{ a: 1 }, { a: 2 }],
		[{ a: 1 }, { a: '1' }],
		[{ a: [1, 2] }, { a: [2, 1] }],
		[{ a: { b: 1 } }, { a: [['b', 1]] }],
		[{ url: 'https://x.example/a.pdf' }, { url: 'https://x.example/b.pdf' }],
		[{ url: 'https://x.example/file?id=1&sig=1' }, { url: 'https://x.example/file?id=2&sig=1' }],
		[{ note: 'Paid?' }, { note: 'Paid!' }],
	])('%j and %j do not', (one, other) => expect(key(one)).not.toBe(key(other)));
});
