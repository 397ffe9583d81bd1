import { createUbl } from '../../../../../nodes/shared/einvoice/create';
import { paymentOf } from '../../../../../nodes/shared/invoice/build';
import type { Invoice } from '../../../../../nodes/shared/invoice/schema';
import { readEInvoice } from '../../../../../nodes/shared/einvoice/read';
import { NO_ADDITIONS, valid } from '../../../../support/einvoice/items.mts';

/** The written item, and what was left out of the file. */
async function fitted(change: (item: Invoice) => void) {
	const item = valid();
	change(item);
	const { xml, gaps } = await createUbl(item, NO_ADDITIONS);
	const read = await readEInvoice(Buffer.from(xml));
	if (!read.ok) throw new Error(read.error.message);
	return { item: read.value, gaps };
}

test('of two identifiers of the buyer the one with a scheme is written, and the other one listed', async () => {
	const { item, gaps } = await fitted((invoice) => {
		invoice.customerNumber = 'K-1';
		invoice.references.buyerId = '0088:4304171000002';
	});
	expect(item.references.buyerId).toBe('0088:4304171000002');
	expect(gaps).toEqual([
		{
			rule: 'UBL-SR-16',
			path: 'references.buyerId',
			message:
				'Not in the file: K-1. The file has 0088:4304171000002, because UBL allows one identifier of the buyer',
			isTolerated: true,
		},
	]);
});

test('a buyer with one identifier keeps it', async () => {
	const { item, gaps } = await fitted((invoice) => (invoice.customerNumber = 'K-1'));
	expect(item.customerNumber).toBe('K-1');
	expect(gaps).toEqual([]);
});

test('the payee has one identifier, too', async () => {
	const { item, gaps } = await fitted((invoice) => {
		Object.assign(invoice.references, { payeeName: 'Bank', payeeId: 'B-1, 0060:123456789' });
	});
	expect(item.references.payeeId).toBe('0060:123456789');
	expect(gaps.map(({ rule, path }) => [rule, path])).toEqual([['UBL-SR-20', 'references.payeeId']]);
});

test('of several payment references the first one is written', async () => {
	const { item, gaps } = await fitted((invoice) => {
		invoice.payment = paymentOf({ method: '30', iban: 'DE89370400440532013000', reference: 'A' });
		invoice.references.furtherRemittances = 'B, C';
	});
	expect(item.payment?.reference).toBe('A');
	expect(item.references.furtherRemittances).toBeUndefined();
	expect(gaps.map(({ message }) => message)).toEqual([
		'Not in the file: B, C. The file has A, because UBL allows one payment reference',
	]);
});

test('means of payment of another kind than the first are left out, those of the same kind are not', async () => {
	const { item, gaps } = await fitted((invoice) => {
		invoice.payment = paymentOf({ method: '30', iban: 'DE89370400440532013000' });
		Object.assign(invoice.references, {
			paymentMethod2: '30',
			paymentAccount2: 'FR7630006000011234567890189',
			paymentMethod3: '48',
		});
	});
	expect(item.references).toMatchObject({
		paymentMethod2: '30',
		paymentAccount2: 'FR7630006000011234567890189',
	});
	expect(item.references.paymentMethod3).toBeUndefined();
	expect(gaps.map(({ rule, path, message }) => [rule, path, message])).toEqual([
		[
			'UBL-SR-47',
			'references.paymentMethod3',
			'Not in the file: 48. All ways to pay must have one code in UBL, and the first has 30',
		],
	]);
});

test.each([
	['invoice', '2026-03-14', '2026-03-15, 2026-03-16'],
	['creditNote', undefined, '2026-03-14, 2026-03-15, 2026-03-16'],
] as const)(
	'of several due dates of the kind %s those with a place are written',
	async (kind, kept, lost) => {
		const { item, gaps } = await fitted((invoice) => {
			invoice.kind = kind;
			invoice.references.furtherDueDates = '2026-03-14, 2026-03-15, 2026-03-16';
			Object.assign(invoice.references, {
				paymentMethod2: '58',
				paymentAccount2: 'FR7630006000011234567890189',
			});
		});
		expect(item.dueDate).toBe('2026-02-14');
		expect(item.references.furtherDueDates).toBe(kept);
		expect(gaps.filter(({ isTolerated }) => !isTolerated)).toEqual([]);
		const [gap] = gaps.filter(({ path }) => path === 'references.furtherDueDates');
		expect(gap?.message).toContain(`Not in the file: ${lost}. `);
	},
);

test('a due date of a credit note that has only its type has a place', async () => {
	const { item, gaps } = await fitted((invoice) => {
		Object.assign(invoice, { kind: null, payment: null });
		invoice.references.documentType = '381';
	});
	expect(item.dueDate).toBe('2026-02-14');
	expect(gaps).toEqual([]);
});

test('the holder of a card is listed where its number is missing, which UBL requires', async () => {
	const { item, gaps } = await fitted(({ references }) => (references.cardHolder = 'A. Person'));
	expect(item.references.cardHolder).toBeUndefined();
	expect(gaps).toMatchObject([{ rule: 'BT-88', path: 'references.cardHolder', isTolerated: true }]);
});
