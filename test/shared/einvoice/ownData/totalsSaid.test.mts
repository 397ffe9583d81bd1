import { take } from '../../../support/einvoice/ownData.mts';

const item = {
	...{ number: 'R-1', currency: 'EUR', issueDate: '2026-01-31', dueDate: '2026-02-28' },
	...{ description: 'Desk', quantity: 2, unitPrice: 50, taxRate: 19 },
};
const said = (own: object, base: object = item) =>
	take({ ...base, ...own }).gaps.filter(({ message }) => message.includes('asks for'));

test.each([
	['Grand Total', 238],
	['Total', '123,90'],
	['total_price', '123.90'],
	['Amount Due', 0],
	['Total TTC', 'EUR 120.00'],
	['Totale fattura', '1.190,00'],
	['Totaal', 12],
])('%s of %j is a total that the invoice does not have', (name, value) => {
	expect(said({ [name]: value })).toEqual([
		{
			rule: 'EN 16931',
			path: 'totals.due',
			message: expect.stringMatching(
				/^"[^"]+" is [\d.]+, but the invoice asks for 119: write what is missing into its fields, or rename the column/,
			) as unknown,
			isTolerated: false,
		},
	]);
});

test.each([
	['Total', 119],
	['Total', '119.00'],
	['Total', 119.00000000000001],
	['Total', -119],
	['total', 11900],
	['Total', '119,00 €'],
	['Total', 100],
	['Total', 2],
	['Total', 'two'],
	['Total', '1,500'],
	['Total', ''],
	['Subtotal', 5],
	['Total items', 7],
	['Balance', 5],
])('%s of %j says nothing against it', (name, value) => {
	expect(said({ [name]: value })).toEqual([]);
});

test('of a total that rounds the tax of each line, it says how to have that paid', () => {
	const line = { description: 'Desk', quantity: 1, unitPrice: 8.39, taxRate: 19 };
	const { description: _, quantity: __, unitPrice: ___, taxRate: ____, ...head } = item;
	const lines = [line, line, line];
	const [gap] = said({ lines, Total: 29.94 }, head);
	expect(gap.message).toContain('to have the former paid, set totals.rounding to -0.01');
	expect(take({ ...head, lines, totals: { rounding: -0.01 }, Total: 29.94 }).gaps).toEqual([]);
});

test('what is paid is counted', () => {
	expect(said({ 'Balance due': 0, status: 'paid' })).toEqual([]);
	expect(said({ 'Amount due': 69, totals: { paid: 50 } })).toEqual([]);
	expect(said({ 'Amount due': 69 })).toHaveLength(1);
});

test('a total of each row may be that of its line or of the invoice', () => {
	const rows = (first: number, second: number) => [
		{ ...item, Total: first },
		{ ...item, description: 'Chair', quantity: 1, Total: second },
	];
	const found = (list: object[]) =>
		take(list as never).gaps.filter(({ message }) => message.includes('asks for'));
	for (const [first, second] of [
		[119, 59.5],
		[100, 50],
		[178.5, 178.5],
	] as const)
		expect(found(rows(first, second))).toEqual([]);
	expect(found(rows(170, 170))).toHaveLength(1);
});
