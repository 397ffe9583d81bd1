/**
 * Benchmarks this package against its references, and writes bench/results/results.json and the tables and the chart of
 * docs/performance.md.
 *
 * npm run bench
 * npm run bench -- verify normalize
 */
import { download } from './n8n/download.mts';
import { install } from './n8n/install.mts';
import { triggers } from './n8n/triggers.mts';
import { normalize } from './functions/normalize.mts';
import { published, type Published } from './published.mts';
import { report } from './results/report.mts';
import { keepResults, PARTS, readResults, type Part, type Row } from './results/results.mts';
import { validate } from './functions/validate.mts';
import { verify } from './functions/verify.mts';

const MEASURE: Record<Part, (published: Published) => Promise<Row[]>> = {
	verify,
	normalize,
	validate,
	n8n: triggers,
	download,
	install,
};

const given = process.argv.slice(2);
const unknown = given.filter((name) => !PARTS.includes(name as Part));
if (unknown.length > 0) {
	console.log(`Unknown: ${unknown.join(', ')}. The parts are ${PARTS.join(', ')}.`);
	process.exit(2);
}
const before = new Map(readResults().map((one) => [one.id, one]));
const packed = await published();
for (const part of given.length > 0 ? (given as Part[]) : PARTS) {
	const started = performance.now();
	try {
		const rows = await MEASURE[part](packed);
		show(rows);
		console.log(apart(rows));
		keepResults(part, rows);
		await report();
	} catch (error) {
		// The results of the other parts are kept.
		console.error(error);
		process.exitCode = 1;
	}
	console.log(`${part}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
process.exit();

function show(rows: readonly Row[]): void {
	console.table(
		Object.fromEntries(
			rows.map(({ id, unit, ours, reference, ratio, aim, met }) => [
				id,
				{
					unit,
					ours: shown(ours),
					reference: shown(reference),
					ratio: shown(ratio),
					// Ratios of the previous run, which this one should reproduce.
					before: shown(before.get(id)?.ratio ?? null),
					aim: aim ?? '',
					met: met === null ? '' : met ? 'yes' : 'NO',
				},
			]),
		),
	);
}

/** How far the ratios differ from those of the previous run, and how many targets changed between met and missed. */
function apart(rows: readonly Row[]): string {
	const both = rows.flatMap((now) => {
		const then = before.get(now.id);
		return then ? [{ now, then }] : [];
	});
	const percent = both
		.flatMap(({ now, then }) => (now.ratio && then.ratio ? [now.ratio / then.ratio] : []))
		.map((factor) => (Math.max(factor, 1 / factor) - 1) * 100)
		.sort((a, b) => a - b);
	const at = (share: number) => `${percent[Math.ceil(percent.length * share) - 1]!.toFixed(0)} %`;
	const ratios =
		percent.length === 0
			? 'no ratios'
			: `${percent.length} ratios, ${at(0.5)} apart in the median, nine of ten within ${at(0.9)}, at most ${at(1)}`;
	const judged = both.filter(({ now }) => now.met !== null);
	const otherwise = judged.filter(({ now, then }) => now.met !== then.met);
	return `Against the run before: ${ratios}; ${otherwise.length} of ${judged.length} aims judged otherwise`;
}

function shown(value: number | null): string {
	return value === null ? '' : String(Number(value.toPrecision(4)));
}
