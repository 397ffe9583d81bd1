/**
 * Benchmarks this package against its references, and writes bench/results/results.json and the tables and the chart of
 * docs/performance.md.
 *
 * npm run bench
 * npm run bench -- verify normalize
 * npm run bench -- --try burst
 */
import { burst } from './n8n/burst.mts';
import { download } from './n8n/download.mts';
import { install } from './n8n/install.mts';
import { long } from './n8n/long.mts';
import { remembered } from './n8n/remembered.mts';
import { settings } from './n8n/settings.mts';
import { triggers } from './n8n/triggers.mts';
import { workflows } from './n8n/manyWorkflows.mts';
import { normalize } from './functions/normalize.mts';
import { published, type Published } from './published.mts';
import { apart, show } from './results/console.mts';
import { report } from './results/report.mts';
import { keepResults, PARTS, readResults, type Part, type Row } from './results/results.mts';
import { boundTo, isComplete, isTry } from './sizes.mts';
import { read } from './functions/read.mts';
import { validate } from './functions/validate.mts';
import { verify } from './functions/verify.mts';

/**
 * By part, what measures it, and the minutes after which it leaves out the rest. Without those on request they are 81, so
 * that two runs end within 165: the last, which checks no limit, takes half a minute.
 */
const MEASURE: Record<Part, [minutes: number, measure: (published: Published) => Promise<Row[]>]> = {
	verify: [10, verify],
	normalize: [8, normalize],
	read: [6, read],
	validate: [2, validate],
	n8n: [25, triggers],
	remembered: [12, remembered],
	settings: [7, settings],
	burst: [30, burst],
	workflows: [7, workflows],
	long: [15, long],
	download: [3, download],
	install: [1, install],
};
/** Only on request: they take almost as long as all others. */
const ALONE: readonly Part[] = ['burst', 'long'];

const given = process.argv.slice(2).filter((name) => name !== '--try');
const unknown = given.filter((name) => !PARTS.includes(name as Part));
if (unknown.length > 0) {
	console.log(`Unknown: ${unknown.join(', ')}. The parts are ${PARTS.join(', ')}.`);
	process.exit(2);
}
const before = readResults();
const packed = await published();
const chosen = given.length > 0 ? (given as Part[]) : PARTS.filter((part) => !ALONE.includes(part));
for (const part of chosen) {
	const started = performance.now();
	const [minutes, measure] = MEASURE[part];
	boundTo(minutes);
	try {
		const rows = await measure(packed);
		show(rows, before);
		console.log(apart(rows, before));
		if (!isTry) {
			keepResults(part, rows, isComplete());
			await report();
		}
	} catch (error) {
		// The results of the other parts are kept.
		console.error(error);
		process.exitCode = 1;
	}
	console.log(`${part}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
process.exit();
