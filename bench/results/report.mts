/**
 * Writes the content of bench/results/results.json into docs/performance.md, between its markers, and draws
 * docs/performance.svg. The page shows the range of a ratio in this run, in the one before and on another machine
 * (before.json and elsewhere.json), and marks what this run did not measure. A test fails if they are out of date.
 *
 * node bench/results/report.mts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { parse, View } from 'vega';
import { SETTINGS } from '../n8n/settingsList.mts';
import { compile, type TopLevelSpec } from 'vega-lite';
import { differences } from './differences.mts';
import { markOf, MET, MET_ONCE } from './marks.mts';
import { partOf, PARTS, readBefore, readElsewhere, readMachine, readResults, type Row } from './results.mts';

const PAGE = 'docs/performance.md';
const CHART = 'docs/performance.svg';

type Rows = ReadonlyMap<string, Row>;

/** Read again for each report, because a benchmark changes the files. */
let [elsewhere, before, now] = runs();

function runs(): [elsewhere: Rows, before: Rows, now: Rows] {
	const byId = (rows: readonly Row[]): Rows => new Map(rows.map((one) => [one.id, one]));
	return [byId(readElsewhere()), byId(readBefore()), byId(readResults())];
}

/** The rows of all runs that measured this. */
const runsOf = (id: string): Row[] => [elsewhere, before, now].flatMap((run) => run.get(id) ?? []);

export async function report(): Promise<void> {
	for (const [file, content] of Object.entries(await made())) writeFileSync(file, content);
}

/** What the page and the chart should be, by file. */
export async function made(): Promise<Record<string, string>> {
	[elsewhere, before, now] = runs();
	const rows = [...new Map([...elsewhere, ...before, ...now]).values()];
	let page = readFileSync(PAGE, 'utf8');
	page = between(page, 'machine', readMachine());
	page = between(page, 'summary', summary(rows));
	page = between(page, 'run before', differencesTable(before));
	page = between(page, 'other machine', differencesTable(elsewhere));
	for (const part of PARTS) {
		const ofPart = rows.filter(({ id }) => partOf(id) === part);
		if (ofPart.length === 0) page = between(page, part, `Not measured yet: \`npm run bench -- ${part}\``);
		else page = between(page, part, part === 'settings' ? settingsTable(ofPart) : table(ofPart));
	}
	return {
		[PAGE]: await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }),
		[CHART]: `${await chart(rows)}\n`,
	};
}

function between(page: string, name: string, text: string): string {
	const [from, to] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const [start, end] = [page.indexOf(from), page.indexOf(to)];
	if (start < 0 || end < start) throw new Error(`${PAGE} has no place for ${name}`);
	return `${page.slice(0, start + from.length)}\n\n${text}\n\n${page.slice(end)}`;
}

function summary(rows: readonly Row[]): string {
	const lines = PARTS.flatMap((part) => {
		const aimed = rows.filter(({ id, met }) => partOf(id) === part && met !== null);
		// An aim for a figure of ours is the same beside each reference.
		const aims = [...new Map(aimed.map((one) => [one.ratio === null ? whatOf(one) : one.id, one])).values()];
		if (aims.length === 0) return [];
		const marked = (mark: string) => aims.filter((one) => verdictOf(one) === mark).length;
		const runs = [elsewhere, before, now].filter((run) => [...run.keys()].some((id) => partOf(id) === part));
		return `| ${part} | ${runs.length} | ${marked(MET)} | ${marked(MET_ONCE)} | ${aims.length} |`;
	});
	const header = ['part', 'runs', 'aims met', 'in some runs only', 'of'];
	return [`| ${header.join(' | ')} |`, `|${' --- |'.repeat(header.length)}`, ...lines].join('\n');
}

/** How far this run and another one are apart. */
function differencesTable(run: Rows): string {
	const lines = PARTS.flatMap((part) => {
		const [here, there] = [now, run].map((rows) =>
			[...rows.values()].filter(({ id, old }) => partOf(id) === part && !old),
		) as [Row[], Row[]];
		const { ratios, half, most, all, judged, otherwise } = differences(here, there);
		if (ratios === 0) return [];
		return [
			`| ${[part, ratios, half, most, all, judged === 0 ? '' : `${otherwise} of ${judged}`].join(' | ')} |`,
		];
	});
	const header = ['part', 'ratios', 'median', 'nine of ten within', 'most', 'other verdict'];
	return [`| ${header.join(' | ')} |`, `|${' --- |'.repeat(header.length)}`, ...lines].join('\n');
}

/** From another machine, or from a run before. */
const originOf = (one: Row) =>
	one === elsewhere.get(one.id) ? ' †' : one.old || one === before.get(one.id) ? ' ‡' : '';
const whatOf = (one: Row) => one.id.split('/').slice(1, -1).join(', ');

const verdictOf = (one: Row): string => markOf(one, runsOf(one.id));

/** The smallest ratio and the largest one. */
function extremesOf({ id }: Row): [least: number, most: number] {
	const ratios = runsOf(id)
		.flatMap(({ ratio }) => ratio ?? [])
		.sort((a, b) => a - b);
	return [ratios[0]!, ratios.at(-1)!];
}

const rangeOf = (one: Row): string => [...new Set(extremesOf(one).map(shown))].join('–');

/** Such as `1.14–1.2 ×`. */
function factorOf(one: Row): string {
	const [least, most] = extremesOf(one);
	return least < 1 && most > 1 ? 'no measurable difference' : `${rangeOf(one)} ×`;
}

/** One line per measurement of ours, one column per reference. */
function table(rows: readonly Row[]): string {
	const againstOf = ({ id }: Row) => id.split('/').at(-1)!;
	const columns = [...new Set(rows.filter(({ reference }) => reference !== null).map(againstOf))];
	const lines = [...Map.groupBy(rows, whatOf)].map(([what, group]) => {
		const [first] = group as [Row];
		const { ours, unit, ratio } = first;
		const cells = columns.map((column) => {
			const found = group.find((one) => againstOf(one) === column);
			if (!found) return '';
			return found.ratio === null
				? `${shown(found.reference)} ${unit}`
				: `${rangeOf(found)} (${shown(found.reference)})${verdictOf(found)}`;
		});
		const own = `${shown(ours)} ${unit}${ratio === null ? verdictOf(first) : ''}`;
		return `| ${[what + originOf(first), own, ...cells].join(' | ')} |`;
	});
	const header = ['', 'ours', ...columns];
	return [`| ${header.join(' | ')} |`, `|${' --- |'.repeat(header.length)}`, ...lines].join('\n');
}

/** Which setting of n8n, when, and what it gives. */
function settingsTable(rows: readonly Row[]): string {
	const header = ['', 'setting', 'when', 'events per second', 'acknowledgement'];
	const settingOf = ({ id }: Row) => id.split('/').slice(1, -1).join('/');
	const lines = [...Map.groupBy(rows, settingOf)].map(([setting, group]) => {
		const [where, name] = setting.split('/') as [keyof typeof SETTINGS, string];
		const { variables = name, when = '' } = SETTINGS[where].find((one) => one.name === name) ?? {};
		const cells = header.slice(3).map((what) => {
			const found = group.find(({ id }) => id.endsWith(`/${what}`));
			return found ? `${factorOf(found)} (${shown(found.ours)} ${found.unit})${originOf(found)}` : '';
		});
		return `| ${[where, variables, when, ...cells].join(' | ')} |`;
	});
	return [`| ${header.join(' | ')} |`, `|${' --- |'.repeat(header.length)}`, ...lines].join('\n');
}

const shown = (value: number | null) =>
	value === null ? '' : value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** The time to verify relative to the floor, by size, and how many executions n8n completes. */
async function chart(rows: readonly Row[]): Promise<string> {
	const provider = 'digitalRiver';
	const verify = rows.filter(({ id }) => id.startsWith(`verify/${provider}/`) && !id.includes('growth'));
	const times = verify.flatMap(({ id, ours, reference }) => {
		const [, , size, against] = id.split('/');
		const floor = verify.find((one) => one.id === `verify/${provider}/${size}/floor`)!.reference!;
		return against === 'floor'
			? [{ size, who: 'n8n-nodes-invoices', times: ours / floor }]
			: [{ size, who: against, times: reference! / floor }];
	});
	const executions = rows
		.filter(({ id }) => id.startsWith('n8n/') && id.includes('executions'))
		.flatMap(({ id, ours, reference }) => {
			const [, where, what, against] = id.split('/');
			return [
				{ where, who: `ours, ${what!.split(', ')[1]}`, perSecond: ours },
				{ where, who: against, perSecond: reference },
			];
		});
	const verifiers = ['n8n-nodes-invoices', ...new Set(times.map(({ who }) => who))];
	const triggers = [...new Set(executions.map(({ who }) => who!))].sort();
	const offset = (who: string[]) => ({ field: 'who', sort: null, scale: { domain: [...new Set(who)] } });
	const color = (who: string[]) => ({
		...{ field: 'who', type: 'nominal' as const, sort: null, title: null },
		scale: { domain: [...new Set(who)] },
	});
	const spec: TopLevelSpec = {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		background: 'white',
		config: { legend: { labelLimit: 0 } },
		vconcat: [
			{
				title: 'Verifying and parsing a webhook: time as a multiple of HMAC + JSON.parse',
				width: 560,
				height: 220,
				data: { values: times },
				mark: 'bar',
				encoding: {
					x: {
						field: 'size',
						type: 'nominal',
						sort: ['1 KB', '20 KB', '1 MB', '16 MB'],
						axis: { labelAngle: 0 },
						title: null,
					},
					xOffset: offset(verifiers),
					y: {
						field: 'times',
						type: 'quantitative',
						title: 'times the floor',
					},
					color: color(verifiers),
				},
			},
			{
				title: 'Executions per second in a real n8n',
				width: 560,
				height: { step: 12 },
				data: { values: executions },
				mark: 'bar',
				encoding: {
					y: { field: 'where', type: 'nominal', sort: null, axis: { labelLimit: 0 }, title: null },
					yOffset: offset(triggers),
					x: { field: 'perSecond', type: 'quantitative', aggregate: 'mean', title: 'executions per second' },
					color: color(triggers),
				},
			},
		],
		resolve: { scale: { color: 'independent' } },
	};
	return await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}

if (import.meta.main) await report();
