/** Columns of a spreadsheet that are not called like the fields of the invoice. */
import { withNames } from '../../../../nodes/shared/einvoice/ownData/misnamed';
import { BUYER, createOf, INVOICES, SELLER, take } from '../../../support/einvoice/ownData.mts';

type Fields = Record<string, unknown>;

async function explained(rows: Fields | Fields[], format = 'UBL') {
	const { gaps, names, ...created } = await createOf(rows, format);
	return { ...created, ...withNames(gaps, names) };
}

const { lines: _, ...head } = INVOICES['a prepayment'].item;
const parties = { seller: SELLER, buyer: BUYER };

describe('names that differ in case and spaces alone', () => {
	const row = {
		Number: 7,
		'Issue Date': '2026-01-31',
		due_date: '2026-02-28',
		CURRENCY: 'eur',
		'Seller Name': 'Seller',
		'seller tax-id': 'DE123456789',
		'Seller Country': 'DE',
		buyer: { Name: 'Buyer', Country: 'AT' },
		Description: 'Screw',
		Quantity: '4',
		'Unit Price': '2,50',
		tax_rate: '19 %',
	};

	test('are those of the fields, in a row', async () => {
		const { item, gaps, found, issues } = await explained(row);
		expect({ gaps, found, issues }).toEqual({ gaps: [], found: [], issues: [] });
		expect(item).toMatchObject({ number: '7', dueDate: '2026-02-28', totals: { due: 11.9 } });
	});

	test('are those of the fields, in a list of lines', async () => {
		const Lines = [{ Description: 'Screw', QUANTITY: 4, 'unit price': 2.5, 'Tax Rate': 19 }];
		const { item, gaps } = await explained({ ...head, ...parties, Lines });
		expect(gaps).toEqual([]);
		expect(item.lines).toMatchObject([{ net: 10 }]);
	});

	test('never replace a field of the very name', () => {
		const { item } = take({ ...row, number: 'mine', quantity: 1 });
		expect(item).toMatchObject({ number: 'mine', lines: [{ quantity: 1 }] });
	});

	test('a rate may say that it is in percent', () => {
		const { tax_rate: rate, ...rest } = row;
		expect(take({ ...rest, 'Tax Rate %': rate }).item.lines).toMatchObject([{ taxRate: 19, tax: null }]);
	});

	test('id and status are those of the row, not of the invoice', () => {
		expect(take({ ...row, Status: 'paid', ID: 4 }).item).toMatchObject({
			status: null,
			totals: { paid: null },
		});
	});
});

describe('names in the words of people', () => {
	test('are said where they are missing, one per line', async () => {
		const { gaps } = await explained({
			...parties,
			...{
				Rechnungsnummer: '2026-7',
				Rechnungsdatum: '31.01.2026',
				'Fällig am': '28.02.2026',
				Währung: 'EUR',
			},
			...{ Bezeichnung: 'Vase', Menge: '3', Einzelpreis: '12,50', MwSt: '19 %' },
		});
		expect(gaps.map(({ path, message }) => [path, / if it is (.*)/.exec(message)?.[1]])).toEqual([
			['number', '"Rechnungsnummer", rename that to number'],
			['issueDate', '"Rechnungsdatum", rename that to issueDate'],
			['dueDate', '"Fällig am", rename that to dueDate'],
			['currency', '"Währung", rename that to currency'],
			['lines[0].quantity', '"Menge", rename that to quantity'],
			['lines[0].unitPrice', '"Einzelpreis", rename that to unitPrice'],
			['lines[0].taxRate', '"MwSt", rename that to taxRate'],
			['lines[0].description', '"Bezeichnung", rename that to description'],
		]);
	});

	test('are said for the line that they are in', async () => {
		const lines = [
			{ description: 'Vase', quantity: 1, unitPrice: 10, taxRate: 19 },
			{ description: 'Pot', cantidad: 2, precio: 10, taxRate: 19 },
		];
		const { gaps } = await explained({ ...head, lines });
		expect(gaps.map(({ path, message }) => [path, /"(.*)"/.exec(message)?.[1]])).toEqual([
			['lines[1].quantity', 'cantidad'],
			['lines[1].unitPrice', 'precio'],
		]);
	});

	test.each([
		['items', [{ description: 'Vase' }], 'lines'],
		['Leitweg-ID', '04011000-12345-03', 'references.buyerReference'],
	])('%s are said for a whole list, and for a reference', async (name, value, path) => {
		const { buyerReference: __, ...rest } = head;
		const item = path === 'lines' ? head : { ...rest, lines: INVOICES['a prepayment'].item.lines };
		const { gaps } = await explained({ ...item, [name]: value }, 'XRechnung in UBL');
		expect(gaps.map((gap) => gap.path)).toEqual([path]);
		expect(gaps[0].message).toContain(`if it is "${name}", rename that to `);
	});

	test('are an issue where nothing is missing, because what stands there is not written; an amount is a gap', async () => {
		const line = { description: 'Vase', quantity: 1, unitPrice: 10, taxRate: 19, Rabatt: 5 };
		const { gaps, issues, item } = await explained({
			...head,
			totals: {},
			Acompte: 3,
			buyer: { ...BUYER, taxId: null, vatId: 'ATU12345678' },
			lines: [line, line],
		});
		const advice = (name: string, field: string) =>
			`"${name}" is not written: if it is the ${field} of the invoice, rename it to that`;
		expect(item.totals).toMatchObject({ net: 20, paid: null });
		expect(issues).toEqual([
			{ code: 'name-unknown', path: 'buyer.taxId', message: advice('vatId', 'buyer.taxId') },
		]);
		// The invoice would ask for too much.
		expect(gaps).toEqual(
			[
				['lines[0].discount', 'Rabatt', 'discount'],
				['totals.paid', 'Acompte', 'totals.paid'],
			].map(([path, name, field]) => ({
				rule: 'EN 16931',
				path,
				message: `${advice(name!, field!)}, or else remove it from the item`,
				isTolerated: false,
			})),
		);
	});

	test('mean nothing beside the field itself', async () => {
		const { item } = INVOICES['a prepayment'];
		const own = { Kunde: 'A', Datum: 'x', name: 'Jane', Rechnungsnummer: 1 };
		const { gaps, issues } = await explained({ ...item, ...own });
		expect({ gaps, issues }).toEqual({ gaps: [], issues: [] });
	});
});

describe('a percentage of a discount is not its amount', () => {
	const line = { description: 'Desk', quantity: 5, unitPrice: 100, taxRate: 19 };
	const { totals: __, ...known } = head;
	const rows = (...fields: Fields[]) => fields.map((own) => ({ ...known, ...parties, ...line, ...own }));

	test.each(['Discount %', 'Rabatt %', 'Discount (%)', 'discount_percent'])(
		'%s is told, with the amount to write',
		async (name) => {
			const { item, gaps, issues } = await explained({
				...known,
				...parties,
				lines: [{ ...line, [name]: 10 }],
			});
			expect(issues).toEqual([]);
			expect(item.lines).toMatchObject([{ discount: null, net: 500 }]);
			expect(gaps).toEqual([
				{
					rule: 'EN 16931',
					path: 'lines[0].discount',
					message: `"${name}" is not written: discount is an amount in the currency. Write quantity × unitPrice × percent ÷ 100 there`,
					isTolerated: false,
				},
			]);
		},
	);

	test('in a row, once for all rows', async () => {
		const [percent, none] = [{ 'Rabatt %': '10 %' }, { 'Rabatt %': '0 %' }];
		const { gaps } = await explained(rows(none, percent, percent));
		expect(gaps.map(({ path }) => path)).toEqual(['lines[1].discount']);
	});

	test('in a thousand lines, it leaves room for what else is called otherwise', async () => {
		const lines = Array.from({ length: 1000 }, () => ({ ...line, 'Discount %': 5 }));
		const { number: __number, ...rest } = known as Fields;
		const { gaps } = await explained({ ...rest, ...parties, Rechnungsnummer: 'A1', lines });
		expect(gaps.map(({ message }) => message).join()).toContain('"Rechnungsnummer", rename that to number');
	});

	test('beside a list of lines, and in totals', async () => {
		const item = { ...known, ...parties, lines: [line] };
		const message = expect.stringContaining('Write the sum of the lines × percent ÷ 100 there') as string;
		const expected = [{ rule: 'EN 16931', path: 'totals.discount', message, isTolerated: false }];
		expect((await explained({ ...item, 'Discount %': 10 })).gaps).toEqual(expected);
		expect((await explained({ ...item, totals: { 'Discount %': 10 } })).gaps).toEqual(expected);
	});

	test('none, or beside its amount, says nothing that is lost', async () => {
		const [none, both] = [{ 'Discount %': 0 }, { 'Discount %': 10, discount: 50 }];
		const { gaps, issues } = await explained(rows(none, both));
		expect({ gaps, issues }).toEqual({ gaps: [], issues: [] });
	});
});

describe('amounts under other names', () => {
	const line = { description: 'Desk', quantity: 1, unitPrice: 100, taxRate: 19 };
	const { totals: __, ...known } = head;
	const own = { ...known, ...parties, ...line };
	const pathsOf = async (rows: Fields | Fields[]) => {
		const { gaps, issues } = await explained(rows);
		return [gaps.map(({ path }) => path), issues.map(({ path }) => path)];
	};

	test.each([
		['Paid', 'totals.paid'],
		['Amount Paid', 'totals.paid'],
		['Versandkosten', 'totals.charges'],
		['Shipping Total', 'totals.charges'],
		['Rounding', 'totals.rounding'],
		['IRPF', 'totals.withheld'],
		['Discount Amount', 'lines[0].discount'],
		['discount_total', 'totals.discount'],
		['Shipping & Handling', 'totals.charges'],
		['Preiseinheit', 'priceUnit'],
	])('%s is missing', async (name, path) => {
		expect(await pathsOf({ ...own, [name]: '4,90' })).toEqual([[path], []]);
	});

	test.each<[string, unknown]>([
		...['nein', 'no', false, '-', '0,00 €', 0, ''].map((value): [string, unknown] => ['bezahlt', value]),
		['shippingCost', { street: 'Ring 1' }],
		['Rabatt', '0 %'],
	])('%s of %j is no amount', async (name, value) => {
		expect(await pathsOf({ ...own, [name]: value })).toEqual([[], []]);
		expect(await pathsOf({ ...own, lines: [line], paid: value })).toEqual([[], []]);
	});

	test.each([
		['Rabatt', 'SUMMER10', 'lines[0].discount'],
		['Anzahlung', 'see contract 7', 'totals.paid'],
		['invoice_type', 'Invoice, credit 30 days', 'kind'],
	])('%s of %j may be no amount: it is listed', async (name, value, path) => {
		expect(await pathsOf({ ...own, [name]: value })).toEqual([[], [path]]);
	});

	test.each([['yes'], ['15.01.2026']])(
		'a payment of %j is written as status or as an amount',
		async (value) => {
			const { gaps } = await explained({ ...own, Bezahlt: value });
			expect(gaps).toMatchObject([
				{
					path: 'totals.paid',
					message:
						'"Bezahlt" is not written: write the amount into totals.paid, or, if all is paid, paid into status',
				},
			]);
		},
	);

	test('of a paid invoice are those that it has', async () => {
		for (const status of ['paid', 'Paid', ' PAID ']) {
			expect(await pathsOf({ ...own, status, amount_paid: 119, paid: true })).toEqual([[], []]);
			expect(take({ ...own, status }).item.totals).toMatchObject({ paid: 119, due: 0 });
		}
	});

	test('are not the price of one, nor without VAT', async () => {
		const names = {
			Preiseinheit: 1,
			LineAmountTypes: 'Exclusive',
			'Tax behavior': 'unspecified',
			'Tax incl.': 'tax free',
		};
		expect(await pathsOf({ ...own, ...names })).toEqual([[], []]);
	});

	test('are not prices with VAT', async () => {
		expect(await pathsOf({ ...own, 'VAT included': '19.00', 'IVA incluido': 121 })).toEqual([[], []]);
	});

	test('in payment are none, and only listed', async () => {
		expect(await pathsOf({ ...own, payment: { paid: 5, discount: 1 } })).toEqual([
			[],
			['payment.paid', 'payment.discount'],
		]);
	});

	test.each([
		['Versandkosten brutto', 'write it into totals.charges, without VAT'],
		['Rabatt brutto', 'write it into discount, without VAT'],
		['Anzahlung netto', 'write it into totals.paid, with VAT'],
		[
			'Versandkosten netto',
			'if it is the totals.charges of the invoice, rename it to that, or else remove it from the item',
		],
	])('%s says what to do about its VAT', async (name, advice) => {
		const { gaps } = await explained({ ...own, [name]: 5 });
		expect(gaps.map(({ message }) => message)).toEqual([`"${name}" is not written: ${advice}`]);
	});

	test('of a status are understood in six languages', () => {
		for (const status of ['bezahlt', 'payée', 'pagado', 'pagato', 'betaald', 'Paid in full'])
			expect(take({ ...own, status }).item.totals).toMatchObject({ paid: 119, due: 0 });
		expect(take({ ...own, status: 'sent' }).item.totals).toMatchObject({ paid: null, due: 119 });
	});

	test('are said although the lines have filled the list', async () => {
		const lines = Array.from({ length: 1000 }, () => ({ ...line, Einheit: 'piece' }));
		const [gaps] = await pathsOf({ ...own, lines, Anzahlung: 5000 });
		expect(gaps).toEqual(['totals.paid']);
	});

	test.each([
		['total_discount', 10, 'lines[1].discount'],
		['Zuschlag', 5, 'lines[1].charges'],
		['Versandkosten', '4,90', 'lines[1].charges'],
	])('%s in a line of a list is missing, too', async (name, value, path) => {
		const lines = [line, { ...line, [name]: value }, { ...line, [name]: value, discount: 1 }];
		const { gaps } = await explained({ ...own, lines });
		expect(gaps.map((gap) => gap.path)).toEqual([path]);
	});

	test('a line says where its charge belongs', async () => {
		const { gaps } = await explained({ ...own, lines: [{ ...line, surcharge: 5 }] });
		expect(gaps[0].message).toBe(
			'"surcharge" is not written: a line has none. Write it into totals.charges, or as a line of its own',
		);
	});

	test.each([
		['Anzahlung', 0, 30, 'totals.paid'],
		['Versandkosten', '-', '4,90', 'totals.charges'],
		['bezahlt', 'nein', 'ja', 'totals.paid'],
		['Belegart', 'Rechnung', 'Gutschrift', 'kind'],
	])('%s of %j is said of a later row', async (name, nothing, value, path) => {
		const rows = [nothing, value].map((one) => ({ ...own, [name]: one }));
		expect(await pathsOf(rows)).toEqual([[path], []]);
	});

	test.each([
		['Type', 'Credit Note', ['kind']],
		['Typ', 'Gutschrift', ['kind']],
		['Type', 'Service', []],
		['Tipo', 'Crédito', []],
		['Tipo', 'Abono mensual', []],
		['Type', 'Non-refundable', []],
		['Typ', 'Rechnung', []],
		['Art', 'Gutschrift', ['kind']],
		['is_credit_note', true, ['kind']],
		['Gutschrift', 'nein', []],
		['Type', 'credit', []],
		['paid_at', 1767225600, ['totals.paid']],
		['Payment Status', 'paid', ['totals.paid']],
		['financial_status', 'Paid in full', ['totals.paid']],
		['Zahlungsstatus', 'vollständig bezahlt', ['totals.paid']],
		['STATUS', 'paid', ['totals.paid']],
		['Status', 'to do', []],
		['is_paid', true, ['totals.paid']],
		['paid_at', '2026-01-05T10:00:00Z', ['totals.paid']],
	])('a document may be told by its %s, %s', async (name, value, paths) => {
		expect(await pathsOf({ ...own, [name]: value })).toEqual([paths, []]);
	});

	test.each([
		['Tax Included', 'Y'],
		['inkl. MwSt', 'x'],
	])('prices with VAT may be told by %s: %s', async (name, value) => {
		expect(await pathsOf({ ...own, [name]: value })).toEqual([['lines[0].unitPriceIncludesTax'], []]);
	});

	test('may be in a list of one', async () => {
		expect(await pathsOf({ ...own, Rabatt: [5], Anzahlung: [0] })).toEqual([['lines[0].discount'], []]);
	});

	test('a day is no charge', async () => {
		expect(await pathsOf({ ...own, Versand: '31.01.2026' })).toEqual([[], ['totals.charges']]);
		expect(await pathsOf({ ...own, Versand: '4,90' })).toEqual([['totals.charges'], []]);
		expect(await pathsOf({ ...own, Versand: 'ja' })).toEqual([[], ['totals.charges']]);
	});

	test('are said of a later row, too', async () => {
		const rows = [
			{ ...own, Anzahlung: '' },
			{ ...own, Anzahlung: 500 },
		];
		expect(await pathsOf(rows)).toEqual([['totals.paid'], []]);
		expect(await pathsOf([own, { ...own, paid: 500 }])).toEqual([['totals.paid'], []]);
	});

	test.each([
		['Belegart', 'Gutschrift', [['kind'], []]],
		['Document Type', 'Credit Note', [['kind'], []]],
		['Document Type', 381, [['kind'], []]],
		['Belegart', 'Schlussrechnung', [[], ['kind']]],
	])('%s: %s', async (name, value, expected) => {
		expect(await pathsOf({ ...own, [name]: value })).toEqual(expected);
	});

	test.each([
		['prices_include_tax', true, [['unitPriceIncludesTax'], []]],
		['prices_include_tax', false, [[], []]],
	])('beside lines, %s: %s', async (name, value, expected) => {
		expect(await pathsOf({ ...own, lines: [line], [name]: value })).toEqual(expected);
		const said = { ...line, 'Unit Price Includes Tax': 'no' };
		expect(await pathsOf({ ...own, lines: [said, said], [name]: value })).toEqual([[], []]);
	});
});

describe('names in totals and payment', () => {
	const line = { description: 'Screw', quantity: 1, unitPrice: 100, taxRate: 19 };
	const { iban, ...seller } = SELLER;
	const { totals: __, ...known } = head;
	const own = { ...known, seller, buyer: BUYER, lines: [line] };
	const discount = { percent: 2, until: '2026-02-10' };

	test('may differ in case and spaces', async () => {
		const { item, gaps, issues } = await explained({
			...own,
			totals: { Paid: 50, 'tax ': 19 },
			payment: { IBAN: iban, 'B I C': 'COBADEFFXXX', Discounts: [discount] },
		});
		expect({ gaps, issues }).toEqual({ gaps: [], issues: [] });
		expect(item.totals).toMatchObject({ paid: 50, due: 69, tax: 19 });
		expect(item.payment).toMatchObject({
			iban: 'DE89370400440532013000',
			bic: 'COBADEFFXXX',
			discounts: [discount],
		});
	});

	test('are an issue that lists the fields, if they are none', async () => {
		const { gaps, issues } = await explained({
			...own,
			totals: { postage: 5, note: ' ', paid: 50 },
			payment: { holder: { name: 'H' }, terms: '14 days' },
			'totals.deposit': 7,
		});
		expect(gaps).toEqual([]);
		const said = (path: string, name: string, fields: string) => ({
			code: 'name-unknown',
			path,
			message: `"${name}" is not written: the fields here are ${fields}`,
		});
		const totals = 'lines, discount, charges, net, tax, gross, withheld, paid, rounding, due';
		expect(issues).toEqual([
			said('totals.postage', 'postage', totals),
			said('totals.deposit', 'deposit', totals),
			said(
				'payment.holder',
				'holder',
				'terms, reference, method, bankName, iban, bic, accountNumber, discounts',
			),
		]);
	});

	test('are a gap, if they stand for an amount', async () => {
		const pathsOf = async (totals: Fields) =>
			(await explained({ ...own, totals })).gaps.map(({ path }) => path);
		expect(await pathsOf({ Rabatt: 5, acompte: '50' })).toEqual(['totals.discount', 'totals.paid']);
		expect(await pathsOf({ shipping: 4.9 })).toEqual(['totals.charges']);
		expect(await pathsOf({ Rabatt: 0, acompte: '0,00' })).toEqual([]);
	});

	test('of any number are told up to a limit', async () => {
		const names = Array.from({ length: 5000 }, (_, at) => [`own ${at}`, 1]);
		expect((await explained({ ...own, totals: Object.fromEntries(names) })).issues).toHaveLength(1000);
	});
});

describe('names that say nothing', () => {
	test('are listed once, if something that every invoice has is missing', async () => {
		const { gaps } = await explained({ ...parties, 'Data wystawienia': '2026-01-31', Ilość: 3, Cena: 5 });
		expect(gaps.at(-1)).toMatchObject({
			path: '',
			message: expect.stringContaining('"Data wystawienia", "Ilość", "Cena". Rename '),
		});
	});

	test('are of no interest else', async () => {
		const { item } = INVOICES['a prepayment'];
		const { gaps } = await explained({ ...item, buyer: { ...BUYER, country: null }, 'my own': 1 });
		expect(gaps.map(({ path }) => path)).toEqual(['buyer.address.countryCode']);
	});
});

describe('amounts of the whole invoice beside its lines are not left out in silence', () => {
	const line = { description: 'Screw', quantity: 1, unitPrice: 100, taxRate: 19 };
	const { totals: __, ...known } = head;
	const leftOf = async (item: Fields) => {
		const { gaps, issues } = await explained({ ...known, ...parties, ...item });
		return [...gaps, ...issues].map(({ path }) => path);
	};

	test('beside a list of lines', async () => {
		expect(await leftOf({ lines: [line], discount: 5, paid: '50', gross: 119 })).toEqual([
			'totals.discount',
			'totals.paid',
			'totals.gross',
		]);
		expect(await leftOf({ lines: [line], discount: 5, totals: { discount: 5 } })).toEqual([]);
		expect(await leftOf({ lines: [line], discount: '' })).toEqual([]);
		expect(await leftOf({ lines: [line], discount: 0, paid: '0.00' })).toEqual([]);
	});

	test('in a row, whose discount and net are those of its line', async () => {
		expect(await leftOf({ ...line, discount: 5, net: 95, paid: 50 })).toEqual(['totals.paid']);
	});
});

test('parts of an address in other words are named with the field to call them', async () => {
	const { totals: __, ...known } = head;
	const line = { description: 'Screw', quantity: 1, unitPrice: 100, taxRate: 19 };
	const buyer = { name: 'B', country: 'DE', zip: '01067', Ort: 'Dresden' };
	const { issues } = await explained({ ...known, seller: SELLER, buyer, lines: [line] });
	expect(issues.map(({ path, message }) => [path, message.match(/rename|buyer\.\w+/g)])).toEqual([
		['buyer.address.postalCode', ['buyer.postalCode', 'rename']],
		['buyer.address.city', ['buyer.city', 'rename']],
	]);
});
