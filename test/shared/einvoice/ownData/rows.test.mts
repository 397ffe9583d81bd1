import { groupsBy, joined } from '../../../../nodes/shared/einvoice/ownData/rows';
import { finish } from '../../../../nodes/shared/steps';

/** Too many levels for recursive code. */
function deep(wrap: (inside: unknown) => unknown): unknown {
	let value: unknown = 1;
	for (let level = 0; level < 50_000; level++) value = wrap(value);
	return value;
}
const DEEP = [deep((inside) => [inside]), deep((inside) => ({ name: inside }))];

const item = (fields: object) => fields as Record<string, unknown>;

describe('groupsBy', () => {
	test('puts together what has the same value, be it a number or a text', () => {
		const items = [{ n: 1 }, { n: '2' }, { n: ' 1 ' }, { n: '' }, { n: 2 }, {}].map(item);
		const { byFirst, without } = groupsBy(items, 'n');
		expect([...byFirst]).toEqual([
			[0, [0, 2]],
			[1, [1, 4]],
		]);
		expect([...without]).toEqual([3, 5]);
	});

	test.each([[{ 'buyer.name': 'B' }], [{ buyer: { name: 'B' } }]])('finds buyer.name in %j', (fields) => {
		expect(groupsBy([item(fields)], 'buyer.name').byFirst.get(0)).toEqual([0]);
	});

	test.each(['__proto__', 'constructor', 'toString'])('finds no %s that no item has', (field) => {
		expect(groupsBy([{}], field).without.has(0)).toBe(true);
	});
});

const join = (rows: Array<Record<string, unknown>>) => finish(joined(rows, 'Europe/Berlin'));

test('rows whose dates are moments of one day agree', () => {
	const rows = ['2026-01-31T10:00:00.000Z', '2026-01-31T10:00:01.000Z', '2026-01-31'].map((issueDate) => ({
		number: 1,
		issueDate,
	}));
	expect(join(rows).issues).toEqual([]);
	expect(join([...rows, { number: 1, issueDate: '2026-02-01' }]).issues).toHaveLength(1);
});

test('a column that is spelled otherwise groups, too, unless the field itself says something', () => {
	const rows = [{ Number: 'A' }, { number: 'A', NUMBER: 'B' }, { 'n u m b e r': 'A' }, { Nummer: 'A' }];
	const { byFirst, without } = groupsBy(rows, 'number');
	expect([...byFirst]).toEqual([[0, [0, 1, 2]]]);
	expect([...without]).toEqual([3]);
	expect(groupsBy([{ 'Buyer Name': 'B' }], 'buyer.name').byFirst.get(0)).toEqual([0]);
});

describe('values of many levels', () => {
	test.each(DEEP)('form no group', (value) => {
		expect([...groupsBy([{ n: value }, { n: 1 }].map(item), 'n').without]).toEqual([0]);
	});

	test.each(DEEP)('are not joined', (value) => {
		const { fields } = join([
			{ number: 1, seller: { name: 'S' } },
			{ number: value, seller: value },
		]);
		expect(fields).toMatchObject({ number: 1, seller: { name: 'S' } });
	});
});

describe('joined', () => {
	test('takes what the first row says that says something', () => {
		const { fields, issues } = join([
			{ number: 1, note: '', description: 'A' },
			{
				number: '1',
				note: 'Thanks',
				seller: { name: 'S' },
				lines: [{ description: 'B' }, { description: 'C' }],
			},
			{ seller: { name: 'S', taxId: 'DE1' }, 'own column': 7 },
		]);
		expect(fields).toMatchObject({ number: 1, note: 'Thanks', seller: { name: 'S', taxId: 'DE1' } });
		expect(fields.lines).toEqual([{ description: 'A' }, { description: 'B' }, { description: 'C' }]);
		expect(issues).toEqual([]);
	});

	test('names the row that says something else', () => {
		const { fields, issues } = join([{ number: 1, currency: 'EUR' }, { currency: 'USD' }]);
		expect(fields.currency).toBe('EUR');
		expect(issues).toEqual([
			{
				code: 'rows-differ',
				path: 'currency',
				message: 'Row 2 of the invoice has "USD", but a row before it "EUR": make them equal',
			},
		]);
	});
});
