import fc from 'fast-check';
import { invoiceOf, lineOf, partyOf } from '../../../nodes/shared/invoice/build';
import { checkDocument } from '../../../nodes/shared/invoice/checkDocument';
import { checkSums } from '../../../nodes/shared/invoice/checks';
import type { Line, Totals } from '../../../nodes/shared/invoice/schema';

const whole = {
	number: 'R-1',
	issueDate: '2025-03-01',
	currency: 'EUR',
	seller: partyOf({ name: 'Seller AG' }),
	buyer: partyOf({ companyName: 'Buyer AG' }),
};
const codesOf = (known: Parameters<typeof invoiceOf>[0], absent = {}) =>
	checkDocument(invoiceOf({ ...whole, ...known }), absent).issues.map(({ code, path }) => `${code} ${path}`);

describe('what is not said is not there', () => {
	test.each<[string, Partial<Totals>, string[]]>([
		['nothing paid: due is gross', { gross: 119, due: 119 }, []],
		['nothing paid, another due', { gross: 119, due: 1190 }, ['sum-mismatch totals.due']],
		['with rounding', { gross: 119.01, rounding: -0.01, due: 119 }, []],
		['no total of the tax: gross is net', { net: 100, gross: 100 }, []],
		['no total of the tax, another gross', { net: 100, gross: 119 }, ['sum-mismatch totals.gross']],
	])('%s', (_name, totals, issues) => {
		expect(codesOf({ totals })).toEqual(issues);
		// A provider that does not send the amount makes no claim about it.
		expect(checkSums(invoiceOf({ ...whole, totals })).issues).toEqual([]);
	});
});

describe('what no invoice goes without', () => {
	test.each([
		['number', { number: null }],
		['issueDate', { issueDate: null }],
		['currency', { currency: null }],
		['seller.name', { seller: null }],
		['seller.name', { seller: partyOf({ taxId: 'DE1' }) }],
		['buyer.name', { buyer: null }],
	])('%s', (path, known) => {
		expect(codesOf(known)).toEqual([expect.stringMatching(new RegExp(`^[a-z-]+-missing ${path}$`))]);
	});

	test('one issue is enough for what is there and cannot be read', () => {
		const issue = { code: 'date-unknown', path: 'issueDate', message: 'x' };
		expect(codesOf({ issueDate: null, issues: [issue] })).toEqual(['date-unknown issueDate']);
	});

	test('but for a form that has no buyer', () => {
		expect(codesOf({ buyer: null }, { buyer: true })).toEqual([]);
	});
});

describe('net is price × quantity, less the discount', () => {
	const issuesOf = (line: Partial<Line>) =>
		codesOf({ lines: [lineOf({ unitPriceIncludesTax: false, ...line })] });
	test.each<[string, Partial<Line>, boolean]>([
		['exactly', { quantity: 3, unitPrice: 1.1, net: 3.3 }, true],
		['less a discount', { quantity: 3, unitPrice: 1.1, discount: 0.3, net: 3 }, true],
		['plus a charge', { quantity: 3, unitPrice: 1.1, discount: -0.3, net: 3.6 }, true],
		['given back', { quantity: -3, unitPrice: 1.1, net: -3.3 }, true],
		['a price that was rounded', { quantity: 300, unitPrice: 0.33, net: 100 }, true],
		['without the discount', { quantity: 3, unitPrice: 1.1, discount: 0.3, net: 3.3 }, false],
		['ten times as much', { quantity: 10, unitPrice: 10, net: 1000 }, false],
		['with the wrong sign', { quantity: 6, unitPrice: 18.33, net: -109.98 }, false],
		['five cents off', { quantity: 1, unitPrice: 10, net: 10.05 }, false],
		['no price', { quantity: 3, unitPrice: null, net: 3.3 }, true],
		['a price with tax', { quantity: 3, unitPrice: 1.19, unitPriceIncludesTax: true, net: 3 }, true],
	])('%s', (_name, line, fits) => {
		expect(issuesOf(line)).toEqual(fits ? [] : ['line-mismatch lines[0].net']);
	});

	test('rounded to cents, any of them', () => {
		const cents = fc.integer({ min: -100_000, max: 100_000 });
		fc.assert(
			fc.property(cents, fc.integer({ min: 1, max: 10_000 }), (price, quantity) => {
				const net = Math.round((price * quantity) / 100) / 100;
				expect(issuesOf({ quantity: quantity / 100, unitPrice: price / 100, net })).toEqual([]);
			}),
		);
	});
});

test('a list that its lines have filled does not hide a sign that is wrong', () => {
	const issues = Array.from({ length: 1000 }, () => ({ code: 'a', path: 'lines[0].net', message: '' }));
	const more = { code: 'more-issues', path: '', message: '' };
	const note = { kind: 'creditNote' as const, totals: { gross: -1 }, issues: [...issues, more] };
	expect(codesOf(note)).toContain('credit-note-negative totals.gross');
});
