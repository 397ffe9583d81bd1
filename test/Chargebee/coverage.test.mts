/**
 * Every field in the types of Chargebee's package is either read, so that changing it changes the item, or listed as
 * kept in raw only.
 */
import { readFileSync } from 'node:fs';
import { creditNote, invoice } from '../../nodes/Chargebee/schema';
import { change, event, invoiceOf } from '../support/Chargebee/events.mts';

const TYPES = 'node_modules/chargebee/types/resources';

/** The fields of an interface, parsed from its declaration. */
function fieldsOf(file: string, name: string, indent: string): string[] {
	const text = readFileSync(`${TYPES}/${file}.d.ts`, 'utf8');
	const start = text.indexOf(`${indent}export interface ${name} {`);
	const end = text.indexOf(`\n${indent}}`, start);
	return [...text.slice(start, end).matchAll(new RegExp(`^${indent}  (\\w+)\\??:`, 'gm'))].map(
		([, field]) => field,
	);
}

/**
 * Fields that do not describe the invoice, that can be calculated from others, or that have no place in the normal
 * form.
 */
const RAW_ONLY = {
	document: [
		...['recurring', 'generated_at', 'voided_at', 'deleted', 'tax_category'],
		// In the currency of the books, whose rate is in references.
		...['sub_total_in_local_currency', 'total_in_local_currency', 'exchange_rates'],
		// Prices per tier, addresses per line.
		...['line_item_tiers', 'line_item_addresses'],
	],
	invoice: [
		...['paid_at', 'next_retry_at', 'first_invoice', 'new_sales_amount', 'has_advance_charges'],
		...['term_finalized', 'is_gifted', 'expected_payment_date', 'amount_to_collect'],
		...['line_item_credits', 'reference_transactions', 'dunning_attempts', 'statement_descriptor'],
	],
	creditNote: ['refunded_at'],
	line: [
		...['item_level_discount_amount', 'metered', 'is_percentage_pricing', 'reference_line_item_id'],
		...['entity_type', 'customer_id', 'proration_mode'],
	],
	tax: [
		...['date_to', 'date_from', 'prorated_taxable_amount', 'is_partial_tax_applied', 'is_non_compliance_tax'],
		...[
			'tax_juris_type',
			'tax_juris_name',
			'tax_juris_code',
			'tax_amount_in_local_currency',
			'local_currency_code',
		],
	],
};

const unread = (fields: readonly string[], read: object, known: readonly string[]) =>
	fields.filter((field) => !(field in read) && !known.includes(field));
const lineShape = invoice.shape.line_items.unwrap().unwrap().element.shape;

test('no field of the types is overlooked', () => {
	const invoiceFields = fieldsOf('Invoice', 'Invoice', '  ');
	const creditNoteFields = fieldsOf('CreditNote', 'CreditNote', '  ');
	expect(invoiceFields.length).toBeGreaterThan(60);
	expect(creditNoteFields.length).toBeGreaterThan(40);
	expect(unread(invoiceFields, invoice.shape, [...RAW_ONLY.document, ...RAW_ONLY.invoice])).toEqual([]);
	expect(unread(creditNoteFields, creditNote.shape, [...RAW_ONLY.document, ...RAW_ONLY.creditNote])).toEqual(
		[],
	);
	const lines = fieldsOf('Invoice', 'LineItem', '    ');
	expect(lines).toContain('unit_amount_in_decimal');
	expect(unread(lines, lineShape, RAW_ONLY.line)).toEqual([]);
	const taxes = fieldsOf('Invoice', 'LineItemTax', '    ');
	expect(
		unread(
			taxes,
			{ line_item_id: 1, tax_name: 1, tax_rate: 1, taxable_amount: 1, tax_amount: 1 },
			RAW_ONLY.tax,
		),
	).toEqual([]);
});

const under = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}.${name}`);
const ADDRESS = [
	'first_name',
	'last_name',
	'company',
	'email',
	'phone',
	'line1',
	'line2',
	'line3',
	'city',
	'state',
	'zip',
	'country',
];

/** Per sample, the fields that must change the item. */
const MAPPED: Record<string, readonly string[]> = {
	'invoice_generated.json': [
		...['id', 'occurred_at', 'api_version', 'source'],
		...under('content.invoice', [
			...[
				'id',
				'customer_id',
				'subscription_id',
				'status',
				'date',
				'due_date',
				'updated_at',
				'resource_version',
			],
			...[
				'currency_code',
				'base_currency_code',
				'exchange_rate',
				'local_currency_code',
				'local_currency_exchange_rate',
			],
			...[
				'price_type',
				'sub_total',
				'tax',
				'total',
				'amount_due',
				'amount_paid',
				'amount_adjusted',
				'credits_applied',
			],
			...[
				'write_off_amount',
				'round_off_amount',
				'po_number',
				'net_term_days',
				'vat_number',
				'vat_number_prefix',
			],
			...['business_entity_id', 'channel', 'einvoice.status', 'einvoice.reference_number', 'notes.0.note'],
			...['linked_orders.0.document_number', 'tax_origin.registration_number', 'line_items_next_offset'],
			...[
				'site_details_at_creation.timezone',
				'discounts.1.amount',
				'dunning_status',
				'payment_owner',
				'void_reason_code',
			],
			...under('line_items.0', [
				'id',
				'date_from',
				'date_to',
				'unit_amount',
				'quantity',
				'amount',
				'tax_amount',
			]),
			...under('line_items.0', [
				'tax_rate',
				'discount_amount',
				'description',
				'entity_id',
				'amount_in_decimal',
			]),
			...under('line_items.0', ['unit_amount_in_decimal', 'quantity_in_decimal', 'pricing_model']),
			...under('line_item_taxes.0', ['tax_name', 'tax_rate', 'taxable_amount', 'tax_amount']),
			...under('billing_address', ADDRESS),
			...under('shipping_address', ADDRESS),
			...under('site_details_at_creation.organization_address', [
				'company',
				'line1',
				'city',
				'state',
				'zip',
				'country',
			]),
		]),
		'content.customer.locale',
	],
	'invoice_updated.credits.json': under('content.invoice', [
		...['linked_payments.0.txn_id', 'linked_payments.0.txn_status', 'applied_credits.0.cn_id'],
		...['adjustment_credit_notes.0.cn_id', 'issued_credit_notes.0.cn_id'],
	]),
	'credit_note_updated.refunded.json': under('content.credit_note', [
		...['id', 'reference_invoice_id', 'type', 'create_reason_code', 'status', 'date', 'total', 'sub_total'],
		...['amount_allocated', 'amount_refunded', 'amount_available', 'fractional_correction', 'notes.0'],
		...['allocations.0.invoice_id', 'linked_refunds.0.txn_id', 'taxes.0.amount'],
	]),
	'payment_failed.json': under('content.transaction', [
		'id',
		'payment_method',
		'reference_number',
		'error_text',
	]),
};

/** What must be removed or changed before the field is read. */
const FIRST: Record<string, Record<string, unknown>> = {
	'content.invoice.line_items.0.amount_in_decimal': { 'content.invoice.line_items.0.amount': undefined },
	'content.invoice.line_items.0.pricing_model': { 'content.invoice.line_items.0.unit_amount': 77 },
	// Discounts of lines take precedence.
	'content.invoice.discounts.1.amount': {
		'content.invoice.line_items.0.discount_amount': 0,
		'content.invoice.line_items.1.discount_amount': 0,
	},
};
const OTHER: Record<string, unknown> = {
	'content.invoice.currency_code': 'JPY',
	'content.invoice.price_type': 'tax_inclusive',
	'content.invoice.status': 'voided',
	'content.credit_note.status': 'voided',
	'content.invoice.site_details_at_creation.timezone': 'America/New_York',
	'content.invoice.line_items.0.pricing_model': 'tiered',
	'content.invoice.linked_payments.0.txn_status': 'failure',
};

const itemOf = (body: unknown) => {
	const { raw: _, ...item } = invoiceOf(body);
	return JSON.stringify(item);
};

describe.each(Object.entries(MAPPED))('%s', (file, paths) => {
	test.each(paths)('%s is mapped', (path) => {
		const before = event(file, FIRST[path]);
		const after = event(file, FIRST[path]) as object;
		const other = OTHER[path] ?? (/country$/.test(path) ? 'CH' : null);
		const changed = [other, '4711', 1_700_000_000].some((value) => {
			if (value === null) return false;
			change(after, path, value);
			return itemOf(after) !== itemOf(before);
		});
		expect(changed).toBe(true);
	});
});
