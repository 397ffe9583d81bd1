import { sampleJson } from '../simulator/samples.mts';
import { codes, itemOf, memo, usd, type Json } from '../support/Rillet/items.mts';

describe('credit memo', () => {
	const application = sampleJson<{ applications: Json[] }>('rillet', 'credit-memo-created.json')
		.applications[0];

	it.each([
		['none', [], null, undefined],
		['two of one invoice', [application, application], 'INV01', application.invoice_id],
		[
			'two invoices',
			[application, { ...application, invoice_id: 'x', invoice_number: 'INV02' }],
			null,
			`${String(application.invoice_id)}, x`,
		],
		[
			'one without a number',
			[application, { ...application, invoice_id: 'x', invoice_number: null }],
			null,
			`${String(application.invoice_id)}, x`,
		],
	])('applied to %s', (_, applications, number, ids) => {
		const item = itemOf(memo({ applications }), 'credit-memo-updated');
		expect(item.precedingInvoiceNumber).toBe(number);
		expect(item.references.appliedInvoiceIds).toBe(ids);
	});

	it('takes the tax of a line from its sums where taxed_amount is absent or a base', () => {
		const [line] = memo().items as Json[];
		const { taxed_amount: _, ...bare } = line;
		expect(itemOf(memo({ items: [bare] }), 'credit-memo-created').lines[0].tax).toBe(4);
		const base = memo({ taxed_amount: usd('50.00'), items: [{ ...line, taxed_amount: usd('50.00') }] });
		const item = itemOf(base, 'credit-memo-created');
		expect(item.lines[0].tax).toBe(4);
		expect(item.totals.tax).toBe(4);
	});

	it('has no seller: whose the address is, is not said', () => {
		const item = itemOf(memo(), 'credit-memo-created');
		expect(item).toMatchObject({ seller: null, document: null });
		expect((item.raw as { address: Json }).address.line1).toBe('123 Main St');
	});

	it('with amounts below zero is looked at', () => {
		const text = JSON.stringify(memo()).replace(/"amount":"/g, '"amount":"-');
		expect(codes(itemOf(JSON.parse(text), 'credit-memo-created'))).toEqual([
			'negative-credit-note totals.gross',
		]);
	});
});
