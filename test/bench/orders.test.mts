import { inOrder, orders } from '../../bench/orders.mts';

describe.each([1, 2, 3, 4, 5, 6, 7])('%i contestants', (count) => {
	const all = orders(count);
	const times = new Map<string, number>();
	for (const order of all)
		order.forEach((one, place) => {
			for (const what of [`${one} at ${place}`, ...(place > 0 ? [`${one} after ${order[place - 1]}`] : [])])
				times.set(what, (times.get(what) ?? 0) + 1);
		});

	test('each has each place and follows each other one, all equally often', () => {
		expect(times.size).toBe(count * count + count * (count - 1));
		expect(new Set(times.values()).size).toBe(1);
	});

	test('each takes part in each order once', () => {
		for (const order of all) expect(new Set(order).size).toBe(count);
	});
});

test('rounds begin again after the last order', () => {
	expect(inOrder(['a', 'b', 'c', 'd'], 0)).toEqual(['a', 'b', 'd', 'c']);
	expect(inOrder(['a', 'b', 'c', 'd'], 4)).toEqual(inOrder(['a', 'b', 'c', 'd'], 0));
});
