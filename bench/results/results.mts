/** The results of a benchmark, and the files that store them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'bench/results/results.json';
/** Those of the run before. */
const BEFORE = 'bench/results/before.json';
/** A copy of the first file from another machine. */
const ELSEWHERE = 'bench/results/elsewhere.json';

export interface Row {
	/** `<part>/<measurement>/<reference>` */
	id: string;
	unit: string;
	ours: number;
	reference: number | null;
	/** The median of ours ÷ reference over rounds or processes, not the quotient of the two medians. */
	ratio: number | null;
	/** Such as `≤ 1.15`, for the ratio, or for `ours` if there is no reference; null without a target. */
	aim: string | null;
	met: boolean | null;
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

/** Replaces the rows of one part of the benchmark, keeps the others, and moves the old ones to those of the run before. */
export function keepResults(part: string, rows: readonly Row[]): void {
	const old = readResults().filter(({ id }) => partOf(id) === part);
	if (old.length > 0) replace(BEFORE, part, old);
	replace(FILE, part, rows);
}

function replace(file: string, part: string, rows: readonly Row[]): void {
	const others = rowsIn(file).filter(({ id }) => partOf(id) !== part);
	const sorted = [...others, ...rows].sort((a, b) => order(a) - order(b));
	writeFileSync(file, `${JSON.stringify(sorted.map(rounded), null, 2)}\n`);
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
