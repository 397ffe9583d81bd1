/**
 * The fields that an event may lack. Removes, empties or changes the form of each field in each sample of each
 * provider. An event may fail only according to the table below; all others give an item whose issues name what was
 * left out.
 */
import { providers } from '../../nodes/Invoice/providers';
import { invoiceSchema, type Invoice, type ProviderName } from '../../nodes/shared/invoice/schema';
import { definitionOf, type Provider } from '../../nodes/shared/provider';
import type { Result } from '../../nodes/shared/result';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';

type Path = Array<string | number>;
type Way = 'absent' | 'empty' | 'number' | 'text' | 'boolean' | 'object' | 'list';

const ALWAYS = 'absent empty number text boolean object list';
/** For fields where a number is accepted as text. */
const NO_TEXT = 'absent empty boolean object list';
const NO_AMOUNT = 'absent empty text boolean object list';
const NO_LIST = 'empty number text boolean object';
const NO_OBJECT = 'absent empty number text boolean list';

const FORM = 'The body is no event of this provider without it';
const NAME = 'Which event it is cannot be known without it, and the user selects by it';
const KEY = 'A repeated event is known by it: without it, one would be emitted twice, or another dropped';
const ID = 'The invoice is found again by it';
const LINES = 'An invoice without a line that was sent would be wrong';
const SUMS = 'What the other amounts mean is concluded from it';

/** Field → the forms that cannot be read, and why the event must then fail. */
const FAILING: Record<ProviderName, Record<string, readonly [ways: string, reason: string]>> = {
	betterez: {
		event: ['text', NAME],
		data: [ALWAYS, FORM],
		'data._id': ['absent empty number boolean object list', ID],
	},
	chargebee: {
		id: ['absent empty number boolean object list', KEY],
		event_type: [ALWAYS, NAME],
		content: [ALWAYS, FORM],
		...Object.fromEntries(
			['invoice', 'credit_note'].flatMap((name) => [
				[`content.${name}`, [ALWAYS, FORM]],
				[`content.${name}.id`, [NO_TEXT, ID]],
				[`content.${name}.line_items`, [NO_LIST, LINES]],
				[`content.${name}.line_items[]`, [NO_OBJECT, LINES]],
			]),
		),
		'content.invoice.line_items_next_offset': ['boolean object list', LINES],
	},
	digitalRiver: {
		id: [NO_TEXT, KEY],
		type: [ALWAYS, NAME],
		data: [ALWAYS, FORM],
		'data.object': [ALWAYS, FORM],
		'data.object.id': [NO_TEXT, ID],
		'data.object.items': [NO_LIST, LINES],
		'data.object.items[]': [NO_OBJECT, LINES],
	},
	paddle: {
		event_id: [NO_TEXT, KEY],
		event_type: [ALWAYS, NAME],
		data: [ALWAYS, FORM],
		'data.id': [NO_TEXT, ID],
		'data.details.line_items': [NO_LIST, LINES],
		'data.details.line_items[]': [NO_OBJECT, LINES],
		'data.items': [NO_LIST, LINES],
		'data.items[]': [NO_OBJECT, LINES],
	},
	rillet: {
		id: [NO_TEXT, ID],
		items: [ALWAYS, LINES],
		'items[]': [ALWAYS, LINES],
		'items[].total_amount': [ALWAYS, SUMS],
		'items[].total_amount.amount': [NO_AMOUNT, SUMS],
		'items[].net_amount': [ALWAYS, SUMS],
		'items[].net_amount.amount': [NO_AMOUNT, SUMS],
		net_amount: [ALWAYS, SUMS],
		'net_amount.amount': [NO_AMOUNT, SUMS],
		total: [ALWAYS, SUMS],
		'total.amount': [NO_AMOUNT, SUMS],
	},
	riverty: {
		'[]': [ALWAYS, FORM],
		type: [ALWAYS, NAME],
		'[].type': [ALWAYS, NAME],
		parameters: [ALWAYS, FORM],
		'[].parameters': [ALWAYS, FORM],
		'parameters.invoiceReference': [NO_TEXT, KEY],
		'[].parameters.invoiceReference': [NO_TEXT, KEY],
		'parameters.items': [NO_LIST, LINES],
		'[].parameters.items': [NO_LIST, LINES],
		'parameters.items[]': [NO_OBJECT, LINES],
		'[].parameters.items[]': [NO_OBJECT, LINES],
		'parameters.documents': [NO_LIST, 'Each is an item of its own'],
		'parameters.documents[]': [NO_OBJECT, 'Each is an item of its own'],
	},
	scayle: {
		key: [NO_TEXT, KEY],
		occurredAt: [NO_TEXT, KEY],
		type: ['number text boolean object list', NAME],
		payload: [ALWAYS, FORM],
		'payload.id': [NO_TEXT, ID],
		'payload.items': [NO_LIST, LINES],
		'payload.items[]': [NO_OBJECT, LINES],
	},
	stripe: {
		id: [NO_TEXT, KEY],
		type: [ALWAYS, NAME],
		data: [ALWAYS, FORM],
		'data.object': [ALWAYS, FORM],
		'data.object.id': [NO_TEXT, ID],
		'data.object.lines': ['empty number text boolean object list', LINES],
		'data.object.lines.data': ['absent empty number text boolean object', LINES],
		'data.object.lines.data[]': [NO_OBJECT, LINES],
		'data.object.lines.has_more': ['empty number text object list', LINES],
	},
};

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
			provider.environment({ environment: 'production', product: 'digitalRiver', tenant: 'acme' }),
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

function* alterations(name: ProviderName): Generator<Altered> {
	const provider = providers[name]!;
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

it('every provider is in the table', () => {
	expect(Object.keys(FAILING).sort()).toEqual(Object.keys(providers).sort());
});

describe.each(Object.keys(FAILING) as ProviderName[])('%s', (name) => {
	const all = [...alterations(name)];

	test('fails where the table says so, and nowhere else', () => {
		const failing = new Map<string, Set<Way>>();
		for (const { field, way, items } of all) {
			if (items === undefined) failing.set(field, (failing.get(field) ?? new Set()).add(way));
		}
		const inOrder = (ways: Iterable<Way>) => {
			const set = new Set(ways);
			return WAYS.filter((way) => set.has(way)).join(' ');
		};
		expect(Object.fromEntries([...failing].map(([field, ways]) => [field, inOrder(ways)]))).toEqual(
			Object.fromEntries(Object.entries(FAILING[name]).map(([field, [ways]]) => [field, ways])),
		);
	});

	test('gives valid items', () => {
		const schema = invoiceSchema.strict();
		const invalid = all.filter(({ items }) => items?.some((item) => !schema.safeParse(item).success));
		expect(invalid.map(({ field, way }) => `${field} ${way}`)).toEqual([]);
	});

	test('names what was left out because it has another form', () => {
		const unnamed = all.filter(({ way, items, before, without, original }) => {
			const isScalar = typeof original !== 'object';
			// A field that accepts any form and is not read at all does not count as missing.
			const isRead = without !== undefined && withoutRaw(without) !== withoutRaw(before);
			if (items === undefined || original === null || !isRead || way !== (isScalar ? 'object' : 'boolean')) {
				return false;
			}
			const known = new Set(issuesOf(before));
			return issuesOf(items).every((issue) => known.has(issue));
		});
		expect(unnamed.map(({ field, way }) => `${field} ${way}`)).toEqual([]);
	});
});
