/** Documents that were once read wrongly: those of `test/samples/einvoice/cases`, each with its right value. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import { change, codes } from '../../support/einvoice/documents.mts';

const FOLDER = 'test/samples/einvoice/cases';

const NO_PARTIES = ['seller-name-missing seller.name', 'buyer-name-missing buyer.name'];

/** File → part of the item, and its issues by code and path. */
const CASES: Record<string, { item: object; issues: string[] }> = {
	'due-999-total-1.xml': { item: { totals: { gross: 1, due: 999 } }, issues: ['sum-mismatch totals.due'] },
	'number-missing.ubl.xml': { item: { number: null }, issues: ['number-missing number'] },
	'base-quantity-comma.xml': {
		item: { lines: [{ unitPrice: null, unitPriceIncludesTax: null }] },
		issues: ['amount-unknown lines[0].unitPrice'],
	},
	'base-quantity-negative.ubl.xml': {
		item: { lines: [{ quantity: -1, unitPrice: null, net: -210619.15 }] },
		issues: ['price-not-per-unit lines[0].unitPrice', 'sum-mismatch totals.lines'],
	},
	'extended-group-lines.cii.xml': {
		item: {
			totals: { lines: 200 },
			lines: [{ id: '0101', description: 'Detail', net: 200 }],
			references: { lineGroups: '01 Group', lineInformation: '010101 Info' },
		},
		issues: [],
	},
	'logistics-and-charge.cii.xml': { item: { totals: { charges: 20, net: 220 } }, issues: [] },
	'skonto-two-terms.cii.xml': {
		item: {
			dueDate: '2025-03-13',
			payment: { discounts: [{ percent: 3, amount: null, baseAmount: null, until: '2025-02-25' }] },
		},
		issues: [],
	},
	'hacienda-exoneracion-partial.xml': {
		item: {
			totals: { net: 1000, tax: 50, gross: 1050, withheld: null, due: null },
			taxes: [{ category: 'S', rate: 5, taxAmount: 50 }],
			lines: [{ tax: 50, taxRate: 5, gross: 1050 }],
		},
		issues: [],
	},
	'hacienda-iva-devuelto.xml': {
		item: {
			totals: { net: 1000, tax: 40, gross: 1040, withheld: 40, due: 1000 },
			taxes: [{ rate: 4, taxAmount: 40 }],
		},
		issues: [],
	},
	'fel-special-invoice-withheld.xml': {
		item: { totals: { gross: 112, withheld: 17, due: 95 } },
		issues: [],
	},
	'foreign-namespace-amount.ubl.xml': { item: { totals: { due: 100 } }, issues: NO_PARTIES },
	'foreign-namespace-iban.ubl.xml': {
		item: { payment: { iban: 'GB82WEST12345698765432' } },
		issues: NO_PARTIES,
	},
	'payable-amount-twice.ubl.xml': {
		item: { totals: { due: 9999 } },
		issues: ['element-repeated ', ...NO_PARTIES, 'sum-mismatch totals.due'],
	},
	'iso-8859-2.xml': { item: { number: 'R-1' }, issues: [] },
	'zugferd-1.xml': {
		item: {
			number: 'Z-2014-7',
			kind: 'invoice',
			issueDate: '2014-03-01',
			dueDate: '2014-03-31',
			deliveryDate: '2014-02-28',
			currency: 'EUR',
			orderReference: 'B-9',
			customerNumber: 'K-1',
			note: 'Vielen Dank',
			seller: { name: 'Seller AG', taxId: 'DE123456789', address: { city: 'Ulm' } },
			buyer: { name: 'Buyer AG' },
			totals: { lines: 100, charges: 5, net: 105, tax: 19.95, gross: 124.95, due: 124.95 },
			taxes: [{ category: 'S', rate: 19, taxableAmount: 105, taxAmount: 19.95 }],
			lines: [{ id: '1', sku: 'A-1', quantity: 2, unitPrice: 50, net: 100, taxRate: 19 }],
			payment: { terms: '30 Tage', reference: 'Z-2014-7', iban: 'GB82WEST12345698765432', bic: 'WESTGB22' },
			references: {
				specification: 'urn:ferd:CrossIndustryDocument:invoice:1p0:comfort',
				lineInformation: 'Lieferung vom 28.2.',
			},
		},
		issues: [],
	},
	'country-XI.xml': { item: { seller: { address: { countryCode: 'XI' } } }, issues: [] },
};

test.each(Object.entries(CASES))('%s', async (file, { item, issues }) => {
	const read = await readEInvoice(readFileSync(path.join(FOLDER, file)));
	if (!read.ok) throw new Error(read.error.message);
	expect(read.value).toMatchObject(item);
	const { lines } = item as { lines?: object[] };
	if (lines) expect(read.value.lines).toHaveLength(lines.length);
	expect(codes(read.value)).toEqual(issues);
});

describe.each(['GROUP', 'INFORMATION'])('a document whose lines are all %s', (reason) => {
	const bare = change(readFileSync(path.join(FOLDER, 'extended-group-lines.cii.xml'), 'utf8'), [
		/<ram:LineStatusReasonCode>DETAIL</,
		`<ram:LineStatusReasonCode>${reason}<`,
	]);
	test('says that nothing makes up its total', async () => {
		const read = await readEInvoice(Buffer.from(bare));
		if (!read.ok) throw new Error(read.error.message);
		expect(read.value.lines).toEqual([]);
		expect(codes(read.value)).toEqual(['sum-mismatch totals.lines']);
	});
});

test('every case has its right value', () => {
	expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(CASES).sort());
});
