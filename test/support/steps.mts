/** Counts the work on lists, because the time that it takes depends on the machine. */

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** They call a function for each entry, until it has found what it looks for. */
const CALLING = ['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'map', 'some'];
const FOLDING = ['reduce', 'reduceRight'];
/** They go through the list by themselves. */
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

/** The method, with the function that it is given counted. */
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

/** How many entries of arrays, maps and sets are looked at: by their methods and by `for … of`. */
export function stepsOf(work: () => void): number {
	const originals = REPLACED.map(([holder, name]) => Reflect.get(holder, name) as Method);
	const put = (index: number, method: Method) => {
		const [holder, name] = REPLACED[index]!;
		Object.defineProperty(holder, name, { value: method, writable: true, configurable: true });
	};
	const counted = originals.map((original, index) => REPLACED[index]![2](original));
	steps = 0;
	try {
		for (let index = 0; index < counted.length; index++) put(index, counted[index]!);
		work();
	} finally {
		for (let index = 0; index < counted.length; index++) put(index, originals[index]!);
	}
	return steps;
}

/**
 * Whether steps for n, 2n and 4n of something grow with their number and not faster. The further 2n take twice the steps
 * of the further n, a little more where a bound sets in; four times as many where growth is quadratic.
 */
export const isLinear = ([one, two, four]: readonly [number, number, number]): boolean =>
	four - two <= 2.3 * (two - one) + 1000;
