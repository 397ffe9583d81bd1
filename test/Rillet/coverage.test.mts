import { invoice, invoiceWithItems, itemOf, memo, type Json } from '../support/Rillet/items.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

describe('coverage of the documented fields', () => {
	/** Every field of API v4.0, and the field of the item that it affects; null: only kept in raw. */
	const INVOICE: Record<string, string | null> = {
		id: 'id',
		subsidiary_id: 'references.subsidiaryId',
		invoice_number: 'number',
		customer_id: 'customerNumber',
		contract_id: 'references.contractId',
		due_date: 'dueDate',
		invoice_date: 'issueDate',
		'address.line1': 'seller.address.street',
		'address.line2': 'seller.address.additional',
		'address.city': 'seller.address.city',
		'address.state': 'seller.address.region',
		'address.zip_code': 'seller.address.postalCode',
		'address.country': 'seller.address.countryCode',
		'customer_address.line1': 'buyer.address.street',
		'customer_address.line2': 'buyer.address.additional',
		'customer_address.city': 'buyer.address.city',
		'customer_address.state': 'buyer.address.region',
		'customer_address.zip_code': 'buyer.address.postalCode',
		'customer_address.country': 'buyer.address.countryCode',
		'shipping_address.line1': 'shipTo.address.street',
		'shipping_address.line2': 'shipTo.address.additional',
		'shipping_address.city': 'shipTo.address.city',
		'shipping_address.state': 'shipTo.address.region',
		'shipping_address.zip_code': 'shipTo.address.postalCode',
		'shipping_address.country': 'shipTo.address.countryCode',
		'bank_account.id': 'references.bankAccountId',
		'bank_account.ach_account': 'payment.accountNumber',
		'bank_account.ach_routing': 'references.achRouting',
		'bank_account.bank_name': 'payment.bankName',
		'bank_account.bank_address': 'references.bankAddress',
		'bank_account.swift_code': 'payment.bic',
		'bank_account.payment_instructions': 'references.paymentInstructions',
		status: 'status',
		'net_amount.amount': 'totals.net',
		'amount_due.amount': 'totals.due',
		'total.amount': 'totals.gross',
		'total.currency': 'currency',
		payment_terms: 'payment.terms',
		'subtotal.amount': 'issues.0.path',
		'total_discount.amount': 'totals.discount',
		purchase_order_number: 'orderReference',
		'exchange_rate.base': 'references.exchangeRateBase',
		'exchange_rate.target': 'references.exchangeRateTarget',
		'exchange_rate.rate': 'exchangeRate',
		'exchange_rate.date': 'references.exchangeRateDate',
		'taxed_amount.amount': 'totals.tax',
		memo: 'note',
		overdue: 'references.overdue',
		'external_references.0.type': 'references',
		'external_references.0.id': 'references',
		'external_references.0.url': null,
		updated_at: 'references.updatedAt',
		sent_at: 'references.sentAt',
		'items.0.id': 'lines.0.id',
		'items.0.description': 'lines.0.description',
		'items.0.revenue.period.start': 'lines.0.periodStart',
		'items.0.revenue.period.end': 'lines.0.periodEnd',
		'items.0.revenue.pattern': null,
		'items.0.revenue.account_code': null,
		'items.0.total_amount.amount': 'lines.0.net',
		'items.0.total_discount.amount': 'lines.0.discount',
		'items.0.taxed_amount.amount': 'lines.0.tax',
		'items.0.gross_rate.amount': 'lines.0.unitPrice',
		'items.0.quantity': 'lines.0.quantity',
		'items.0.product_id': 'lines.0.sku',
		'items.0.external_references.0.type': null,
		'items.0.external_references.0.id': null,
		'items.0.external_references.0.url': null,
		'items.0.fields.0.field_id': null,
		'items.0.fields.0.field_value_id': null,
	};
	const CREDIT_MEMO: Record<string, string | null> = {
		id: 'id',
		subsidiary_id: 'references.subsidiaryId',
		customer_id: 'buyer.customerId',
		credit_memo_number: 'number',
		credit_memo_date: 'issueDate',
		'address.line1': null,
		'address.line2': null,
		'address.city': null,
		'address.state': null,
		'address.zip_code': null,
		'address.country': null,
		status: 'references.creditMemoStatus',
		'net_amount.amount': 'totals.net',
		'total.amount': 'totals.gross',
		'total.currency': 'currency',
		'taxed_amount.amount': 'totals.tax',
		'applied_amount.amount': 'totals.paid',
		'remaining_amount.amount': 'totals.due',
		'applications.0.id': null,
		'applications.0.credit_memo_id': null,
		'applications.0.invoice_id': 'references.appliedInvoiceIds',
		'applications.0.invoice_number': 'precedingInvoiceNumber',
		'applications.0.amount.amount': null,
		'applications.0.application_date': null,
		'exchange_rate.rate': 'exchangeRate',
		'external_references.0.type': 'references',
		'external_references.0.id': 'references',
		updated_at: 'references.updatedAt',
		'items.0.id': 'lines.0.id',
		'items.0.description': 'lines.0.description',
		'items.0.revenue.period.start': 'lines.0.periodStart',
		'items.0.revenue.period.end': 'lines.0.periodEnd',
		'items.0.revenue.pattern': null,
		'items.0.revenue.account_code': null,
		'items.0.total_amount.amount': 'lines.0.gross',
		'items.0.net_amount.amount': 'lines.0.net',
		'items.0.taxed_amount.amount': 'lines.0.tax',
		'items.0.quantity': 'lines.0.quantity',
		'items.0.product_id': 'lines.0.sku',
		'items.0.fields.0.field_id': null,
		'items.0.fields.0.field_value_id': null,
	};

	const reference = () => ({ type: 'CRM', id: '7', url: 'https://crm.example/7' });
	const ITEM_EXTRAS = { fields: [{ field_id: 'f', field_value_id: 'v' }] };
	const exchange_rate = { base: 'USD', target: 'EUR', rate: '0.9', date: '2026-01-15' };
	const customer_address = { ...(invoice().customer_address as Json), line2: 'Floor 2' };
	const fullInvoice = invoiceWithItems([{ ...ITEM_EXTRAS, external_references: [reference()] }], {
		exchange_rate,
		customer_address,
		external_references: [reference()],
		memo: 'Thanks',
		sent_at: '2026-01-16T00:00:00Z',
		shipping_address: {
			line1: '1 Dock Rd',
			line2: 'Gate 2',
			city: 'Memphis',
			state: 'TN',
			zip_code: '38103',
			country: 'US',
		},
		bank_account: {
			...(invoice().bank_account as Json),
			swift_code: 'BANKUS33',
			bank_address: 'Nashville',
			payment_instructions: 'Name the number',
		},
	});
	const fullMemo = memo({
		exchange_rate,
		external_references: [reference()],
		items: (memo().items as Json[]).map((item) => ({ ...item, ...ITEM_EXTRAS })),
	});

	const at = (value: unknown, where: string): unknown =>
		where.split('.').reduce<unknown>((one, key) => (one as Json | undefined | null)?.[key], value);
	const other = (value: unknown, where: string): unknown => {
		if (typeof value === 'boolean') return !value;
		if (typeof value === 'number') return value + 1;
		if (/date|start|end$/.test(where)) return '2026-12-24';
		if (where.endsWith('country')) return 'FR';
		if (where === 'status') return 'PAID';
		if (where.endsWith('currency')) return 'EUR';
		return /^[\d.]+$/.test(String(value)) ? '37.25' : `${String(value)} changed`;
	};
	const changed = (payload: Json, where: string): Json => {
		const copy = structuredClone(payload);
		const keys = where.split('.');
		const parent = keys.slice(0, -1).reduce<Json>((one, key) => one[key] as Json, copy);
		expect(parent).toHaveProperty([keys.at(-1)!]);
		parent[keys.at(-1)!] = other(parent[keys.at(-1)!], where);
		return copy;
	};

	it.each([
		...Object.entries(INVOICE).map(([from, to]) => ['invoice-created', from, to] as const),
		...Object.entries(CREDIT_MEMO).map(([from, to]) => ['credit-memo-created', from, to] as const),
	])('%s: %s → %s', (event, from, to) => {
		const payload = event === 'invoice-created' ? fullInvoice : fullMemo;
		const before = itemOf(payload, event);
		const now = itemOf(changed(payload, from), event);
		if (to === null) {
			expect(apartFromKey(now)).toEqual(apartFromKey(before));
			expect(now.raw).not.toEqual(before.raw);
		} else {
			// A sum that no longer fits removes the net of the lines, which counts as a change, too.
			expect(at(now, to)).not.toEqual(at(before, to));
		}
	});

	it('is complete: every field of the samples is in the lists', () => {
		const leaves = (value: unknown, where: string[] = []): string[] =>
			typeof value !== 'object' || value === null
				? [where.join('.')]
				: Object.entries(value).flatMap(([key, member]) => leaves(member, [...where, key]));
		const unlisted = (payload: Json, list: object) =>
			leaves(payload).filter((leaf) => !(leaf in list) && !leaf.endsWith('.currency'));
		expect(unlisted(fullInvoice, INVOICE)).toEqual([]);
		expect(
			unlisted(fullMemo, {
				...CREDIT_MEMO,
				...Object.fromEntries(['base', 'target', 'date'].map((key) => [`exchange_rate.${key}`, ''])),
				'external_references.0.url': null,
			}),
		).toEqual([]);
	});
});
