import fc from 'fast-check';
import { checkSums } from '../../../nodes/shared/invoice/checks';
import { invoiceOf, lineOf } from '../../../nodes/shared/invoice/build';
import type { Invoice, Tax, Totals } from '../../../nodes/shared/invoice/schema';

type Known = Parameters<typeof invoiceOf>[0];

const issuesOf = (known: Known) => checkSums(invoiceOf(known)).issues;
const tax = (known: Partial<Tax>): Tax => ({
	category: null,
	name: null,
	rate: null,
	taxableAmount: null,
	taxAmount: null,
	...known,
});
const netLines = (...nets: Array<number | null>) => nets.map((net) => lineOf({ net }));

describe('BR-CO rules', () => {
	it.each<[string, Known, string, string]>([
		[
			'BR-CO-10: the lines',
			{ totals: { lines: 10 }, lines: netLines(3.1, 7) },
			'totals.lines',
			'10 was sent, but the sum of the lines is 10.1 (BR-CO-10)',
		],
		[
			'BR-CO-13: net, of the lines alone',
			{ totals: { lines: 10, net: 11 } },
			'totals.net',
			'11 was sent, but lines − discount + charges is 10 (BR-CO-13)',
		],
		[
			'BR-CO-13: net, with discount and charges',
			{ totals: { lines: 10, discount: 2, charges: 0.5, net: 10 } },
			'totals.net',
			'10 was sent, but lines − discount + charges is 8.5 (BR-CO-13)',
		],
		[
			'BR-CO-14: the taxes',
			{ totals: { tax: 2 }, taxes: [tax({ taxAmount: 1.9 }), tax({ taxAmount: 0.05 })] },
			'totals.tax',
			'2 was sent, but the sum of the taxes is 1.95 (BR-CO-14)',
		],
		[
			'BR-CO-15: gross',
			{ totals: { net: 10, tax: 1.9, gross: 12 } },
			'totals.gross',
			'12 was sent, but net + tax is 11.9 (BR-CO-15)',
		],
		[
			'BR-CO-16: due',
			{ totals: { gross: 11.9, paid: 1.9, due: 11.9 } },
			'totals.due',
			'11.9 was sent, but gross − paid + rounding is 10 (BR-CO-16)',
		],
		[
			'BR-CO-16: due, with what was withheld and rounded',
			{ totals: { gross: 11.9, paid: 1.9, withheld: 2, rounding: 0.03, due: 8 } },
			'totals.due',
			'8 was sent, but gross − paid + rounding is 8.03 (BR-CO-16)',
		],
	])('%s', (_name, known, path, message) => {
		expect(issuesOf(known)).toEqual([{ code: 'sum-mismatch', path, message }]);
	});

	it('BR-CO-17: the tax of a rate', () => {
		const taxes = [
			tax({ rate: 19, taxableAmount: 100, taxAmount: 19 }),
			tax({ rate: 7, taxableAmount: 100, taxAmount: 7.02 }),
		];
		expect(issuesOf({ taxes })).toEqual([
			{
				code: 'tax-mismatch',
				path: 'taxes[1].taxAmount',
				message: '7.02 was sent, but 7 % of 100 is 7 (BR-CO-17)',
			},
		]);
	});

	it('BR-CO-17 tolerates a hundredth of a currency with thousandths, where all taxes are rounded to that', () => {
		const dinars = (taxAmount: number) =>
			issuesOf({ currency: 'KWD', taxes: [tax({ rate: 5, taxableAmount: 1.37, taxAmount })] });
		expect(dinars(0.07)).toEqual([]);
		expect(dinars(0.09)).toHaveLength(1);
		expect(dinars(0.071)).toHaveLength(1);
	});

	it.each<[string, Known]>([
		['no line', { totals: { lines: 10 } }],
		['a line without its net', { totals: { lines: 10 }, lines: netLines(3, null) }],
		['no sum of the lines', { totals: { net: 11 }, lines: netLines(3) }],
		['no taxes', { totals: { tax: 2 } }],
		['a tax without its amount', { totals: { tax: 2 }, taxes: [tax({ taxAmount: 1 }), tax({})] }],
		['no net', { totals: { tax: 2, gross: 3 } }],
		['no tax', { totals: { net: 2, gross: 3 } }],
		['no gross', { totals: { paid: 2, due: 3 } }],
		['nothing paid', { totals: { gross: 2, due: 3 } }],
		['no due', { totals: { gross: 2, paid: 3 } }],
		['a tax without its rate', { taxes: [tax({ taxableAmount: 1, taxAmount: 1 })] }],
		['a tax without its base', { taxes: [tax({ rate: 1, taxAmount: 1 })] }],
		['nothing at all', {}],
	])('are not applied where a figure was not sent: %s', (_name, known) => {
		const invoice = invoiceOf(known);
		expect(checkSums(invoice)).toBe(invoice);
	});

	it('are none for what is paid and still due, which is an issue all the same', () => {
		const known = { totals: { gross: 12, paid: 0, due: 12 } };
		expect(issuesOf({ ...known, status: 'paid' })).toEqual([
			{ code: 'status-mismatch', path: 'status', message: 'The status is paid, and 12 is due' },
		]);
		expect(issuesOf({ ...known, status: 'unpaid' })).toEqual([]);
		expect(issuesOf({ totals: { gross: -12, paid: 0, due: -12 }, status: 'paid' })).toEqual([]);
	});

	it('count 0 as sent', () => {
		expect(issuesOf({ totals: { net: 0, tax: 0, gross: 1 } })).toHaveLength(1);
		expect(issuesOf({ totals: { gross: 5, paid: 0, due: 0 } })).toHaveLength(1);
		expect(issuesOf({ totals: { net: 0, tax: 0, gross: -0 } })).toEqual([]);
	});

	it('compute exactly', () => {
		expect(issuesOf({ totals: { net: 0.1, tax: 0.2, gross: 0.3 } })).toEqual([]);
		expect(issuesOf({ totals: { lines: 1.15 }, lines: netLines(0.35, 0.35, 0.45) })).toEqual([]);
	});
});

describe('the tolerance of a rate', () => {
	it.each([
		['EUR', 0, 19.01, 0],
		['EUR', 0, 18.99, 0],
		['EUR', 0, 19.011, 1],
		['EUR', 3, 19.03, 0],
		['EUR', 3, 19.04, 1],
		['JPY', 0, 20, 0],
		['JPY', 0, 21, 1],
		['KWD', 0, 19.001, 0],
		['KWD', 0, 19.002, 1],
		[null, 0, 19.01, 0],
		[null, 0, 19.02, 1],
		// Gold has no minor unit.
		['XAU', 0, 19.02, 1],
	])('is one minor unit of %s a line (%d lines): %d', (currency, lines, taxAmount, count) => {
		const issues = issuesOf({
			currency,
			taxes: [tax({ rate: 19, taxableAmount: 100, taxAmount })],
			lines: Array.from({ length: lines }, () => lineOf({})),
		});
		expect(issues.filter(({ code }) => code === 'tax-mismatch')).toHaveLength(count);
	});
});

describe('the tolerance of a net below lines with more digits than the currency', () => {
	it.each([
		['one tax', 10.0049, 10, 1, 0],
		['one tax, and off by more', 10.0049, 9.99, 1, 1],
		['two taxes', 10.0149, 10, 2, 0],
		['lines of whole minor units', 10.01, 10, 2, 1],
	])('is one minor unit a tax: %s', (_name, lines, net, taxes, count) => {
		const issues = issuesOf({
			currency: 'EUR',
			totals: { lines, net },
			taxes: Array.from({ length: taxes }, () => tax({})),
		});
		expect(issues.filter(({ code }) => code === 'sum-mismatch')).toHaveLength(count);
	});
});

describe('digits', () => {
	it.each([
		['EUR', 1.234, true],
		['EUR', 1.23, false],
		['JPY', 1.5, true],
		['JPY', 1500, false],
		['KWD', 1.234, false],
		['KWD', 1.2345, true],
		['XAU', 1.2345, false],
		[null, 1.2345, false],
	])('of %s: %d', (currency, amount, tooMany) => {
		expect(issuesOf({ currency, totals: { gross: amount } })).toEqual(
			tooMany
				? [
						{
							code: 'more-digits-than-currency',
							path: 'totals.gross',
							message: `${amount} has more digits than ${currency} has`,
						},
					]
				: [],
		);
	});

	it('are looked at in every amount, but not in prices, quantities and rates', () => {
		const odd = 1.2345;
		const invoice = checkSums(
			invoiceOf({
				currency: 'EUR',
				totals: Object.fromEntries(
					Object.keys(invoiceOf({}).totals).map((key) => [key, odd]),
				) as Partial<Totals>,
				taxes: [tax({ rate: odd, taxableAmount: odd, taxAmount: odd })],
				lines: [
					lineOf({
						quantity: odd,
						unitPrice: odd,
						taxRate: odd,
						discount: odd,
						net: odd,
						tax: odd,
						gross: odd,
					}),
				],
			}),
		);
		const paths = invoice.issues
			.filter(({ code }) => code === 'more-digits-than-currency')
			.map(({ path }) => path);
		expect(paths).toEqual([
			...Object.keys(invoice.totals).map((key) => `totals.${key}`),
			'taxes[0].taxableAmount',
			'taxes[0].taxAmount',
			'lines[0].net',
			'lines[0].tax',
			'lines[0].gross',
		]);
	});
});

it('adds to the issues that are there, and changes nothing else', () => {
	const before = invoiceOf({
		totals: { net: 1, tax: 1, gross: 3 },
		issues: [{ code: 'own', path: 'x', message: 'y' }],
	});
	const copy = structuredClone(before);
	const { issues, ...after } = checkSums(before);
	expect(before).toEqual(copy);
	const { issues: _issues, ...rest } = copy;
	expect(after).toEqual(rest);
	expect(issues.map(({ code }) => code)).toEqual(['own', 'sum-mismatch']);
});

describe('any invoice that adds up', () => {
	const cents = fc.integer({ min: 0, max: 1_000_000_000 });
	const orNone = fc.option(cents, { nil: null });
	/** Amounts in cents. */
	const figures = fc.record({
		lines: fc.array(cents, { minLength: 1, maxLength: 8 }),
		taxes: fc.array(fc.record({ rate: fc.integer({ min: 0, max: 30 }), base: cents }), {
			minLength: 1,
			maxLength: 4,
		}),
		discount: orNone,
		charges: orNone,
		withheld: orNone,
		rounding: orNone,
		paid: cents,
	});
	const major = (value: number | null) => (value === null ? null : value / 100);

	const consistent = figures.map((sent): Invoice => {
		const lines = sent.lines.reduce((a, b) => a + b, 0);
		const net = lines - (sent.discount ?? 0) + (sent.charges ?? 0);
		const taxes = sent.taxes.map(({ rate, base }) => ({
			rate,
			base,
			amount: Math.round((base * rate) / 100),
		}));
		const taxTotal = taxes.reduce((total, { amount }) => total + amount, 0);
		const gross = net + taxTotal;
		return invoiceOf({
			currency: 'EUR',
			lines: sent.lines.map((line) => lineOf({ net: major(line) })),
			taxes: taxes.map(({ rate, base, amount }) =>
				tax({ rate, taxableAmount: major(base), taxAmount: major(amount) }),
			),
			totals: {
				lines: major(lines),
				discount: major(sent.discount),
				charges: major(sent.charges),
				net: major(net),
				tax: major(taxTotal),
				gross: major(gross),
				withheld: major(sent.withheld),
				paid: major(sent.paid),
				rounding: major(sent.rounding),
				due: major(gross - sent.paid - (sent.withheld ?? 0) + (sent.rounding ?? 0)),
			},
		});
	});

	it('has no issue', () => {
		fc.assert(fc.property(consistent, (invoice) => expect(checkSums(invoice)).toBe(invoice)));
	});

	/** The rules that depend on each amount. */
	const RULES: Record<string, string[]> = {
		lines: ['BR-CO-10', 'BR-CO-13'],
		discount: ['BR-CO-13'],
		charges: ['BR-CO-13'],
		net: ['BR-CO-13', 'BR-CO-15'],
		tax: ['BR-CO-14', 'BR-CO-15'],
		gross: ['BR-CO-15', 'BR-CO-16'],
		withheld: ['BR-CO-16'],
		paid: ['BR-CO-16'],
		rounding: ['BR-CO-16'],
		due: ['BR-CO-16'],
	};

	it('has one issue for every rule that a changed total is in', () => {
		const key = fc.constantFrom(...(Object.keys(RULES) as Array<keyof Totals>));
		const by = fc.integer({ min: 1, max: 1_000_000 });
		fc.assert(
			fc.property(consistent, key, by, (invoice, name, change) => {
				const changed = (Math.round((invoice.totals[name] ?? 0) * 100) + change) / 100;
				const { issues } = checkSums({ ...invoice, totals: { ...invoice.totals, [name]: changed } });
				expect(issues.map(({ message }) => /BR-CO-\d+/.exec(message)?.[0])).toEqual(RULES[name]);
			}),
		);
	});

	it('has one issue for a changed line, and two at most for a changed tax', () => {
		fc.assert(
			fc.property(consistent, fc.integer({ min: 1000, max: 1_000_000 }), (invoice, change) => {
				const [line, ...lines] = invoice.lines;
				const net = (Math.round(line.net! * 100) + change) / 100;
				expect(checkSums({ ...invoice, lines: [{ ...line, net }, ...lines] }).issues).toMatchObject([
					{ path: 'totals.lines' },
				]);
				const [first, ...others] = invoice.taxes;
				const taxAmount = (Math.round(first.taxAmount! * 100) + change) / 100;
				expect(checkSums({ ...invoice, taxes: [{ ...first, taxAmount }, ...others] }).issues).toMatchObject([
					{ path: 'totals.tax' },
					{ path: 'taxes[0].taxAmount', code: 'tax-mismatch' },
				]);
			}),
		);
	});
});
