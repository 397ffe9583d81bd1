import type { Invoice } from '../../nodes/shared/invoice/schema';
import { details } from '../../nodes/Scayle/details';
import { locateDocument } from '../../nodes/Scayle/document';
import { lookup } from '../../nodes/Scayle/lookup';
import { scayle } from '../../nodes/Scayle/provider';
import { start } from '../simulator/harness.mts';
import {
	api,
	notFound,
	orderEvent,
	type OrderEventOptions,
	type StoredDocument,
} from '../simulator/providers/scayle.mts';
import type { SimulatorServer } from '../simulator/server.mts';
import { context, KEY } from '../support/Scayle/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';
import { ADMIN, codes, event, invoiceOf } from '../support/Scayle/events.mts';

const INVOICES = 'GET /shops/:shop/countries/:country/orders/:order/invoices';
const ORDER = 'GET /shops/:shop/countries/:country/orders/:order';

const time = virtualClock();

async function served(pageSize?: number) {
	const simulated = api({ apiKey: KEY, pageSize });
	const server = await start(simulated);
	return {
		simulated,
		server,
		/** The invoice of an event whose document the API has. */
		issued(options: OrderEventOptions = {}, document: Partial<StoredDocument> = {}) {
			const made = simulated.addInvoice(options, document);
			return { ...made, invoice: invoiceOf(made.event) as Invoice };
		},
	};
}

const environmentOf = (server: SimulatorServer) => ({ apiUrl: server.url, live: null });
const complete = async (server: SimulatorServer, invoice: Invoice) =>
	await details.call(context(server.url), invoice, environmentOf(server), 0);
const locate = async (server: SimulatorServer, invoice: Invoice) =>
	await locateDocument.call(context(server.url), invoice, environmentOf(server), 0);
const typed = (values: Record<string, string>) => {
	const found = lookup.invoice(
		{ scayleShopKey: 'ms', scayleCountryCode: 'de', scayleOrder: '870231', ...values },
		{ apiUrl: '', live: null },
	);
	if (!found.ok) throw new Error(found.error.message);
	return found.value;
};

test('both are those of the provider', () => {
	expect([scayle.details, scayle.locateDocument]).toEqual([details, locateDocument]);
});

describe('details', () => {
	test('adds number, id, type and document, and nothing else changes', async () => {
		const { server, issued } = await served();
		const { invoice, document } = issued();
		const found = await complete(server, invoice);
		const { orderId } = invoice.references;
		expect(found).toEqual({
			...invoice,
			id: String(document.id),
			number: document.invoice.fullNumber,
			document: {
				id: String(document.id),
				url: `${server.url}/shops/ms/countries/DE/orders/${orderId}/invoices/${document.id}`,
				fileName: `${document.invoice.fullNumber}.pdf`,
				mimeType: 'application/pdf',
				source: 'api',
				expiresAt: null,
			},
			references: { ...invoice.references, invoiceType: 'invoice' },
			issues: invoice.issues.filter(({ code }) => code !== 'number-missing'),
		});
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0].headers['x-access-token']).toBe(KEY);
	});

	test('of the sample: the number is known before the PDF exists', async () => {
		const { server } = await served();
		const found = await complete(server, invoiceOf(event(ADMIN)));
		expect([found.number, found.id]).toEqual(['ms-26-88412', '9002']);
	});

	test.each([
		['order-invoiced', 'merchant_invoice', 'invoice'],
		['order-partially-invoiced', 'partial_invoice', 'invoice'],
		['order-corrective-invoiced', 'return_cost_corrective_invoice', 'corrective'],
	])('%s, %s', async (type, documentType, kind) => {
		const { server, issued } = await served();
		const { invoice } = issued({ type }, { type: documentType });
		expect(await complete(server, invoice)).toMatchObject({
			kind,
			references: { invoiceType: documentType },
		});
	});

	test('a bare number is taken where the full one is absent, and none stays an issue', async () => {
		const { server, issued } = await served();
		const bare = issued({}, { invoice: { number: 12, fullNumber: null } });
		expect(await complete(server, bare.invoice)).toMatchObject({
			number: '12',
			document: { fileName: '12.pdf' },
		});
		const none = issued({}, { invoice: { number: null, fullNumber: null } });
		const found = await complete(server, none.invoice);
		expect([found.number, found.document!.fileName, codes(found).includes('number-missing')]).toEqual([
			null,
			null,
			true,
		]);
		expect(server.requestsTo(INVOICES)).toHaveLength(1 + 4);
	});

	test('reads all pages', async () => {
		const { server, simulated, issued } = await served(1);
		const { invoice, event: sent, document } = issued();
		for (const type of ['praz', 'shipment_return_document']) simulated.addDocument(sent, { type });
		simulated.orders.get(`ms/DE/${sent.payload.id}`)!.documents.reverse();
		expect((await complete(server, invoice)).id).toBe(String(document.id));
		expect(server.requests.map(({ query }) => query.get('cursor'))).toEqual([null, 'MQ==', 'Mg==']);
	});

	test('ends where the pages lead in a circle', async () => {
		const { server, issued } = await served();
		const { invoice } = issued();
		server.fail(INVOICES, { status: 200, body: { entities: [], cursor: { next: 'a' } } }, 9);
		await expect(complete(server, invoice)).rejects.toThrow();
		// Each of the four attempts requests two pages.
		expect(server.requestsTo(INVOICES)).toHaveLength(4 * 2);
	});

	test('of more pages than are read are an error, not the first pages alone', async () => {
		const { server, issued } = await served();
		const { invoice } = issued();
		for (let page = 0; page <= 100; page++)
			server.fail(INVOICES, { status: 200, body: { entities: [], cursor: { next: `c${page}` } } });
		await expect(complete(server, invoice)).rejects.toMatchObject({
			message: 'The list has more than 100 pages and was not read to the end',
			description: expect.stringMatching(/^Ask for less/),
		});
		expect(server.requestsTo(INVOICES)).toHaveLength(100);
	});

	test('waits for a document that lags', async () => {
		const { server, issued } = await served();
		const { invoice } = issued();
		server.fail(INVOICES, { status: 200, body: { entities: [] } }, 2);
		expect((await complete(server, invoice)).number).not.toBeNull();
		expect(server.requestsTo(INVOICES)).toHaveLength(3);
		expect(time.elapsed).toBe(20_000);
	});

	test('gives up after a minute, and says so', async () => {
		const { server, issued } = await served();
		const { invoice } = issued({}, { type: 'praz' });
		await expect(complete(server, invoice)).rejects.toMatchObject({
			message: 'SCAYLE has not generated the invoice document yet',
			description: expect.stringContaining('Retry') as string,
		});
		expect(server.requestsTo(INVOICES)).toHaveLength(4);
		expect(time.elapsed).toBe(65_000);
	});

	test('ends soon after the execution is cancelled', async () => {
		const { server, issued } = await served();
		const { invoice } = issued({}, { type: 'praz' });
		time.hold();
		const controller = new AbortController();
		const cancelled = context(server.url, {}, undefined, controller.signal);
		const completed = details.call(cancelled, invoice, environmentOf(server), 0);
		await time.until(() => time.waiting === 1);
		controller.abort();
		time.advance(500);
		await expect(completed).rejects.toThrow('the execution was cancelled');
		expect(server.requestsTo(INVOICES)).toHaveLength(1);
	});

	test('does not take the invoice of an earlier event for that of this one', async () => {
		const { server, simulated, issued } = await served();
		const { invoice, event: sent } = issued(
			{ type: 'order-partially-invoiced', occurredAt: '2026-02-13T12:00:00+00:00' },
			{ createdAt: '2026-02-12T12:00:00+00:00' },
		);
		const { documents } = simulated.orders.get(`ms/DE/${sent.payload.id}`)!;
		const old = await complete(server, invoice);
		expect(server.requestsTo(INVOICES)).toHaveLength(4);
		expect([old.id, codes(old).includes('document-ambiguous')]).toEqual([String(documents[0].id), true]);

		const made = simulated.addDocument(sent, { type: 'partial_invoice' });
		const fresh = await complete(server, invoice);
		expect([fresh.id, codes(fresh).includes('document-ambiguous')]).toEqual([String(made.id), false]);
	});

	test('says when several may be meant, also when asked again', async () => {
		const { server, simulated, issued } = await served();
		const { invoice, event: sent } = issued();
		simulated.addDocument(sent, { type: 'merchant_invoice' });
		const found = await complete(server, invoice);
		expect(codes(found)).toContain('document-ambiguous');
		expect(await complete(server, found)).toEqual(found);
	});

	test('leaves an invoice as it is whose order is not known, and says so', async () => {
		const { server, issued } = await served();
		const { invoice } = issued();
		const { shopKey: _, ...references } = invoice.references;
		const found = await complete(server, { ...invoice, references });
		expect(found).toMatchObject({ number: null, document: { id: null } });
		expect(codes(found)).toEqual([...codes(invoice), 'details-not-fetched']);
		expect(server.requests).toEqual([]);
	});

	test('of a typed order come with what the order has, once', async () => {
		const { server } = await served();
		const found = await complete(server, typed({}));
		expect(found).toMatchObject({
			event: null,
			number: 'ms-26-88412',
			id: '9002',
			kind: 'invoice',
			currency: 'EUR',
			totals: { gross: 71.72, net: 62.62 },
			references: { orderId: '870231', shopKey: 'ms', countryCode: 'DE', invoiceType: 'invoice' },
		});
		expect(found.lines).toHaveLength(2);
		expect(codes(found)).toEqual(['membership-discount', 'amounts-may-cover-whole-order']);
		await complete(server, found);
		expect(server.requestsTo(ORDER)).toHaveLength(1);
	});

	test('of a typed order by reference key and number', async () => {
		const { server } = await served();
		const found = await complete(
			server,
			typed({ scayleOrder: 'erp-2026-000870231', scayleInvoiceNumber: 'ms-26-88412' }),
		);
		expect([found.id, found.references.orderId]).toEqual(['9002', '870231']);
		await expect(complete(server, typed({ scayleInvoiceNumber: 'other' }))).rejects.toThrow(
			'The order has no invoice other in SCAYLE',
		);
		// Does not wait for a number that was mistyped.
		expect(server.requestsTo(INVOICES)).toHaveLength(2);
	});

	test('an answer of another form is told by its field', async () => {
		const { server, issued } = await served();
		server.fail(INVOICES, { status: 200, body: { entities: [{ type: 'invoice' }] } });
		await expect(complete(server, issued().invoice)).rejects.toThrow(/entities\.0\.id/);
	});

	test.each([
		[401, /rejected the API key/],
		[403, /does not allow this/],
		[404, /could not find what was requested/],
	])('%d is told', async (status, message) => {
		const { server, issued } = await served();
		server.fail('*', { status, body: notFound().body }, 9);
		await expect(complete(server, issued().invoice)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});

	test('nothing is called before the credential says where', async () => {
		const { server, issued } = await served();
		const { invoice } = issued();
		const call = details.call(context('', { tenant: '' }), invoice, { apiUrl: '', live: null }, 0);
		await expect(call).rejects.toMatchObject({ description: expect.stringContaining('Tenant') as string });
		expect(server.requests).toEqual([]);
	});
});

describe('locateDocument', () => {
	test('gives the address and the name, once the PDF is there', async () => {
		const { server, issued } = await served();
		const { invoice, document } = issued();
		const { orderId } = invoice.references;
		const expected = {
			ok: true,
			value: {
				url: `${server.url}/shops/ms/countries/DE/orders/${orderId}/invoices/${document.id}`,
				headers: { Accept: 'application/pdf' },
				fileName: `${document.invoice.fullNumber}.pdf`,
			},
		};
		expect(await locate(server, invoice)).toEqual(expected);
		expect(await locate(server, await complete(server, invoice))).toEqual(expected);
	});

	test('no address of the item is used', async () => {
		const { server, issued } = await served();
		const { invoice, document } = issued();
		const url = 'https://evil.example/invoice.pdf';
		const forged = { ...invoice, document: { ...invoice.document!, id: String(document.id), url } };
		const located = await locate(server, forged);
		expect(located).toMatchObject({
			ok: true,
			value: { url: expect.stringContaining(server.url) as string },
		});
	});

	test('waits for a PDF that lags, and gives up with a clear word', async () => {
		const { server, simulated, issued } = await served();
		const { invoice, document } = issued({}, { available: false });
		for (const one of [invoice, await complete(server, invoice)]) {
			server.reset();
			expect(await locate(server, one)).toMatchObject({
				ok: false,
				error: { message: 'SCAYLE has not generated the invoice document yet' },
			});
			expect(server.requestsTo(INVOICES)).toHaveLength(4);
		}
		document.available = true;
		expect((await locate(server, invoice)).ok).toBe(true);
		expect(simulated.orders.size).toBe(2);
	});

	test('takes none rather than a wrong one', async () => {
		const { server, simulated, issued } = await served();
		const { invoice, event: sent } = issued();
		simulated.addDocument(sent, { type: 'merchant_invoice' });
		expect(await locate(server, invoice)).toMatchObject({
			ok: false,
			error: { message: expect.stringContaining('not certain') as string },
		});
		// The details have already chosen the document and reported the doubt.
		expect((await locate(server, await complete(server, invoice))).ok).toBe(true);
	});

	test('of a typed order: the newest, or that of the number', async () => {
		const { server, simulated } = await served();
		const sent = orderEvent({ orderId: 7 });
		const [first, second] = ['2026-01-01', '2026-01-02'].map((day) =>
			simulated.addDocument(sent, { createdAt: `${day}T00:00:00+00:00` }),
		);
		const fileOf = async (values: Record<string, string>) => {
			const located = await locate(server, typed({ scayleOrder: '7', ...values }));
			return located.ok && 'url' in located.value ? located.value.url.split('/').at(-1) : located;
		};
		expect(await fileOf({})).toBe(String(second.id));
		expect(await fileOf({ scayleInvoiceNumber: first.invoice.fullNumber! })).toBe(String(first.id));
	});

	test('says what an item lacks', async () => {
		const { server, issued } = await served();
		expect(await locate(server, { ...issued().invoice, references: {} })).toMatchObject({ ok: false });
		expect(server.requests).toEqual([]);
	});
});
