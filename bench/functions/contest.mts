/**
 * One race in its own process: node bench/functions/contest.mts <module> [args], forked by race.mts. The functions take turns, so
 * that other load on the machine affects all of them equally.
 */
import { inOrder } from '../orders.mts';
import { published, type Published } from '../published.mts';
import { sized } from '../sizes.mts';

/** Functions by name. Returned promises are awaited. */
export type Contestants = Record<string, () => unknown>;

/** Short, so that compared turns see the same load; long enough to include garbage collection. */
const TURN_MS = 10;
/** Warm-up of each function: n8n runs for months, so its code is fully optimized. */
const WARM_UP_MS = sized(200, 20);
const RACE_MS = sized(300, 20);
/** For calls that are longer than a turn, and for those that take seconds together. */
const FEWEST_ROUNDS = sized(12, 1);
const FEWEST_LONG_ROUNDS = sized(4, 1);
const LONG_MS = 1000;
/** The clock's resolution. */
const SHORTEST_MS = 0.0001;

const [module, ...args] = process.argv.slice(2);
const { contestants } = (await import(`./${module!}`)) as {
	contestants(published: Published, ...args: string[]): Contestants | Promise<Contestants>;
};
const found = await raceHere(await contestants(await published(), ...args));
process.send!(found, () => process.exit());

interface Runner {
	name: string;
	run: () => unknown;
	/** The number of calls that fill a turn. */
	calls: number;
	/** Milliseconds per call, at the end of the warm-up. */
	lastMs: number;
	/** Milliseconds per call, for each turn. */
	turns: number[];
}

/**
 * Runs all functions once per round, each for a turn of many calls.
 *
 * @returns milliseconds per call of each function: the lower decile of its turns, which other processes disturb least.
 * A median would include their load, which lasts for seconds and does not slow down all code equally.
 */
async function raceHere(contestants: Contestants): Promise<Record<string, number>> {
	const runners = Object.entries(contestants).map(([name, run]): Runner => ({
		name,
		run,
		calls: 1,
		lastMs: 0,
		turns: [],
	}));
	// In both orders, because earlier code changes what the compiler has optimized.
	for (const runner of [...runners, ...runners.toReversed()]) await warmUp(runner, WARM_UP_MS / 2);
	const once = runners.reduce((sum, { calls, lastMs }) => sum + calls * lastMs, 0);
	const fewest = once > LONG_MS ? FEWEST_LONG_ROUNDS : FEWEST_ROUNDS;
	const end = performance.now() + RACE_MS * runners.length;
	for (let round = 0; round < fewest || performance.now() < end; round++)
		for (const runner of inOrder(runners, round)) runner.turns.push(await turn(runner));
	return Object.fromEntries(runners.map(({ name, turns }) => [name, lowerDecile(turns)]));
}

async function warmUp(runner: Runner, ms: number): Promise<void> {
	const end = performance.now() + ms;
	do {
		runner.lastMs = await turn(runner);
		runner.calls = Math.max(1, Math.round(TURN_MS / runner.lastMs));
	} while (performance.now() < end);
}

/** Milliseconds per call, averaged over a turn. */
async function turn({ run, calls }: Runner): Promise<number> {
	const started = performance.now();
	for (let call = 0; call < calls; call++) {
		const result = run();
		if (result instanceof Promise) await result;
	}
	return Math.max((performance.now() - started) / calls, SHORTEST_MS);
}

function lowerDecile(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 10)]!;
}
