/** Every field in Stripe's types and samples, and the field of the item that it affects; null: only kept in raw. */
import { readFileSync } from 'node:fs';
import { createUbl } from '../../nodes/shared/einvoice/create';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { readInvoice } from '../../nodes/Stripe/invoice';
import { invoice, taxRate } from '../../nodes/Stripe/schema';
import { sampleJson } from '../simulator/samples.mts';
import { invoiceOf, sample } from '../support/Stripe/events.mts';

type Json = Record<string, unknown>;
/** The first matching pattern counts. */
type Coverage = ReadonlyArray<readonly [field: RegExp, path: string | null]>;

const ENVELOPE: Coverage = [
	[/^id$/, 'event.id'],
	[/^created$/, 'event.occurredAt'],
	[/^livemode$/, 'event.liveMode'],
	[/^account$/, 'references.accountId'],
	[/^(object|api_version|type|pending_webhooks)$/, null],
	[/^(request|data\.previous_attributes)\./, null],
];

/** Fields that invoices and credit notes share. `o` is `data.object`, `l` a line. */
const DOCUMENT: Coverage = [
	[/^o\.id$/, 'id'],
	[/^o\.number$/, 'number'],
	[/^o\.currency$/, 'currency'],
	[/^o\.status$/, 'status'],
	[/^o\.effective_at$/, 'issueDate'],
	// Used if there is no other date, or if the event does not say whether it is live.
	[/^o\.(created|livemode)$/, null],
	// Makes two events with the same id differ.
	[/^o\.subtotal$/, 'event.key'],
	[/^o\.(object|metadata|subtotal_excluding_tax)$/, null],
	[/^o\.total$/, 'totals.gross'],
	[/^o\.total_excluding_tax$/, 'totals.net'],
	[/^o\.amount_shipping$/, 'totals.charges'],
	[/^o\.shipping_cost\.amount_total$/, 'totals.charges'],
	[/^o\.shipping_cost\.amount_tax$/, 'totals.charges'],
	[/^o\.shipping_cost\.taxes\.0\.(amount|taxable_amount|taxability_reason)$/, 'taxes'],
	[/^o\.shipping_cost\.taxes\.0\.rate\.(effective_percentage|display_name)$/, 'taxes'],
	[/^o\.shipping_cost\./, null],
	[/^o\.(total_taxes|total_tax_amounts|tax_amounts)\.0\.amount$/, 'taxes.0.taxAmount'],
	[/^o\.(total_taxes|total_tax_amounts|tax_amounts)\.0\.taxable_amount$/, 'taxes.0.taxableAmount'],
	[/^o\.(total_taxes|total_tax_amounts|tax_amounts)\.0\.taxability_reason$/, 'taxes.0.category'],
	[/^o\.total_taxes\.0\.tax_rate_details\.tax_rate$/, 'taxes'],
	[/^o\.(total_tax_amounts|tax_amounts)\.0\.tax_rate$/, 'taxes.0.rate'],
	// The one in the lines is read.
	[/^o\.(total_taxes|total_tax_amounts|tax_amounts)\.0\.(tax_behavior|inclusive|type)$/, null],
	[/^o\.lines\.has_more$/, 'totals.lines'],
	[/^o\.lines\.(object|total_count|url)$/, null],
	[/^l\.id$/, 'lines.0.id'],
	[/^l\.description$/, 'lines.0.description'],
	[/^l\.amount$/, 'lines.0.net'],
	[/^l\.discount_amounts\.0\.amount$/, 'lines.0.discount'],
	[/^l\.pretax_credit_amounts\.0\.amount$/, 'lines.0.discount'],
	[/^l\.pretax_credit_amounts\.0\.type$/, 'lines.0.discount'],
	[/^l\.(taxes|tax_amounts)\.0\.amount$/, 'lines.0.tax'],
	[/^l\.(taxes|tax_amounts)\.0\.taxability_reason$/, 'lines.0.taxCategory'],
	[/^l\.(taxes\.0\.tax_behavior|tax_amounts\.0\.inclusive)$/, 'lines.0.net'],
	[/^l\.taxes\.0\.tax_rate_details\.tax_rate$/, 'lines.0.taxRate'],
	[/^l\.tax_amounts\.0\.tax_rate$/, 'lines.0.taxRate'],
	[/^l\.tax_rates\.0\.(id|effective_percentage)$/, 'lines.0.taxRate'],
	[/^l\.tax_rates\.0\.display_name$/, 'taxes.0.name'],
	[/^l\.tax_rates/, null],
	[/^l\.period\.start$/, 'lines.0.periodStart'],
	[/^l\.period\.end$/, 'lines.0.periodEnd'],
	// The line's own is better: its amounts are without inclusive taxes.
	[/^l\.(taxes|tax_amounts)\.0\.(taxable_amount|type)$/, null],
	[/^l\.(object|currency|livemode|metadata|type|subtotal|invoice|invoice_line_item|invoice_item)$/, null],
	[/^l\.(discountable|discounts|proration|parent|subscription|subscription_item|proration_details)\b/, null],
	[/^l\.(discount_amounts|pretax_credit_amounts)\b/, null],
	[/^l\.(amount_excluding_tax|unit_amount_excluding_tax)$/, null],
];

const INVOICE: Coverage = [
	...ENVELOPE,
	[/^l\.quantity_decimal$/, 'lines.0.quantity'],
	// Shipping costs are also in shipping_cost, and quantity_decimal has more digits.
	[/^l\.quantity$/, 'event.key'],
	[/^o\.amount_shipping$/, null],
	[/^l\.pricing\.unit_amount_decimal$/, null],
	[/^l\.pricing\.price_details\.product$/, 'lines.0.sku'],
	[/^l\.pricing\./, null],
	[/^l\.price\.product$/, 'lines.0.sku'],
	[/^l\.(price|plan)\./, null],
	...DOCUMENT,
	[/^o\.(customer_account)$/, null],
	[/^o\.account_country$/, 'seller.address.countryCode'],
	[/^o\.account_name$/, 'seller.name'],
	[/^o\.account_tax_ids\.0$/, 'references.sellerTaxIds'],
	[/^o\.amount_paid$/, 'issues'],
	[/^o\.amount_paid_off_stripe$/, 'issues'],
	// Matters only if more was paid than due; see the tests of amounts.
	[/^o\.amount_overpaid$/, null],
	// Of a paid invoice, nothing is due.
	[/^o\.amount_remaining$/, 'issues'],
	[/^o\.(pre_payment|post_payment)_credit_notes_amount$/, 'status'],
	[/^o\.billing_reason$/, 'references.billingReason'],
	[/^o\.collection_method$/, 'references.collectionMethod'],
	[/^o\.custom_fields\.0\.name$/, 'orderReference'],
	[/^o\.custom_fields\.0\.value$/, 'orderReference'],
	[/^o\.customer$/, 'customerNumber'],
	[/^o\.customer_name$/, 'buyer.name'],
	[/^o\.customer_email$/, 'buyer.email'],
	[/^o\.customer_phone$/, 'buyer.phone'],
	[/^o\.customer_tax_exempt$/, 'references.customerTaxExempt'],
	[/^o\.customer_tax_ids\.0\./, 'references.customerTaxIds'],
	[/^o\.customer_address\.line1$/, 'buyer.address.street'],
	[/^o\.customer_address\.line2$/, 'buyer.address.additional'],
	[/^o\.customer_address\.city$/, 'buyer.address.city'],
	[/^o\.customer_address\.postal_code$/, 'buyer.address.postalCode'],
	[/^o\.customer_address\.state$/, 'buyer.address.region'],
	[/^o\.customer_address\.country$/, 'buyer.address.countryCode'],
	[/^o\.shipping_details\.(name|phone)$/, 'shipTo'],
	[/^o\.shipping_details\.address\./, 'shipTo.address'],
	[/^o\.shipping_details\./, null],
	[/^o\.description$/, 'note'],
	[/^o\.footer$/, 'note'],
	[/^o\.due_date$/, 'dueDate'],
	[/^o\.from_invoice\.action$/, 'kind'],
	[/^o\.from_invoice\.invoice$/, 'references.revisedInvoiceId'],
	[/^o\.latest_revision$/, 'references.latestRevisionId'],
	[/^o\.hosted_invoice_url$/, 'references.hostedInvoiceUrl'],
	[/^o\.invoice_pdf$/, 'document.url'],
	[/^o\.last_finalization_error\.message$/, 'issues'],
	[/^o\.parent\.subscription_details\.subscription$/, 'references.subscriptionId'],
	[/^o\.parent\.quote_details\.quote$/, 'references.quoteId'],
	[/^o\.parent\./, null],
	[/^o\.payment_settings\.payment_method_types\.0$/, 'payment.method'],
	[/^o\.payment_settings\./, null],
	[/^o\.receipt_number$/, 'references.receiptNumber'],
	[/^o\.status_transitions\.paid_at$/, 'references.paidAt'],
	[/^o\.status_transitions\.voided_at$/, 'references.voidedAt'],
	// Used if no date was set manually.
	[/^o\.status_transitions\.finalized_at$/, null],
	[/^o\.status_transitions\./, null],
	[/^o\.subscription$/, 'references.subscriptionId'],
	[/^o\.quote$/, 'references.quoteId'],
	[/^o\.charge$/, 'references.chargeId'],
	[/^o\.payment_intent$/, 'references.paymentIntentId'],
	// The same as total less net; used only if one of these is missing.
	[/^o\.tax$/, null],
	// Amounts that the lines repeat with their shares, the customer's own records, and how Stripe collects and
	// displays.
	[/^o\.(total_discount_amounts|total_pretax_credit_amounts|discounts|discount)\b/, null],
	// `amount_due` is used where `amount_remaining` is absent.
	[/^o\.(amount_due|starting_balance|ending_balance|period_start|period_end)$/, null],
	[/^o\.(customer_shipping|default_tax_rates|default_payment_method|default_source|payments)\b/, null],
	[/^o\.(application|application_fee_amount|attempt_count|attempted|auto_advance|automatic_tax)\b/, null],
	[/^o\.(automatically_finalizes_at|confirmation_secret|deleted|issuer|next_payment_attempt)\b/, null],
	[/^o\.(on_behalf_of|rendering|statement_descriptor|status_details|subscription_details)\b/, null],
	[/^o\.(test_clock|threshold_reason|transfer_data|webhooks_delivered_at|paid|paid_out_of_band)\b/, null],
];

const INVOICE_BEFORE_BASIL: Coverage = [
	[/^l\.quantity$/, 'lines.0.quantity'],
	[/^o\.amount_shipping$/, 'totals.charges'],
	...INVOICE,
];

const CREDIT_NOTE: Coverage = [
	...ENVELOPE,
	[/^l\.quantity$/, 'lines.0.quantity'],
	[/^l\.unit_amount(_decimal)?$/, null],
	// The sum of parts that are read.
	[/^l\.discount_amount$/, null],
	...DOCUMENT,
	[/^o\.customer$/, 'customerNumber'],
	[/^o\.customer_account$/, null],
	[/^o\.invoice$/, 'references.invoiceId'],
	[/^o\.memo$/, 'note'],
	[/^o\.reason$/, 'references.reason'],
	[/^o\.type$/, 'references.creditNoteType'],
	[/^o\.pdf$/, 'document.url'],
	[/^o\.voided_at$/, 'references.voidedAt'],
	[/^o\.refunds\.0\.refund$/, 'references.refundIds'],
	[/^o\.refund$/, 'references.refundIds'],
	[/^o\.refunds\./, null],
	[/^o\.customer_balance_transaction$/, 'references.customerBalanceTransactionId'],
	[/^o\.pre_payment_amount$/, 'references.prePaymentAmount'],
	[/^o\.post_payment_amount$/, 'references.postPaymentAmount'],
	[/^o\.out_of_band_amount$/, 'references.outOfBandAmount'],
	[/^o\.(amount|discount_amount|discount_amounts|pretax_credit_amounts)\b/, null],
];

const TAX_RATE = sampleJson<Json>('stripe', 'api.tax-rate.de19.json');

/** A sample with fields that never occur together in a real invoice. */
const basilInvoice = () =>
	sample('invoice.finalized.json', {
		account: 'acct_connected',
		'data.object.parent.quote_details': { quote: 'qt_1' },
		'data.object.from_invoice': { action: 'revision', invoice: 'in_before' },
		...{ 'data.object.status': 'paid', 'data.object.amount_remaining': 0 },
		...{ 'data.object.amount_paid': 27300, 'data.object.amount_paid_off_stripe': 125 },
		'data.object.amount_overpaid': 0,
		'data.object.default_tax_rates': [TAX_RATE],
		'data.object.lines.data.0.pretax_credit_amounts': [
			{ amount: 100, credit_balance_transaction: 'cbtxn_1', type: 'credit_balance_transaction' },
		],
		'data.object.last_finalization_error': { message: 'No tax could be computed' },
	});

const basilCreditNote = () =>
	sample('credit_note.created.json', { 'data.object.lines.data.0.tax_rates': [TAX_RATE] });

const leavesOf = (value: unknown, at: string[] = []): string[] =>
	typeof value !== 'object' || value === null || Object.keys(value).length === 0
		? [at.join('.')]
		: Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...at, key]));
const fieldsOf = (event: unknown) => leavesOf(event).filter((leaf) => !/\.[1-9]\d*(\.|$)/.test(leaf));
const at = (value: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((one, key) => (one as Json | undefined | null)?.[key], value);

/** In the notation of the table: `o` is the object, `l` its first line. */
const short = (field: string) =>
	field.replace(/^data\.object\.lines\.data\.0\./, 'l.').replace(/^data\.object\./, 'o.');

function otherThan(value: unknown, field: string): unknown {
	if (
		/(effective|paid|voided|due|period\.\w+|finalized)(_at|_date)?$/.test(field) &&
		typeof value !== 'boolean'
	) {
		return 1_600_000_000;
	}
	if (/currency$/.test(field)) return 'gbp';
	if (/country$/.test(field)) return 'FR';
	if (/(?<!o)\.status$/.test(field)) return 'uncollectible';
	if (/taxability_reason$/.test(field)) return 'reverse_charge';
	if (/tax_behavior$/.test(field)) return value === 'inclusive' ? 'exclusive' : 'inclusive';
	if (/_amounts\.0\.type$/.test(field)) return 'discount';
	if (/unit_amount_decimal$|quantity_decimal$/.test(field)) return '3';
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 100;
	if (/amount/.test(field)) return 100;
	return `${String(value)}x`;
}

/** Whether a row covers a field, or the members of an object. */
const mentions = (coverage: Coverage, field: string) =>
	coverage.some(
		([{ source }]) => new RegExp(source).test(field) || source.startsWith(`^${field.replaceAll('.', '\\.')}`),
	);

function changed(event: unknown, field: string, value: unknown): unknown {
	const copy = structuredClone(event);
	const keys = field.split('.');
	const parent = keys.slice(0, -1).reduce((one, key) => one[key] as Json, copy as Json);
	parent[keys.at(-1)!] = value;
	return copy;
}

describe.each<[string, unknown, Coverage]>([
	['an invoice', basilInvoice(), INVOICE],
	['an invoice before basil', sample('invoice.paid.pre-basil.json'), INVOICE_BEFORE_BASIL],
	['a credit note', basilCreditNote(), CREDIT_NOTE],
	['a credit note before basil', sample('credit_note.voided.pre-basil.json'), CREDIT_NOTE],
])('%s', (_what, event, coverage) => {
	const before = invoiceOf(event);

	const fields = fieldsOf(event);
	const isSent = (field: string) => typeof at(event, field) !== 'object';

	it('has a row for every field', () => {
		expect(fields.filter((field) => !mentions(coverage, short(field)))).toEqual([]);
	});

	// Another type would make it a different event; the tests of normalizing cover that.
	it.each(fields.filter((field) => field !== 'type' && isSent(field)))('%s', (field) => {
		const [, path] = coverage.find(([pattern]) => pattern.test(short(field)))!;
		const altered = changed(event, field, otherThan(at(event, field), field));
		const after = invoiceOf(altered);
		if (path === null) {
			// The key of an event covers every amount, including those without a field of their own.
			const compared = (one: typeof after) => ({ ...one, raw: null, event: { ...one.event, key: null } });
			expect(compared(after)).toEqual(compared(before));
		} else {
			expect({ path, value: at(after, path) }).not.toEqual({ path, value: at(before, path) });
		}
		expect(after.raw).toEqual(altered);
	});
});

describe("the types of Stripe's package", () => {
	const RESOURCES = 'node_modules/stripe/esm/resources';
	/** The fields of an interface, parsed from its declaration. */
	function declared(file: string, name: string): string[] {
		const text = readFileSync(`${RESOURCES}/${file}.d.ts`, 'utf8');
		const start = text.indexOf(`export interface ${name} {`);
		return [...text.slice(start, text.indexOf('\n}', start)).matchAll(/^ {4}(\w+)\??:/gm)].map(
			([, one]) => one,
		);
	}

	it.each<[string, string, 'o' | 'l', Coverage]>([
		['Invoices', 'Invoice', 'o', INVOICE],
		['CreditNotes', 'CreditNote', 'o', CREDIT_NOTE],
		['InvoiceLineItems', 'InvoiceLineItem', 'l', INVOICE],
		['CreditNoteLineItems', 'CreditNoteLineItem', 'l', CREDIT_NOTE],
	])('have no field that the table overlooks: %s', (file, name, letter, coverage) => {
		const fields = declared(file, name);
		expect(fields.length).toBeGreaterThan(10);
		const overlooked = fields.filter((field) => !mentions(coverage, `${letter}.${field}`));
		expect(overlooked).toEqual([]);
	});
});

describe('as an e-invoice', () => {
	const rates = ['de19', 'de7'].map((name) =>
		taxRate.parse(sampleJson('stripe', `api.tax-rate.${name}.json`)),
	);
	const asked = new Map(rates.map((rate) => [rate.id, rate]));
	const item = readInvoice(invoice.parse(sampleJson('stripe', 'api.invoice.json')), asked);
	const gapsOf = async (one: Invoice, references: Record<string, string> = {}) =>
		(await createUbl(one, { references, unit: 'C62', taxCategory: 'S' })).gaps;

	it('an invoice with its details lacks only what Stripe does not send', async () => {
		expect((await gapsOf(item)).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
			'DE-R-015 references.buyerReference',
			'DE-R-002 seller',
			'PEPPOL-EN16931-R020 references.sellerElectronicAddress',
			'DE-R-003 seller.address.city',
			'DE-R-004 seller.address.postalCode',
			'PEPPOL-EN16931-R010 references.buyerElectronicAddress',
		]);
	});

	it('with that it is valid', async () => {
		const address = { ...item.seller!.address!, street: 'Am Markt 1', city: 'Köln', postalCode: '50667' };
		const seller = { ...item.seller!, address, email: 'rechnung@hosting.example', phone: '+49 221 555010' };
		const references = {
			buyerReference: '04011000-12345-03',
			sellerContact: 'Buchhaltung',
			sellerElectronicAddress: '9930:DE987654321',
			buyerElectronicAddress: '9930:DE123456789',
		};
		expect(await gapsOf({ ...item, seller }, references)).toEqual([]);
	});
});
