/** A clock that tests advance manually, so that no test waits or depends on the speed of the machine. */
import { clock } from '../../nodes/shared/clock';

export interface VirtualClock {
	/** Milliseconds since the start of the test. */
	readonly elapsed: number;
	/** The number of waits that have not ended. */
	readonly waiting: number;
	/** The number of signals that have not fired. */
	readonly signals: number;
	/** From now on, waits end only when `advance` passes their end; before, each ends at once. */
	hold(): void;
	advance(milliseconds: number): void;
	/** Yields until a condition holds; fails if the test ends first. */
	until(condition: () => boolean): Promise<void>;
}

interface Timer {
	end: number;
	fire: () => void;
	isWait: boolean;
}

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

/** Replaces the real clock with a virtual one for each test of a file or of a `describe`. */
export function virtualClock(): VirtualClock {
	let now = 0;
	let held = false;
	let timers: Timer[] = [];
	let running = false;
	let restore = () => {};

	function advance(milliseconds: number) {
		now += milliseconds;
		const due = timers.filter(({ end }) => end <= now);
		timers = timers.filter(({ end }) => end > now);
		for (const { fire } of due) fire();
	}

	beforeEach(() => {
		now = 0;
		held = false;
		running = true;
		timers = [];
		const start = Date.now();
		const real = { ...clock };
		restore = () => Object.assign(clock, real);
		Object.assign(clock, {
			date: () => new Date(start + now),
			now: () => now,
			async sleep(milliseconds) {
				if (!held) {
					// Let other code run, as during a real wait.
					await turn();
					return advance(milliseconds);
				}
				return await new Promise((fire) => timers.push({ end: now + milliseconds, fire, isWait: true }));
			},
			signalAfter(milliseconds) {
				const controller = new AbortController();
				const fire = () => controller.abort(new DOMException('It took too long', 'TimeoutError'));
				timers.push({ end: now + milliseconds, fire, isWait: false });
				return controller.signal;
			},
		} satisfies typeof clock);
	});
	afterEach(() => {
		running = false;
		restore();
	});

	return {
		get elapsed() {
			return now;
		},
		get waiting() {
			return timers.filter(({ isWait }) => isWait).length;
		},
		get signals() {
			return timers.filter(({ isWait }) => !isWait).length;
		},
		hold: () => (held = true),
		advance,
		async until(condition) {
			while (!condition()) {
				if (!running) throw new Error(`The test has ended, before ${condition.toString()}`);
				await turn();
			}
		},
	};
}
