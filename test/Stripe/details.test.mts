import type { NodeApiError } from 'n8n-workflow';
import { StripeInvoiceApi } from '../../credentials/StripeInvoiceApi.credentials';
import { details } from '../../nodes/Stripe/details';
import { stripe } from '../../nodes/Stripe/provider';
import { StripeInvoiceTrigger } from '../../nodes/Stripe/StripeInvoiceTrigger.node';
import { MOST_PAGES } from '../../nodes/shared/api/pages';
import { invoiceOf as emptyInvoice } from '../../nodes/shared/invoice/build';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { executeContext } from '../n8nCore/contexts.mts';
import { sampleJson } from '../simulator/samples.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { api, failure, type StripeApi } from '../simulator/providers/stripe.mts';
import { codes, invoiceOf, sample } from '../support/Stripe/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'rk_test_of_the_details';
type Json = Record<string, unknown>;
const objectOf = (file: string) =>
	sampleJson<{ data: { object: Json & { id: string } } }>('stripe', file).data.object;

let server: SimulatorServer;
let state: StripeApi;
beforeEach(async () => {
	state = api({ apiKey: KEY });
	server = await listen(state);
});
afterEach(async () => await server.close());

const contextOf = () => {
	const data = { apiKey: KEY, apiUrl: server.url };
	return executeContext(
		{ node: new StripeInvoiceTrigger(), parameters: {}, credential: { type: new StripeInvoiceApi(), data } },
		[{ json: {} }],
	);
};
async function detailsOf(invoice: Invoice, context = contextOf()): Promise<Invoice> {
	const detailed = await details.call(context, invoice, stripe.environment({ apiUrl: server.url }), 3);
	expect(invoiceSchema.strict().safeParse(detailed).error).toBeUndefined();
	return detailed;
}

it('has the rates of taxes and the tax ID of the seller, which no event has', async () => {
	const known = invoiceOf(sample('invoice.finalized.json'));
	const item = await detailsOf(known);
	expect(item.taxes).toEqual([
		{ category: 'S', name: 'USt.', rate: 19, taxableAmount: 190, taxAmount: 36.1 },
		{ category: 'S', name: 'USt.', rate: 7, taxableAmount: 45, taxAmount: 3.15 },
	]);
	expect(item.lines.map(({ taxRate }) => taxRate)).toEqual([19, 7]);
	expect(item.seller?.taxId).toBe('DE987654321');
	expect(item).toMatchObject({ event: known.event, raw: known.raw, totals: known.totals, issues: [] });
	// The taxes of the shipping, which have to be asked for, contain their rate.
	expect(server.requests.map(({ path }) => path)).toEqual([
		'/v1/invoices/in_finalized',
		'/v1/invoices/in_finalized',
		'/v1/tax_rates/txr_de7',
	]);
	expect(server.requests[0]!.headers['stripe-version']).toBe('2026-10-28.endive');
});

describe('taxes of the shipping', () => {
	const base = objectOf('invoice.finalized.json');
	const own = { amount_subtotal: 500, amount_tax: 0, amount_total: 500 };
	const zero = {
		amount: 0,
		taxability_reason: 'zero_rated',
		taxable_amount: 1000,
		tax_behavior: 'exclusive',
	};
	const amounts = { total: 1500, total_excluding_tax: 1500, amount_due: 1500, amount_remaining: 1500 };
	const document = {
		...base,
		...amounts,
		...{ subtotal: 1000, total_discount_amounts: [], total_taxes: [zero], default_tax_rates: [] },
		lines: { data: [{ id: 'il_1', amount: 1000, quantity: 1, discount_amounts: [], taxes: [zero] }] },
		shipping_cost: { ...own, taxes: [{ ...zero, taxable_amount: 500 }] },
	};
	const known = () =>
		invoiceOf(sample('invoice.finalized.json', { 'data.object': { ...document, shipping_cost: own } }));
	beforeEach(() => void state.documents.set(base.id, document));

	it('are not in an event, so that it is not known what is not taxed', () => {
		expect(known().taxes).toMatchObject([{ category: 'Z', taxableAmount: null, taxAmount: 0 }]);
	});

	it('are asked for', async () => {
		expect((await detailsOf(known())).taxes).toMatchObject([
			{ category: 'Z', rate: 0, taxableAmount: 15, taxAmount: 0 },
		]);
	});

	it('may be refused', async () => {
		const path = 'GET /v1/invoices/:id';
		server.fail(path, { status: 200, body: { ...document, shipping_cost: own } });
		const { status, body } = failure(400, 'This property cannot be expanded (taxes).');
		server.fail(path, { status, body });
		expect((await detailsOf(known())).taxes).toMatchObject([{ category: 'Z', taxableAmount: null }]);
	});
});

it('asks for a tax rate once for all invoices of an execution', async () => {
	const context = contextOf();
	for (let time = 0; time < 3; time++) await detailsOf(invoiceOf(sample('invoice.finalized.json')), context);
	expect(server.requestsTo('GET /v1/tax_rates/:id')).toHaveLength(1);
});

it('has all lines, and their sum, where an event has the first ten', async () => {
	const long = objectOf('invoice.finalized.25-lines.json');
	const pages = [1, 2].flatMap(
		(page) => sampleJson<{ data: Json[] }>('stripe', `api.invoice-lines.page-${page}.json`).data,
	);
	state.documents.set(long.id, { ...long, lines: { ...(long.lines as Json), data: pages } });
	const known = invoiceOf(sample('invoice.finalized.25-lines.json'));
	expect([known.lines.length, known.totals.lines, codes(known)]).toEqual([10, null, ['lines-missing lines']]);
	const item = await detailsOf(known);
	expect([item.lines.length, item.totals.lines, codes(item)]).toEqual([25, 253.25, []]);
	expect(item.lines.map(({ id }) => id)).toEqual(pages.map(({ id }) => id));
	expect(
		server.requestsTo('GET /v1/invoices/:id/lines').map(({ query }) => query.get('starting_after')),
	).toEqual([null, 'il_20']);
});

describe('lines', () => {
	const long = objectOf('invoice.finalized.25-lines.json');
	const known = invoiceOf(sample('invoice.finalized.25-lines.json'));
	const PATH = 'GET /v1/invoices/:id/lines';
	const line = (id: string | null) => ({
		...(id !== null && { id }),
		object: 'line_item',
		amount: 100,
		currency: 'eur',
		description: 'Same',
		quantity: 1,
	});
	const page = (data: unknown[], has_more: boolean) => ({
		status: 200,
		body: { object: 'list', data, has_more },
	});
	// The simulator says that there are more than the first ten.
	const data = Array.from({ length: 11 }, (_, index) => line(`il_${index}`));
	beforeEach(() => void state.documents.set(long.id, { ...long, lines: { ...(long.lines as Json), data } }));

	it('without an ID are no repetitions of each other', async () => {
		server.fail(PATH, page([line(null), line(null), line('il_3')], true));
		server.fail(PATH, page([line(null), line(null)], false));
		const item = await detailsOf(known);
		expect(item.lines.map(({ id }) => id)).toEqual([null, null, 'il_3', null, null]);
		expect(item.totals.lines).not.toBeNull();
	});

	it('that come again are one', async () => {
		server.fail(PATH, page([line('il_1'), line('il_2')], true));
		server.fail(PATH, page([line('il_2'), line('il_3')], false));
		expect((await detailsOf(known)).lines.map(({ id }) => id)).toEqual(['il_1', 'il_2', 'il_3']);
	});

	it('after one without an ID cannot be asked for, and an issue says that they are missing', async () => {
		server.fail(PATH, page([line('il_1'), line(null)], true));
		const item = await detailsOf(known);
		expect(item.lines).toHaveLength(2);
		expect(codes(item)).toEqual(['lines-missing lines']);
		expect(server.requestsTo(PATH)).toHaveLength(1);
	});

	it('of pages that never end are an error, and not read for ever', async () => {
		for (let index = 0; index <= MOST_PAGES; index++) server.fail(PATH, page([line(`il_${index}`)], true));
		await expect(detailsOf(known)).rejects.toThrow('The list has more than 1000 pages');
		expect(server.requestsTo(PATH)).toHaveLength(MOST_PAGES);
	});
});

it('of a credit note has number and parties of its invoice', async () => {
	const note = objectOf('credit_note.created.json');
	state.documents.set(note.id, note);
	const item = await detailsOf(invoiceOf(sample('credit_note.created.json')));
	expect(item).toMatchObject({
		kind: 'creditNote',
		number: 'BH-0042-CN-01',
		precedingInvoiceNumber: 'BH-0042',
		orderReference: 'PO-7788',
		seller: { name: 'Beispiel Hosting GmbH', taxId: 'DE987654321' },
		buyer: { name: 'Kunde AG', taxId: 'DE123456789' },
		taxes: [{ rate: 19, taxableAmount: 36, taxAmount: 6.84 }],
		issues: [],
	});
});

it('of a credit note is not taxed where its invoice was not', async () => {
	const tax = { amount: 0, taxable_amount: 3600, tax_rate_details: { tax_rate: 'txr_de19' } };
	const { lines, ...sent } = objectOf('credit_note.created.json') as Json & {
		id: string;
		lines: { data: Json[] };
	};
	const note = { ...sent, total: 3600, total_taxes: [tax] };
	const data = lines.data.map((line) => ({ ...line, taxes: [tax] }));
	state.documents.set(note.id, { ...note, lines: { ...lines, data } } as never);
	state.documents.set('in_finalized', {
		...objectOf('invoice.finalized.json'),
		customer_tax_exempt: 'reverse',
	} as never);
	const item = await detailsOf(invoiceOf(sample('credit_note.created.json')));
	expect(item).toMatchObject({
		taxes: [{ category: 'AE', rate: 0, taxableAmount: 36, taxAmount: 0 }],
		lines: [{ taxCategory: 'AE', taxRate: 0 }],
	});
});

it('of a revision has the number of the invoice that it corrects', async () => {
	const revision = objectOf('invoice.finalized.revision.json');
	const from_invoice = {
		action: 'revision',
		invoice: { id: 'in_finalized', object: 'invoice', number: 'BH-0042' },
	};
	state.documents.set(revision.id, { ...revision, from_invoice });
	state.taxRates.set('txr_rc', { id: 'txr_rc', percentage: 0, display_name: 'USt.' });
	const item = await detailsOf(invoiceOf(sample('invoice.finalized.revision.json')));
	expect(item).toMatchObject({ kind: 'corrective', precedingInvoiceNumber: 'BH-0042' });
	expect(server.requests[0]!.query.getAll('expand[1]')).toEqual(['from_invoice.invoice']);
});

it('finds an invoice of which the ID alone is known', async () => {
	const item = await detailsOf(emptyInvoice({ provider: 'stripe', id: 'in_finalized' }));
	expect(item).toMatchObject({ number: 'BH-0042', event: null, totals: { gross: 274.25 } });
	expect(item.raw).toMatchObject({ id: 'in_finalized' });
});

it('does not ask for what was deleted', async () => {
	const deleted = { ...(sample('invoice.created.draft.json') as Json), type: 'invoice.deleted' };
	expect(codes(await detailsOf(invoiceOf(deleted)))).toEqual(['details-not-fetched id']);
	expect(server.requests).toEqual([]);
});

it('says what Stripe says of an invoice of nobody', async () => {
	const error = await detailsOf(emptyInvoice({ provider: 'stripe', id: 'in_none' })).catch(
		(failure: NodeApiError) => failure,
	);
	expect(error).toMatchObject({
		message: 'Stripe could not find what was requested (HTTP 404)',
		description: expect.stringContaining("No such invoice: 'in_none'") as unknown,
	});
});

it('an ID cannot lead to another resource', async () => {
	await detailsOf(emptyInvoice({ provider: 'stripe', id: '../webhook_endpoints' })).catch(() => undefined);
	expect(server.requests.map(({ path }) => path)).toEqual(['/v1/invoices/..%2Fwebhook_endpoints']);
});

it("asks for what is a connected account's as that account, and for nothing else so", async () => {
	const known = invoiceOf(sample('invoice.finalized.json', { account: 'acct_connected1' }));
	expect(known.references.accountId).toBe('acct_connected1');
	expect((await detailsOf(known)).references.accountId).toBe('acct_connected1');
	expect(server.requests.length).toBeGreaterThan(1);
	expect(new Set(server.requests.map(({ headers }) => headers['stripe-account']))).toEqual(
		new Set(['acct_connected1']),
	);
	for (const account of [undefined, 'acct_1\r\nX-Other: 1', 'somebody', 'acct_'.padEnd(90, '1')]) {
		server.requests.length = 0;
		await detailsOf(invoiceOf(sample('invoice.finalized.json', { account })));
		expect(server.requests.filter(({ headers }) => 'stripe-account' in headers)).toEqual([]);
	}
});
