import { LocalFormat } from '../../../../nodes/shared/einvoice/show/languages/localFormat';
import { ENGLISH } from '../../../../nodes/shared/einvoice/show/languages/english';
import { GERMAN } from '../../../../nodes/shared/einvoice/show/languages/german';
import { viewOf } from '../../../../nodes/shared/einvoice/show/view';
import { invoiceOf } from '../../../../nodes/shared/invoice/build';
import { valid } from '../../../support/einvoice/items.mts';

describe('figures', () => {
	test.each<[number | null, string | null, string, string]>([
		[1234567.5, 'EUR', '1,234,567.50', '1.234.567,50'],
		[-1234, 'JPY', '-1,234', '-1.234'],
		[0.125, 'EUR', '0.125', '0,125'],
		[7, 'KWD', '7.000', '7,000'],
		[1e21, 'EUR', '1,000,000,000,000,000,000,000.00', '1.000.000.000.000.000.000.000,00'],
		[0, null, '0.00', '0,00'],
		[null, 'EUR', '', ''],
	])('%s %s is %s and %s', (value, currency, english, german) => {
		expect(new LocalFormat(ENGLISH, currency).amount(value)).toBe(english);
		expect(new LocalFormat(GERMAN, currency).amount(value)).toBe(german);
	});

	test('dates and periods', () => {
		const german = new LocalFormat(GERMAN, 'EUR');
		expect(german.date('2026-01-31')).toBe('31.01.2026');
		expect(german.date('soon')).toBe('soon');
		expect(german.period('2026-01-01', '2026-01-31')).toBe('01.01.2026 – 31.01.2026');
		expect(german.period(null, '2026-01-31')).toBe('31.01.2026');
	});
});

test('a view has what the invoice says, in the order in which it is read', () => {
	const view = viewOf(valid(), ENGLISH);
	expect(view.title).toBe('Invoice R-1');
	expect(view.parties.map(({ title, name }) => [title, name])).toEqual([
		['Seller', 'Seller GmbH'],
		['Buyer', 'Buyer AG'],
		['Delivered to', 'Site'],
	]);
	expect(view.parties[0]!.lines).toEqual(['Main Street 1', '10115 Berlin', 'DE', 'VAT ID: DE123456789']);
	expect(view.lines.columns.map(({ label }) => label)).toEqual([
		...['No.', 'Description', 'Quantity', 'Unit price', 'Discount', 'Tax', 'Amount'],
	]);
	expect(view.lines.rows[1]).toEqual([
		...['2', 'Screw\n007\n2026-01-01 – 2026-01-31', '5', '10.00', '5.00', 'S 7 %', '45.00'],
	]);
	expect(view.taxes.rows).toEqual([
		['VAT 19 %', 'S', '90.00', '17.10'],
		['VAT 7 %', 'S', '50.00', '3.50'],
	]);
	expect(view.totals.map(({ label, value }) => `${label}: ${value}`)).toEqual([
		'Sum of the lines: 145.00 EUR',
		'Discount: 10.00 EUR',
		'Charges: 5.00 EUR',
		'Total without tax: 140.00 EUR',
		'Tax: 20.60 EUR',
		'Total with tax: 160.60 EUR',
		'Paid: 60.00 EUR',
		'Rounding: 0.40 EUR',
		'Amount due: 101.00 EUR',
	]);
	expect(view.totals.filter(({ isMain }) => isMain).map(({ label }) => label)).toEqual(['Amount due']);
	expect(view.payment.facts.map(({ label }) => label)).toEqual(['Due date', 'Method', 'IBAN', 'BIC']);
});

test('an invoice that says nothing has a view with nothing in it', () => {
	const view = viewOf(invoiceOf({}), GERMAN);
	expect(view).toMatchObject({ title: 'Rechnung', facts: [], parties: [], totals: [], notes: [] });
	expect(JSON.stringify(view)).not.toMatch(/null|undefined|NaN/);
});

test('discounts for early payment are shown once, without the form that XRechnung has for them', () => {
	const item = valid();
	item.payment!.terms = 'Thank you\n#SKONTO#TAGE=14#PROZENT=2.00#';
	item.payment!.discounts = [{ percent: 2, amount: null, baseAmount: null, until: '2026-01-29' }];
	const facts = viewOf(item, GERMAN).payment.facts;
	expect(facts).toContainEqual({ label: 'Bedingungen', value: 'Thank you' });
	expect(facts).toContainEqual({ label: 'Skonto', value: '2 % bis 29.01.2026' });
});

test('a line of the terms that says another discount stays', () => {
	const item = valid();
	const own = '#SKONTO#TAGE=7#PROZENT=3.00#';
	item.payment!.terms = `${own}\n#SKONTO#TAGE=14#PROZENT=2,0#`;
	item.payment!.discounts = [{ percent: 2, amount: null, baseAmount: null, until: '2026-01-29' }];
	const facts = viewOf(item, GERMAN).payment.facts;
	expect(facts).toContainEqual({ label: 'Bedingungen', value: own });
	item.payment!.discounts = [];
	expect(viewOf(item, GERMAN).payment.facts).toContainEqual({
		label: 'Bedingungen',
		value: item.payment!.terms,
	});
});

test.each([
	['a base that the discount does not have', '#BASISBETRAG=500.00#', { amount: null, baseAmount: null }],
	['no amount', '#', { amount: 10, baseAmount: null }],
])('a line of the terms with %s is about that discount', (_which, end, figures) => {
	const item = valid();
	item.payment!.terms = `#SKONTO#TAGE=14#PROZENT=2.00${end}`;
	item.payment!.discounts = [{ percent: 2, until: '2026-01-29', ...figures }];
	expect(viewOf(item, GERMAN).payment.facts.map(({ label }) => label)).not.toContain('Bedingungen');
});

test('a discount for early payment is shown with the amounts that it says', () => {
	const item = valid();
	item.payment!.discounts = [
		{ percent: 2, amount: null, baseAmount: 500, until: '2026-01-29' },
		{ percent: 2, amount: 10, baseAmount: 500, until: null },
		{ percent: 3, amount: 30, baseAmount: null, until: null },
		{ percent: null, amount: 5, baseAmount: null, until: null },
	];
	const found = viewOf(item, GERMAN).payment.facts.find(({ label }) => label === 'Skonto')!;
	expect(found.value.replaceAll('\u00a0', ' ').split('\n')).toEqual([
		'2 % × 500,00 EUR bis 29.01.2026',
		'2 % × 500,00 EUR = 10,00 EUR',
		'3 % = 30,00 EUR',
		'5,00 EUR',
	]);
});

test('a line of discounts that was not read stays in the terms', () => {
	const item = valid();
	const [read, odd, second] = [
		'#SKONTO#TAGE=14#PROZENT=2.00#',
		'#SKONTO#TAGE=x#',
		'#SKONTO#TAGE=7#PROZENT=3.00#',
	];
	item.payment!.terms = [read, odd, second].join('\n');
	item.payment!.discounts = [{ percent: 2, amount: null, baseAmount: null, until: '2026-01-29' }];
	const facts = viewOf(item, GERMAN).payment.facts;
	expect(facts).toContainEqual({ label: 'Bedingungen', value: `${odd}\n${second}` });
});

test.each([
	['C62', '3'],
	['HUR', '3 h'],
	['Karton', '3 Karton'],
	[null, '3'],
])('3 of the unit %s are %s', (unit, shown) => {
	const item = valid();
	Object.assign(item.lines[0]!, { quantity: 3, unit });
	expect(viewOf(item, ENGLISH).lines.rows[0]![2]).toBe(shown);
});

describe('how an invoice is paid', () => {
	const factsOf = (change: (item: ReturnType<typeof valid>) => void, language = GERMAN) => {
		const item = valid();
		change(item);
		return Object.fromEntries(viewOf(item, language).payment.facts.map(({ label, value }) => [label, value]));
	};

	test.each([
		['30', 'Überweisung'],
		['58', 'Überweisung'],
		['48', 'Karte'],
		['54', 'Karte'],
		['55', 'Karte'],
		['49', 'Lastschrift'],
		['59', 'Lastschrift'],
		['57', 'Wie vereinbart'],
		['10', 'Bar'],
		['20', 'Scheck'],
		['credit_card', 'credit_card'],
		['42', 'Überweisung'],
		['ZZZ', undefined],
		['1', undefined],
		[null, undefined],
	])('%s is %s', (method, expected) => {
		expect(factsOf(({ payment }) => (payment!.method = method)).Zahlungsart).toBe(expected);
	});

	test('in the words of the invoice, if it has some', () => {
		const facts = factsOf(({ references }) => (references.paymentMethodText = 'Per Bankeinzug'));
		expect(facts.Zahlungsart).toBe('Per Bankeinzug');
		const alone = factsOf((item) => {
			item.payment = null;
			item.references.paymentMethodText = 'Cash on delivery';
		}, ENGLISH);
		expect(alone).toEqual({ 'Due date': '2026-02-14', Method: 'Cash on delivery' });
	});

	test('with the mandate of a direct debit', () => {
		const references = { mandate: 'M-1', creditorId: 'DE98ZZZ09999999999' };
		const facts = factsOf((item) => Object.assign(item.references, references), ENGLISH);
		expect(facts).toMatchObject({ Mandate: 'M-1', 'Creditor ID': 'DE98ZZZ09999999999' });
	});

	test('and whom, unless that is the seller', () => {
		const named = (payeeName: string, paymentAccountName: string) =>
			factsOf(({ references }) => Object.assign(references, { payeeName, paymentAccountName }), ENGLISH);
		expect(named('Factoring AG', 'F. AG')).toMatchObject({
			Payee: 'Factoring AG',
			'Account holder': 'F. AG',
		});
		const own = named(' seller GmbH', 'Seller GmbH');
		expect([own.Payee, own['Account holder']]).toEqual([undefined, undefined]);
	});
});
