/** Documents that were once read incorrectly, from `test/samples/einvoice/cases`, each with the correct values. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createUbl, itemOfJson } from '../../../nodes/shared/einvoice/create';
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { change, codes } from '../../support/einvoice/documents.mts';
import { NO_ADDITIONS } from '../../support/einvoice/items.mts';
import { pdfWithTable, withAttachment } from '../../support/pdf/files.mts';

const SAMPLES = 'test/samples/einvoice';
const FOLDER = `${SAMPLES}/cases`;

const NO_PARTIES = [
	'lines-missing lines',
	'seller-name-missing seller.name',
	'buyer-name-missing buyer.name',
];

/** File → part of the item, and issues as code and path. */
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

/** The rules that Create lists for each, tolerated or not, and the root and type of its output. */
const CREATED: Record<string, { rules: string[]; root?: string; type?: string }> = {
	'00-clean-peppol.item.json': { rules: [] },
	'01-two-buyer-ids.cii.xml': { rules: ['UBL-SR-16'] },
	'02a-corrective-peppol.item.json': { rules: ['PEPPOL-EN16931-P0112'], type: '384' },
	'02b-proforma-peppol.item.json': { rules: ['PEPPOL-EN16931-P0100'], type: '325' },
	'02c-type-389-peppol.item.json': { rules: ['PEPPOL-EN16931-P0100'], type: '389' },
	'03-placeholder-em-address-peppol.item.json': {
		rules: ['PEPPOL-EN16931-CL008', 'PEPPOL-EN16931-CL008'],
	},
	'04a-tax-currency-is-currency.item.json': { rules: [] },
	'05a-credit-note-of-type-380.ubl.xml': { rules: [], root: 'CreditNote', type: '381' },
	'05b-kind-null-type-381.item.json': { rules: [], root: 'CreditNote', type: '381' },
	'06a-date-in-words.item.json': { rules: ['UBL-2.1'] },
	'06c-amount-in-words.item.json': { rules: ['UBL-2.1'] },
	'07a-two-payee-ids.cii.xml': { rules: ['UBL-SR-20'] },
	'07b-two-remittances.item.json': { rules: ['UBL-SR-44'] },
	'07c-two-means-of-payment.cii.xml': { rules: ['UBL-SR-47'] },
	'08-unit-of-fel.item.json': { rules: [] },
	'09a-direct-debit-without-mandate-peppol.item.json': { rules: ['PEPPOL-EN16931-R061'] },
	'09b-line-period-outside-peppol.item.json': { rules: ['PEPPOL-EN16931-R110', 'PEPPOL-EN16931-R111'] },
	'09d-germany-to-germany-peppol.item.json': { rules: ['DE-R-001', 'DE-R-005', 'DE-R-015', 'DE-R-027'] },
	'10-split-payment-B.item.json': { rules: ['BR-B-01'] },
	'11-id-that-looks-like-a-scheme.cii.xml': { rules: [] },
	'12-payment-reference-alone.cii.xml': { rules: [] },
	'13-factur-x-basic.cii.xml': { rules: [] },
};

async function itemIn(file: string): Promise<Invoice> {
	const bytes = readFileSync(path.join(SAMPLES, 'create', file));
	const item = file.endsWith('.json') ? itemOfJson(JSON.parse(bytes.toString())) : await readEInvoice(bytes);
	if (!item.ok) throw new Error(item.error.message);
	return item.value;
}

test.each(Object.entries(CREATED))('Create lists what it cannot write of %s', async (file, expected) => {
	const { xml, gaps } = await createUbl(await itemIn(file), NO_ADDITIONS);
	expect(gaps.map(({ rule }) => rule).sort()).toEqual(expected.rules);
	expect(/<(Invoice|CreditNote) /.exec(xml)?.[1]).toBe(expected.root ?? 'Invoice');
	expect(/TypeCode>(\d+)</.exec(xml)?.[1]).toBe(expected.type ?? '380');
	expect(xml).not.toMatch(/CustomizationID>[^<]*(factur-x|zugferd)/);
});

test.each(readdirSync(`${SAMPLES}/pdf`))('the PDF %s is read', async (file) => {
	const read = await readEInvoice(readFileSync(path.join(SAMPLES, 'pdf', file)));
	expect(read.ok && read.value.number).toBe(file.startsWith('24-mb') ? 'R-1' : 'PDF-1');
});

test('ZUGFeRD 1.0 in a PDF is read as outside of it', async () => {
	const bytes = readFileSync(path.join(FOLDER, 'zugferd-1.xml'));
	const pdf = pdfWithTable(withAttachment(bytes.toString(), '(ZUGFeRD-invoice.xml)'));
	const outside = await readEInvoice(bytes);
	expect(await readEInvoice(pdf)).toEqual(outside);
	expect(outside.ok && outside.value.number).toBe('Z-2014-7');
});

test.each([SAMPLES, 'test/samples/events'])('every file in %s is listed with its provenance', (folder) => {
	const listed = JSON.parse(readFileSync(`${folder}/samples.json`, 'utf8')) as Array<Record<string, string>>;
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name !== 'samples.json')
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
	expect(listed.map(({ file }) => file).sort()).toEqual(files.sort());
	for (const { provenance, note } of listed) {
		expect(provenance).toBe('composed');
		expect(note).toMatch(/\.$/);
	}
});

test('every case has its right value', () => {
	expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(CASES).sort());
	expect(readdirSync(`${SAMPLES}/create`).sort()).toEqual(Object.keys(CREATED).sort());
});
