/**
 * Items that must not break the file, in addition to the round trip of real documents
 * (test/einvoices/roundTrip.test.mts).
 */
import { createXml, writeItem } from '../../../../../nodes/shared/einvoice/create';
import { readEInvoice } from '../../../../../nodes/shared/einvoice/read';
import type { Invoice } from '../../../../../nodes/shared/invoice/schema';
import { finish } from '../../../../../nodes/shared/steps';
import { validate } from '../../../../../nodes/shared/validate/validate';
import { STRUCTURE_SETS } from '../../../../../nodes/shared/validate/rules/sets';
import { parseXml } from '../../../../../nodes/shared/xml/parse';
import { NO_ADDITIONS, untaxed, valid } from '../../../../support/einvoice/items.mts';

const write = (item: Invoice) => finish(writeItem(item, NO_ADDITIONS, 'cii')).xml;

async function again(item: Invoice): Promise<Invoice> {
	const read = await readEInvoice(Buffer.from(write(item)));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}

/** An item with every possible term. */
function full(): Invoice {
	const item = valid();
	item.kind = 'creditNote';
	item.note = 'A & <B>\nsecond line';
	item.precedingInvoiceNumber = 'R-0';
	item.exchangeRate = 11.5;
	Object.assign(item.payment!, { terms: 'In 30 days', reference: 'RF1', bankName: 'Bank' });
	Object.assign(item.references, {
		taxPointDateCode: '35',
		periodStart: '2026-01-01',
		periodEnd: '2026-01-31',
		precedingInvoiceDate: '2025-12-01',
		buyerReference: 'B-1',
		project: 'P-1',
		contract: 'C-1',
		salesOrder: 'S-1',
		receivingAdvice: 'RA-1',
		despatchAdvice: 'DA-1',
		tender: 'T-1',
		invoicedObject: 'ABZ:4711',
		buyerAccountingReference: 'ACC-1',
		supportingDocuments: 'Plan',
		supportingDocumentLinks: 'https://example.com/plan',
		payeeName: 'Factor',
		payeeId: '0060:123456789',
		taxRepresentativeName: 'Rep',
		taxRepresentativeTaxId: 'FR12345678901',
		taxRepresentativeAddress: 'Paris, FR',
		mandate: 'M-1',
		creditorId: 'DE98ZZZ09999999999',
		debitedAccount: 'DE89370400440532013000',
		taxCurrency: 'SEK',
		taxTotalInTaxCurrency: '236.9',
		sellerTaxNumber: '12/345',
		sellerTradingName: 'Shop',
		sellerContact: 'Sales',
		sellerLegalInformation: 'Court of Berlin',
		deliveryLocation: '0088:4304171000002',
		noteSubject: 'AAI',
	});
	Object.assign(item.seller!, { registrationId: 'HRB 1', phone: '+49', email: 'a@example.com' });
	return item;
}

test('every term that an item can have comes back', async () => {
	const item = full();
	const read = await again(item);
	const { references, ...others } = read;
	expect(references).toMatchObject(item.references);
	expect(others).toMatchObject({
		number: item.number,
		kind: item.kind,
		note: item.note,
		exchangeRate: item.exchangeRate,
		totals: item.totals,
		taxes: item.taxes,
		lines: item.lines,
		payment: item.payment,
		precedingInvoiceNumber: item.precedingInvoiceNumber,
	});
});

test.each<[string, () => Invoice]>([
	['a full item', full],
	['an item with little', () => untaxed('O', null)],
])('elements of %s stand in the order of the schema', async (_what, itemOf) => {
	const root = await parseXml(Buffer.from(write(itemOf())));
	if (!root.ok) throw new Error(root.error.message);
	expect((await validate(root.value, [STRUCTURE_SETS.cii])).errors).toEqual([]);
});

test('what is no date is written as it is, and listed', async () => {
	const item = valid();
	item.references.periodStart = '1.2.2026';
	const { gaps } = await createXml(item, NO_ADDITIONS, 'cii');
	expect(gaps.map(({ rule, path }) => [rule, path])).toContainEqual(['CII-D16B', 'references.periodStart']);
});

test('an account that is no IBAN is written as the proprietary one', async () => {
	const item = valid();
	Object.assign(item.payment!, { iban: null, accountNumber: '123456' });
	expect(write(item)).toContain('<ram:ProprietaryID>123456</ram:ProprietaryID>');
	expect((await again(item)).payment?.accountNumber).toBe('123456');
});

test('a delivery of which nothing is known is still an element', () => {
	const item = untaxed('Z');
	item.shipTo = null;
	item.deliveryDate = null;
	expect(write(item)).toMatch(/<ram:ApplicableHeaderTradeDelivery>\s*<\/ram:ApplicableHeaderTradeDelivery>/);
});
