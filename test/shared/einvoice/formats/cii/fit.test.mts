import { createXml } from '../../../../../nodes/shared/einvoice/create';
import { readEInvoice } from '../../../../../nodes/shared/einvoice/read';
import type { Invoice } from '../../../../../nodes/shared/invoice/schema';
import { NO_ADDITIONS, valid } from '../../../../support/einvoice/items.mts';

/** The written item, and what was left out of the file. */
async function fitted(change: (item: Invoice) => void) {
	const item = valid();
	change(item);
	const { xml, gaps } = await createXml(item, NO_ADDITIONS, 'cii');
	const read = await readEInvoice(Buffer.from(xml));
	if (!read.ok) throw new Error(read.error.message);
	return { item: read.value, gaps };
}

test('nothing is left out of an item that has each of them once', async () => {
	expect((await fitted(() => {})).gaps).toEqual([]);
});

test('of several due dates the first one is written, and the others are listed', async () => {
	const { item, gaps } = await fitted(
		(invoice) => (invoice.references.furtherDueDates = '2026-03-14, 2026-04-14'),
	);
	expect(item.dueDate).toBe('2026-02-14');
	expect(gaps).toEqual([
		{
			rule: 'BT-9',
			path: 'references.furtherDueDates',
			message:
				'Not in the file: 2026-03-14, 2026-04-14. The file has 2026-02-14, because CII allows one due date',
			isTolerated: true,
		},
	]);
});

test('of several payment references and kinds of payment the first ones are written', async () => {
	const { item, gaps } = await fitted((invoice) => {
		invoice.payment!.reference = 'A';
		Object.assign(invoice.references, {
			furtherRemittances: 'B',
			paymentMethod2: '30',
			paymentAccount2: 'DE89370400440532013000',
		});
	});
	expect([item.payment?.reference, item.payment?.method]).toEqual(['A', '58']);
	expect(item.references.paymentMethod2).toBeUndefined();
	expect(gaps.map(({ rule, path }) => [rule, path])).toEqual([
		['CII-SR-469', 'references.furtherRemittances'],
		['CII-SR-467', 'references.paymentMethod2'],
	]);
});

test('of a buyer an identifier of its own and a global one are written, about which the rules warn', async () => {
	const { item, gaps } = await fitted((invoice) => {
		invoice.customerNumber = 'K-1';
		invoice.references.buyerId = '0088:4304171000002';
	});
	expect(item.references.buyerId).toBe('K-1, 0088:4304171000002');
	expect(gaps.map(({ rule, isTolerated }) => [rule, isTolerated])).toEqual([['CII-SR-450', true]]);
});

test('the discount of a price is written with the price before it, and else listed', async () => {
	const both = { lineGrossPrices: '1: 60', linePriceDiscounts: '1: 10' };
	const { item } = await fitted(({ references }) => Object.assign(references, both));
	expect(item.references).toMatchObject(both);
	const { linePriceDiscounts } = both;
	const without = await fitted(({ references }) => Object.assign(references, { linePriceDiscounts }));
	expect(without.gaps).toEqual([]);
	// The price of the line is 10.
	expect(without.item.references).toMatchObject({ linePriceDiscounts, lineGrossPrices: '1: 20' });
	const alone = await fitted(({ lines, references }) => {
		Object.assign(lines[0]!, { unitPrice: null, quantity: null });
		Object.assign(references, { linePriceDiscounts });
	});
	expect(alone.gaps).toContainEqual(
		expect.objectContaining({ rule: 'BT-147', path: 'references.linePriceDiscounts', isTolerated: true }),
	);
	expect(alone.item.references.linePriceDiscounts).toBeUndefined();
});

test('the holder of a card is listed where its number is missing, which Factur-X requires', async () => {
	const { item, gaps } = await fitted(({ references }) => (references.cardHolder = 'A. Person'));
	expect(item.references.cardHolder).toBeUndefined();
	expect(gaps).toEqual([
		{
			rule: 'BT-88',
			path: 'references.cardHolder',
			message: 'Not in the file: A. Person. EN 16931 has the holder of a card only with its number',
			isTolerated: true,
		},
	]);
	const both = await fitted(({ references }) => {
		Object.assign(references, { cardHolder: 'A. Person', cardNumber: '1234' });
	});
	expect(both.item.references).toMatchObject({ cardHolder: 'A. Person', cardNumber: '1234' });
	expect(both.gaps).toEqual([]);
});
