import fc from 'fast-check';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { details } from '../../nodes/Chargebee/details';
import { lookup } from '../../nodes/Chargebee/lookup';
import { api, chargebeeEvent, type Entity, type EventOptions } from '../simulator/providers/chargebee.mts';
import { start } from '../simulator/harness.mts';
import type { SimulatorServer } from '../simulator/server.mts';
import { context, KEY } from '../support/Chargebee/contexts.mts';
import { codes, event, invoiceOf } from '../support/Chargebee/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

async function served(options: { linesOnPage?: number } = {}) {
	const simulated = api({ apiKey: KEY, ...options });
	const server = await start(simulated);
	return { simulated, server, issued: (more?: EventOptions) => simulated.add(chargebeeEvent(more)) };
}

const environmentOf = (server: SimulatorServer) => ({ apiUrl: server.url, live: null });
const complete = async (server: SimulatorServer, invoice: Invoice) =>
	await details.call(context(server.url), invoice, environmentOf(server), 0);
const emitted = (server: SimulatorServer, body: unknown) => invoiceOf(body, environmentOf(server));
const typed = (values: Record<string, string>) => {
	const found = lookup.invoice(values, { apiUrl: '', live: null });
	if (!found.ok) throw new Error(found.error.message);
	return found.value;
};

test.each(['invoice_generated', 'invoice_updated', 'credit_note_created', 'pending_invoice_created'])(
	'gives of %s what the event said, where that is the truth',
	async (type) => {
		const { server, issued } = await served();
		const body = issued({ type });
		const before = emitted(server, body);
		const after = await complete(server, before);
		const { apiVersion: _, eventSource: __, ...references } = before.references;
		// The customer has been deleted.
		const buyer = body.content.customer ? before.buyer : after.buyer;
		expect({ ...after, raw: null }).toEqual({ ...before, references, buyer, raw: null });
		const { invoice, credit_note, customer } = body.content;
		expect(after.raw).toEqual({
			...(invoice ? { invoice } : { credit_note }),
			...(customer && { customer }),
		});
	},
);

test.each(['payment_succeeded', 'payment_failed', 'payment_refunded'])(
	'%s keeps how it was paid, as Chargebee says, and nothing of another customer or invoice',
	async (type) => {
		const { simulated, server, issued } = await served();
		const body = issued({ type });
		const before = emitted(server, body);
		const after = await complete(server, before);
		expect(before.payment).not.toBeNull();
		expect(after.payment).toEqual(before.payment);
		const { transactionId, paymentError } = before.references;
		expect(after.references).toMatchObject({ transactionId, ...(paymentError && { paymentError }) });
		expect(after.raw).toMatchObject({ transaction: { id: transactionId } });
		const isLeftOut = async () => {
			const { payment, references, issues } = await complete(server, before);
			expect([payment, references.transactionId]).toEqual([null, undefined]);
			expect(issues.map(({ code, path: at }) => [code, at])).toContainEqual([
				'details-not-fetched',
				'payment',
			]);
		};
		const transaction = simulated.transactions.get(transactionId!)!;
		const { customer_id, linked_invoices, linked_credit_notes } = transaction;
		// A parent account may pay.
		const linked = {
			linked_invoices: [{ invoice_id: before.id! }],
			linked_credit_notes: [{ cn_id: before.id! }],
		};
		Object.assign(transaction, { customer_id: 'parent', ...linked });
		expect((await complete(server, before)).payment).toEqual(before.payment);
		Object.assign(transaction, { linked_invoices: [], linked_credit_notes: undefined });
		for (const other of ['other', undefined]) {
			transaction.customer_id = other;
			await isLeftOut();
		}
		Object.assign(transaction, { customer_id, linked_invoices, linked_credit_notes });
		transaction.linked_invoices = [{ invoice_id: 'other' }];
		transaction.linked_credit_notes = [{ cn_id: 'other' }];
		await isLeftOut();
		simulated.transactions.clear();
		await isLeftOut();
	},
);

test('a list that is absent from the first page of lines is taken from the others', async () => {
	const { server, issued } = await served({ linesOnPage: 1 });
	const body = issued();
	const invoice = body.content.invoice as Entity & Record<'line_items' | 'line_item_taxes', Entity[]>;
	const [line] = invoice.line_items;
	invoice.line_items = [{ ...line!, id: 'untaxed', tax_amount: 0 }, line!];
	const after = await complete(server, emitted(server, body));
	const taxes = invoice.line_item_taxes.filter(({ line_item_id }) => line_item_id === line!.id);
	expect(taxes).not.toEqual([]);
	expect((after.raw as { invoice: Entity }).invoice.line_item_taxes).toEqual(taxes);
});

test('a forged body decides no figure, line, party or document', async () => {
	const { server, issued } = await served();
	const truth = issued();
	const right = await complete(server, emitted(server, truth));
	const forged = structuredClone(truth);
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 1e9 }),
			fc.constantFrom('EUR', 'USD', 'JPY'),
			fc.string({ minLength: 1 }),
			async (amount, currency, name) => {
				const { invoice } = forged.content;
				Object.assign(invoice!, {
					total: amount,
					sub_total: amount,
					amount_due: amount,
					currency_code: currency,
					status: 'paid',
					notes: [{ note: name }],
					billing_address: { company: name, email: `${name}@evil.example` },
					line_items: [{ id: 'x', amount, description: name }],
					linked_payments: [{ txn_id: name }],
				});
				const found = await complete(server, emitted(server, forged));
				const { issues, ...rest } = found;
				expect(issues.filter(({ code }) => code !== 'differs-from-event')).toEqual(right.issues);
				expect({ ...rest, event: null, issues: null }).toEqual({ ...right, event: null, issues: null });
				expect(codes(found).includes('differs-from-event')).toBe(
					!(amount === truth.content.invoice!.total && currency === 'EUR') &&
						emitted(server, forged).totals.gross !== null,
				);
			},
		),
		{ numRuns: 20 },
	);
});

describe('many lines', () => {
	const lines = Array.from({ length: 25 }, (_, index) => ({
		id: `li_${index}`,
		amount: 100,
		unit_amount: 100,
		quantity: 1,
		is_taxed: true,
		tax_rate: 19,
		tax_amount: 19,
		description: `Seat ${index}`,
	}));
	const document = {
		line_items: lines,
		line_item_taxes: lines.map(({ id }) => ({
			line_item_id: id,
			tax_name: 'USt',
			tax_rate: 19,
			taxable_amount: 100,
			tax_amount: 19,
		})),
		line_item_discounts: [],
		discounts: [],
		taxes: [{ name: 'USt', amount: 475 }],
		sub_total: 2500,
		tax: 475,
		total: 2975,
		amount_due: 2975,
	};

	test('come from all pages, and the sums add up', async () => {
		const { server, issued } = await served({ linesOnPage: 10 });
		const invoice = emitted(server, issued({ document }));
		const found = await complete(server, invoice);
		expect(found.lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
		expect(found.totals).toMatchObject({ lines: 25, net: 25, tax: 4.75, gross: 29.75 });
		expect(found.taxes).toMatchObject([{ rate: 19, taxableAmount: 25, taxAmount: 4.75 }]);
		expect(codes(found)).toEqual([]);
		const asked = server.requestsTo('GET /invoices/:id').map(({ query }) => query.get('line_items_offset'));
		expect(asked).toEqual([null, '["10"]', '["20"]']);
	});

	test('keep two discounts of the same amount', async () => {
		const { server, issued } = await served({ linesOnPage: 10 });
		const discount = { line_item_id: 'li_12', discount_type: 'document_level_coupon', discount_amount: 10 };
		const changed = lines.map((line) =>
			line.id === 'li_12' ? { ...line, tax_rate: 0, tax_amount: 0, is_taxed: false } : line,
		);
		const body = issued({
			document: {
				...document,
				line_items: changed,
				line_item_taxes: document.line_item_taxes.filter(({ line_item_id }) => line_item_id !== 'li_12'),
				line_item_discounts: [discount, discount],
				discounts: [{ amount: 10 }, { amount: 10 }],
				...{ taxes: [{ name: 'USt', amount: 456 }], tax: 456, total: 2936, amount_due: 2936 },
			},
		});
		const found = await complete(server, emitted(server, body));
		expect(found.lines[12]).toMatchObject({ discount: 0.2, net: 0.8 });
		expect(found.totals).toMatchObject({ lines: 24.8, net: 24.8, tax: 4.56, gross: 29.36 });
		expect(codes(found)).toEqual([]);
	});

	test('of pages that never end are not asked for for ever, and the rest is named', async () => {
		const { server, simulated, issued } = await served();
		const body = issued({ document: { ...document, line_items_next_offset: '["10"]' } });
		const found = await complete(server, emitted(server, body));
		expect(codes(found)).toEqual(['lines-missing']);
		expect(server.requestsTo('GET /invoices/:id')).toHaveLength(2);
		expect(simulated.invoices.size).toBe(2);
	});
});

describe('a typed number', () => {
	test('is enough', async () => {
		const { server, issued } = await served();
		const body = issued();
		const found = await complete(server, typed({ chargebeeInvoiceId: body.content.invoice!.id }));
		const { event: _, raw: __, references, ...expected } = emitted(server, body);
		expect(found).toMatchObject(expected);
		expect(references).toMatchObject(found.references);
		expect(found.event).toBeNull();
	});

	test('of a credit note is looked up as one', async () => {
		const { server, issued } = await served();
		const id = issued({ type: 'credit_note_created' }).content.credit_note!.id;
		expect(await complete(server, typed({ chargebeeCreditNoteId: id }))).toMatchObject({
			kind: 'creditNote',
			number: id,
		});
	});

	test('that is none says so, in the words of Chargebee', async () => {
		const { server } = await served();
		await expect(complete(server, typed({ chargebeeInvoiceId: 'INV/../0' }))).rejects.toMatchObject({
			description: expect.stringContaining('INV/../0 not found') as string,
		});
		expect(server.requests.at(-1)!.path).toBe('/invoices/INV%2F..%2F0');
	});
});

test('a customer that was deleted since is no error', async () => {
	const { server, simulated, issued } = await served();
	const body = issued();
	simulated.customers.clear();
	const found = await complete(server, emitted(server, body));
	expect(found.buyer).toMatchObject({ companyName: 'Muster GmbH', language: null });
});

test('an invoice that was deleted cannot be fetched, and says so', async () => {
	const { server, issued } = await served();
	const found = await complete(server, emitted(server, issued({ type: 'invoice_deleted' })));
	expect(codes(found)).toContain('details-not-fetched');
	expect(server.requests).toEqual([]);
});

test.each([
	['no invoice', { credit_note: {} }],
	['an invoice without an ID', { invoice: { total: 1 } }],
	['an invoice whose lines are none', { invoice: { id: 'INV-1', line_items: 'many' } }],
])('an answer with %s names what does not fit', async (_, body) => {
	const { server, simulated } = await served();
	simulated.routes['GET /invoices/:id'] = () => ({ body });
	const other = await start(simulated);
	await expect(complete(other, typed({ chargebeeInvoiceId: 'INV-1' }))).rejects.toThrow(/invoice|line_items/);
	await server.close();
});

test('the credential must say where the API is', async () => {
	const unset = context('', { apiUrl: '', site: '' });
	const invoice = typed({ chargebeeInvoiceId: 'INV-1' });
	await expect(details.call(unset, invoice, { apiUrl: '', live: null }, 0)).rejects.toThrow(
		'does not say where the API is',
	);
});

test('what is fetched is the entity as it came, also where the event had a part of it', async () => {
	const { server, simulated } = await served();
	const body = event('invoice_generated.json') as { content: { invoice: Entity } };
	simulated.invoices.set(body.content.invoice.id, { ...body.content.invoice, something_new: { a: 1 } });
	const found = await complete(server, emitted(server, body));
	expect(found.raw).toMatchObject({ invoice: { something_new: { a: 1 } } });
});
