/**
 * Where n8n's main thread spends processor time on an event: prints milliseconds by package for each trigger of
 * bench/n8n/triggers.mts, with isolates created ahead and on demand.
 *
 * npm run bench:profile
 */
import type { Profiler } from 'node:inspector';
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { freePorts } from '../../test/n8n/processes/ports.mts';
import { startN8n } from '../../test/n8n/start.mts';
import { doNothingPackage } from './doNothing.mts';
import { published } from '../published.mts';
import { Inspector } from './inspector.mts';
import { sendAll } from './load.mts';
import { startServices, type Contestant, type Service } from './workflows.mts';

const WARM_UP = 300;
const EVENTS = 300;
const INTERVAL_US = 200;

/** Assigned by the path of the innermost function that matches one of them. */
const PARTS: Array<[part: string, path: RegExp]> = [
	['this package', /n8n-nodes-invoices\/dist/],
	['zod', /node_modules\/zod\//],
	['isolates', /isolated-vm|expression-runtime/],
	['database', /typeorm|sqlite3/],
	['the rest of n8n', /node_modules\//],
];

const { directory } = await published();
const [port] = (await freePorts(1)) as [number];
for (const [how, env] of Object.entries({ 'isolates ahead': {}, 'isolates on demand': ISOLATES_ON_DEMAND })) {
	const n8n = await startN8n({
		packages: [directory, doNothingPackage()],
		env: { ...Inspector.environment(port), ...env },
	});
	try {
		const services = await startServices({
			api: n8n.api,
			webhookUrl: async (id, node, path) => n8n.api.webhookUrl(id, node, { path }),
		});
		const table: Partial<Record<Contestant, Record<string, number>>> = {};
		for (const name of ['doNothing', 'credential', 'execute', 'ours', 'oursDeduplicating'] as const) {
			await deliver(services[name], WARM_UP);
			table[name] = byPart(await profiled(async () => await deliver(services[name], EVENTS)));
		}
		console.log(`\nMilliseconds of n8n's main thread for an event, ${how}`);
		console.table(table);
	} finally {
		await n8n.remove();
	}
}
process.exit();

async function deliver(service: Service, count: number): Promise<void> {
	await sendAll(Array.from({ length: count }, () => service.next()));
}

/** The profile that n8n's inspector recorded during the run. */
async function profiled(run: () => Promise<void>): Promise<Profiler.Profile> {
	const inspector = await Inspector.at(port);
	await inspector.call('Profiler.enable');
	await inspector.call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
	await inspector.call('Profiler.start');
	await run();
	const { profile } = await inspector.call<{ profile: Profiler.Profile }>('Profiler.stop');
	inspector.close();
	return profile;
}

function byPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<string, number> {
	const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const partOf = (id: number): string | null => {
		const { functionName } = byId.get(id)!.callFrame;
		if (functionName === '(idle)' || functionName === '(program)') return null;
		if (functionName === '(garbage collector)') return 'garbage';
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const { url } = byId.get(at)!.callFrame;
			const found = PARTS.find(([, path]) => path.test(url));
			if (found) return found[0];
		}
		return 'Node.js';
	};
	const total: Record<string, number> = {};
	samples.forEach((id, index) => {
		const part = partOf(id);
		if (part) total[part] = (total[part] ?? 0) + timeDeltas[index]! / 1000 / EVENTS;
	});
	const shown = (value: number) => Number(value.toFixed(2));
	const order = [...PARTS.map(([part]) => part), 'Node.js', 'garbage'];
	return {
		...Object.fromEntries(order.map((part) => [part, shown(total[part] ?? 0)])),
		total: shown(Object.values(total).reduce((sum, value) => sum + value, 0)),
	};
}
