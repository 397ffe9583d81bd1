import fc from 'fast-check';
import { fillFileName } from '../../../nodes/shared/file/nameTemplate';

const item = {
	number: 'R-1',
	issueDate: '2026-01-15',
	dueDate: null,
	paid: true,
	totals: { gross: 119.9, net: null },
	seller: { name: 'Seller / Söhne', address: null },
	references: { orderId: '4711', 'a.b': 'dotted' },
	lines: [],
};

test.each([
	['{number}_{issueDate}', 'R-1_2026-01-15'],
	['{number}.pdf', 'R-1.pdf'],
	['{seller.name} {totals.gross}', 'Seller / Söhne 119.9'],
	['{references.orderId}', '4711'],
	['{references.a.b}', 'dotted'],
	['{number}{number}', 'R-1R-1'],
	['no field', 'no field'],
	['{} {1} { number }', '{} {1} { number }'],
])('%s', (template, expected) => {
	expect(fillFileName(template, item)).toEqual({ ok: true, value: expected });
});

test.each(['{dueDate}', '{number}_{totals.net}', '{seller.address.city}', '{references.transactionId}'])(
	'%s has no value, so that there is no name',
	(template) => expect(fillFileName(template, item)).toEqual({ ok: true, value: null }),
);

test.each([
	['{numbr}', '{numbr}'],
	['{seller.nam}', '{seller.nam}'],
	['{number.length}', '{number.length}'],
	['{paid}', '{paid}'],
	['{seller}_{lines}', '{seller} and {lines}'],
	['{__proto__}', '{__proto__}'],
	['{constructor.name}', '{constructor.name}'],
	['{dueDate}{numbr}', '{numbr}'],
])('%s is an error that names the field', (template, named) => {
	const result = fillFileName(template, item);
	if (result.ok) throw new Error('It was filled in');
	expect(result.error.message).toBe(
		`The File Name asks for ${named}, which is no text or number of the item`,
	);
	expect(result.error.description).toContain('{issueDate}');
});

test('a value is never a template itself', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (number, note) => {
			expect(fillFileName('{number}', { number, note })).toEqual({ ok: true, value: number });
		}),
	);
});
