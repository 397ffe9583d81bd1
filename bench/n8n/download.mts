/** Documents through Invoice > Download and through n8n's HTTP Request node, in a real n8n in filesystem mode. */
import { readFileSync, writeFileSync } from 'node:fs';
import { scenarios } from '../../test/support/e2e/scenarios.mts';
import type { NewNode } from '../../test/n8n/api/workflows.mts';
import { outputOf } from '../../test/n8n/api/executions.mts';
import { startN8n, type N8n } from '../../test/n8n/start.mts';
import type { DigitalRiverApi } from '../../test/simulator/providers/digitalRiver.mts';
import { notification } from '../../test/simulator/authentication.mts';
import { send } from '../../test/simulator/sender.mts';
import { listen } from '../../test/simulator/server.mts';
import { DO_NOTHING, doNothingPackage } from './doNothing.mts';
import type { Published } from '../published.mts';
import { inOrder } from '../orders.mts';
import { against, mean } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';

const MEGABYTE = 1024 * 1024;
const KEY = 'key-of-the-benchmark';
const CREDENTIAL = 'digitalRiverApi';
const ROUNDS = sized(4, 1);
const CASES = [
	{ name: '1 MB × 200', size: MEGABYTE, count: sized(200, 20) },
	{ name: '300 MB × 1', size: sized(300, 30) * MEGABYTE, count: 1 },
];
const CONTESTANTS = ['ours', 'theirs'] as const;
type Contestant = (typeof CONTESTANTS)[number];

interface Measured {
	seconds: number;
	/** Peak resident memory of n8n's process above the level before, in MB. */
	growth: number;
}

/** An n8n with a workflow of each contestant. */
interface Host {
	n8n: N8n;
	workflows: Record<Contestant, string>;
}

export async function download({ directory }: Published): Promise<Row[]> {
	const scenario = scenarios.find(({ simulator }) => simulator.name === 'digitalRiver')!;
	const api = scenario.simulator.api!({ apiKey: KEY }) as DigitalRiverApi;
	const server = await listen(api);
	const file = api.addFile();
	const item = {
		provider: 'digitalRiver',
		document: { id: file.id },
		url: `${server.url}/files/${file.id}/content`,
	};
	const packages = [directory, doNothingPackage()];
	const inN8n = async <T,>(measureIn: (host: Host) => Promise<T>): Promise<T> => {
		const n8n = await startN8n({ packages, env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' } });
		try {
			return await measureIn({
				n8n,
				workflows: await workflowsIn(n8n, scenario.credential(server.url, KEY)),
			});
		} finally {
			await n8n.remove();
		}
	};
	const rows: Row[] = [];
	try {
		for (const { name, size, count } of CASES) {
			if (leavesOut(`downloading ${name}`)) continue;
			server.reset();
			server.fail('GET /files/:id/content', { size }, Infinity);
			const items = Array.from({ length: count }, () => item);
			const once = async ({ n8n, workflows }: Host, which: Contestant) =>
				await measure(n8n, workflows[which], items, size * count);
			// The first of its n8n: later ones find the memory that earlier ones have left.
			const growth = (which: Contestant) => inN8n(async (host) => (await once(host, which)).growth);
			const grown = { ours: await growth('ours'), theirs: await growth('theirs') };
			const seconds = await inN8n(async (host) => {
				const found: Record<Contestant, number[]> = { ours: [], theirs: [] };
				// The first round is a warm-up: it loads code and grows the heap.
				for (let round = 0; round <= ROUNDS; round++) {
					for (const which of inOrder(CONTESTANTS, round)) {
						const { seconds } = await once(host, which);
						if (round > 0) found[which].push(seconds);
					}
				}
				return found;
			});
			rows.push(
				row(`download/${name}/time/HTTP Request`, 's', {
					...against(mean(seconds.ours), mean(seconds.theirs)),
					aim: '≤ 1.05',
				}),
				// Judge the value, not the ratio: both may be close to zero, and memory must stay small at any size.
				row(`download/${name}/growth of memory/HTTP Request`, 'MB', {
					ours: grown.ours,
					reference: grown.theirs,
					aim: '< 100',
				}),
			);
		}
		return rows;
	} finally {
		await server.close();
	}
}

async function workflowsIn(n8n: N8n, data: Record<string, unknown>): Promise<Host['workflows']> {
	const id = await n8n.api.createCredential({ name: CREDENTIAL, type: CREDENTIAL, data });
	return {
		ours: await workflowWith(n8n, {
			name: 'Download',
			type: 'n8n-nodes-invoices.invoice',
			parameters: {
				resource: 'document',
				operation: 'download',
				provider: 'item',
				options: { maxDocumentSize: 400 },
			},
			credentials: { [CREDENTIAL]: { id, name: CREDENTIAL } },
		}),
		theirs: await workflowWith(n8n, {
			name: 'Download',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: '={{ $json.url }}',
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${KEY}` }] },
				options: { response: { response: { responseFormat: 'file' } } },
			},
		}),
	};
}

async function workflowWith(n8n: N8n, node: NewNode): Promise<string> {
	const id = await n8n.api.createWorkflow({
		name: `Download with ${node.type}`,
		nodes: [{ name: 'Trigger', type: DO_NOTHING }, node],
		connections: { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	});
	await n8n.api.activate(id);
	return id;
}

/** One execution: the duration of its download node, and the growth of n8n's memory meanwhile. */
async function measure(n8n: N8n, workflowId: string, items: object[], bytes: number): Promise<Measured> {
	const url = await n8n.api.webhookUrl(workflowId, 'Trigger');
	const count = (await n8n.api.executions({ workflowId })).length + 1;
	const before = forgetPeak(n8n.pid);
	await send(url, notification(items));
	const executions = await n8n.api.waitForExecutions({ workflowId, count, timeoutMs: 300_000 });
	const growth = memory(n8n.pid, 'VmHWM') - before;
	const execution = await n8n.api.execution(executions.at(-1)!.id);
	const stored = outputOf(execution, 'Download').map(({ binary }) => binary?.data?.bytes ?? 0);
	if (stored.length !== items.length || stored.reduce((sum, one) => sum + one, 0) !== bytes) {
		throw new Error(`Not all was stored: ${stored.slice(0, 5).join(', ')} … bytes`);
	}
	return { seconds: execution.data.resultData.runData.Download![0]!.executionTime / 1000, growth };
}

/**
 * In MB.
 * @param what `VmRSS` is current resident memory, `VmHWM` its peak
 */
function memory(pid: number, what: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)![1]) / 1024;
}

/**
 * Resets the kernel's record of peak memory.
 * @returns the current memory
 */
function forgetPeak(pid: number): number {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
	return memory(pid, 'VmRSS');
}
