/** Every field that Paddle documents, and the field of the item that it affects; null: only kept in raw. */
import { readFileSync } from 'node:fs';
import { createUbl } from '../../nodes/shared/einvoice/create';
import { readTransaction } from '../../nodes/Paddle/transaction';
import { transaction } from '../../nodes/Paddle/schema';
import { addressOf } from '../../nodes/shared/invoice/build';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { sampleJson } from '../simulator/samples.mts';
import { changed, ENVIRONMENT, itemOf, sample, type Json } from '../support/Paddle/items.mts';
import type { PaddleEvent } from '../simulator/providers/paddle.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

/** The first matching pattern counts. */
type Coverage = ReadonlyArray<readonly [field: RegExp, path: string | null]>;

const LINE = String.raw`^data\.details\.line_items\.0\.`;

const TRANSACTION: Coverage = [
	[/^event_id$/, 'event.id'],
	[/^event_type$/, null],
	[/^occurred_at$/, 'event.occurredAt'],
	[/^notification_id$/, null],
	[/^data\.id$/, 'id'],
	[/^data\.status$/, 'status'],
	[/^data\.customer_id$/, 'customerNumber'],
	[/^data\.address_id$/, 'references.addressId'],
	[/^data\.business_id$/, 'references.businessId'],
	[/^data\.currency_code$/, 'currency'],
	[/^data\.origin$/, 'references.origin'],
	[/^data\.subscription_id$/, 'references.subscriptionId'],
	[/^data\.invoice_id$/, 'references.invoiceId'],
	[/^data\.invoice_number$/, 'number'],
	[/^data\.collection_mode$/, 'references.collectionMode'],
	[/^data\.discount_id$/, 'references.discountId'],
	[/^data\.billing_details\.purchase_order_number$/, 'orderReference'],
	[/^data\.billing_details\.additional_information$/, 'note'],
	[/^data\.billing_details\.payment_terms\./, 'payment.terms'],
	[/^data\.billing_details\.enable_checkout$/, null],
	[/^data\.billing_period\.starts_at$/, 'lines.0.periodStart'],
	[/^data\.billing_period\.ends_at$/, 'lines.0.periodEnd'],
	[/^data\.billed_at$/, 'issueDate'],
	[/^data\.revised_at$/, 'references.revisedAt'],
	[/^data\.updated_at$/, 'references.updatedAt'],
	[/^data\.created_at$/, null],
	[/^data\.custom_data/, null],
	[/^data\.checkout\./, null],
	// Says whether a line recurs.
	[/^data\.items\.0\.price\.id$/, 'lines.0.periodStart'],
	[/^data\.items\./, null],
	[/^data\.details\.totals\.subtotal$/, 'totals.net'],
	[/^data\.details\.totals\.discount$/, 'totals.net'],
	[/^data\.details\.totals\.tax$/, 'totals.tax'],
	[/^data\.details\.totals\.total$/, 'totals.gross'],
	[/^data\.details\.totals\.balance$/, 'totals.due'],
	[/^data\.details\.totals\.credit$/, 'references.creditAmount'],
	[/^data\.details\.totals\.credit_to_balance$/, 'references.creditToBalanceAmount'],
	[/^data\.details\.totals\.fee$/, 'references.feeAmount'],
	[/^data\.details\.totals\.earnings$/, 'references.earningsAmount'],
	[/^data\.details\.totals\.currency_code$/, 'issues.0.code'],
	// Total less credit, which are both read.
	[/^data\.details\.totals\.grand_total/, null],
	[/^data\.details\.adjusted_totals\.total$/, 'references.adjustedTotalAmount'],
	[/^data\.details\.adjusted_totals\./, null],
	[/^data\.details\.adjusted_payout_totals/, null],
	[/^data\.details\.payout_totals\.fee$/, 'references.payoutFeeAmount'],
	[/^data\.details\.payout_totals\.earnings$/, 'references.payoutEarningsAmount'],
	[/^data\.details\.payout_totals\.currency_code$/, 'references.payoutCurrency'],
	[/^data\.details\.payout_totals\.exchange_rate$/, 'references.payoutExchangeRate'],
	[/^data\.details\.payout_totals\./, null],
	[/^data\.details\.tax_rates_used\.0\.tax_rate$/, 'taxes.0.rate'],
	[/^data\.details\.tax_rates_used\.0\.totals\.(subtotal|discount)$/, 'taxes.0.taxableAmount'],
	[/^data\.details\.tax_rates_used\.0\.totals\.tax$/, 'taxes.0.taxAmount'],
	// Net and tax, which are both read.
	[/^data\.details\.tax_rates_used\.0\.totals\.total$/, null],
	[new RegExp(`${LINE}id$`), 'lines.0.id'],
	[new RegExp(`${LINE}price_id$`), 'lines.0.sku'],
	[new RegExp(`${LINE}quantity$`), 'lines.0.quantity'],
	[new RegExp(`${LINE}tax_rate$`), 'lines.0.taxRate'],
	[new RegExp(`${LINE}proration$`), 'issues.0.code'],
	[new RegExp(`${LINE}totals\\.(subtotal|discount)$`), 'lines.0.net'],
	[new RegExp(`${LINE}totals\\.tax$`), 'lines.0.tax'],
	[new RegExp(`${LINE}totals\\.total$`), 'lines.0.gross'],
	[new RegExp(`${LINE}unit_totals\\.subtotal$`), 'lines.0.unitPrice'],
	// The tests of amounts cover prices without tax that do not fit the line.
	[new RegExp(`${LINE}unit_totals\\.`), null],
	[new RegExp(`${LINE}product\\.name$`), 'lines.0.description'],
	[new RegExp(`${LINE}product\\.`), null],
	[/^data\.payments\.0\.payment_attempt_id$/, 'references.paymentAttemptId'],
	[/^data\.payments\.0\.status$/, 'payment'],
	[/^data\.payments\.0\.captured_at$/, 'references.paidAt'],
	[/^data\.payments\.0\.method_details\.type$/, 'payment.method'],
	[/^data\.payments\./, null],
	[/^data\.customer\.name$/, null],
	[/^data\.customer\.email$/, 'buyer.email'],
	[/^data\.customer\.locale$/, 'buyer.language'],
	[/^data\.customer\./, null],
	[/^data\.address\.first_line$/, 'buyer.address.street'],
	[/^data\.address\.second_line$/, 'buyer.address.additional'],
	[/^data\.address\.city$/, 'buyer.address.city'],
	[/^data\.address\.postal_code$/, 'buyer.address.postalCode'],
	[/^data\.address\.region$/, 'buyer.address.region'],
	[/^data\.address\.country_code$/, 'buyer.address.countryCode'],
	[/^data\.address\./, null],
	[/^data\.business\.name$/, 'buyer.companyName'],
	[/^data\.business\.tax_identifier$/, 'buyer.taxId'],
	[/^data\.business\.company_number$/, 'buyer.registrationId'],
	[/^data\.business\./, null],
];

const ADJUSTMENT: Coverage = [
	[/^event_id$/, 'event.id'],
	[/^occurred_at$/, 'event.occurredAt'],
	[/^(event_type|notification_id)$/, null],
	[/^data\.id$/, 'id'],
	[/^data\.action$/, 'references.adjustmentAction'],
	[/^data\.type$/, 'references.adjustmentType'],
	[/^data\.transaction_id$/, 'references.transactionId'],
	[/^data\.subscription_id$/, 'references.subscriptionId'],
	[/^data\.customer_id$/, 'customerNumber'],
	[/^data\.reason$/, 'note'],
	[/^data\.credit_applied_to_balance$/, 'references.creditAppliedToBalance'],
	[/^data\.currency_code$/, 'currency'],
	[/^data\.status$/, 'status'],
	[/^data\.created_at$/, 'issueDate'],
	[/^data\.updated_at$/, 'references.updatedAt'],
	[/^data\.items\.0\.id$/, 'lines.0.id'],
	// With Fetch Details it leads to the line of the transaction.
	[/^data\.items\.0\.item_id$/, null],
	[/^data\.items\.0\.(type|amount)$/, null],
	[/^data\.items\.0\.proration$/, 'issues.0.code'],
	[/^data\.items\.0\.totals\.subtotal$/, 'lines.0.net'],
	[/^data\.items\.0\.totals\.tax$/, 'lines.0.tax'],
	[/^data\.items\.0\.totals\.total$/, 'lines.0.gross'],
	[/^data\.totals\.subtotal$/, 'totals.net'],
	[/^data\.totals\.tax$/, 'totals.tax'],
	[/^data\.totals\.total$/, 'totals.gross'],
	[/^data\.totals\.fee$/, 'references.feeAmount'],
	[/^data\.totals\.earnings$/, 'references.earningsAmount'],
	[/^data\.totals\.currency_code$/, 'issues.0.code'],
	[/^data\.totals\.retained_fee$/, null],
	[/^data\.tax_rates_used\.0\.tax_rate$/, 'taxes.0.rate'],
	[/^data\.tax_rates_used\.0\.totals\.subtotal$/, 'taxes.0.taxableAmount'],
	[/^data\.tax_rates_used\.0\.totals\.tax$/, 'taxes.0.taxAmount'],
	[/^data\.tax_rates_used\.0\.totals\.total$/, null],
	[/^data\.payout_totals\.fee$/, 'references.payoutFeeAmount'],
	[/^data\.payout_totals\.earnings$/, 'references.payoutEarningsAmount'],
	[/^data\.payout_totals\.currency_code$/, 'references.payoutCurrency'],
	[/^data\.payout_totals\.exchange_rate$/, 'references.payoutExchangeRate'],
	[/^data\.payout_totals\./, null],
];

/** The API's sample as an event, with every part that a transaction can have. */
const wholeTransaction = (): PaddleEvent => {
	const { data } = sampleJson<{ data: Json }>('paddle', 'api.transaction.json');
	return sample('transaction.completed', {
		...data,
		revised_at: '2026-03-03T00:00:00Z',
		billing_details: {
			enable_checkout: true,
			purchase_order_number: 'PO-1',
			additional_information: 'Thanks',
			payment_terms: { interval: 'day', frequency: 14 },
		},
	});
};

const leavesOf = (value: unknown, at: string[] = []): string[] =>
	typeof value !== 'object' || value === null
		? [at.join('.')]
		: Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...at, key]));

const at = (value: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((one, key) => (one as Json | undefined | null)?.[key], value);

const otherThan = (value: unknown, field: string): unknown => {
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	if (field.endsWith('currency_code')) return 'GBP';
	if (field.endsWith('country_code')) return 'FR';
	if (/status$/.test(field)) return 'canceled';
	if (/interval$/.test(field)) return 'week';
	if (/action$/.test(field)) return 'credit';
	if (/_at$/.test(field)) return '2026-12-24T00:00:00Z';
	if (value === null) return field.endsWith('applied_to_balance') ? true : 'something';
	return /^[\d.]+$/.test(String(value)) ? '37' : `${String(value)}x`;
};

const fields = (event: PaddleEvent) => leavesOf(event).filter((leaf) => !/\.[1-9]\d*\./.test(leaf));

describe.each([
	['a transaction', wholeTransaction(), TRANSACTION],
	['an adjustment', sample('adjustment.updated.refund'), ADJUSTMENT],
])('%s', (_what, event, coverage) => {
	const before = itemOf(event);

	it.each(fields(event))('%s', (field) => {
		const known = coverage.find(([pattern]) => pattern.test(field));
		expect(known).toBeDefined();
		const [, path] = known!;
		if (field === 'event_type') return;
		const altered = changed(event, field, otherThan(at(event, field), field));
		const after = itemOf(altered);
		if (path === null) expect(apartFromKey(after)).toEqual(apartFromKey(before));
		else expect({ path, value: at(after, path) }).not.toEqual({ path, value: at(before, path) });
		expect(after.raw).toEqual(altered);
	});

	it('has no row for a field that does not exist', () => {
		const unused = coverage.filter(([pattern]) => !fields(event).some((field) => pattern.test(field)));
		expect(unused.map(([pattern]) => pattern.source)).toEqual([]);
	});
});

const SDK = 'node_modules/@paddle/paddle-node-sdk/dist/types';

/** The fields of the only interface in a file of the SDK. */
const declared = (file: string): string[] =>
	[...readFileSync(`${SDK}/${file}.d.ts`, 'utf8').matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name);

it.each<[string, string, Coverage]>([
	['notifications/types/transaction/transaction-notification-response', 'data', TRANSACTION],
	['notifications/types/transaction/transaction-details-notification-response', 'data.details', TRANSACTION],
	[
		'notifications/types/transaction/transaction-line-item-notification-response',
		'data.details.line_items.0',
		TRANSACTION,
	],
	['notifications/types/shared/transaction-totals-notification-response', 'data.details.totals', TRANSACTION],
	[
		'notifications/types/shared/transaction-payment-attempt-notification-response',
		'data.payments.0',
		TRANSACTION,
	],
	['notifications/types/adjustment/adjustment-notification-response', 'data', ADJUSTMENT],
	['notifications/types/adjustment/adjustment-item-notification-response', 'data.items.0', ADJUSTMENT],
	['notifications/types/shared/total-adjustments-notification-response', 'data.totals', ADJUSTMENT],
])("no field of the SDK's %s is overlooked", (file, prefix, coverage) => {
	const names = declared(file);
	expect(names.length).toBeGreaterThan(3);
	const overlooked = names.filter((name) => {
		const field = `${prefix}.${name}`;
		const begins = `^${field.replaceAll('.', '\\.')}`;
		return !coverage.some(([{ source }]) => new RegExp(source).test(field) || source.startsWith(begins));
	});
	expect(overlooked).toEqual([]);
});

describe('as an e-invoice', () => {
	const { data } = sampleJson<{ data: Json }>('paddle', 'api.transaction.json');
	const item: Invoice = readTransaction(transaction.parse(data), ENVIRONMENT);
	const gapsOf = async (one: Invoice, references: Record<string, string> = {}) =>
		(await createUbl(one, { references, unit: 'C62', taxCategory: 'S' })).gaps;

	it('an invoice with its buyer lacks only the parties and what Paddle does not send', async () => {
		expect((await gapsOf(item)).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
			'BR-08 seller.address',
			'BR-S-02 seller.taxId',
			'BR-CO-26 seller.taxId',
			'PEPPOL-EN16931-R003 orderReference',
			'PEPPOL-EN16931-R020 references.sellerElectronicAddress',
			'PEPPOL-EN16931-R010 references.buyerElectronicAddress',
		]);
	});

	it('with that it is valid', async () => {
		const address = addressOf({ city: 'London', countryCode: 'GB' });
		const seller = { ...item.seller!, taxId: 'GB338600043', address };
		const references = {
			sellerElectronicAddress: '0088:5060012349998',
			buyerElectronicAddress: '0088:5060012349981',
		};
		expect(await gapsOf({ ...item, orderReference: 'PO-1', seller }, references)).toEqual([]);
	});
});
