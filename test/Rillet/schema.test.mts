import { sampleJson } from '../simulator/samples.mts';
import { errorOf, invoice, memo, usd, type Json } from '../support/Rillet/items.mts';

describe('required fields', () => {
	const paths = (value: unknown, optional: readonly string[], at: string[] = []): string[][] => {
		if (typeof value !== 'object' || value === null) return [];
		return Object.entries(value).flatMap(([key, member]) => {
			const here = [...at, key];
			const name = here.filter((part) => !/^\d+$/.test(part)).join('.');
			const own = Array.isArray(value) || optional.includes(name) ? [] : [here];
			return optional.includes(`${name}.*`) ? own : [...own, ...paths(member, optional, here)];
		});
	};
	const without = (value: Json, at: readonly string[], put: unknown) => {
		const copy = structuredClone(value);
		const parent = at.slice(0, -1).reduce((one, key) => one[key] as Json, copy);
		if (put === undefined) delete parent[at.at(-1)!];
		else parent[at.at(-1)!] = put;
		return copy;
	};

	const INVOICE_OPTIONAL = [
		'contract_id',
		'address',
		'address.line2',
		'customer_address',
		'customer_address.line2',
		'shipping_address',
		'bank_account',
		'bank_account.bank_address',
		'bank_account.swift_code',
		'bank_account.payment_instructions',
		'purchase_order_number',
		'exchange_rate',
		'memo',
		'external_references',
		'external_references.url',
		'sent_at',
		'items.revenue.period',
		'items.revenue.pattern',
		'items.revenue.account_code',
		'items.external_references.url',
		'items.fields',
		'items.fields.*',
	];
	const MEMO_OPTIONAL = [
		'address.line2',
		'items.revenue.period',
		'items.revenue.pattern',
		'items.revenue.account_code',
		'items.taxed_amount',
		'items.fields',
		'items.fields.*',
		'applications.invoice_number',
		'external_references',
	];
	const wholeInvoice = sampleJson<Json>('rillet', 'invoice-updated.sent.json');
	const wholeMemo = memo();
	const cases = [
		...paths(wholeInvoice, INVOICE_OPTIONAL).map((at) => ['invoice-created', wholeInvoice, at] as const),
		...paths(wholeMemo, MEMO_OPTIONAL).map((at) => ['credit-memo-created', wholeMemo, at] as const),
	].map(([event, whole, at]) => [event, at.join('.'), whole, at] as const);

	it.each(cases)('%s without %s is an error that names it', (event, name, whole, at) => {
		expect(errorOf(without(whole, at, undefined), event)).toContain(`${name}: `);
		expect(errorOf(without(whole, at, null), event)).toContain(`${name}: `);
	});

	it('are as many as the API names', () => {
		const topLevel = (event: string) =>
			cases.filter(([type, name]) => type === event && !name.includes('.')).map(([, name]) => name);
		expect(topLevel('invoice-created').sort()).toEqual(
			[
				'id',
				'subsidiary_id',
				'invoice_number',
				'customer_id',
				'items',
				'due_date',
				'invoice_date',
				'status',
				'net_amount',
				'amount_due',
				'total',
				'payment_terms',
				'subtotal',
				'total_discount',
				'taxed_amount',
				'overdue',
				'updated_at',
			].sort(),
		);
		expect(topLevel('credit-memo-created').sort()).toEqual(
			[
				'id',
				'subsidiary_id',
				'customer_id',
				'credit_memo_number',
				'items',
				'credit_memo_date',
				'address',
				'status',
				'net_amount',
				'total',
				'taxed_amount',
				'applied_amount',
				'remaining_amount',
				'applications',
				'updated_at',
			].sort(),
		);
	});

	it.each([
		['invoice-created', wholeInvoice, INVOICE_OPTIONAL],
		['credit-memo-created', wholeMemo, MEMO_OPTIONAL],
	])('%s: the others may be absent or null', (event, whole, optional) => {
		for (const name of optional.filter((one) => !one.startsWith('items.') && !one.endsWith('.*'))) {
			const at = name.split('.');
			if (at[0] === 'applications' || name === 'external_references.url') at.splice(1, 0, '0');
			for (const put of [undefined, null]) expect(errorOf(without(whole, at, put), event)).toBe('no error');
		}
	});

	it('name an amount that is not a decimal number, and an empty list of items', () => {
		expect(errorOf(invoice({ total: usd('1,080.00') }))).toContain('total.amount: is not a decimal number');
		expect(errorOf(invoice({ items: [] }))).toContain('items: ');
		expect(errorOf(memo({ items: [] }), 'credit-memo-created')).toContain('items: ');
	});

	it.each(['invoice-deleted', 'credit-memo-deleted'])('%s is a string that is not empty', (event) => {
		for (const body of [{ id: 'x' }, '', 7, null, ['x']]) {
			expect(errorOf(body, event)).toContain('the event itself: ');
		}
	});
});
