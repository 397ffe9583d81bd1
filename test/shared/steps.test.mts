import { mapInSteps } from '../../nodes/shared/steps';

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
