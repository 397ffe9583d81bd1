import { clock } from '../../nodes/shared/clock';
import { mapInSteps, runInSteps } from '../../nodes/shared/steps';

/** What each step has mapped. */
function stepsOf<T>(list: readonly T[], sizeOf?: (entry: T) => number): T[][] {
	const seen: T[][] = [[]];
	const steps = mapInSteps(list, (entry) => void seen.at(-1)!.push(entry), sizeOf);
	while (!steps.next().done) seen.push([]);
	return seen;
}

const ofLength = (length: number) => Array.from({ length }, (_, index) => index);

test.each([
	[0, [0]],
	[500, [500]],
	[501, [500, 1]],
	[1200, [500, 500, 200]],
])('%d entries', (length, expected) => {
	const steps = stepsOf(ofLength(length));
	expect(steps.map((entries) => entries.length)).toEqual(expected);
	expect(steps.flat()).toEqual(ofLength(length));
});

test('a step ends with the entry that makes it large', () => {
	expect(stepsOf([499, 49_000, 1, 250, 250, 1], (size) => size)).toEqual([[499, 49_000], [1, 250, 250], [1]]);
});

test('small pieces of work in a row pause like a large one', async () => {
	let now = 1000;
	const sleep = jest.spyOn(clock, 'sleep').mockResolvedValue();
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	for (let piece = 0; piece < 100; piece++) {
		await runInSteps(mapInSteps([piece], (one) => one));
		now += 5;
	}
	// Half a second, with a pause after each ten milliseconds.
	expect(sleep.mock.calls.length).toBeGreaterThan(40);
	jest.restoreAllMocks();
});
