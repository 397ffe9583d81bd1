/** Compares our findings on a document with those of the official validators. */
import type { Rule, RuleSet } from '../../nodes/shared/validate/rule';
import type { RULE_SETS } from '../../nodes/shared/validate/rules/sets';
import type { validate } from '../../nodes/shared/validate/validate';
import type { parseXml } from '../../nodes/shared/xml/parse';

/** A document, stored as a base with edits, and the official verdicts on it. */
export interface VerdictCase {
	id: string;
	base: string;
	/** Sorted byte offsets into the base. */
	edits: ReadonlyArray<{ at: number; remove: number; insert: string }>;
	syntax: 'UBL Invoice' | 'UBL CreditNote' | 'CII';
	claims: string;
	en16931?: Verdict;
	peppol?: Verdict;
	xrechnung?: Verdict;
}

export type Verdict = { stopped: string } | { fatal: string[]; warning: string[]; information?: string[] };

export const SETS = ['en16931', 'peppol', 'xrechnung'] as const;
export type SetName = (typeof SETS)[number];

/** Our result: the rule numbers without duplicates. */
export interface Outcome {
	valid: boolean;
	stopped: string | null;
	fatal: ReadonlySet<string>;
	warning: ReadonlySet<string>;
}

/** The document of a case. */
export function documentOf({ edits }: Pick<VerdictCase, 'edits'>, base: Uint8Array): Uint8Array {
	const parts: Uint8Array[] = [];
	let position = 0;
	for (const { at, remove, insert } of edits) {
		parts.push(base.subarray(position, at), Buffer.from(insert));
		position = at + remove;
	}
	return Buffer.concat([...parts, base.subarray(position)]);
}

/** Per rule, the cases in which only one side reported it. */
type Differences = Map<string, { missed: string[]; false: string[] }>;

export class Tally {
	cases = 0;
	/** Cases with exactly the same rules. */
	same = 0;
	/** Cases that the official rules reject and ours accept, and the reverse below. */
	readonly falselyAccepted: string[] = [];
	readonly falselyRejected: string[] = [];
	readonly differences: Differences = new Map();
	/** Every rule that the official validators report in at least one case. */
	readonly reported = new Set<string>();

	get share(): number {
		return this.cases === 0 ? 1 : this.same / this.cases;
	}

	add(id: string, official: ReadonlySet<string>, ours: ReadonlySet<string>): void {
		this.cases++;
		for (const rule of official) this.reported.add(rule);
		const missed = [...official].filter((rule) => !ours.has(rule));
		const wrong = [...ours].filter((rule) => !official.has(rule));
		if (missed.length === 0 && wrong.length === 0) this.same++;
		for (const rule of missed) this.of(rule).missed.push(id);
		for (const rule of wrong) this.of(rule).false.push(id);
	}

	count(side: 'missed' | 'false'): number {
		return [...this.differences.values()].reduce((sum, lists) => sum + lists[side].length, 0);
	}

	private of(rule: string): { missed: string[]; false: string[] } {
		const known = this.differences.get(rule) ?? { missed: [], false: [] };
		this.differences.set(rule, known);
		return known;
	}
}

/** How often our verdict agrees with that of the official rules, for one set in one syntax. */
export interface Comparison {
	fatal: Tally;
	warning: Tally;
}

/** Keys are such as `en16931 CII`. */
export type Comparisons = Map<string, Comparison>;

export function addCase(
	comparisons: Comparisons,
	{ id, syntax }: VerdictCase,
	set: SetName,
	official: Verdict,
	ours: Outcome,
): void {
	const key = `${set} ${syntax === 'CII' ? 'CII' : 'UBL'}`;
	const comparison = comparisons.get(key) ?? { fatal: new Tally(), warning: new Tally() };
	comparisons.set(key, comparison);
	const { fatal, warning } = comparison;
	const isRejected = 'stopped' in official || official.fatal.length > 0;
	if (isRejected && ours.valid) fatal.falselyAccepted.push(id);
	if (!isRejected && !ours.valid) fatal.falselyRejected.push(id);
	if ('stopped' in official) {
		fatal.add(id, new Set(['stopped']), new Set(ours.valid ? [] : ['stopped']));
		return;
	}
	if (ours.stopped !== null) {
		fatal.add(id, new Set(official.fatal), new Set([`stopped ${ours.stopped}`]));
		return;
	}
	fatal.add(id, new Set(official.fatal), ours.fatal);
	warning.add(id, new Set(official.warning), ours.warning);
}

const AIM = { fatal: 0.995, warning: 0.98 };

/** Whether every target is met: the share of equal verdicts, and no document wrongly accepted or rejected. */
export function reachesAims(comparisons: Comparisons): boolean {
	return [...comparisons.values()].every(
		({ fatal, warning }) =>
			fatal.share >= AIM.fatal &&
			warning.share >= AIM.warning &&
			fatal.falselyAccepted.length === 0 &&
			fatal.falselyRejected.length === 0,
	);
}

/** A row per set, syntax and severity. */
export function tableOf(comparisons: Comparisons): string[][] {
	return [...comparisons].flatMap(([key, comparison]) =>
		(['fatal', 'warning'] as const).map((severity) => {
			const tally = comparison[severity];
			return [
				key,
				severity,
				String(tally.cases),
				String(tally.same),
				`${(Math.floor(tally.share * 10_000) / 100).toFixed(2)} %`,
				String(tally.count('missed')),
				String(tally.count('false')),
				severity === 'fatal' ? String(tally.falselyAccepted.length) : '',
				severity === 'fatal' ? String(tally.falselyRejected.length) : '',
			];
		}),
	);
}

export const HEADINGS = [
	'rules',
	'severity',
	'cases',
	'same',
	'share',
	'missed',
	'false',
	'accepted',
	'rejected',
];

/** The part of a comparison that is saved for the documentation. */
export interface SavedResult {
	/** As returned by {@link tableOf}. */
	rows: string[][];
	/** Our rules that the official validators report in no case. */
	silent: string[];
}

export type SavedResults = Record<string, SavedResult>;

/** The results to save, by set and syntax. */
export function savedOf(comparisons: Comparisons, sets: Judge['sets']): SavedResults {
	return Object.fromEntries(
		[...comparisons].map(([key, comparison]) => {
			const [name, syntax] = key.split(' ') as [SetName, string];
			const rules = rulesOf(sets[name][syntax === 'CII' ? 'cii' : 'ubl']);
			const { fatal, warning } = comparison;
			const silent = [...rules]
				.filter(
					([rule, severity]) =>
						severity !== 'information' && !fatal.reported.has(rule) && !warning.reported.has(rule),
				)
				.map(([rule]) => rule);
			return [key, { rows: tableOf(new Map([[key, comparison]])), silent: silent.sort() }];
		}),
	);
}

/** Every rule of a set with its severity. */
export function rulesOf(set: RuleSet | undefined): Map<string, Rule['severity']> {
	const rules = set?.patterns.flatMap((pattern) => pattern.flatMap((context) => context.rules)) ?? [];
	return new Map(rules.map(({ id, severity }) => [id, severity]));
}

/** The table, and the differing cases per rule. */
export function reportOf(comparisons: Comparisons): string {
	const rows = [HEADINGS, ...tableOf(comparisons)];
	const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	for (const [key, comparison] of comparisons) {
		for (const severity of ['fatal', 'warning'] as const) {
			const tally = comparison[severity];
			const list = (what: string, ids: readonly string[]) =>
				ids.length === 0 ? [] : [`    ${what}: ${ids.join(' ')}`];
			const parts = [...tally.differences]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.flatMap(([rule, sides]) => [
					`  ${rule}`,
					...list('missed', sides.missed),
					...list('false', sides.false),
				]);
			parts.push(
				...list('falsely accepted', tally.falselyAccepted),
				...list('falsely rejected', tally.falselyRejected),
			);
			if (parts.length > 0) lines.push('', `${key}, ${severity}`, ...parts);
		}
	}
	return lines.join('\n');
}

/** The modules of this package that judge, compiled or not. */
export interface Judge {
	parseXml: typeof parseXml;
	validate: typeof validate;
	sets: typeof RULE_SETS;
}

/** Judges every case. */
export async function compareAll(
	cases: readonly VerdictCase[],
	readBase: (name: string) => Uint8Array,
	{ parseXml, validate, sets }: Judge,
): Promise<Comparisons> {
	const comparisons: Comparisons = new Map();
	const bases = new Map<string, Uint8Array>();
	for (const given of cases) {
		const base = bases.get(given.base) ?? readBase(given.base);
		bases.set(given.base, base);
		const parsed = await parseXml(documentOf(given, base), { keepEmbeddedFiles: true });
		for (const set of SETS) {
			const official = given[set];
			const rules = sets[set][given.syntax === 'CII' ? 'cii' : 'ubl'];
			if (official === undefined || rules === undefined) continue;
			const found = parsed.ok ? await validate(parsed.value, [rules]) : null;
			addCase(comparisons, given, set, official, {
				valid: found?.valid ?? false,
				stopped: found?.stopped ?? null,
				fatal: new Set(found?.errors.map(({ rule }) => rule)),
				warning: new Set(found?.warnings.map(({ rule }) => rule)),
			});
		}
	}
	return comparisons;
}
