import { errorOf, invoice, itemOf, memo, usd } from '../support/Rillet/items.mts';

// The fields that each event may lack: test/providers/tolerance.test.mts.

describe('required', () => {
	it.each(['total', 'net_amount'])('%s, as a decimal number', (name) => {
		expect(errorOf(invoice({ [name]: usd('1,080.00') }))).toContain(`${name}.amount: is not an amount`);
		expect(errorOf(invoice({ [name]: usd('') }))).toContain(`${name}.amount: `);
	});

	it('a line', () => {
		expect(errorOf(invoice({ items: [] }))).toContain('items: ');
		expect(errorOf(memo({ items: [] }), 'credit-memo-created')).toContain('items: ');
	});

	it.each(['invoice-deleted', 'credit-memo-deleted'])('%s: a string that is not empty', (event) => {
		for (const body of [{ id: 'x' }, '', 7, null, ['x']]) {
			expect(errorOf(body, event)).toContain('the event itself: ');
		}
	});
});

describe('optional amounts', () => {
	it('one that is none is left out, with an issue', () => {
		const item = itemOf(invoice({ amount_due: usd('a lot') }));
		expect(item.totals).toMatchObject({ due: null, paid: null, gross: 108 });
		expect(item.issues).toContainEqual({
			code: 'field-unreadable',
			path: 'raw.amount_due.amount',
			message: 'amount_due.amount is not an amount; it is kept in raw',
		});
	});

	it('without taxed_amount, the tax is the difference of total and net', () => {
		const item = itemOf(invoice({ taxed_amount: null }));
		expect(item.totals).toMatchObject({ net: 100, tax: 8, gross: 108 });
	});
});

it('an address without a state is one', () => {
	const address = {
		line1: 'Street 1',
		line2: null,
		city: 'Berlin',
		state: null,
		zip_code: 10115,
		country: 'DE',
	};
	const item = itemOf(invoice({ address }));
	expect(item.seller!.address).toMatchObject({ city: 'Berlin', postalCode: '10115', region: null });
	expect(item.issues).toEqual([]);
});
