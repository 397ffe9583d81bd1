/**
 * The fields that an event may lack. Removes, empties or changes the form of each field in each sample of each
 * provider. An event may fail only according to the table of its provider; all others give an item whose issues name what was
 * left out.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { providerNamed } from '../../nodes/Invoice/providers';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { definitionOf, type Provider } from '../../nodes/shared/provider';
import type { Result } from '../../nodes/shared/result';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { folderOf, PROVIDER_NAMES } from '../support/providers.mts';
import type { Failing } from '../support/tolerance.mts';

/** The credential's settings, as in the scenario. */
const credentialOf = (name: string) =>
	scenarios
		.find(({ simulator }) => simulator.name === name)!
		.credential('https://api.example', 'key') as ICredentialDataDecryptedObject;

type Path = Array<string | number>;
type Way = 'absent' | 'empty' | 'number' | 'text' | 'boolean' | 'object' | 'list';

/** The table of a provider; each states which fields an event must have. */
const failingIn = (name: string): Failing =>
	jest.requireActual<Record<string, Failing>>(`../support/${folderOf(name)}/tolerance.mts`)[name]!;

const VALUES: Record<Way, readonly unknown[]> = {
	absent: [undefined, null],
	empty: [''],
	number: [7],
	text: ['x'],
	boolean: [true],
	object: [{ odd: true }],
	list: [[]],
};
const WAYS = Object.keys(VALUES) as Way[];

function pathsIn(value: unknown, at: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [];
	const entries: Array<[string | number, unknown]> = Array.isArray(value)
		? [...value.entries()]
		: Object.entries(value);
	return entries.flatMap(([key, inner]) => [[...at, key], ...pathsIn(inner, [...at, key])]);
}

const nameOf = (path: Path) =>
	path
		.map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
		.join('')
		.replace(/^\./, '');

/** A copy with another value at a path. */
function withAt(body: unknown, path: Path, value: unknown): unknown {
	const copy = structuredClone(body);
	const parent = path.slice(0, -1).reduce((at, key) => at[key] as never, copy as Record<string, unknown>);
	const last = path.at(-1)!;
	if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
	else if (value === undefined) delete parent[last];
	else parent[last] = value;
	return copy;
}

/** Turns a verified body into items, like `webhook()` and `execute()`. */
function itemsOf(provider: Provider, body: unknown, headers: Record<string, string>): Result<Invoice[]> {
	const lower = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const split = provider.split(body, { headers: lower, selected: Object.keys(provider.events).slice(0, 1) });
	if (!split.ok) return split;
	const items: Invoice[] = [];
	for (const event of split.value) {
		const definition = definitionOf(provider, event.providerType);
		if (definition === undefined) return { ok: false, error: { message: 'no such event', description: '' } };
		const result = definition.normalize(
			{ ...event, receivedAt: '2026-04-01T08:00:00.000Z', authentication: 'urlToken' },
			provider.environment(credentialOf(provider.name)),
		);
		if (!result.ok) return result;
		items.push(...result.value);
	}
	return { ok: true, value: items };
}

/** The key of an event contains a digest of raw, so it also changes with fields that are not read. */
const withoutRaw = (items: readonly Invoice[]) =>
	JSON.stringify(items.map((item) => ({ ...item, raw: null, event: { ...item.event, key: null } })));
const issuesOf = (items: readonly Invoice[]) =>
	items.flatMap(({ issues }) => issues.map((issue) => JSON.stringify(issue)));

interface Altered {
	field: string;
	way: Way;
	value: unknown;
	/** Undefined if the event failed. */
	items: readonly Invoice[] | undefined;
	/** The items of the unchanged sample, and of the sample without the field. */
	before: readonly Invoice[];
	without: readonly Invoice[] | undefined;
	original: unknown;
}

function* alterations(name: string): Generator<Altered> {
	const provider = providerNamed(name)!;
	const read = (body: unknown, headers: Record<string, string>) => {
		const result = itemsOf(provider, body, headers);
		return result.ok ? result.value : undefined;
	};
	for (const { file, headers = {} } of webhookSamplesOf(name)) {
		const body = sampleJson<unknown>(name, file);
		const before = read(body, headers);
		// Some samples are events that the node does not offer.
		if (before === undefined) continue;
		const seen = new Set<string>();
		for (const path of pathsIn(body)) {
			const field = nameOf(path);
			// One entry per list is enough.
			if (seen.has(field)) continue;
			seen.add(field);
			const without = read(withAt(body, path, undefined), headers);
			const original = path.reduce((at, key) => at[key] as never, body as Record<string, unknown>);
			for (const way of WAYS) {
				for (const value of VALUES[way]) {
					const items = read(withAt(body, path, value), headers);
					yield { field, way, value, items, before, without, original };
				}
			}
		}
	}
}

/** Whether it has another form and is left out without an issue that names it. */
function isUnnamed({ way, items, before, without, original }: Altered): boolean {
	const isScalar = typeof original !== 'object';
	if (items === undefined || original === null || way !== (isScalar ? 'object' : 'boolean')) return false;
	// A field that accepts any form and is not read at all does not count as missing.
	if (without === undefined || withoutRaw(without) === withoutRaw(before)) return false;
	const known = new Set(issuesOf(before));
	return issuesOf(items).every((issue) => known.has(issue));
}

const schema = invoiceSchema.strict();

/** What came of all alterations. Their items are not kept: they fill more than a gigabyte. */
function outcomesOf(name: string) {
	const failing = new Map<string, Set<Way>>();
	const invalid: string[] = [];
	const unnamed: string[] = [];
	for (const altered of alterations(name)) {
		const { field, way, items } = altered;
		if (items === undefined) failing.set(field, (failing.get(field) ?? new Set()).add(way));
		if (items?.some((item) => !schema.safeParse(item).success)) invalid.push(`${field} ${way}`);
		if (isUnnamed(altered)) unnamed.push(`${field} ${way}`);
	}
	return { failing, invalid, unnamed };
}

describe.each(PROVIDER_NAMES)('%s', (name) => {
	const failingOf = failingIn(name);
	const { failing, invalid, unnamed } = outcomesOf(name);

	test('fails where the table says so, and nowhere else', () => {
		const inOrder = (ways: ReadonlySet<Way>) => WAYS.filter((way) => ways.has(way)).join(' ');
		expect(Object.fromEntries([...failing].map(([field, ways]) => [field, inOrder(ways)]))).toEqual(
			Object.fromEntries(Object.entries(failingOf).map(([field, [ways]]) => [field, ways])),
		);
	});

	test('gives valid items', () => expect(invalid).toEqual([]));

	test('names what was left out because it has another form', () => expect(unnamed).toEqual([]));
});
