/** The results of a benchmark, and the files that store them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const FILE = 'bench/results/results.json';
/** Those of the run before. */
const BEFORE = 'bench/results/before.json';
/** A copy of the first file from another machine. */
const ELSEWHERE = 'bench/results/elsewhere.json';
/** The machine of the run, in words. */
const MACHINE = 'bench/results/machine.txt';

export interface Row {
	/** `<part>/<measurement>/<reference>` */
	id: string;
	unit: string;
	ours: number;
	reference: number | null;
	/** Ours ÷ reference. Of functions, the median of the ratios in each process, not the quotient of the two figures. */
	ratio: number | null;
	/** Such as `≤ 1.15`, for the ratio, or for `ours` if there is no reference; null without a target. */
	aim: string | null;
	met: boolean | null;
	/** The last run of its part left it out, so that this is from one before. */
	old?: true;
}

/** A row, with its target compared to the ratio, or to `ours` if there is none. */
export function row(id: string, unit: string, found: Partial<Row> & { ours: number }): Row {
	const { ours, reference = null, ratio = null, aim = null } = found;
	return { id, unit, ours, reference, ratio, aim, met: aim === null ? null : meets(ratio ?? ours, aim) };
}

function meets(value: number, aim: string): boolean {
	const [comparison, bound] = aim.split(' ');
	const limit = Number(bound);
	if (Number.isNaN(limit)) throw new Error(`No aim: ${aim}`);
	return comparison === '≥' ? value >= limit : comparison === '<' ? value < limit : value <= limit;
}

export const readResults = (): Row[] => rowsIn(FILE);
export const readBefore = (): Row[] => rowsIn(BEFORE);
export const readElsewhere = (): Row[] => rowsIn(ELSEWHERE);

const rowsIn = (file: string): Row[] =>
	existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : [];

/**
 * Replaces the rows of one part of the benchmark, and moves the old ones to those of the run before.
 *
 * @param complete whether the run has left out nothing; otherwise, what it left out stays, marked as old
 */
export function keepResults(part: string, rows: readonly Row[], complete: boolean): void {
	const ofPart = (all: Row[]) => all.filter(({ id }) => partOf(id) === part);
	const kept = afterRun(rows, ofPart(readResults()), ofPart(readBefore()), complete);
	replace(BEFORE, part, kept.before);
	replace(FILE, part, kept.now);
	writeFileSync(MACHINE, `${machine()}\n`);
}

/** What is in the files after a run: `now` of the last one, `before` of the one before it. */
export function afterRun(
	rows: readonly Row[],
	now: readonly Row[],
	before: readonly Row[],
	complete: boolean,
): Record<'now' | 'before', Row[]> {
	const measured = new Set(rows.map(({ id }) => id));
	const again = (one: Row) => measured.has(one.id);
	const leftOut = (all: readonly Row[]) => (complete ? [] : all.filter((one) => !again(one)));
	return {
		now: [...rows, ...leftOut(now).map((one): Row => ({ ...one, old: true }))],
		before: [...now.filter(again).map(({ old: _, ...one }): Row => one), ...leftOut(before)],
	};
}

function replace(file: string, part: string, rows: readonly Row[]): void {
	const others = rowsIn(file).filter(({ id }) => partOf(id) !== part);
	const sorted = [...others, ...rows].sort((a, b) => order(a) - order(b));
	writeFileSync(file, `${JSON.stringify(sorted.map(rounded), null, 2)}\n`);
}

export const readMachine = (): string => readFileSync(MACHINE, 'utf8').trim();

/** This machine and what runs on it, as a sentence. */
function machine(): string {
	const { dependencies } = JSON.parse(readFileSync('test/n8n/package.json', 'utf8')) as {
		dependencies: { n8n: string };
	};
	const memory = Math.round(totalmem() / 1024 ** 3);
	const processor = cpus()[0]!.model.trim();
	return `${cpus().length} processors (${processor}), ${memory} GB of memory, Node.js ${process.versions.node}, n8n ${dependencies.n8n}.`;
}

export const PARTS = [
	'verify',
	'normalize',
	'read',
	'validate',
	'n8n',
	'remembered',
	'settings',
	'burst',
	'workflows',
	'long',
	'download',
	'install',
] as const;
export type Part = (typeof PARTS)[number];

export const partOf = (id: string): string => id.split('/')[0]!;
const order = ({ id }: Row) => PARTS.indexOf(partOf(id) as Part);

const rounded = (one: Row): Row => ({
	...one,
	ours: significant(one.ours),
	reference: one.reference === null ? null : significant(one.reference),
	ratio: one.ratio === null ? null : significant(one.ratio),
});

/** No measurement is precise to more than four digits. */
const significant = (value: number) => Number(value.toPrecision(4));
