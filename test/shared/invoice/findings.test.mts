import { decimal } from '../../../nodes/shared/values/decimal';
import { invoiceOf } from '../../../nodes/shared/invoice/build';
import { Findings, withFindings } from '../../../nodes/shared/invoice/findings';

describe('findings', () => {
	it.each<
		[string, (findings: Findings, text: string | null | undefined) => unknown, string, string, string, string]
	>([
		[
			'date',
			(f, text) => f.date('p', text),
			'2026-01-15T10:00:00',
			'2026-01-15',
			'soon',
			'soon is not a date',
		],
		[
			'currency',
			(f, text) => f.currency('p', text),
			'eur',
			'EUR',
			'EURO',
			'EURO is not an ISO 4217 currency',
		],
		[
			'country',
			(f, text) => f.country('p', text),
			'DEU',
			'DE',
			'Utopia',
			'Utopia is not an ISO 3166-1 country',
		],
	])('%s: read, absent, or null and reported', (name, read, good, value, bad, message) => {
		const findings = new Findings();
		expect(read(findings, good)).toBe(value);
		for (const absent of [null, undefined, '']) expect(read(findings, absent)).toBeNull();
		expect(findings.issues).toEqual([]);
		expect(read(findings, bad)).toBeNull();
		expect(findings.issues).toEqual([
			{ code: `${name}-unknown`, path: 'p', message: `${message}; it is kept in raw` },
		]);
	});

	it('amount: the number, or null and reported where a double cannot hold it', () => {
		const findings = new Findings();
		expect(findings.amount('p', decimal('1.50'))).toBe(1.5);
		expect(findings.amount('p', decimal('0'))).toBe(0);
		expect(findings.amount('p', null)).toBeNull();
		expect(findings.issues).toEqual([]);
		expect(findings.amount('totals.net', decimal('12345678901234567.89'))).toBeNull();
		expect(findings.issues).toEqual([
			{
				code: 'amount-not-exact',
				path: 'totals.net',
				message: '12345678901234567.89 has more digits than a number can hold exactly; it is kept in raw',
			},
		]);
	});

	it('puts the index into the path of what stands in a list', () => {
		const findings = new Findings();
		findings.amount('lines[].net', decimal('1.50'), 0);
		expect(findings.issues).toEqual([]);
		findings.add('a', 'lines[].tax', 'odd', 0);
		findings.amount('lines[].net', decimal('12345678901234567.89'), 1);
		findings.date('lines[].periodStart', 'soon', 12);
		expect(findings.issues.map(({ path }) => path)).toEqual([
			'lines[0].tax',
			'lines[1].net',
			'lines[12].periodStart',
		]);
	});

	it('does not repeat a long text whole', () => {
		const findings = new Findings();
		findings.currency('p', 'x'.repeat(10_000));
		expect(findings.issues[0].message).toBe(
			`${'x'.repeat(100)} is not an ISO 4217 currency; it is kept in raw`,
		);
	});

	it('lists a thousand, those that an item has included', () => {
		const issue = { code: 'a', path: 'p', message: 'first' };
		const item = invoiceOf({ issues: [issue] });
		expect(withFindings(item, new Findings('', item.issues))).toBe(item);
		const findings = new Findings('', item.issues);
		for (let count = 0; count < 2000; count++) findings.add('b', 'q', 'next');
		const codes = withFindings(item, findings).issues.map(({ code }) => code);
		expect(codes).toEqual(['a', ...Array<string>(999).fill('b'), 'more-issues']);
		const again = new Findings('', findings.issues);
		again.add('c', 'r', 'last');
		expect(again.issues).toEqual(findings.issues);
		expect(item.issues).toEqual([issue]);
	});

	it('keeps the order in which things were found', () => {
		const findings = new Findings();
		findings.add('a', 'p', 'first');
		findings.country('q', '??');
		findings.add('b', 'r', 'last');
		expect(findings.issues.map(({ code }) => code)).toEqual(['a', 'country-unknown', 'b']);
	});
});
