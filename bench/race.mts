/**
 * Times functions against each other, in turns, so that what else the machine does hits all of them alike. The time is
 * that of the processor (collection of garbage included): what is measured never waits, and other programs do not
 * count.
 */

/** Milliseconds of one call, by round. */
export type Times = number[];

const ROUNDS = 9;
/** For calls that take longer than many turns. */
const FEWER_ROUNDS = 5;
const LONG_MS = 100;
/** What a clock may overlook. */
const SHORTEST_MS = 0.0001;
/** Long enough for each to collect its own garbage, short enough for all to run under the same conditions. */
const TURN_MS = 50;
/** In turns, before anything counts: n8n runs for months, and its code is as optimized as it gets. */
const WARM_UP_TURNS = 30;

/**
 * Runs all functions once a round, each for a turn of many calls, every round beginning with another one. Promises are
 * awaited where a function gives them.
 */
export async function race<Name extends string>(
	contestants: Record<Name, () => unknown>,
	turnMs = TURN_MS,
): Promise<Record<Name, Times>> {
	const names = Object.keys(contestants) as Name[];
	const calls = {} as Record<Name, number>;
	const times = {} as Record<Name, Times>;
	let slowest = 0;
	for (const name of names) {
		// The first turns warm up, the last one says how many calls fill a turn.
		let perCall = Math.max(await turn(contestants[name], 1), SHORTEST_MS);
		for (let spent = perCall; spent < turnMs * WARM_UP_TURNS;) {
			const count = Math.max(1, Math.round(turnMs / perCall));
			perCall = Math.max(await turn(contestants[name], count), SHORTEST_MS);
			spent += perCall * count;
		}
		slowest = Math.max(slowest, perCall);
		calls[name] = Math.max(1, Math.round(turnMs / perCall));
		times[name] = [];
	}
	const rounds = slowest > LONG_MS ? FEWER_ROUNDS : ROUNDS;
	for (let round = 0; round < rounds; round++) {
		for (let index = 0; index < names.length; index++) {
			const name = names[(index + round) % names.length]!;
			// What others have driven out of the caches comes back untimed.
			await turn(contestants[name], calls[name] >> 3);
			times[name].push(await turn(contestants[name], calls[name]));
		}
	}
	return times;
}

/** Milliseconds of one call, from so many. */
async function turn(run: () => unknown, calls: number): Promise<number> {
	const started = processorTime();
	for (let call = 0; call < calls; call++) {
		const result = run();
		if (result instanceof Promise) await result;
	}
	return (processorTime() - started) / calls;
}

function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median over rounds of ours ÷ theirs. */
export const ratioOf = (ours: Times, theirs: Times): number =>
	median(ours.map((time, round) => time / theirs[round]!));
