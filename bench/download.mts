/**
 * How much a large document costs: a 300 MB PDF through trigger and Invoice > Download in a real n8n, in filesystem
 * mode. Prints the time and the growth of n8n's memory.
 *
 * npm run bench:download
 */
import { execFileSync } from 'node:child_process';
import { packedPackage } from '../scripts/pack.mts';
import { scenarios } from '../test/e2e/scenarios.mts';
import { outputOf } from '../test/n8n/executions.mts';
import { startN8n } from '../test/n8n/start.mts';
import { send } from '../test/simulator/sender.mts';
import { listen } from '../test/simulator/server.mts';

const MEGABYTE = 1024 * 1024;
const SIZE = 300 * MEGABYTE;
const KEY = 'key-of-the-benchmark';

/** Resident memory of a process, in MB. */
const memoryOf = (pid: number) =>
	Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

const scenario = scenarios.find(({ simulator }) => simulator.name === 'digitalRiver')!;
const { simulator } = scenario;
const api = simulator.api!({ apiKey: KEY });
const server = await listen(api);
const { directory } = await packedPackage();
const n8n = await startN8n({
	packages: [directory],
	env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	log: console.log,
});

const type = 'digitalRiverApi';
const secret = simulator.secrets.signature!;
const credentialId = await n8n.api.createCredential({
	name: type,
	type,
	data: { ...scenario.credential(server.url, KEY), signingSecrets: secret },
});
const credentials = { [type]: { id: credentialId, name: type } };
const workflowId = await n8n.api.createWorkflow({
	name: 'Benchmark: a large document',
	nodes: [
		{
			name: 'Trigger',
			type: 'n8n-nodes-invoices.digitalRiverInvoiceTrigger',
			parameters: scenario.parameters as never,
			credentials,
		},
		{
			name: 'Download',
			type: 'n8n-nodes-invoices.invoice',
			parameters: { resource: 'document', operation: 'download', options: { maxDocumentSize: 400 } },
			credentials,
		},
	],
	connections: { Trigger: { main: [[{ node: 'Download', type: 'main', index: 0 }]] } },
});
await n8n.api.activate(workflowId);
const url = await n8n.api.webhookUrl(workflowId, 'Trigger');

/** One download of so many bytes: seconds, and the most memory above that before it, in MB. */
async function measure(size: number, executions: number) {
	server.fail('GET /files/:id/content', { size });
	const before = memoryOf(n8n.pid);
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, memoryOf(n8n.pid))), 50);
	const started = performance.now();
	const request = simulator.proofs.signature!(
		{ ...scenario.issue(api, server.url).notification, url },
		secret,
		new Date(),
	);
	await send(request.url, request);
	const found = await n8n.api.waitForExecutions({ workflowId, count: executions, timeoutMs: 300_000 });
	const seconds = (performance.now() - started) / 1000;
	clearInterval(watch);
	const [item] = outputOf(await n8n.api.execution(found.at(-1)!.id), 'Download');
	return {
		bytes: item?.binary?.data?.bytes,
		seconds: seconds.toFixed(1),
		before: before.toFixed(0),
		peak: peak.toFixed(0),
		growth: peak - before,
	};
}

// The first download loads code and grows the heap; what follows shows what the size costs.
await measure(MEGABYTE, 1);
const result = await measure(SIZE, 2);
console.table([{ ...result, growth: `${result.growth.toFixed(0)} MB` }]);
const good = result.bytes === SIZE && result.growth < 100;
console.log(good ? 'Aim met: growth under 100 MB.' : 'AIM NOT MET: growth under 100 MB.');
await Promise.all([n8n.remove(), server.close()]);
process.exit(good ? 0 : 1);
