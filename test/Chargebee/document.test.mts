import type { IDataObject } from 'n8n-workflow';
import { ChargebeeInvoiceApi } from '../../credentials/ChargebeeInvoiceApi.credentials';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { api, chargebeeEvent } from '../simulator/providers/chargebee.mts';
import { start, startElsewhere } from '../simulator/harness.mts';
import { carries } from '../simulator/server.mts';
import { KEY } from '../support/Chargebee/contexts.mts';
import { invoiceOf } from '../support/Chargebee/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

beforeAll(initialize);
afterAll(cleanUp);

const LINK = 'GET /files/:id';

async function served() {
	const simulated = api({ apiKey: KEY });
	const server = await start(simulated);
	const download = async (json: object, parameters: IDataObject = {}) => {
		const context = executeContext(
			{
				node: new Invoice(),
				parameters: {
					resource: 'document',
					operation: 'download',
					provider: 'item',
					binaryPropertyName: 'data',
					options: {},
					...parameters,
				},
				credential: { type: new ChargebeeInvoiceApi(), data: { apiUrl: server.url, apiKey: KEY } },
			},
			[{ json: json as IDataObject }],
		);
		const [[item]] = await new Invoice().execute.call(context);
		return { item, bytes: item.binary && (await bytesOf(item.binary.data)) };
	};
	return { simulated, server, download };
}

test.each(['invoice_generated', 'credit_note_created'])('of %s is fetched by its link', async (type) => {
	const { simulated, server, download } = await served();
	const { content } = simulated.add(chargebeeEvent({ type }));
	const { id } = (content.invoice ?? content.credit_note)!;
	const { item, bytes } = await download(invoiceOf({ ...chargebeeEvent({ type }), content }));
	expect(bytes).toEqual(simulated.files.get(id));
	expect(item.binary!.data).toMatchObject({ fileName: `${id}.pdf`, mimeType: 'application/pdf' });
	expect(server.requestsTo(LINK)).toHaveLength(1);
});

test('gets no API key at its link, not even at the host of the API', async () => {
	const { simulated, server, download } = await served();
	const body = simulated.add(chargebeeEvent());
	await download(invoiceOf(body));
	const [asked] = server.requestsTo(LINK);
	expect(asked.headers.authorization).toBeUndefined();
	expect(carries(asked, KEY)).toBe(false);
	expect(server.requestsTo('POST /invoices/:id/pdf').every((request) => carries(request, KEY))).toBe(true);
});

test('is not fetched from a private host that the API names', async () => {
	const { simulated, download } = await served();
	const elsewhere = await startElsewhere();
	const body = simulated.add(chargebeeEvent());
	simulated.routes['POST /invoices/:id/pdf'] = () => ({
		body: { download: { download_url: `${elsewhere.url}/x.pdf`, valid_till: 1 } },
	});
	const again = await start(simulated);
	const context = executeContext(
		{
			node: new Invoice(),
			parameters: {
				resource: 'document',
				operation: 'download',
				provider: 'item',
				binaryPropertyName: 'data',
				options: {},
			},
			credential: { type: new ChargebeeInvoiceApi(), data: { apiUrl: again.url, apiKey: KEY } },
		},
		[{ json: invoiceOf(body) as unknown as IDataObject }],
	);
	await expect(new Invoice().execute.call(context)).rejects.toThrow(
		/not allowed|not a public host|without a name/,
	);
	expect(elsewhere.requests).toEqual([]);
	expect(download).toBeDefined();
});

test('of a typed number', async () => {
	const { simulated, download } = await served();
	const { id } = simulated.add(chargebeeEvent()).content.invoice!;
	const { bytes } = await download({}, { provider: 'chargebee', invoiceFrom: 'id', chargebeeInvoiceId: id });
	expect(bytes).toEqual(simulated.files.get(id));
});

test('that Chargebee does not have is missing', async () => {
	const { download } = await served();
	const typed = { provider: 'chargebee', invoiceFrom: 'id', chargebeeInvoiceId: 'INV-0' };
	await expect(download({}, typed)).rejects.toThrow('has no invoice INV-0');
	const { item } = await download({}, { ...typed, options: { onMissing: 'pass' } });
	expect(item.json.issues).toMatchObject([{ code: 'document-missing' }]);
});

test('of a deleted invoice is missing, and the item can go on without it', async () => {
	const { simulated, download, server } = await served();
	const deleted = invoiceOf(simulated.add(chargebeeEvent({ type: 'invoice_deleted' })));
	await expect(download(deleted)).rejects.toThrow('has no document for this invoice');
	const { item } = await download(deleted, { options: { onMissing: 'pass' } });
	expect(item.binary).toBeUndefined();
	expect(item.json.issues).toMatchObject([{ code: 'document-missing' }]);
	expect(server.requests).toEqual([]);
});
