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
	['Versandkosten CHF', 'totals.charges'],
	['Versandkosten (inkl. MwSt)', 'totals.charges'],
	['Shipping (excl. VAT)', 'totals.charges'],
	['Shipping & Handling', 'totals.charges'],
	['Delivery Charges', 'totals.charges'],
	['Liefergebühr', 'totals.charges'],
	['Order Discount', 'totals.discount'],
	['Coupon amount', 'totals.discount'],
	['Item discount', 'discount'],
	['Preisnachlass', 'discount'],
	['Discount Rate', 'discount'],
	['Rabattsatz', 'discount'],
	['Line Discount %', 'discount'],
	['Kortingspercentage', 'discount'],
	['Already Paid', 'totals.paid'],
	['bereits bezahlt', 'totals.paid'],
	['Geleistete Anzahlung', 'totals.paid'],
	['Retención IRPF', 'totals.withheld'],
	['Tax Inclusive', 'unitPriceIncludesTax'],
	['incl. VAT', 'unitPriceIncludesTax'],
	['TVA incluse', 'unitPriceIncludesTax'],
	['LineAmountTypes', 'unitPriceIncludesTax'],
	['Rechnungstyp', 'kind'],
	['Preiseinheit', 'priceUnit'],
	['base_quantity', 'priceUnit'],
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
	'Shipping Zip',
	'Order Total',
	'Invoice Amount',
	'Order Total Amount',
	'Voucher',
	'Coupon',
	'Delivery Date',
	'Versanddatum',
	'shipping_address_id',
	'Paid by',
	'Payment Terms',
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
