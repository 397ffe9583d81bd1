import { stripe } from '../../nodes/Stripe/provider';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { codes, eventWith, invoiceOf } from '../support/Stripe/events.mts';

type Json = Record<string, unknown>;

const INVOICE: Json = {
	id: 'in_1',
	object: 'invoice',
	currency: 'eur',
	number: 'A-1',
	status: 'open',
	created: 1775001600,
	total: 1000,
	total_excluding_tax: 1000,
	total_taxes: [],
	amount_due: 1000,
	amount_paid: 0,
	amount_remaining: 1000,
	amount_shipping: 0,
	lines: {
		data: [{ id: 'il_1', amount: 1000, quantity: 1, taxes: [], discount_amounts: [] }],
		has_more: false,
	},
};
const read = (more: Json = {}): Invoice => invoiceOf(eventWith({ ...INVOICE, ...more }));

describe('status', () => {
	it.each<[string, Json, Invoice['status'], Invoice['kind'], string[]]>([
		['a draft', { status: 'draft' }, 'unbilled', 'proForma', []],
		['an open one', {}, 'unpaid', 'invoice', []],
		['one paid in part', { amount_paid: 400, amount_remaining: 600 }, 'partiallyPaid', 'invoice', []],
		['a paid one', { status: 'paid', amount_paid: 1000, amount_remaining: 0 }, 'paid', 'invoice', []],
		['a void one', { status: 'void' }, 'void', 'invoice', []],
		['an uncollectible one', { status: 'uncollectible' }, 'unpaid', 'invoice', ['uncollectible status']],
		['one of a new status', { status: 'held' }, null, 'invoice', ['status-unknown status']],
		[
			'one credited whole before it was paid',
			{ status: 'paid', pre_payment_credit_notes_amount: 1000, amount_due: 0, amount_remaining: 0 },
			'credited',
			'invoice',
			['settled-otherwise totals.paid'],
		],
		[
			'one refunded in part',
			{ status: 'paid', amount_paid: 1000, amount_remaining: 0, post_payment_credit_notes_amount: 300 },
			'partiallyCredited',
			'invoice',
			[],
		],
	])('of %s', (_what, more, status, kind, issues) => {
		const item = read(more);
		expect([item.status, item.kind, codes(item)]).toEqual([status, kind, issues]);
	});
});

describe('what is paid and due', () => {
	it.each<[string, Json, number, number, string[]]>([
		['nothing is paid', {}, 0, 10, []],
		['a part', { amount_paid: 250, amount_remaining: 750 }, 2.5, 7.5, []],
		[
			'the balance of the customer settles a part',
			{ starting_balance: -300, amount_due: 700, amount_remaining: 700 },
			3,
			7,
			['settled-otherwise totals.paid'],
		],
		[
			'the customer owed something before',
			{ starting_balance: 300, amount_due: 1300, amount_remaining: 1300 },
			-3,
			13,
			['balance-added totals.due'],
		],
		['a part was paid outside of Stripe', { amount_paid_off_stripe: 400, amount_remaining: 600 }, 4, 6, []],
		[
			'what the balance of the customer left was paid outside of Stripe, which amount_paid has since basil',
			{
				...{ status: 'paid', amount_due: 500, amount_paid: 500, amount_remaining: 0 },
				amount_paid_off_stripe: 500,
			},
			...([10, 0] as const),
			['settled-otherwise totals.paid'],
		],
		[
			'too much is paid',
			{ status: 'paid', amount_paid: 1200, amount_remaining: 0, amount_overpaid: 200 },
			...([10, 0] as const),
			['overpaid totals.paid'],
		],
		[
			'a credit goes to the balance of the customer',
			{
				...{ total: -1000, total_excluding_tax: -1000, amount_due: 0, amount_remaining: 0 },
				lines: { data: [{ id: 'il_1', amount: -1000, quantity: 1, taxes: [] }] },
			},
			-10,
			0,
			['total-negative totals.gross'],
		],
		// Before basil: https://docs.stripe.com/changelog/basil/2025-03-31/add-support-for-multiple-partial-payments-on-invoices
		['all was paid outside of Stripe', { status: 'paid', paid_out_of_band: true }, 10, 0, []],
		[
			'what the balance of the customer left was paid outside of Stripe',
			{ status: 'paid', paid_out_of_band: true, amount_due: 700, amount_remaining: 700 },
			10,
			0,
			['settled-otherwise totals.paid'],
		],
		[
			'a shortened body says what is asked for',
			{ amount_paid: 250, amount_remaining: undefined },
			2.5,
			7.5,
			[],
		],
	])('%s', (_what, more, paid, due, issues) => {
		const item = read(more);
		expect([item.totals.paid, item.totals.due, codes(item)]).toEqual([paid, due, issues]);
	});
});

it('a shortened body that names no amount paid has no amount due', () => {
	const { totals } = read({ amount_paid: undefined, amount_remaining: undefined });
	expect([totals.paid, totals.due]).toEqual([null, null]);
});

// The published example of an invoice of 2013, as libraries keep it for their tests.
it('a version before 2018 has the day, the state, the tax and the plan in fields of its own', () => {
	const item = invoiceOf(
		eventWith({
			...{ id: 'in_1', object: 'invoice', date: 1380674206, currency: 'usd', livemode: false },
			...{ closed: true, paid: true, forgiven: false, attempted: true, charge: 'ch_1' },
			...{ subtotal: 1000, tax: 200, tax_percent: 20, total: 1200, amount_due: 1200 },
			...{ starting_balance: 0, ending_balance: 0, discount: null },
			lines: {
				object: 'list',
				total_count: 1,
				data: [
					{
						...{ id: 'sub_1', object: 'line_item', type: 'subscription', amount: 1000, quantity: 1 },
						...{ description: null, period: { start: 1383759053, end: 1386351053 } },
						plan: { id: 'gold', object: 'plan', name: 'Gold plan', amount: 1000 },
					},
				],
			},
		}),
	);
	expect(item).toMatchObject({
		...{ status: 'paid', kind: 'invoice', issueDate: '2013-10-02' },
		totals: { lines: 10, net: 10, tax: 2, gross: 12, paid: 12, due: 0 },
		taxes: [{ rate: 20, taxableAmount: 10, taxAmount: 2 }],
		lines: [{ description: 'Gold plan', quantity: 1, unitPrice: 10, net: 10 }],
		issues: [],
	});
	expect(read({ status: undefined, paid: false }).status).toBeNull();
});

describe('days, in UTC', () => {
	it.each<[string, Json, string | null]>([
		[
			'as it was set by hand',
			{ effective_at: 1774915200, status_transitions: { finalized_at: 1775001600 } },
			'2026-03-31',
		],
		['as it was finalized', { status_transitions: { finalized_at: 1775087999 } }, '2026-04-01'],
		['as it was made, in old versions', {}, '2026-04-01'],
		['a draft has none', { status: 'draft' }, null],
	])('of issue: %s', (_what, more, day) => {
		expect(read(more).issueDate).toBe(day);
	});

	it('due, and no time that is none', () => {
		expect(read({ due_date: 1776211200 }).dueDate).toBe('2026-04-15');
		const odd = read({ due_date: 'soon' });
		expect([odd.dueDate, codes(odd)]).toEqual([null, ['field-unreadable raw.data.object.due_date']]);
		expect(read({ due_date: 1e15 }).dueDate).toBeNull();
	});
});

describe('parties', () => {
	it('the seller has the VAT ID where the API was asked for it', () => {
		const ids = [
			{ id: 'atxi_1', type: 'de_stn', value: '12/345' },
			{ id: 'atxi_2', type: 'eu_vat', value: 'DE1' },
		];
		const item = read({ account_name: 'A', account_country: 'DE', account_tax_ids: ids });
		expect(item.seller).toMatchObject({ name: 'A', taxId: 'DE1', address: { countryCode: 'DE' } });
		expect(item.references.sellerTaxIds).toBe('de_stn:12/345, eu_vat:DE1');
	});

	it('the buyer has its first tax ID where none is of VAT', () => {
		const item = read({ customer_tax_ids: [{ type: 'us_ein', value: '12-3' }], customer: { id: 'cus_1' } });
		expect(item.buyer).toMatchObject({ taxId: '12-3', customerId: 'cus_1' });
		expect(item.customerNumber).toBe('cus_1');
	});

	it('the goods go where the invoice says, or else where the customer has them sent', () => {
		const [invoice, customer] = ['invoice', 'customer'].map((name) => ({ name, address: { line1: name } }));
		expect(read({ shipping_details: invoice, customer_shipping: customer }).shipTo?.name).toBe('invoice');
		expect(read({ customer_shipping: customer }).shipTo).toMatchObject({ address: { street: 'customer' } });
	});

	it('a country that is none is an issue', () => {
		expect(codes(read({ customer_address: { country: 'XX' } }))).toEqual([
			'country-unknown buyer.address.countryCode',
		]);
	});
});

it.each(['PO number', 'po', ' P. O. ', 'Purchase Order', 'purchase order no.', 'PO #', 'PO\t:'])(
	'the custom field %s is the order',
	(name) => {
		expect(read({ custom_fields: [{ name, value: '4711' }] }).orderReference).toBe('4711');
	},
);

it('a custom field whose name is 100,000 blanks is read in no time', () => {
	const name = `PO${' '.repeat(100_000)}x`;
	expect(read({ custom_fields: [{ name, value: '4711' }] }).orderReference).toBeNull();
});

it.each(['Portfolio', 'Project', 'PO Box'])('the custom field %s is not', (name) => {
	const item = read({ custom_fields: [{ name, value: '4711' }] });
	expect([item.orderReference, item.references[`customField.${name}`]]).toEqual([null, '4711']);
});

it.each([
	['reverse', 'AE'],
	['exempt', 'E'],
	['none', null],
])(
	'a customer with tax_exempt %s has the category %s where there is no tax',
	(customer_tax_exempt, category) => {
		const tax = {
			amount: 0,
			taxable_amount: 1000,
			tax_behavior: 'exclusive',
			taxability_reason: 'not_available',
		};
		const line = { id: 'il_1', amount: 1000, quantity: 1, taxes: [tax] };
		const item = read({ customer_tax_exempt, total_taxes: [tax], lines: { data: [line] } });
		expect([item.taxes[0]?.category, item.lines[0]?.taxCategory]).toEqual([category, category]);
	},
);

it('a revision corrects another invoice, a copy for other reasons does not', () => {
	const revision = read({ from_invoice: { action: 'revision', invoice: { id: 'in_0', number: 'A-0' } } });
	expect(revision).toMatchObject({ kind: 'corrective', precedingInvoiceNumber: 'A-0' });
	expect(read({ from_invoice: { action: 'copy', invoice: 'in_0' } })).toMatchObject({
		kind: 'invoice',
		references: { revisedInvoiceId: 'in_0' },
	});
});

it('both shapes name subscription and quote', () => {
	const parent = { subscription_details: { subscription: 'sub_1' }, quote_details: { quote: 'qt_1' } };
	for (const shape of [{ parent }, { subscription: 'sub_1', quote: { id: 'qt_1' } }])
		expect(read(shape).references).toMatchObject({ subscriptionId: 'sub_1', quoteId: 'qt_1' });
});

it('without a currency no amount means anything', () => {
	const item = read({ currency: null });
	expect(item.totals.gross).toBeNull();
	expect(codes(item)).toEqual(['currency-missing currency']);
});

it('the provider reads each of its events by it', () => {
	expect(Object.keys(stripe.events)).toContain('invoice.finalized');
});
