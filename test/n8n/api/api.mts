import { setTimeout as sleep } from 'node:timers/promises';
import type { IBinaryData } from 'n8n-workflow';
import { decoded, finalStatuses, type Execution, type ExecutionSummary } from './executions.mts';
import { Rest, RestError } from './rest.mts';
import {
	ActivationError,
	withNodes,
	type NewWorkflow,
	type PublicationStatus,
	type Workflow,
} from './workflows.mts';

export interface DataTable {
	id: string;
	name: string;
	projectId: string;
}

/** Performs what a person does in n8n's editor. */
export class Api {
	/** For requests without a method here. */
	readonly rest: Rest;
	readonly #url: string;

	constructor(url: string) {
		this.#url = url;
		this.rest = new Rest(url);
	}

	// Credentials

	/** Stores a credential and returns its id. */
	async createCredential(credential: {
		name: string;
		type: string;
		data: Record<string, unknown>;
	}): Promise<string> {
		return (await this.rest.post<{ id: string }>('credentials', credential)).id;
	}

	/** Replaces the content of a credential. */
	async updateCredential(id: string, data: Record<string, unknown>): Promise<void> {
		const { name, type } = await this.rest.get<{ name: string; type: string }>(`credentials/${id}`);
		await this.rest.patch(`credentials/${id}`, { name, type, data });
	}

	/** Runs the credential's test as the editor does after saving. Fields in `data` represent unsaved edits. */
	async testCredential(
		id: string,
		data: Record<string, unknown> = {},
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const stored = await this.rest.get<{ name: string; type: string; data: Record<string, unknown> }>(
			`credentials/${id}`,
			{ includeData: 'true' },
		);
		const { name, type } = stored;
		return await this.rest.post('credentials/test', {
			credentials: { id, name, type, data: { ...stored.data, ...data } },
		});
	}

	// Workflows

	/** Saves a new workflow and returns its id. n8n gives webhook nodes a `webhookId` if they bring none. */
	async createWorkflow(workflow: NewWorkflow): Promise<string> {
		// n8n 1 requires `active`.
		const complete = { active: false, connections: {}, settings: {}, ...withNodes(workflow) };
		return (await this.rest.post<{ id: string }>('workflows', complete)).id;
	}

	/** Saves changes to a workflow. An active workflow remains unchanged until it is activated again. */
	async updateWorkflow(id: string, changes: Partial<NewWorkflow>): Promise<void> {
		await this.rest.patch(`workflows/${id}`, withNodes(changes));
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.rest.get(`workflows/${id}`);
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.rest.post(`workflows/${id}/archive`);
		await this.rest.delete(`workflows/${id}`);
	}

	/**
	 * Publishes the saved state of a workflow and waits until its webhooks are registered.
	 *
	 * @throws ActivationError when a trigger failed, after n8n's five attempts (about 15 s)
	 */
	async activate(id: string, timeoutMs = 60_000): Promise<void> {
		const { versionId } = await this.workflow(id);
		try {
			await this.rest.post(`workflows/${id}/activate`, { versionId });
		} catch (error) {
			if (!(error instanceof RestError && error.status === 404)) throw error;
			// n8n 1 activates at once, and returns the trigger's error.
			await this.rest.patch(`workflows/${id}`, { active: true, versionId });
			return;
		}
		const publication = await this.#settledPublication(id, timeoutMs);
		if (publication.status !== 'published') throw new ActivationError(id, publication);
	}

	/** Deactivates a workflow and waits until its webhooks are gone. */
	async deactivate(id: string, timeoutMs = 60_000): Promise<void> {
		await this.rest.post(`workflows/${id}/deactivate`);
		await eventually(`deactivation of workflow ${id}`, timeoutMs, async () => {
			const publication = await this.publicationStatus(id);
			return { done: publication.status === 'not_published', value: undefined, seen: publication };
		});
	}

	async publicationStatus(id: string): Promise<PublicationStatus> {
		return await this.rest.get(`workflows/${id}/publication-status`);
	}

	/** The production or test URL of a webhook node; `path` as in the description of its type. */
	async webhookUrl(
		id: string,
		nodeName: string,
		{ path = 'webhook', test = false }: { path?: string; test?: boolean } = {},
	): Promise<string> {
		const node = (await this.workflow(id)).nodes.find(({ name }) => name === nodeName);
		if (!node?.webhookId) throw new Error(`Workflow ${id} has no webhook node "${nodeName}"`);
		return `${this.#url}/${test ? 'webhook-test' : 'webhook'}/${node.webhookId}/${path}`;
	}

	/**
	 * Acts like "Listen for test event" on a trigger node: for two minutes the test URL accepts one event and runs only
	 * that node. With `wholeWorkflow` it acts like "Execute workflow": the following nodes run too.
	 */
	async listenForTestEvent(
		id: string,
		nodeName: string,
		{ wholeWorkflow = false }: { wholeWorkflow?: boolean } = {},
	): Promise<void> {
		const start = wholeWorkflow
			? { triggerToStartFrom: { name: nodeName } }
			: { destinationNode: { nodeName, mode: 'inclusive' } };
		const answer = await this.rest.post<{ waitingForWebhook?: boolean }>(`workflows/${id}/run`, start);
		if (!answer.waitingForWebhook) throw new Error(`n8n does not listen: ${JSON.stringify(answer)}`);
	}

	/** Stops listening for a test event; n8n removes the test URL a moment later. */
	async stopListening(id: string): Promise<void> {
		await this.rest.delete(`test-webhook/${id}`);
	}

	// Executions

	/** All executions of a workflow, oldest first. */
	async executions(filter: {
		workflowId: string;
		status?: ExecutionSummary['status'] | Array<ExecutionSummary['status']>;
	}): Promise<ExecutionSummary[]> {
		const { workflowId, status } = filter;
		const query = JSON.stringify({ workflowId, ...(status && { status: [status].flat() }) });
		const found = new Map<string, ExecutionSummary>();
		let cursor: string | undefined;
		do {
			const page = await this.rest.get<{ results: ExecutionSummary[]; nextCursor: string | null }>(
				'executions',
				{ filter: query, limit: 100, cursor },
			);
			for (const execution of page.results) found.set(execution.id, execution);
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		return [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	/** One execution with the output of all nodes. */
	async execution(id: string): Promise<Execution> {
		return decoded(await this.rest.get(`executions/${id}`));
	}

	/** Waits until a workflow has at least `count` executions, all of them finished unless `finished` is false. */
	async waitForExecutions({
		workflowId,
		count = 1,
		finished = true,
		timeoutMs = 60_000,
	}: {
		workflowId: string;
		count?: number;
		finished?: boolean;
		timeoutMs?: number;
	}): Promise<ExecutionSummary[]> {
		return await eventually(`${count} executions of workflow ${workflowId}`, timeoutMs, async () => {
			const executions = await this.executions({ workflowId });
			const pending = executions.filter(({ status }) => !finalStatuses.includes(status));
			return {
				done: executions.length >= count && !(finished && pending.length > 0),
				value: executions,
				seen: executions.map(({ id, status }) => `${id} ${status}`),
			};
		});
	}

	/**
	 * Retries a failed or crashed execution from the node that failed, and waits for its end. Uses the workflow as it
	 * was, or with `loadWorkflow` as it is now.
	 */
	async retry(executionId: string, { loadWorkflow = false } = {}): Promise<Execution> {
		const { id } = await this.rest.post<{ id: string }>(`executions/${executionId}/retry`, { loadWorkflow });
		return await this.execution(id);
	}

	/** The bytes of a file that an item carries. */
	async download(binary: IBinaryData): Promise<Buffer> {
		if (!binary.id) return Buffer.from(binary.data, 'base64');
		return await this.rest.bytes('binary-data', { id: binary.id, action: 'download' });
	}

	// Data tables

	/** Creates an empty data table in the owner's project. */
	async createDataTable(
		name: string,
		columns: Record<string, 'string' | 'number' | 'boolean' | 'date'>,
	): Promise<DataTable> {
		const { id: projectId } = await this.rest.get<{ id: string }>('projects/personal');
		return await this.rest.post(`projects/${projectId}/data-tables`, {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		});
	}

	/** The rows of a data table in order of insertion (`id`, `createdAt`, `updatedAt` are n8n's own). */
	async dataTableRows(table: DataTable): Promise<Array<Record<string, unknown>>> {
		const rows: Array<Record<string, unknown>> = [];
		for (;;) {
			const page = await this.rest.get<{ count: number; data: Array<Record<string, unknown>> }>(
				`projects/${table.projectId}/data-tables/${table.id}/rows`,
				{ take: 100, skip: rows.length, sortBy: 'id:asc' },
			);
			rows.push(...page.data);
			if (page.data.length === 0 || rows.length >= page.count) return rows;
		}
	}

	async #settledPublication(id: string, timeoutMs: number): Promise<PublicationStatus> {
		return await eventually(`publication of workflow ${id}`, timeoutMs, async () => {
			const publication = await this.publicationStatus(id);
			const done = !['in_progress', 'not_published'].includes(publication.status);
			return { done, value: publication, seen: publication };
		});
	}
}

/** Polls until it is done; on a timeout, the error contains the last state. */
async function eventually<T>(
	what: string,
	timeoutMs: number,
	look: () => Promise<{ done: boolean; value: T; seen: unknown }>,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const { done, value, seen } = await look();
		if (done) return value;
		if (Date.now() > deadline) {
			throw new Error(`Waited ${timeoutMs} ms for the ${what}. Last seen: ${JSON.stringify(seen)}`);
		}
		await sleep(100);
	}
}
