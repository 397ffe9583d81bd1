import { createUbl } from '../../../../nodes/shared/einvoice/create';
import {
	discountsOfTerms,
	paymentTermsWith,
	termsWithoutDiscounts,
} from '../../../../nodes/shared/einvoice/en16931/discounts';
import type { DocumentTerms } from '../../../../nodes/shared/einvoice/en16931/terms';
import { invoiceOf, paymentOf } from '../../../../nodes/shared/invoice/build';
import { Findings } from '../../../../nodes/shared/invoice/findings';
import { change, codes } from '../../../support/einvoice/documents.mts';
import { CII, read, UBL } from '../../../support/einvoice/norm.mts';
import { stepsOf } from '../../../support/steps.mts';

const discount = (known: object) => ({
	percent: null,
	amount: null,
	baseAmount: null,
	until: null,
	...known,
});

/** The sample, whose invoice is dated 2025-03-01, with other payment terms. */
const withTerms = (text: string) =>
	UBL.replace(/<cac:PaymentTerms>.*?<\/cac:PaymentTerms>/s, `<cac:PaymentTerms>${text}</cac:PaymentTerms>`);

test.each([
	['#SKONTO#TAGE=14#PROZENT=2.25#', [{ percent: 2.25, until: '2025-03-15' }]],
	[
		'#SKONTO#TAGE=0#PROZENT=3.00#BASISBETRAG=100.50#',
		[{ percent: 3, baseAmount: 100.5, until: '2025-03-01' }],
	],
	[
		'Bitte \u00fcberweisen\n#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#\n',
		[
			{ percent: 2, until: '2025-03-08' },
			{ percent: 1, until: '2025-03-15' },
		],
	],
	['#VERZUG#TAGE=14#PROZENT=2.25#', []],
	['2 % Skonto in 14 Tagen', []],
	['#SKONTO#TAGE=x#PROZENT=2#', []],
	['#skonto#tage=14#prozent=2.00#', [{ percent: 2, until: '2025-03-15' }]],
])('XRechnung has them in its terms: %j', async (text, expected) => {
	const { payment } = await read(withTerms(`<cbc:Note>${text}</cbc:Note>`));
	expect(payment).toMatchObject({ terms: text, discounts: expected.map(discount) });
});

test('UBL has elements of its own', async () => {
	const { payment } = await read(
		withTerms(
			`<cbc:SettlementDiscountPercent>2</cbc:SettlementDiscountPercent><cbc:Amount currencyID="EUR">90</cbc:Amount><cbc:SettlementDiscountAmount currencyID="EUR">1.8</cbc:SettlementDiscountAmount><cac:SettlementPeriod><cbc:EndDate>2025-03-10</cbc:EndDate></cac:SettlementPeriod>`,
		),
	);
	expect(payment!.discounts).toEqual([{ percent: 2, amount: 1.8, baseAmount: 90, until: '2025-03-10' }]);
});

test.each([
	['an end', '<cbc:EndDate>2025-03-10</cbc:EndDate>', '2025-03-10'],
	['days', '<cbc:DurationMeasure unitCode="DAY">10</cbc:DurationMeasure>', '2025-03-11'],
	[
		'weeks from a day',
		'<cbc:StartDate>2025-03-05</cbc:StartDate><cbc:DurationMeasure unitCode="WEE">2</cbc:DurationMeasure>',
		'2025-03-19',
	],
])('the period of UBL has %s', async (_name, period, until) => {
	const { payment } = await read(
		withTerms(
			`<cbc:SettlementDiscountPercent>2</cbc:SettlementDiscountPercent><cac:SettlementPeriod>${period}</cac:SettlementPeriod>`,
		),
	);
	expect(payment!.discounts).toEqual([discount({ percent: 2, until })]);
});

test.each([
	'#SKONTO#PROZENT=2.00#TAGE=14#',
	'#SKONTO#TAGE=14#PROZENT=2.00##SKONTO#TAGE=7#PROZENT=3.00#',
	'Zahlbar #SKONTO#TAGE=14#PROZENT=2.00#',
	'#SKONTO#TAGE=-1#PROZENT=2.00#',
	'#SKONTO#TAGE=14#',
])('what has not the form of XRechnung is named: %s', async (text) => {
	const item = await read(withTerms(`<cbc:Note>${text}</cbc:Note>`));
	expect(item.payment).toMatchObject({ terms: text, discounts: [] });
	expect(codes(item)).toEqual(['discount-unknown payment.terms']);
});

describe('CII has terms of payment for each', () => {
	const DATE = (day: string) =>
		`<ram:DueDateDateTime><udt:DateTimeString format="102">${day}</udt:DateTimeString></ram:DueDateDateTime>`;
	const PERCENT = (days: string) =>
		`<ram:ApplicableTradePaymentDiscountTerms>${days}<ram:CalculationPercent>2</ram:CalculationPercent></ram:ApplicableTradePaymentDiscountTerms>`;
	const TEN_DAYS = '<ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure>';
	const PERIOD = (unit: string, count: string) =>
		`<ram:BasisPeriodMeasure unitCode="${unit}">${count}</ram:BasisPeriodMeasure>`;
	const BASIS =
		'<ram:BasisDateTime><udt:DateTimeString format="102">20250305</udt:DateTimeString></ram:BasisDateTime>';
	const terms = (...all: string[]) =>
		CII.replace(
			/<ram:SpecifiedTradePaymentTerms>.*<\/ram:SpecifiedTradePaymentTerms>/s,
			all.map((one) => `<ram:SpecifiedTradePaymentTerms>${one}</ram:SpecifiedTradePaymentTerms>`).join(''),
		);

	test.each<[string, string[], string | null, string | null]>([
		['two dates', [DATE('20250311') + PERCENT(TEN_DAYS), DATE('20250331')], '2025-03-31', '2025-03-11'],
		[
			'the same, the other way round',
			[DATE('20250331'), DATE('20250311') + PERCENT('')],
			'2025-03-31',
			'2025-03-11',
		],
		['one date, and days', [DATE('20250331') + PERCENT(TEN_DAYS)], '2025-03-31', '2025-03-11'],
		['days from another day', [DATE('20250331') + PERCENT(BASIS + TEN_DAYS)], '2025-03-31', '2025-03-15'],
		['days with a point', [DATE('20250331') + PERCENT(PERIOD('DAY', '10.00'))], '2025-03-31', '2025-03-11'],
		['weeks', [DATE('20250331') + PERCENT(PERIOD('WEE', '2'))], '2025-03-31', '2025-03-15'],
		['months', [DATE('20250430') + PERCENT(PERIOD('MON', '1'))], '2025-04-30', '2025-04-01'],
		[
			'months from another day',
			[DATE('20250430') + PERCENT(BASIS + PERIOD('MON', '1'))],
			'2025-04-30',
			'2025-04-05',
		],
		['one date', [DATE('20250331') + PERCENT('')], '2025-03-31', '2025-03-31'],
		['no date', [PERCENT(TEN_DAYS)], null, '2025-03-11'],
		['nothing but a percentage', [PERCENT('')], null, null],
	])('%s', async (_name, all, due, until) => {
		const invoice = await read(terms(...all));
		expect(invoice.dueDate).toBe(due);
		expect(invoice.payment!.discounts).toEqual([discount({ percent: 2, until })]);
	});

	test.each([
		['ANN', '1'],
		['DAY', 'ten'],
		['DAY', '99999'],
	])('a period of %s %s is named', async (unit, count) => {
		const item = await read(terms(DATE('20250331') + PERCENT(PERIOD(unit, count))));
		expect(item.payment!.discounts).toEqual([discount({ percent: 2 })]);
		expect(codes(item)).toEqual(['date-unknown payment.discounts[0].until']);
	});

	test('and Create writes them in the form of XRechnung', async () => {
		const invoice = await read(terms(DATE('20250311') + PERCENT(''), DATE('20250331')));
		const { xml } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
		expect(xml).toContain('#SKONTO#TAGE=10#PROZENT=2.00#\n');
		const again = await read(xml);
		expect(again.payment!.discounts).toEqual(invoice.payment!.discounts);
		const { xml: third } = await createUbl(again, { references: {}, unit: null, taxCategory: null });
		expect(third).toBe(xml);
	});
});

test.each([
	['#SKONTO#TAGE=x#PROZENT=2#', 'discount-unknown payment.terms'],
	['#skonto#TAGE=14', 'discount-unknown payment.terms'],
	['#SKONTO#TAGE=14#PROZENT=200.00#', 'percent-unknown payment.discounts[0].percent'],
])('what is no discount is an issue: %s', async (text, issue) => {
	const invoice = await read(withTerms(`<cbc:Note>${text}</cbc:Note>`));
	expect(codes(invoice)).toEqual([issue]);
	for (const { percent } of invoice.payment!.discounts) expect(percent).toBeNull();
});

describe('what the form of XRechnung cannot express is a sentence', () => {
	test.each([
		[{ amount: 5, until: '2025-03-10' }, 'Discount of 5.00 EUR if paid by 2025-03-10'],
		[{ amount: 5.5, baseAmount: 100 }, 'Discount of 5.50 EUR on 100.00 EUR'],
		[{ percent: 2.5 }, 'Discount of 2.5 %'],
		[{ until: '2025-03-10' }, null],
	])('%j', async (known, sentence) => {
		const invoice = await read(UBL);
		const terms = invoice.payment!.terms;
		invoice.payment!.discounts = [discount(known)];
		const { xml } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
		const again = await read(xml);
		expect(again.payment!.terms).toBe(sentence === null ? terms : `${terms}\n${sentence}\n`);
		invoice.payment!.terms = again.payment!.terms;
		const { xml: second } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
		expect(second).toBe(xml);
	});

	test('that Read takes back', async () => {
		const invoice = await read(UBL);
		invoice.payment!.discounts = [
			discount({ amount: 5, baseAmount: 100, until: '2025-03-10' }),
			discount({ percent: 2.5 }),
		];
		const { xml } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
		const { payment } = await read(xml);
		expect(payment!.discounts).toEqual(invoice.payment!.discounts);
	});
});

describe('a percentage and an amount', () => {
	const withBoth = async (known: object, terms: string | null = null) => {
		const invoice = await read(UBL);
		invoice.payment!.terms = terms;
		invoice.payment!.discounts = [discount({ percent: 2, until: '2025-03-15', ...known })];
		const { xml } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
		return { invoice, again: await read(xml) };
	};

	test.each([
		['of the base', { amount: 1.69, baseAmount: 84.43 }, '#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=84.43#\n'],
		['of what is due', { amount: 1.52 }, '#SKONTO#TAGE=14#PROZENT=2.00#\n'],
	])('that follows from it, %s, needs no saying', async (_, known, terms) => {
		expect((await read(UBL)).totals.due).toBe(76);
		expect((await withBoth(known)).again.payment!.terms).toBe(terms);
	});

	test.each([{ amount: 5, baseAmount: 84.43 }, { amount: 5 }, { amount: 2, baseAmount: 76 }])(
		'%j, which does not follow, comes back',
		async (known) => {
			const { invoice, again } = await withBoth(known, '#SKONTO#TAGE=14#PROZENT=2.00#');
			expect(again.payment!.discounts[1]).toEqual(invoice.payment!.discounts[0]);
			expect(again.payment!.terms).toMatch(/Discount of 2 % or \d\.00 EUR/);
		},
	);
});

test('discounts of other amounts, to the same day, are not one', async () => {
	const invoice = await read(UBL);
	const of = (baseAmount: number) => discount({ percent: 2, baseAmount, until: '2025-03-15' });
	invoice.payment!.discounts = [of(100), of(20)];
	const { xml } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
	expect((await read(xml)).payment!.discounts).toEqual([of(100), of(20)]);
});

test('a discount in an element and in the text is one', async () => {
	const text = (line: string) =>
		withTerms(
			`<cbc:Note>${line}\n</cbc:Note><cbc:SettlementDiscountPercent>2</cbc:SettlementDiscountPercent><cbc:Amount currencyID="EUR">90</cbc:Amount><cbc:SettlementDiscountAmount currencyID="EUR">1.8</cbc:SettlementDiscountAmount><cac:SettlementPeriod><cbc:EndDate>2025-03-15</cbc:EndDate></cac:SettlementPeriod>`,
		);
	const own = { percent: 2, amount: 1.8, baseAmount: 90, until: '2025-03-15' };
	for (const base of ['', 'BASISBETRAG=90.00#']) {
		const { payment } = await read(text(`#SKONTO#TAGE=14#PROZENT=2.00#${base}`));
		expect(payment!.discounts).toEqual([own]);
	}
	for (const line of [
		'TAGE=14#PROZENT=2.00#BASISBETRAG=10.00#',
		'TAGE=7#PROZENT=2.00#',
		'TAGE=14#PROZENT=3.00#',
	]) {
		expect((await read(text(`#SKONTO#${line}`))).payment!.discounts).toHaveLength(2);
	}
});

test('more discounts than anybody offers end with an issue', async () => {
	const lines = Array.from({ length: 21 }, (_, day) => `#SKONTO#TAGE=${day}#PROZENT=2.00#`).join('\n');
	const item = await read(withTerms(`<cbc:Note>${lines}</cbc:Note>`));
	expect(item.payment!.discounts).toHaveLength(20);
	expect(codes(item)).toEqual(['discounts-left-out payment.discounts']);
});

test('of a million lines about discounts the first thousand are read, with an issue', async () => {
	const terms = (lines: number) => withTerms(`<cbc:Note>${'Discount of nothing\n'.repeat(lines)}</cbc:Note>`);
	expect(codes(await read(terms(999)))).toEqual([]);
	expect(codes(await read(terms(1000)))).toEqual(['discounts-left-out payment.terms']);
});

test.each(['a\n', '#SKONTO#\n'])('millions of lines make no list: %j', (line) => {
	const steps = (lines: number) => {
		const text = line.repeat(lines);
		const terms = { paymentTerms: [text], discounts: [] as DocumentTerms['discounts'] } as DocumentTerms;
		return stepsOf(() => {
			discountsOfTerms(terms, null, new Findings());
			paymentTermsWith(invoiceOf({ payment: paymentOf({ terms: text }) }));
			termsWithoutDiscounts(invoiceOf({ payment: paymentOf({ terms: text }) }));
		});
	};
	expect(steps(100_000)).toBe(steps(1000));
});

test.each([
	['A\n#SKONTO#TAGE=7#PROZENT=2.00#\nB\n #skonto#tage=14#prozent=1.00# \n', 'A\nB'],
	[
		'#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1#\n#SKONTO#TAGE=28#PROZENT=1#',
		'#SKONTO#TAGE=28#PROZENT=1#',
	],
	['#SKONTO#\nDiscount of 2 %', '#SKONTO#\nDiscount of 2 %'],
	['', ''],
])('without the discounts of the item, the terms %j are %j', (terms, left) => {
	const discounts = [
		{ percent: 2, amount: null, baseAmount: null, until: '2026-01-08' },
		{ percent: 1, amount: null, baseAmount: null, until: '2026-01-15' },
	];
	const item = invoiceOf({ issueDate: '2026-01-01', payment: paymentOf({ terms, discounts }) });
	expect(termsWithoutDiscounts(item)).toBe(left);
});

test('a sample without any has none', async () => {
	for (const xml of [CII, UBL])
		expect((await read(change(xml, ['R-', 'S-']))).payment!.discounts).toEqual([]);
});
