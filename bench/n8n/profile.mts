/**
 * Where n8n's main thread spends processor time on an event: prints milliseconds by part for triggers of
 * bench/n8n/triggers.mts, which take turns, with their standard errors; with isolates created ahead and on demand.
 *
 * npm run bench:profile
 */
import type { Profiler } from 'node:inspector';
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { freePorts } from '../../test/n8n/processes/ports.mts';
import { startN8n } from '../../test/n8n/start.mts';
import { doNothingPackage } from './doNothing.mts';
import { inOrder, orders } from '../orders.mts';
import { published } from '../published.mts';
import { mean, standardError } from '../results/ratios.mts';
import { Inspector } from './inspector.mts';
import { burst, nextOf, warmUp } from './load.mts';
import { startServices } from './workflows.mts';

const CONTESTANTS = {
	doNothing: 'do-nothing trigger',
	credential: 'trigger that reads its credential',
	execute: 'the same with execute()',
	ours: 'ours, deduplication off',
	oursDeduplicating: 'ours, deduplication on',
} as const;
const NAMES = Object.keys(CONTESTANTS) as Array<keyof typeof CONTESTANTS>;
const WARM_UP = 300;
const EVENTS = 40;
const INTERVAL_US = 200;

/** A sample belongs to the first of these that the innermost function matching any of them is of. */
const PARTS: Array<[part: string, path: RegExp]> = [
	['this package', /n8n-nodes-invoices\/dist/],
	['zod', /node_modules\/zod\//],
	['parameters', /n8n-workflow\/.*\/(?:node-helpers|workflow)\.js/],
	['stored data', /node_modules\/flatted\//],
	['isolates', /isolated-vm|expression-runtime/],
	['database', /typeorm|sqlite3/],
	['the rest of n8n', /node_modules\//],
];
const NODE = 'Node.js';
const GARBAGE = 'garbage';
const TOTAL = 'total';

const { directory } = await published();
const [port] = (await freePorts(1)) as [number];
for (const [how, env, turns] of [
	['isolates ahead', {}, 1],
	['isolates on demand', ISOLATES_ON_DEMAND, 5],
] as const) {
	const n8n = await startN8n({
		packages: [directory, doNothingPackage()],
		env: { ...Inspector.environment(port), ...env },
	});
	try {
		const services = await startServices({
			api: n8n.api,
			webhookUrl: async (id, node, path) => n8n.api.webhookUrl(id, node, { path }),
		});
		for (const name of NAMES) await warmUp(n8n.api, services[name], WARM_UP);
		const measured = new Map(NAMES.map((name) => [name, [] as Array<Record<string, number>>]));
		for (let round = 0; round < turns * orders(NAMES.length).length; round++) {
			for (const name of inOrder(NAMES, round)) {
				const { workflowId } = services[name];
				const requests = nextOf(services[name], EVENTS);
				const profile = await profiled(async () => await burst(n8n.api, requests, workflowId));
				measured.get(name)!.push(byPart(profile));
			}
		}
		console.log(`\nMilliseconds of n8n's main thread for an event\n`);
		console.log(table(how, measured));
	} finally {
		await n8n.remove();
	}
}
process.exit();

/** The profile that n8n's inspector recorded during the run. */
async function profiled(run: () => Promise<unknown>): Promise<Profiler.Profile> {
	const inspector = await Inspector.at(port);
	await inspector.call('Profiler.enable');
	await inspector.call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
	await inspector.call('Profiler.start');
	await run();
	const { profile } = await inspector.call<{ profile: Profiler.Profile }>('Profiler.stop');
	inspector.close();
	return profile;
}

/** Milliseconds for an event, by part. */
function byPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<string, number> {
	const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const partOf = (id: number): string | null => {
		const { functionName } = byId.get(id)!.callFrame;
		if (functionName === '(idle)' || functionName === '(program)') return null;
		if (functionName === '(garbage collector)') return GARBAGE;
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const { url } = byId.get(at)!.callFrame;
			const found = PARTS.find(([, path]) => path.test(url));
			if (found) return found[0];
		}
		return NODE;
	};
	const spent: Record<string, number> = { [TOTAL]: 0 };
	samples.forEach((id, index) => {
		const part = partOf(id);
		if (part === null) return;
		const milliseconds = timeDeltas[index]! / 1000 / EVENTS;
		spent[part] = (spent[part] ?? 0) + milliseconds;
		spent[TOTAL]! += milliseconds;
	});
	return spent;
}

/** In Markdown: the mean of the rounds, and its standard error. */
function table(
	how: string,
	measured: ReadonlyMap<keyof typeof CONTESTANTS, Array<Record<string, number>>>,
): string {
	const columns = [...PARTS.map(([part]) => part), NODE, GARBAGE, TOTAL];
	const rows = [...measured].map(([name, rounds]) => [
		CONTESTANTS[name],
		...columns.map((part) => {
			const values = rounds.map((spent) => spent[part] ?? 0);
			return `${mean(values).toFixed(2)} ± ${standardError(values).toFixed(2)}`;
		}),
	]);
	const lines = [[how, ...columns], [how, ...columns].map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
