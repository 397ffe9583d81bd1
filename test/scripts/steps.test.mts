/** The runner of `npm test`: continues after failures, prints a summary, and stops when interrupted. */
import { execFileSync } from 'node:child_process';

/** Output and exit code for steps with the given exit codes; `at` is the step after which Ctrl-C is pressed. */
function outcome(
	steps: { what: string; code?: number; missing?: string }[],
	at = Infinity,
	mayLeaveOut = true,
) {
	// In a separate program, because Jest cannot load an ES module.
	const program = `
		import { runSteps } from './scripts/steps.mjs';
		const said = [], run = [];
		const code = await runSteps(${JSON.stringify(steps)}, {
			run: async (step) => { run.push(step.what); return step.code ?? 0; },
			say: (text) => said.push(text),
			isInterrupted: () => run.length >= ${at === Infinity ? 'Infinity' : at},
			mayLeaveOut: ${mayLeaveOut},
			lastLinesOf: ({ what }) => 'why ' + what,
			now: () => run.length * 1000,
		});
		console.log(JSON.stringify({ code, run, said }));`;
	const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
		encoding: 'utf8',
	});
	return JSON.parse(printed) as { code: number; run: string[]; said: string[] };
}

const three = [{ what: 'a' }, { what: 'b', code: 7 }, { what: 'c' }];

it('goes on after a failure, says which steps failed, and fails', () => {
	const { code, run, said } = outcome(three);
	expect([code, run]).toEqual([1, ['a', 'b', 'c']]);
	expect(said.slice(-4)).toEqual([
		'[1/3] a: passed after 1 s',
		'[2/3] b: FAILED (exit code 7) after 1 s',
		'[3/3] c: passed after 1 s',
		'Failed after 3 s.',
	]);
});

it('repeats the last lines of a failed step, and only of that, before the summary', () => {
	const { said } = outcome(three);
	expect(said.filter((text) => text.includes('why'))).toEqual(['Last lines of b:\nwhy b']);
	expect(said.indexOf('Last lines of b:\nwhy b')).toBe(said.length - 5);
});

it('passes where all pass', () => {
	const { code, said } = outcome([{ what: 'a' }, { what: 'b' }]);
	expect([code, said.at(-1)]).toEqual([0, 'All passed after 2 s.']);
});

it('stops at Ctrl-C', () => {
	const { code, run, said } = outcome(three, 1);
	expect([code, run]).toEqual([130, ['a']]);
	expect(said.slice(-3)).toEqual(['[2/3] b: not run', '[3/3] c: not run', 'Interrupted after 1 s.']);
});

it.each([
	[true, 0, 'skipped'],
	[false, 1, 'FAILED: a prerequisite is missing'],
])('where a step may be skipped: %p', (mayLeaveOut, expected, result) => {
	const { code, run, said } = outcome(
		[{ what: 'a', missing: 'browser' }, { what: 'b' }],
		Infinity,
		mayLeaveOut,
	);
	expect([code, run]).toEqual([expected, ['b']]);
	expect(said).toContain(`[1/2] a: ${result}`);
});
