/** The cache of shapes: the same answer from it and without it, and bounded. */
import fc from 'fast-check';
import { ShapeCache, type Place } from '../../../nodes/shared/trigger/shapes';

const sorted = (cache: ShapeCache, value: Record<string, unknown>, place: Place) => {
	const [{ names, order, labels }, members] = cache.read(value, place);
	return order.map((index) => [names[index], labels[index], members[index]]);
};

it('returns the members sorted, whatever stood in the place before', () => {
	const value = fc.dictionary(fc.constantFrom('b', 'a', 'c', '2', '10', 'é', 'e', 'x', 'y'), fc.nat());
	const values = fc.array(value, { minLength: 1, maxLength: 30 });
	fc.assert(
		fc.property(values, (all) => {
			const cache = new ShapeCache();
			for (const one of all) {
				const expected = Object.keys(one)
					.sort()
					.map((name) => [name, `${JSON.stringify(name)}:`, one[name]]);
				expect(sorted(cache, one, cache.root)).toEqual(expected);
			}
		}),
	);
});

it('keeps the shape of a place', () => {
	const cache = new ShapeCache();
	const shapeOf = (value: Record<string, unknown>) => cache.read(value, cache.root)[0];
	const one = shapeOf({ b: 1, a: 2 });
	expect(shapeOf({ b: 3, a: 4 })).toBe(one);
	const other = shapeOf({ b: 1 });
	expect(shapeOf({ b: 5, a: 6 })).toBe(one);
	expect(shapeOf({ b: 5 })).toBe(other);
});

it('is bounded in shapes of a place, and in characters of names', () => {
	const cache = new ShapeCache();
	for (let count = 0; count < 100; count++) cache.read({ [`name${count}`]: 1 }, cache.root);
	expect(cache.root.shapes!.length).toBeLessThanOrEqual(8);

	const { root } = cache;
	cache.limit();
	expect(cache.root).toBe(root);
	const place: Place = {};
	cache.read({ ['x'.repeat(1_000_000)]: 1 }, place);
	expect(place.shapes).toEqual([]);
	cache.limit();
	expect(cache.root).not.toBe(root);
	cache.read({ a: 1 }, cache.root);
	expect(cache.root.shapes).toHaveLength(1);
});
