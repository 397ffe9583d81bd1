import { StripeInvoiceApi } from '../../credentials/StripeInvoiceApi.credentials';
import { stripe } from '../../nodes/Stripe/provider';
import { StripeInvoiceTrigger } from '../../nodes/Stripe/StripeInvoiceTrigger.node';
import { downloadDocument } from '../../nodes/shared/document/download';
import { invoiceOf as emptyInvoice } from '../../nodes/shared/invoice/build';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../simulator/server.mts';
import { api, type StripeApi } from '../simulator/providers/stripe.mts';
import { invoiceOf, sample } from '../support/Stripe/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'rk_test_of_the_documents';
let server: SimulatorServer;
let state: StripeApi;
beforeAll(initialize);
beforeEach(async () => {
	state = api({ apiKey: KEY });
	server = await listen(state);
});
afterEach(async () => await server.close());
afterAll(cleanUp);

async function download(invoice: Invoice, apiUrl = server.url) {
	const data = { apiKey: KEY, apiUrl };
	const context = executeContext(
		{ node: new StripeInvoiceTrigger(), parameters: {}, credential: { type: new StripeInvoiceApi(), data } },
		[{ json: {} }],
	);
	return await downloadDocument.call(context, stripe, invoice, stripe.environment(data), {
		maxMegabytes: 1,
		itemIndex: 0,
	});
}

it('is at the link of the event, and named by the number', async () => {
	const { event, file } = state.addInvoice(server.url);
	const found = await download(invoiceOf(event));
	if (!found.ok) throw new Error(found.error.message);
	expect(found.value).toMatchObject({ fileName: 'BH-0042.pdf', mimeType: 'application/pdf' });
	expect(await bytesOf(found.value)).toEqual(file);
	expect(server.requests.map(({ path }) => path)).toEqual([`/invoice_pdf/${event.data.object.id}`]);
	// Not even at the host of the API: an event must not choose what is asked with the key.
	expect(server.requests.filter((request) => carries(request, KEY))).toEqual([]);
});

it.each([
	['in_typed', 'invoice', 'invoice.finalized', '/v1/invoices/in_typed'],
	['cn_typed', 'creditNote', 'credit_note.created', '/v1/credit_notes/cn_typed'],
] as const)('of %s is where the API says', async (id, kind, type, path) => {
	const { event, file } = state.addInvoice(server.url, type);
	const { object } = event.data;
	state.documents.set(id, { ...object, id });
	const found = await download(emptyInvoice({ provider: 'stripe', id, kind }));
	if (!found.ok) throw new Error(found.error.message);
	expect(await bytesOf(found.value)).toEqual(file);
	expect(server.requests[0]!.path).toBe(path);
});

it('does not exist of a draft', async () => {
	const { event } = state.addInvoice(server.url, 'invoice.created');
	expect(await download(invoiceOf(event))).toMatchObject({
		ok: false,
		error: { message: 'This invoice has no PDF', isMissing: true },
	});
});

it('is fetched without the key where it is not at the API', async () => {
	const elsewhere = await listenElsewhere();
	try {
		const link = `${elsewhere.url}/invoice/pdf`;
		const invoice = invoiceOf(sample('invoice.finalized.json', { 'data.object.invoice_pdf': link }));
		// Links of Stripe never lead to this machine: such a link is not even requested.
		await expect(download(invoice)).rejects.toThrow('which is not allowed');
		expect(elsewhere.requests).toEqual([]);
		expect(server.requests).toEqual([]);
	} finally {
		await elsewhere.close();
	}
});

it('is fetched without the key where the API redirects to', async () => {
	const elsewhere = await listenElsewhere({ tls: true });
	try {
		const { event } = state.addInvoice(server.url);
		server.fail('GET /invoice_pdf/:id', { redirect: `${elsewhere.url}/file.pdf` });
		await expect(download(invoiceOf(event))).rejects.toThrow(/redirects to 127\.0\.0\.1/);
		expect(elsewhere.requests.filter((request) => carries(request, KEY))).toEqual([]);
	} finally {
		await elsewhere.close();
	}
});
