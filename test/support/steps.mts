/** Counts operations on lists, because their duration depends on the machine. */

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Methods that call a function for each entry, until they have found what they search for. */
const SEARCHING = ['every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some'];
/** Methods that walk the whole list. */
const WHOLE = [
	...['concat', 'filter', 'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map'],
	...['reduce', 'reduceRight', 'reverse', 'shift', 'slice', 'sort', 'splice', 'toSorted', 'unshift'],
];
const ITERATORS = [[], new Map(), new Set()].map(
	(list) => Reflect.getPrototypeOf(list[Symbol.iterator]()) as object,
);

let steps = 0;

/** Wraps a method so that the calls of its function argument are counted. Lists of arguments would take most of the time. */
const ofCalls = (original: Method): Method =>
	function (this: unknown, call, context) {
		const counted = (entry: unknown, index: unknown, list: unknown) => {
			steps++;
			return (call as Method).call(context, entry, index, list);
		};
		return original.call(this, counted);
	};

const ofLength = (original: Method): Method =>
	function (this: unknown, ...values) {
		steps += (this as unknown[]).length;
		return Reflect.apply(original, this, values);
	};

const ofEach = (original: Method): Method =>
	function (this: unknown) {
		steps++;
		return original.call(this);
	};

const REPLACED: ReadonlyArray<readonly [holder: object, name: string, counted: (method: Method) => Method]> =
	[
		...SEARCHING.map((name) => [Array.prototype, name, ofCalls] as const),
		...WHOLE.map((name) => [Array.prototype, name, ofLength] as const),
		...ITERATORS.map((iterator) => [iterator, 'next', ofEach] as const),
	];

/** Starts counting from zero. @returns what ends it */
function startCounting(): () => void {
	const originals = REPLACED.map(([holder, name]) => Reflect.get(holder, name) as Method);
	const put = (index: number, method: Method) => {
		const [holder, name] = REPLACED[index]!;
		Object.defineProperty(holder, name, { value: method, writable: true, configurable: true });
	};
	const counted = originals.map((original, index) => REPLACED[index]![2](original));
	for (let index = 0; index < counted.length; index++) put(index, counted[index]!);
	steps = 0;
	return () => {
		for (let index = 0; index < originals.length; index++) put(index, originals[index]!);
	};
}

/** The number of entries of arrays, maps and sets that are visited, by their methods and by `for … of`. */
export function stepsOf(work: () => void): number {
	const end = startCounting();
	try {
		work();
	} finally {
		end();
	}
	return steps;
}

/** {@link stepsOf} for work with pauses, in which nothing else may run. */
export async function stepsOfPausing(work: () => Promise<unknown>): Promise<number> {
	const end = startCounting();
	try {
		await work();
	} finally {
		end();
	}
	return steps;
}

/**
 * Whether the steps for three counts grow linearly: the steps for each further one are those of before, a little more
 * where a limit takes effect.
 * @param counts of which only the proportion matters; n, 2n and 4n unless said otherwise
 */
export function isLinear(
	[first, second, third]: readonly [number, number, number],
	counts: readonly [number, number, number] = [1, 2, 4],
): boolean {
	const [one, two, three] = counts;
	return third - second <= (1.15 * (second - first) * (three - two)) / (two - one) + 1000;
}
