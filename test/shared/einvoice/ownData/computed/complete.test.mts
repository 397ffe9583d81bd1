import { createOf, INVOICES } from '../../../../support/einvoice/ownData.mts';

const { item } = INVOICES['a prepayment'];

test('a price is of the unit that its line has', async () => {
	const line = { description: 'Screw', quantity: 500, unit: 'STK', unitPrice: 2, net: 10, taxRate: 19 };
	const { xml, item: made } = await createOf(
		{
			...item,
			lines: [1, 2, 3].map((id) => ({ ...line, id })),
			references: { linePriceQuantities: '1: 100 STK\n2: 100 KGM\n3: 100' },
		},
		'UBL',
	);
	expect(made.references.linePriceQuantities).toBe('1: 100 C62\n2: 100 KGM\n3: 100');
	expect(xml).toContain('<cbc:BaseQuantity unitCode="C62">100</cbc:BaseQuantity>');
});

test.each([{ mandate: 'M-1' }, { debitedAccount: 'DE02120300000000202051' }, { cardNumber: '1234' }])(
	'%j is no credit transfer: the method is missing',
	async (references) => {
		const { gaps, item: made } = await createOf({ ...item, references }, 'UBL');
		expect(gaps).toEqual([
			{
				rule: 'BR-49',
				path: 'payment.method',
				message:
					'The kind of payment (BT-81) is missing: 59 for a SEPA direct debit, 49 for another one, 54 for a credit card, or 58 for a SEPA transfer',
				isTolerated: false,
			},
		]);
		const { iban: _iban, ...seller } = item.seller as Record<string, unknown>;
		expect((await createOf({ ...item, seller, references }, 'UBL')).gaps).toEqual(gaps);
		expect((await createOf({ ...item, references, payment: { method: '59' } }, 'UBL')).gaps).toEqual([]);
		expect(made.payment?.method).toBeNull();
	},
);
