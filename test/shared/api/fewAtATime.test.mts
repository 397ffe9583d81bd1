import { setImmediate as turn } from 'node:timers/promises';
import { fewAtATime } from '../../../nodes/shared/api/fewAtATime';

/** Tasks that end in another order than they start, and a record of them. */
function works(failing: number[] = []) {
	const seen = { now: 0, most: 0, begun: [] as number[], ended: [] as number[] };
	const work = async (index: number) => {
		seen.begun.push(index);
		seen.most = Math.max(seen.most, ++seen.now);
		for (let turns = index % 2 === 0 ? 3 : 1; turns > 0; turns--) await turn();
		seen.now--;
		seen.ended.push(index);
		if (failing.includes(index)) throw new Error(`number ${index}`);
		return `result ${index}`;
	};
	return { seen, work };
}

it('gives the results in order, and never does more than allowed at a time', async () => {
	const { seen, work } = works();
	const results = await fewAtATime(12, 5, work);
	expect(results).toEqual(Array.from({ length: 12 }, (_, index) => `result ${index}`));
	expect(seen.most).toBe(5);
	expect(seen.ended).not.toEqual(seen.begun);
});

it('does nothing for nothing', async () => {
	const { seen, work } = works();
	expect(await fewAtATime(0, 5, work)).toEqual([]);
	expect(seen.begun).toEqual([]);
});

it('begins nothing more after a failure, and waits for what was begun', async () => {
	const { seen, work } = works([1]);
	await expect(fewAtATime(100, 3, work)).rejects.toThrow('number 1');
	expect(seen.begun.length).toBeLessThan(10);
	expect(seen.now).toBe(0);
	expect(seen.ended.toSorted()).toEqual(seen.begun.toSorted());
});

it('throws one of several failures', async () => {
	const { work } = works([0, 1, 2]);
	await expect(fewAtATime(3, 3, work)).rejects.toThrow(/number [012]/);
});
