/** Queue mode and what a test needs around it: the providers' workflows, a target for their items, senders. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IWorkflowSettings } from 'n8n-workflow';
import { SECRET_FIELDS, type Scenario } from '../e2e/scenario.mts';
import { ISOLATES_ON_DEMAND } from '../../n8n/isolates.mts';
import { startQueueMode, type QueueMode, type QueueModeOptions } from '../../n8n/queue/queue.mts';
import type { N8n } from '../../n8n/start.mts';
import { startFront } from './front.mts';
import type { NewNode, NewWorkflow } from '../../n8n/api/workflows.mts';
import type { Notification, Outgoing } from '../../simulator/authentication.mts';
import { deliver, type Delivery, type DeliveryRules } from '../../simulator/sender.mts';
import { listen, type Api, type SimulatorServer } from '../../simulator/server.mts';
import { credentialTypeOf } from '../providers.mts';

const API_KEY = 'api-key-of-the-queue-tests';
export const TRIGGER = 'Invoice Trigger';
export const TARGET = 'Target';

/** Settings that docs/reliability.md recommends for queue mode. */
export const RELIABLE = { QUEUE_WORKER_LOCK_DURATION: '86400000', ...ISOLATES_ON_DEMAND };

/** An item as received by the system after n8n. */
export interface Arrival {
	provider: string;
	key: string;
	/** The provider's id. */
	invoice: string | null;
	execution: string;
}

/** An execution that a person must look at, as the example that retries says. */
export interface Told {
	workflowId: string;
	executionId: string;
	reason: string;
}

/** The system that receives the items, such as an accounting system, and what a person is told. It keeps all of them. */
export interface Target {
	readonly url: string;
	readonly arrivals: Arrival[];
	/** Takes a {@link Told}. */
	readonly personUrl: string;
	readonly told: Told[];
	/** Milliseconds before it responds; initially 0. */
	takesMs: number;
	/** Rejects the next item. */
	rejectNext(): void;
	close(): Promise<void>;
}

export async function startTarget(): Promise<Target> {
	const arrivals: Arrival[] = [];
	const told: Told[] = [];
	const server = await listen({
		routes: {
			'POST /items': async ({ json }) => {
				arrivals.push(json as Arrival);
				await sleep(target.takesMs);
				return { body: { taken: true } };
			},
			'POST /person': ({ json }) => {
				told.push(json as Told);
				return { body: { taken: true } };
			},
		},
	});
	const target: Target = {
		url: `${server.url}/items`,
		arrivals,
		personUrl: `${server.url}/person`,
		told,
		takesMs: 0,
		rejectNext: () => server.fail('POST /items', { status: 500 }),
		close: async () => await server.close(),
	};
	return target;
}

const postNode = (name: string, url: string, json: string): NewNode => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify(${json}) }}`,
		options: {},
	},
});

/** The node that sends an item to the target. */
export const targetNode = ({ url }: Target): NewNode =>
	postNode(
		TARGET,
		url,
		'{ provider: $json.provider, key: $json.event.key, invoice: $json.id, execution: $execution.id }',
	);

/** The email of the example that retries. */
export const personNode = ({ personUrl }: Target): NewNode => postNode('Your Email', personUrl, '$json');

export const link = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

/** A provider with its simulated API, its credential in n8n, and a workflow of trigger and target. */
export interface Line {
	readonly scenario: Scenario;
	readonly api: Api;
	readonly server: SimulatorServer;
	readonly workflowId: string;
	readonly credentials: Record<string, { id: string; name: string }>;
	/**
	 * The sender's request for a notification at this moment: authenticated, to the front or to one of the webhook
	 * processors.
	 */
	request(notification: Notification, processor?: N8n): Outgoing;
	/** Creates an invoice; returns its notification and document. */
	issue(): { notification: Notification; document: Buffer };
	/** Delivers like the provider, retrying until it is acknowledged. */
	deliver(notification: Notification): Promise<Delivery>;
}

/**
 * Longer than any provider's time limit on a busy machine; shorter than a connection hangs after its receiver was
 * killed.
 */
const PATIENCE_MS = 10_000;
/** Long enough for any part to restart. */
const WAITS_MS = [250, 500, 1000, 2000, 4000, 4000, 4000, 8000, 8000, 8000, 8000, 8000];

export interface Stage {
	readonly queue: QueueMode;
	readonly target: Target;
	line(scenario: Scenario, options?: LineOptions): Promise<Line>;
	remove(): Promise<void>;
}

interface LineOptions {
	/** Options of the trigger. */
	options?: Record<string, unknown>;
	settings?: IWorkflowSettings;
	/** Builds another workflow around the trigger. */
	workflow?: (trigger: NewNode) => NewWorkflow;
}

export async function startStage(options: QueueModeOptions): Promise<Stage> {
	const target = await startTarget();
	const queue = await startQueueMode(options).catch(async (error: unknown) => {
		await target.close();
		throw error;
	});
	const front = await startFront(queue.webhooks);
	const servers: SimulatorServer[] = [];

	return {
		queue,
		target,
		async line(scenario, { options: triggerOptions = {}, settings = {}, workflow } = {}) {
			const { simulator, displayName, parameters } = scenario;
			const api = simulator.api!({ apiKey: API_KEY });
			const server = await listen(api);
			servers.push(server);
			const method = parameters.authentication as keyof typeof SECRET_FIELDS;
			const secret = simulator.secrets[method]!;
			const type = credentialTypeOf(simulator.name);
			const id = await queue.api.createCredential({
				name: displayName,
				type,
				data: { ...scenario.credential(server.url, API_KEY), [SECRET_FIELDS[method]]: secret },
			});
			const credentials = { [type]: { id, name: displayName } };
			const trigger: NewNode = {
				name: TRIGGER,
				type: `n8n-nodes-invoices.${simulator.name}InvoiceTrigger`,
				parameters: { ...parameters, options: triggerOptions } as never,
				credentials,
			};
			const workflowId = await queue.api.createWorkflow(
				workflow?.(trigger) ?? {
					name: `${displayName}: invoices to the target`,
					nodes: [trigger, targetNode(target)],
					connections: { [TRIGGER]: link(TARGET) },
					settings,
				},
			);
			await queue.api.activate(workflowId);
			const url = await queue.webhookUrl(workflowId, TRIGGER);
			const rules: DeliveryRules = {
				...simulator.delivery,
				timeLimitMs: PATIENCE_MS,
				waitsMs: WAITS_MS,
			};
			const line: Line = {
				scenario,
				api,
				server,
				workflowId,
				credentials,
				request: (notification, processor) =>
					simulator.authenticators[method]!(
						{ ...notification, url: url.replace(queue.webhooks[0]!.url, (processor ?? front).url) },
						secret,
						new Date(),
					),
				issue: () => scenario.issue(api, server.url),
				deliver: async (notification) => await deliver(() => line.request(notification), rules),
			};
			return line;
		},
		async remove() {
			await queue.remove();
			await Promise.all([
				target.close(),
				front.close(),
				...servers.map(async (server) => await server.close()),
			]);
		},
	};
}

/** Polls every quarter of a second until a condition holds; false if it does not hold in time. */
export async function within(timeoutMs: number, look: () => boolean | Promise<boolean>): Promise<boolean> {
	const deadline = Date.now() + timeoutMs;
	while (!(await look())) {
		if (Date.now() > deadline) return false;
		await sleep(250);
	}
	return true;
}
