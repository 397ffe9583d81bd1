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
