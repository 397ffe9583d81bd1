/**
 * The contexts in which n8n runs a node, from n8n-core itself: real parameters, helpers, HTTP client and binary store.
 * Replaces the parts of n8n's server around them: credentials come from memory, and deduplication uses a store with
 * n8n's semantics (end-to-end tests use the real one, on a database).
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import {
	BinaryDataService,
	DataDeduplicationService,
	ExecuteContext,
	HookContext,
	BinaryDataConfig,
	WebhookContext,
} from 'n8n-core';
import {
	Workflow,
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** The container from n8n-core's own copy of the package: another copy would not have its services. */
const { Container } = createRequire(
	createRequire(path.join(process.cwd(), 'package.json')).resolve('n8n-core'),
)('@n8n/di') as {
	Container: {
		get<T>(type: new (...args: never[]) => T): T;
		set<T>(type: new (...args: never[]) => T, value: Partial<T>): void;
	};
};

export interface Setup {
	node: INodeType;
	/** The latest if absent. */
	typeVersion?: number;
	parameters: IDataObject;
	credential?: { type: ICredentialType; data: ICredentialDataDecryptedObject };
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** As n8n would load it for the next request. */
	staticData?: IDataObject;
	onError?: INode['onError'];
	webhookUrl?: string;
}

const WORKFLOW_ID = 'workflow-under-test';

export function build({
	node,
	typeVersion,
	parameters,
	credential,
	executionId,
	onError,
	webhookUrl,
	staticData,
}: Setup) {
	const name = node.description.name;
	const nodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const definition: INode = {
		id: 'node-under-test',
		name: node.description.displayName,
		type: name,
		typeVersion: typeVersion ?? node.description.defaultVersion ?? 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		webhookId: 'webhook-under-test',
		...(onError ? { onError } : {}),
		...(credential ? { credentials: { [credential.type.name]: { id: '1', name: 'test' } } } : {}),
	};
	const workflow = new Workflow({
		id: WORKFLOW_ID,
		nodes: [definition],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
	});
	const base = webhookUrl ?? 'http://127.0.0.1:5678';
	const additionalData = {
		credentialsHelper: credentialsHelper(credential),
		executionId: executionId ?? '1',
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		restApiUrl: `${base}/rest`,
		currentNodeParameters: undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, definition: workflow.getNode(definition.name)!, additionalData };
}

function credentialsHelper(credential: Setup['credential']) {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ ...credential?.data }),
		preAuthentication: async (
			helpers: object,
			data: ICredentialDataDecryptedObject,
			_type: string,
			_node: INode,
			expired: boolean,
		) => {
			if (!credential?.type.preAuthentication) return undefined;
			const renewable = credential.type.properties.find((property) => property.typeOptions?.expirable);
			if (renewable === undefined || (data[renewable.name] && !expired)) return undefined;
			const renewed = await credential.type.preAuthentication.call(helpers as never, data);
			Object.assign(credential.data, renewed);
			return { ...data, ...renewed };
		},
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => {
			const authenticate = credential?.type.authenticate;
			return typeof authenticate === 'function' ? await authenticate(data, request) : request;
		},
	};
}

/** @param input the output of the previous node */
export function executeContext(setup: Setup, input: INodeExecutionData[], abortSignal?: AbortSignal) {
	const { workflow, definition, additionalData } = build(setup);
	const data = { main: [input] };
	return new ExecuteContext(
		workflow,
		definition,
		additionalData,
		setup.mode ?? 'webhook',
		createEmptyRunExecutionData(),
		0,
		input,
		data,
		{ node: definition, data, source: null },
		[],
		abortSignal,
	);
}

export interface FakeRequest {
	body: Buffer;
	headers?: Record<string, string>;
	/** Including the query. */
	url?: string;
	ip?: string;
	/** Whether n8n's parser has parsed the body: it skips unknown types. */
	parsed?: boolean;
	/** Whether the body is too large, not packed as it says, or cut off. */
	isUnreadable?: boolean;
}

/** The node's own response; null if n8n answers. */
export interface Answered {
	status: number | null;
	body: unknown;
	ended: boolean;
}

export function webhookContext(
	setup: Setup,
	{
		body,
		headers = {},
		url = '/webhook/x/webhook',
		ip = '127.0.0.1',
		parsed = true,
		isUnreadable = false,
	}: FakeRequest,
) {
	const { workflow, definition, additionalData } = build(setup);
	const answered: Answered = { status: null, body: undefined, ended: false };
	const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
	const request = {
		method: 'POST',
		contentType: lower['content-type']?.split(';')[0]?.toLowerCase(),
		headers: lower,
		originalUrl: url,
		url,
		ip,
		rawBody: parsed ? body : undefined,
		async readRawBody() {
			if (isUnreadable) throw new Error('incorrect header check');
			this.rawBody = body;
		},
	};
	const response = {
		status(code: number) {
			answered.status = code;
			return response;
		},
		send(text: unknown) {
			answered.body = text;
			return response;
		},
		end() {
			answered.ended = true;
			return response;
		},
	};
	const context = new WebhookContext(
		workflow,
		definition,
		{ ...additionalData, httpRequest: request, httpResponse: response } as never,
		setup.mode ?? 'webhook',
		{
			webhookDescription: setup.node.description.webhooks![0],
			node: definition.name,
			workflowId: WORKFLOW_ID,
		} as never,
		[],
		null,
	);
	return { context, answered };
}

export function hookContext(setup: Setup) {
	const { workflow, definition, additionalData } = build(setup);
	const description = setup.node.description.webhooks![0]!;
	const context = new HookContext(workflow, definition, additionalData, setup.mode ?? 'trigger', 'activate', {
		webhookDescription: description,
		node: definition.name,
		path: `${definition.webhookId}/${description.path}`,
		httpMethod: 'POST',
		workflowId: WORKFLOW_ID,
		workflowExecuteAdditionalData: additionalData,
	} as never);
	return { context, workflow };
}

let folder: string | undefined;

/** Enables n8n-core's file system binary store and the deduplication store. Call once per test file. */
export async function initialize(): Promise<{ storage: string }> {
	folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-core-'));
	Container.set(BinaryDataConfig, { mode: 'filesystem', localStoragePath: folder, signingSecret: 'test' });
	await Container.get(BinaryDataService).init();
	await DataDeduplicationService.init(store);
	return { storage: folder };
}

export function cleanUp(): void {
	if (folder) rmSync(folder, { recursive: true, force: true });
	seen.clear();
}

const seen = new Map<string, string[]>();

/** With n8n's semantics, including its gap between reading and writing. */
export const store = {
	async checkProcessedAndRecord(
		items: string[],
		_scope: string,
		context: { node: INode; workflow: Workflow },
		options: { maxEntries?: number },
	) {
		const key = `${context.workflow.id}/${context.node.id}`;
		const known = seen.get(key) ?? [];
		await new Promise((resolve) => setImmediate(resolve));
		const fresh = items.filter((item) => !known.includes(item));
		const all = [...known, ...fresh];
		seen.set(key, all.slice(-(options.maxEntries ?? Infinity)));
		return { new: fresh, processed: items.filter((item) => known.includes(item)) };
	},
	async removeProcessed(items: string[], _scope: string, context: { node: INode; workflow: Workflow }) {
		const key = `${context.workflow.id}/${context.node.id}`;
		seen.set(
			key,
			(seen.get(key) ?? []).filter((item) => !items.includes(item)),
		);
	},
} as never;

/** Forgets what was seen, for use between tests. */
export const forget = () => seen.clear();

/** The bytes of a stored file. */
export async function bytesOf(binary: { id?: string; data: string; mimeType: string }): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(binary as never);
}
