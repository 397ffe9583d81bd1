import { fieldsMeant, isPercentage, lettersOf } from '../../../../nodes/shared/einvoice/ownData/headings';

test.each([
	['Rechnungsnummer', 'number'],
	['N° facture', 'number'],
	['Nº de factura', 'number'],
	['Fällig am', 'dueDate'],
	['date d’échéance', 'dueDate'],
	['Währung', 'currency'],
	['Menge', 'quantity'],
	['Quantité', 'quantity'],
	['cantidad', 'quantity'],
	['Quantità', 'quantity'],
	['AANTAL', 'quantity'],
	['qty', 'quantity'],
	['Prix unitaire (HT)', 'unitPrice'],
	['Stückpreis', 'unitPrice'],
	['MwSt-Satz', 'taxRate'],
	['MwSt. %', 'taxRate'],
	['VAT %', 'taxRate'],
	['% TVA', 'taxRate'],
	['Tax %', 'taxRate'],
	['Tax Rate in %', 'taxRate'],
	['Discount %', 'discount'],
	['Rabatt in %', 'discount'],
	['T.V.A.', 'taxRate'],
	['Kunde', 'buyer.name'],
	['USt-IdNr.', 'seller.taxId'],
	['Rabatt', 'discount'],
	['Anzahlung', 'totals.paid'],
	['Rabatt (EUR)', 'discount'],
	['Remise en %', 'discount'],
	['% de descuento', 'discount'],
	['Lineitem discount', 'discount'],
	['Discount in EUR, net', 'discount'],
	['Discount (USD)', 'discount'],
	['Unit Price (EUR)', 'unitPrice'],
	['Paid EUR', 'totals.paid'],
	['Versandkosten brutto', 'totals.charges'],
	['Shipping', 'totals.charges'],
	['IRPF %', 'totals.withheld'],
	['Einzelpreis (EUR)', 'unitPrice'],
	['Einzelpreis netto EUR', 'unitPrice'],
])('%s stands for %s', (heading, field) => {
	expect(fieldsMeant(heading)).toEqual([field]);
});

test.each([
	'',
	'   ',
	'数量',
	'x'.repeat(100_000),
	'my own column',
	'%',
	'Menge %',
	'Preis brutto',
	'EUR',
	'netto',
])('%.20s stands for nothing', (heading) => {
	expect(fieldsMeant(heading)).toEqual([]);
});

test('a word may stand for several fields', () => {
	expect(fieldsMeant('Artikel')).toEqual(['description', 'lines']);
});

test('letters leave out case, marks and what is between words', () => {
	expect(['Unit Price', 'unit_price', 'unitPrice', 'UNIT-PRICE', 'únit price'].map(lettersOf)).toEqual(
		Array.from({ length: 5 }, () => 'unitprice'),
	);
	expect(lettersOf('Straße')).toBe('strasse');
});

test.each([
	'Discount %',
	'Discount (%)',
	'% Rabatt',
	'discount_percent',
	'Rabattprozent',
	'Discount Percentage',
])('%s is a percentage', (heading) => {
	expect(isPercentage(heading)).toBe(true);
});

test.each(['Discount', 'Rabatt', 'Discount €', 'Discount (EUR)', '%', ''])(
	'%s is no percentage',
	(heading) => {
		expect(isPercentage(heading)).toBe(false);
	},
);
