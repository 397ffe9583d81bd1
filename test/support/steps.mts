/** Counts operations on lists, because their duration depends on the machine. */

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Methods that call a function for each entry, until they have found what they search for. */
const CALLING = ['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'map', 'some'];
const FOLDING = ['reduce', 'reduceRight'];
/** Methods that walk the whole list themselves. */
const WHOLE = ['concat', 'flat', 'includes', 'indexOf', 'join', 'lastIndexOf', 'shift', 'slice', 'sort'];
const ITERATORS = [[], new Map(), new Set()].map(
	(list) => Reflect.getPrototypeOf(list[Symbol.iterator]()) as object,
);

let steps = 0;

const counting: Method = function (this: unknown, ...values) {
	steps++;
	const [method, receiver, args] = values as [Method, unknown, unknown[]];
	return Reflect.apply(method, receiver, args);
};

/** Wraps a method so that the calls of its function argument are counted. */
const ofCalls = (original: Method): Method =>
	function (this: unknown, ...values) {
		const [call, ...rest] = values;
		const counted: Method = function (this: unknown, ...args) {
			return counting.call(null, call, this, args);
		};
		return Reflect.apply(original, this, [counted, ...rest]);
	};

const ofLength = (original: Method): Method =>
	function (this: unknown, ...values) {
		steps += (this as unknown[]).length;
		return Reflect.apply(original, this, values);
	};

const ofEach = (original: Method): Method =>
	function (this: unknown, ...values) {
		steps++;
		return Reflect.apply(original, this, values);
	};

const REPLACED: ReadonlyArray<readonly [holder: object, name: string, counted: (method: Method) => Method]> =
	[
		...[...CALLING, ...FOLDING].map((name) => [Array.prototype, name, ofCalls] as const),
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
 * Whether the steps for n, 2n and 4n grow linearly. The last 2n then take twice the steps of the n before, a little
 * more where a limit takes effect; with quadratic growth they take four times as many.
 */
export const isLinear = ([one, two, four]: readonly [number, number, number]): boolean =>
	four - two <= 2.3 * (two - one) + 1000;
