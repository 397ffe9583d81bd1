/** Items that are valid under EN 16931 and Peppol, for tests to break. */
import { createUbl } from '../../../nodes/shared/einvoice/create';
import { addressOf, invoiceOf, lineOf, partyOf, paymentOf } from '../../../nodes/shared/invoice/build';
import type { Invoice, Line, Tax } from '../../../nodes/shared/invoice/schema';

export const NO_ADDITIONS = { references: {}, unit: null, taxCategory: null };

export const rulesOf = async (item: Invoice) =>
	(await createUbl(item, NO_ADDITIONS)).gaps.map(({ rule }) => rule);

export const taxOf = (known: Partial<Tax>): Tax => ({
	category: null,
	name: 'VAT',
	rate: null,
	taxableAmount: null,
	taxAmount: null,
	...known,
});

export const line = (known: Partial<Line>) =>
	lineOf({ description: 'Screw', unit: 'C62', unitPriceIncludesTax: false, ...known });

/** Two rates, a discount, a charge and a credit transfer: 90.00 at 19 %, 50.00 at 7 %. */
export const valid = (): Invoice =>
	invoiceOf({
		number: 'R-1',
		kind: 'invoice',
		issueDate: '2026-01-15',
		dueDate: '2026-02-14',
		deliveryDate: '2026-01-14',
		currency: 'EUR',
		orderReference: 'PO-1',
		seller: partyOf({
			name: 'Seller GmbH',
			taxId: 'DE123456789',
			address: addressOf({ street: 'Main Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' }),
		}),
		buyer: partyOf({
			name: 'Buyer AG',
			taxId: 'ATU12345678',
			address: addressOf({ city: 'Wien', countryCode: 'AT' }),
		}),
		shipTo: partyOf({ name: 'Site', address: addressOf({ city: 'Graz', countryCode: 'AT' }) }),
		totals: {
			lines: 145,
			discount: 10,
			charges: 5,
			net: 140,
			tax: 20.6,
			gross: 160.6,
			paid: 60,
			rounding: 0.4,
			due: 101,
		},
		taxes: [
			taxOf({ category: 'S', rate: 19, taxableAmount: 90, taxAmount: 17.1 }),
			taxOf({ category: 'S', rate: 7, taxableAmount: 50, taxAmount: 3.5 }),
		],
		lines: [
			line({ id: '1', quantity: 10, unitPrice: 10, net: 100, taxRate: 19, taxCategory: 'S' }),
			line({
				id: '2',
				sku: '007',
				quantity: 5,
				unitPrice: 10,
				discount: 5,
				net: 45,
				taxRate: 7,
				taxCategory: 'S',
				periodStart: '2026-01-01',
				periodEnd: '2026-01-31',
			}),
		],
		payment: paymentOf({ method: '58', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' }),
		references: { sellerElectronicAddress: '9930:DE123456789', buyerElectronicAddress: '0088:4304171000002' },
	});

/** One line of 100.00 in a category without tax. */
export function untaxed(category: string, rate: number | null = 0): Invoice {
	const item = valid();
	return {
		...item,
		totals: {
			...item.totals,
			lines: 100,
			discount: null,
			charges: null,
			net: 100,
			tax: 0,
			gross: 100,
			paid: null,
			rounding: null,
			due: 100,
		},
		taxes: [taxOf({ category, rate, taxableAmount: 100, taxAmount: 0 })],
		lines: [line({ id: '1', quantity: 10, unitPrice: 10, net: 100, taxRate: rate, taxCategory: category })],
		references: {
			...item.references,
			...(category === 'Z' ? {} : { taxExemptionReason: 'Because' }),
			...(category === 'O' ? { sellerId: '0088:4012345000009' } : {}),
		},
		...(category === 'O'
			? { seller: { ...item.seller!, taxId: null }, buyer: { ...item.buyer!, taxId: null } }
			: {}),
	};
}

/** The same with a discount of 10.00 on the whole document, or a charge. */
export function withWhole(item: Invoice, kind: 'discount' | 'charges'): Invoice {
	const net = kind === 'discount' ? 90 : 110;
	return {
		...item,
		totals: { ...item.totals, [kind]: 10, net, gross: net, due: net },
		taxes: item.taxes.map((tax) => ({ ...tax, taxableAmount: net })),
	};
}
