/** Events of the forms in which others keep them: merged, reduced, or from an older API. Right amounts, or an issue. */
import { readFileSync } from 'node:fs';
import type { Invoice } from '../nodes/shared/invoice/schema';
import { invoiceOf as ofChargebee } from './support/Chargebee/events.mts';
import { itemOf as ofPaddle } from './support/Paddle/items.mts';
import { invoiceOf as ofStripe } from './support/Stripe/events.mts';

const read = (file: string) =>
	JSON.parse(readFileSync(`test/samples/events/${file}.json`, 'utf8')) as unknown;
const READERS: Record<string, (body: unknown) => Invoice> = {
	stripe: ofStripe,
	paddle: ofPaddle,
	chargebee: ofChargebee,
};

type Amounts = [net: number | null, tax: number | null, gross: number | null, due: number | null];
const CASES: Array<[file: string, amounts: Amounts, item: object, issues: string[]]> = [
	[
		'stripe-both-shapes',
		[24, 0, 24, 0],
		{
			number: 'EX-0001',
			lines: [{ quantity: 1, unitPrice: 24, net: 24, tax: 0, gross: 24, sku: 'prod_ex' }],
			references: { subscriptionId: 'sub_ex' },
		},
		[],
	],
	[
		// The tax is within the price: it must not be added again.
		'stripe-tax-inclusive-reduced',
		[null, null, 36.6, null],
		{
			totals: { lines: 30 },
			lines: [{ unitPrice: 36.6, unitPriceIncludesTax: true, net: 30, tax: 6.6, gross: 36.6 }],
			buyer: { taxId: 'IT12345678903' },
		},
		[],
	],
	[
		'stripe-discount-and-balance',
		[180, 36, 216, 0],
		{ totals: { lines: 200, discount: 20 }, taxes: [{ taxAmount: 36, taxableAmount: null }] },
		['settled-otherwise'],
	],
	[
		'stripe-half-price-reduced',
		[null, null, 24.5, null],
		{ totals: { lines: 49 }, references: { subscriptionId: 'sub_ex' } },
		[],
	],
	[
		'paddle-tax-inclusive',
		[20, 3.8, 23.8, 0],
		{
			currency: 'EUR',
			totals: { paid: 23.8 },
			taxes: [{ rate: 19, taxableAmount: 20, taxAmount: 3.8 }],
			lines: [{ unitPrice: 20, unitPriceIncludesTax: false, taxRate: 19, net: 20, gross: 23.8 }],
			references: { payoutCurrency: 'USD' },
		},
		[],
	],
	[
		'paddle-adjustment-part-with-tax',
		[1, 0.19, 1.19, null],
		{
			kind: 'creditNote',
			status: 'unbilled',
			issueDate: '2026-01-04',
			lines: [{ net: 1, tax: 0.19, gross: 1.19 }],
		},
		[],
	],
	[
		'paddle-no-lines',
		[36, 3.6, 39.6, 0],
		{ number: null, lines: [], taxes: [{ taxAmount: 3.6 }] },
		['number-missing'],
	],
	[
		'paddle-chargeback-warning-huge',
		[null, 0.9, 90071992547410.83, null],
		{ kind: null },
		['no-credit-note', 'amount-not-exact', 'amount-not-exact', 'amount-not-exact'],
	],
	[
		'chargebee-first-version',
		[12.95, 0, 12.95, 0],
		{
			issueDate: '2012-08-08',
			lines: [
				{ quantity: 2, unitPrice: 6, net: 12 },
				{ quantity: 1, unitPrice: 0.95, net: 0.95 },
			],
			buyer: { name: 'Erika Example' },
		},
		[],
	],
	[
		'chargebee-paid-by-credits',
		[14.5, 0, 14.5, 0],
		{ status: 'paid', totals: { paid: 0 }, references: { appliedCreditNotes: 'CN-3' } },
		['settled-otherwise'],
	],
];

test.each(CASES)('%s', (file, amounts, item, issues) => {
	const invoice = READERS[file.split('-')[0]!]!(read(file));
	const { net, tax, gross, due } = invoice.totals;
	expect([net, tax, gross, due]).toEqual(amounts);
	expect(invoice).toMatchObject(item);
	expect(invoice.issues.map(({ code }) => code)).toEqual(issues);
});
