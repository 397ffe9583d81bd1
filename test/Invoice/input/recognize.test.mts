import { RilletApi } from '../../../credentials/RilletApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { providers } from '../../../nodes/Invoice/providers';
import { recognize } from '../../../nodes/Invoice/input/recognize';
import { sourceOf } from '../../../nodes/Invoice/input/source';
import type { Recognizer } from '../../../nodes/shared/provider';
import { executeContext } from '../../n8nCore/contexts.mts';
import { sampleJson } from '../../simulator/samples.mts';

// What each provider recognizes is tested in its folder.

const PAYLOAD = sampleJson<Record<string, unknown>>('rillet', 'invoice-created.json');

/** Recognizes anything with a `payload` as the event named by `type`. */
const recognizer: Recognizer = {
	nodes: 'Rillet Trigger',
	event(json) {
		const { payload, type, bare } = (json ?? {}) as { payload?: unknown; type?: string; bare?: boolean };
		if (payload === undefined) return null;
		const meta = { id: 'evt', timestamp: '2026-01-15T12:00:00.000Z', entity: 'INVOICE', event: 'CREATED' };
		return {
			event: { providerType: type ?? 'invoice-created', payload, meta },
			...(bare && { complete: (invoice) => ({ ...invoice, event: null }) }),
		};
	},
};

beforeEach(() => {
	providers.rillet.recognize = recognizer;
});
afterEach(() => {
	delete providers.rillet.recognize;
});

async function invoiceOf(json: object) {
	const context = executeContext(
		{
			node: new Invoice(),
			parameters: { resource: 'invoice', operation: 'get', provider: 'item', options: {} },
			credential: { type: new RilletApi(), data: { apiKey: 'key' } },
		},
		[{ json: json as never }],
	);
	return (await sourceOf.call(context, 0)).invoice;
}

it('reads the item of another node by the normalizer of the webhook, and says that it was not verified here', async () => {
	const invoice = await invoiceOf({ payload: PAYLOAD });
	expect(invoice).toMatchObject({ provider: 'rillet', id: PAYLOAD.id, number: PAYLOAD.invoice_number });
	expect(invoice.event).toMatchObject({ providerType: 'invoice-created', authentication: 'item' });
	expect(invoice.raw).toEqual(PAYLOAD);
});

it('lets the provider complete it, as where an entity came without an event', async () => {
	expect((await invoiceOf({ payload: PAYLOAD, bare: true })).event).toBeNull();
});

it('names the field that does not fit', async () => {
	await expect(invoiceOf({ payload: { ...PAYLOAD, total: undefined } })).rejects.toThrow(/– total: /);
});

it('rejects an event that the provider does not have', async () => {
	await expect(invoiceOf({ payload: PAYLOAD, type: 'valueOf' })).rejects.toThrow(
		'Rillet has no event valueOf',
	);
});

it('says so where an event brings no invoice', async () => {
	const { normalize } = providers.rillet.events['invoice-created']!;
	providers.rillet.events['invoice-created']!.normalize = () => ({ ok: true, value: [] });
	await expect(invoiceOf({ payload: PAYLOAD })).rejects.toThrow('carries no invoice');
	providers.rillet.events['invoice-created']!.normalize = normalize;
});

it('takes an item that names its provider as it is', async () => {
	const invoice = await invoiceOf({ provider: 'rillet', id: 'as-it-is', payload: PAYLOAD });
	expect(invoice).toMatchObject({ id: 'as-it-is', event: null });
});

it.each([undefined, null, 1, 'text', [], {}, { provider: 'constructor' }])(
	'recognizes nothing in %j',
	(json) => {
		expect(recognize(json)).toBeNull();
	},
);
