/**
 * Runs steps one after another, continues after failures, and prints a summary, which comes after the last lines of
 * each failed step: where only the end of a log is kept, it must say why. Starts no further step once `isInterrupted`.
 *
 * @param {{ what: string, missing?: string }[]} steps `missing` is a prerequisite that this machine lacks: the step is
 * skipped
 * @param {object} means
 * @param {(step: object) => Promise<number>} means.run runs a step and returns its exit code
 * @param {(text: string) => void} means.say
 * @param {() => boolean} means.isInterrupted
 * @param {boolean} means.mayLeaveOut whether a skipped step is not a failure
 * @param {(step: object) => string} [means.lastLinesOf] what a step has printed last
 * @param {() => number} [means.now] milliseconds
 * @returns {Promise<number>} the exit code for all steps
 */
export async function runSteps(
	steps,
	{ run, say, isInterrupted, mayLeaveOut, lastLinesOf = () => '', now = Date.now },
) {
	const started = now();
	const seconds = (since) => `${Math.round((now() - since) / 1000)} s`;
	const results = [];
	for (const [index, step] of steps.entries()) {
		if (isInterrupted()) {
			results.push('not run');
			continue;
		}
		say(`[${index + 1}/${steps.length}] ${step.what} (after ${seconds(started)})`);
		if (step.missing) {
			say(`Missing: ${step.missing}`);
			results.push(mayLeaveOut ? 'skipped' : 'FAILED: a prerequisite is missing');
			continue;
		}
		const begun = now();
		const code = await run(step);
		const result = code === 0 ? 'passed' : isInterrupted() ? 'interrupted' : `FAILED (exit code ${code})`;
		if (result.startsWith('FAILED')) say(`Failed: ${step.what} (exit code ${code})`);
		results.push(`${result} after ${seconds(begun)}`);
	}
	for (const [index, step] of steps.entries()) {
		const lines = results[index].startsWith('FAILED') ? lastLinesOf(step) : '';
		if (lines !== '') say(`Last lines of ${step.what}:\n${lines}`);
	}
	for (const [index, { what }] of steps.entries())
		say(`[${index + 1}/${steps.length}] ${what}: ${results[index]}`);
	const isFine = !isInterrupted() && results.every((result) => /^(passed|skipped)/.test(result));
	say(`${isFine ? 'All passed' : isInterrupted() ? 'Interrupted' : 'Failed'} after ${seconds(started)}.`);
	return isInterrupted() ? 130 : isFine ? 0 : 1;
}
