import fc from 'fast-check';
import { shaped, withParties } from '../../../../nodes/shared/einvoice/ownData/shape';
import { take } from '../../../support/einvoice/ownData.mts';

describe('shaped', () => {
	test('makes objects of columns with points', () => {
		expect(
			shaped({ 'buyer.name': 'B', 'buyer.address.city': 'Wien', 'totals.paid': 5, 'my.own': 1 }),
		).toMatchObject({
			buyer: { name: 'B', address: { city: 'Wien' } },
			totals: { paid: 5 },
			lines: [],
		});
	});

	test('puts what stands in a party where the item has it, unless that says something', () => {
		const seller = { city: 'Ulm', iban: 'DE1', electronicAddress: '0088:1', address: { city: 'Bonn' } };
		expect(shaped({ seller, payment: { bic: 'B' } })).toMatchObject({
			seller: { address: { city: 'Bonn' } },
			payment: { iban: 'DE1', bic: 'B' },
			references: { sellerElectronicAddress: '0088:1' },
		});
		expect(shaped({ buyer: { iban: 'DE1' } }).payment).toBeUndefined();
	});

	test.each([
		[{ buyer: { address: { country: 'DE', City: 'Ulm', postal_code: 1 } } }],
		[{ 'buyer.address.country': 'DE', 'buyer.address.city': 'Ulm', 'buyer.address.postalCode': 1 }],
		[{ buyer: { country: 'DE', city: 'Ulm', postalCode: 1 } }],
		[{ buyer_address_country: 'DE', 'Buyer Address City': 'Ulm', buyerAddressPostalCode: 1 }],
	])('an address in its object is called as beside the name: %j', (input) => {
		expect(shaped(input)).toMatchObject({
			buyer: { address: { countryCode: 'DE', city: 'Ulm', postalCode: 1 } },
		});
	});

	test('the code of a country comes before its other name', () => {
		expect(shaped({ buyer: { address: { countryCode: 'DE', country: 'Germany' } } })).toMatchObject({
			buyer: { address: { countryCode: 'DE' } },
		});
	});

	test.each([
		['[{"description":"A"}]', [{ description: 'A' }]],
		[' {"description":"A"}', { description: 'A' }],
		['[broken', '[broken'],
		[[{ description: 'A' }], [{ description: 'A' }]],
	])('lines %j are %j', (lines, expected) => {
		expect(shaped({ lines }).lines).toEqual(expected);
	});

	test('leaves the input as it was', () => {
		const input = { buyer: { city: 'Wien' }, references: {}, 'buyer.name': 'B', buyerReference: 'R' };
		const before = structuredClone(input);
		shaped(input);
		expect(input).toEqual(before);
	});
});

test('a field __proto__ hides nothing', () => {
	const json = JSON.parse('{"number":1,"__proto__":{"lines":[1],"totals":{"paid":3}}}') as Record<
		string,
		unknown
	>;
	const fields = shaped(json);
	expect([fields.totals, fields.lines]).toEqual([undefined, []]);
});

test('withParties leaves the input as it was', () => {
	const input = { seller: { name: 'Old', address: { street: 'A', streetNumber: '7' } } };
	const before = structuredClone(input);
	const seller = { name: 'New', street: 'B 1' };
	expect(withParties(input, { seller })).toMatchObject({
		seller: { name: 'New', address: { street: 'B 1', streetNumber: null } },
	});
	expect(input).toEqual(before);
});

test('any JSON becomes an item or gaps, and changes no prototype', () => {
	const names = fc.constantFrom(
		...[
			'number',
			'lines',
			'seller',
			'buyer',
			'totals',
			'taxes',
			'payment',
			'references',
			'quantity',
			'unitPrice',
		],
		...[
			'issueDate',
			'kind',
			'seller.name',
			'seller.address',
			'buyer.address.city',
			'__proto__',
			'references.__proto__',
		],
		...['seller.__proto__.x', 'constructor', 'provider', 'discount'],
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom(null, '', '19', '1,5', 'x', 7, -0.5, true, '[{"quantity":1}]'),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(names, tie('tree'), { maxKeys: 5 }),
		),
	}));
	const item = fc.dictionary(names, tree, { maxKeys: 8 }) as fc.Arbitrary<Record<string, unknown>>;
	fc.assert(
		fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), (rows) => {
			const { item: made, gaps } = take(rows);
			expect(Array.isArray(made.lines)).toBe(true);
			expect(gaps.every(({ message }) => message.length > 0)).toBe(true);
			expect(Object.keys(Object.prototype)).toEqual([]);
			expect(({} as Record<string, unknown>).x).toBeUndefined();
		}),
	);
});
