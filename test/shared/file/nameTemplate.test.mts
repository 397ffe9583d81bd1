import fc from 'fast-check';
import { fillFileName, fillFilePath } from '../../../nodes/shared/file/nameTemplate';

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
	['{year} {month}', '2026 2026-01'],
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
		`The File Name asks for ${named}, which is not a text or number of the item`,
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

test.each([
	['{seller.name}/{month}/{number}', 'a.pdf', 'Seller _ Söhne/2026-01/R-1.pdf'],
	['/Invoices/{year}/{number}', 'a.XML', '/Invoices/2026/R-1.XML'],
	['{number}.pdf', 'a.PDF', 'R-1.pdf'],
	['{number}', 'no extension', 'R-1'],
	['{seller.address.city}/{number}', 'a.pdf', 'unknown/R-1.pdf'],
	['{seller.name}/{dueDate}', 'a.pdf', 'Seller _ Söhne/a.pdf'],
	['{dueDate} {references.orderId}', 'scan.pdf', 'scan 4711.pdf'],
	['{number}_{dueDate}_{seller.address.city}', 'scan.pdf', 'R-1_scan_.pdf'],
	['{dueDate} {seller.address.city}', 'scan.pdf', 'scan.pdf'],
	['{seller.name}/', 'a.pdf', 'Seller _ Söhne/a.pdf'],
	[' a // b /../{number}', 'a.pdf', 'a/b/unknown/R-1.pdf'],
	['{number}', '../../etc/passwd', 'R-1'],
	['', '../x.pdf', '_x.pdf'],
])('path %s of %s', (template, own, expected) => {
	expect(fillFilePath(template, item, own)).toEqual({ ok: true, value: expected });
});

test.each([
	['..', 'a.pdf'],
	[' . ', 'a.pdf'],
	['\u0000', 'a.pdf'],
	['.pdf', 'pdf.pdf'],
	['.PDF.', 'PDF.pdf'],
])('of the number %j, the file keeps a name and its extension', (number, expected) => {
	expect(fillFilePath('{number}', { number }, 'a.pdf')).toEqual({ ok: true, value: expected });
});

test('a date that is none has no month', () => {
	expect(fillFilePath('{month}/{number}', { ...item, issueDate: '../../2026' }, 'a.pdf')).toEqual({
		ok: true,
		value: 'unknown/R-1.pdf',
	});
});

test('an unknown field in a path is an error that names the option', () => {
	const result = fillFilePath('{supplier}/{number}', item, 'a.pdf');
	expect(result.ok ? '' : result.error.message).toBe(
		'The File Path asks for {supplier}, which is not a text or number of the item',
	);
});

test('no value leaves the folders of the template', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (name, number, own) => {
			const path = fillFilePath('{seller.name}/x/{number}', { seller: { name }, number }, `a${own}.pdf`);
			const parts = path.ok ? path.value.split('/') : [];
			expect(parts).toHaveLength(3);
			expect(parts[1]).toBe('x');
			expect(parts.every((part) => part !== '' && !part.startsWith('.') && !part.includes('\\'))).toBe(true);
			expect(parts[2]).toMatch(/.\.pdf$/i);
		}),
	);
});
