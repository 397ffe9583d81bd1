/**
 * The main workflow in a real n8n: the packed package, one workflow per provider, and a simulator of each provider that
 * sends a real invoice, its redelivery, a forged one, and an event that was not selected. `-- --exit` ends by itself,
 * with 0 only if everything was as expected. `-- --queue` does the same in n8n's queue mode: main process, webhook
 * processor and two workers, on real Redis and PostgreSQL.
 */
import { globSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { packedPackage } from '../scripts/pack.mts';
import { troubleIn } from '../scripts/trouble.js';
import { SECRET_FIELDS, type Scenario } from '../test/support/e2e/scenario.mts';
import { scenarios } from '../test/support/e2e/scenarios.mts';
import { errorOf, outputOf, ran } from '../test/n8n/api/executions.mts';
import type { Api } from '../test/n8n/api/api.mts';
import type { NewWorkflow } from '../test/n8n/api/workflows.mts';
import { startQueueMode } from '../test/n8n/queue/queue.mts';
import { owner } from '../test/n8n/api/rest.mts';
import { missingServers } from '../test/n8n/queue/servers.mts';
import { startN8n } from '../test/n8n/start.mts';
import { send } from '../test/simulator/sender.mts';
import { listen } from '../test/simulator/server.mts';
import { APPEND, COLUMNS, invoiceWorkflow, WRITE } from './workflow.mts';
import { credentialTypeOf } from '../test/support/providers.mts';

const API_KEY = 'api-key-of-the-demo';
const started = Date.now();
const say = (text: string) =>
	console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${text}`);

interface Row {
	provider: string;
	event: string;
	response: string;
	execution: string;
	invoice: string;
	bytes: string;
	asExpected: string;
}

/** The demo's n8n: one process, or all processes of queue mode. */
interface Stage {
	/** The editor's address. */
	url: string;
	api: Api;
	documents: string;
	/** The summary printed at the end. */
	summary(): string;
	webhookUrl(workflowId: string, node: string): Promise<string>;
	remove(): Promise<void>;
}

async function startStage(inQueueMode: boolean): Promise<Stage> {
	const missing = inQueueMode ? missingServers() : undefined;
	if (missing) throw new Error(`Queue mode needs Redis and PostgreSQL. ${missing}`);
	say('Building and packing n8n-nodes-invoices \u2026');
	const { directory } = await packedPackage();
	say('Starting n8n (the first time, installing it takes some minutes) \u2026');
	const options = { packages: [directory], env: { N8N_RESTRICT_FILE_ACCESS_TO: '' }, log: say };
	if (!inQueueMode) {
		const n8n = await startN8n(options);
		const { url, api, userFolder } = n8n;
		return {
			url,
			api,
			documents: path.join(userFolder, 'documents'),
			summary: () => '',
			webhookUrl: async (...node) => await api.webhookUrl(...node),
			remove: async () => await n8n.remove(),
		};
	}
	const queue = await startQueueMode(options);
	const { main, api, workers } = queue;
	return {
		url: main.url,
		api,
		documents: path.join(main.userFolder, 'documents'),
		summary() {
			const finished = workers.map(({ logText }) => logText().split('Worker finished execution').length - 1);
			return `Executions by worker: ${finished.join(', ')}\n`;
		},
		webhookUrl: queue.webhookUrl,
		remove: queue.remove,
	};
}

async function main(): Promise<void> {
	const n8n = await startStage(process.argv.includes('--queue'));
	const rows: Row[] = [];
	for (const scenario of scenarios) rows.push(...(await show(n8n, scenario)));
	console.log();
	console.table(rows);

	for (const file of globSync('examples/*.json').sort()) {
		await n8n.api.createWorkflow(JSON.parse(readFileSync(file, 'utf8')) as NewWorkflow);
	}
	const good = rows.every(({ asExpected }) => asExpected === 'yes');
	process.stdout.write(n8n.summary());
	console.log(good ? 'Everything was as expected.' : 'NOT everything was as expected: see the table.');
	if (process.argv.includes('--exit')) {
		await n8n.remove();
		process.exit(good ? 0 : 1);
	}
	console.log(`\nThe editor:  ${n8n.url}\nE-mail:      ${owner.email}\nPassword:    ${owner.password}`);
	console.log(
		`Documents:   ${n8n.documents}\n\nAll examples are loaded: open one and click \u201cExecute workflow\u201d.\nCtrl-C stops n8n and deletes what the demo created.`,
	);
	setInterval(() => undefined, 1 << 30);
}

/** Sends the four events of one provider and reports the outcome of each. */
async function show(n8n: Stage, scenario: Scenario): Promise<Row[]> {
	const { simulator, displayName, parameters } = scenario;
	say(`${displayName}: starting its simulator, creating and activating a workflow \u2026`);
	const api = simulator.api?.({ apiKey: API_KEY }) ?? { routes: {} };
	const server = await listen(api);
	const method = parameters.authentication as keyof typeof SECRET_FIELDS;
	const secret = simulator.secrets[method]!;
	const folder = path.join(n8n.documents, simulator.name);
	mkdirSync(folder, { recursive: true });

	const credentialId = await n8n.api.createCredential({
		name: displayName,
		type: credentialTypeOf(simulator.name),
		data: { ...scenario.credential(server.url, API_KEY), [SECRET_FIELDS[method]]: secret },
	});
	const columns = Object.fromEntries(Object.entries(COLUMNS).map(([name, { type }]) => [name, type]));
	const table = await n8n.api.createDataTable(`${displayName} invoices`, columns);
	const workflowId = await n8n.api.createWorkflow(invoiceWorkflow(scenario, credentialId, table, folder));
	await n8n.api.activate(workflowId);
	const url = await n8n.webhookUrl(workflowId, 'Invoice Trigger');

	say(`${displayName}: sending a signed event, a repeat, a forged event and an unselected event \u2026`);
	const { notification, document } = scenario.issue(api, server.url);
	const rows: Row[] = [];
	let executions = 0;
	for (const [what, sent, usedSecret, expected] of [
		[scenario.wanted, notification, secret, { status: 200, items: 1 }],
		['the same, repeated', notification, secret, { status: 200, items: 0 }],
		['a forged event', simulator.events[scenario.wanted](), `forged-${secret}`, { status: 401, items: null }],
		['not selected', scenario.unwanted, secret, { status: 200, items: null }],
	] as const) {
		const { url: to, ...request } = simulator.authenticators[method]!(
			{ ...sent, url },
			usedSecret,
			new Date(),
		);
		const { status, body } = await send(to, request);
		if (expected.items !== null) executions++;
		const found = await n8n.api.waitForExecutions({ workflowId, count: executions });
		const execution = expected.items === null ? null : await n8n.api.execution(found.at(-1)!.id);
		const written = execution && ran(execution, WRITE) ? outputOf(execution, WRITE) : [];
		const files = readdirSync(folder).filter((name) => name.startsWith(`${execution?.id} `));
		const bytes = files.map((name) => readFileSync(path.join(folder, name)));
		const asExpected =
			status === expected.status &&
			found.length === executions &&
			(execution === null || execution.status === 'success') &&
			written.length === (expected.items ?? 0) &&
			bytes.length === written.length &&
			bytes.every((content) => content.equals(document));
		const [row] = execution && ran(execution, APPEND) ? outputOf(execution, APPEND) : [];
		rows.push({
			provider: displayName,
			event: what,
			response: `${status} ${body.toString().slice(0, 24)}`,
			execution: execution ? `${execution.status}${written.length === 0 ? ', no item' : ''}` : 'none',
			invoice: String(row?.json.invoice ?? ''),
			bytes: bytes.map((content) => content.length).join(', '),
			asExpected: asExpected ? 'yes' : 'NO',
		});
		const error = execution && errorOf(execution);
		if (error) say(`${displayName}: ${error.message}`);
	}
	const stored = await n8n.api.dataTableRows(table);
	if (stored.length !== 1) rows[0]!.asExpected = `NO: ${stored.length} rows in the data table`;
	return rows;
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	console.error(message);
	const trouble = troubleIn(message);
	if (trouble) console.error(`\n${trouble}`);
	process.exit(1);
});
