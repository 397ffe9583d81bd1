/** The workflows measured in n8n: each takes the same events and ends with an empty node. */
import { createHmac, randomUUID } from 'node:crypto';
import { scenarios } from '../../test/support/e2e/scenarios.mts';
import type { Api } from '../../test/n8n/api/api.mts';
import type { NewNode, NewWorkflow } from '../../test/n8n/api/workflows.mts';
import { notification, type Outgoing } from '../../test/simulator/authentication.mts';
import { sampleJson } from '../../test/simulator/samples.mts';
import { CREDENTIAL as ANY_CREDENTIAL, DO_NOTHING, EXECUTE, READ_CREDENTIAL } from './doNothing.mts';

const EVENT = 'invoice.paid';
const { simulator, credential } = scenarios.find((one) => one.simulator.name === 'digitalRiver')!;
const SECRET = simulator.secrets.signature!;
const CREDENTIAL = 'digitalRiverApi';
const SIGNATURE = 'x-signature';

export type Contestant = 'doNothing' | 'credential' | 'execute' | 'ours' | 'oursDeduplicating' | 'recipe';

/** An active workflow. */
export interface Service {
	workflowId: string;
	/** The next event, authenticated as its receiver expects. */
	next(): Outgoing;
}

/** Creates and activates a workflow of each kind. */
export interface Workflows {
	doNothing(): Promise<Service>;
	credential(): Promise<Service>;
	/** Reads its credential, and has an `execute()` that returns its input. */
	execute(): Promise<Service>;
	ours(options?: TriggerOptions): Promise<Service>;
	recipe(): Promise<Service>;
}

/** The options of our trigger, as a user would set them: by default, it deduplicates. */
interface TriggerOptions {
	deduplicate?: false;
	rememberEvents?: number;
}

/** Where the workflows run. */
interface Host {
	api: Api;
	/** The URL of a trigger node. */
	webhookUrl(workflowId: string, node: string, path?: string): Promise<string>;
}

/** Creates the credentials of the workflows. */
export async function workflowsIn({ api, webhookUrl }: Host): Promise<Workflows> {
	const id = await api.createCredential({
		name: CREDENTIAL,
		type: CREDENTIAL,
		data: { ...credential('http://127.0.0.1:9', 'no call is made'), signingSecrets: SECRET },
	});
	const any = await api.createCredential({ name: 'any', type: ANY_CREDENTIAL, data: { secret: SECRET } });
	const service = async (
		workflow: NewWorkflow,
		path = 'webhook',
		authenticate = (sent: Outgoing) => simulator.authenticators.signature!(sent, SECRET, new Date()),
	) => {
		const workflowId = await api.createWorkflow(workflow);
		await api.activate(workflowId);
		const url = (await webhookUrl(workflowId, workflow.nodes[0]!.name, path)).replace(/\/$/, '');
		return { workflowId, next: () => authenticate({ url, ...event() }) };
	};
	const reading = (type: string): NewNode => ({
		...{ name: 'Trigger', type, typeVersion: 2 },
		credentials: { [ANY_CREDENTIAL]: { id: any, name: 'any' } },
	});
	return {
		doNothing: async () =>
			await service(chain('Do nothing', [{ name: 'Trigger', type: DO_NOTHING, typeVersion: 2 }])),
		credential: async () => await service(chain('Read the credential', [reading(READ_CREDENTIAL)])),
		execute: async () => await service(chain('Execute', [reading(EXECUTE)])),
		async ours(options = {}) {
			const trigger: NewNode = {
				name: 'Trigger',
				type: 'n8n-nodes-invoices.digitalRiverInvoiceTrigger',
				parameters: { authentication: 'signature', events: [EVENT], options: { ...options } },
				credentials: { [CREDENTIAL]: { id, name: CREDENTIAL } },
			};
			return await service(chain('Ours', [trigger]));
		},
		recipe: async () => await service(chain('Recipe', recipe()), '', signedBodyOnly),
	};
}

/** Creates and activates one workflow of each contestant. */
export async function startServices(host: Host): Promise<Record<Contestant, Service>> {
	const create = await workflowsIn(host);
	return {
		doNothing: await create.doNothing(),
		credential: await create.credential(),
		execute: await create.execute(),
		ours: await create.ours({ deduplicate: false }),
		oursDeduplicating: await create.ours(),
		recipe: await create.recipe(),
	};
}

/** What the id of an event, and nothing else that n8n stores, begins with, and its length. */
export const ID = { start: 'bench-', length: 'bench-'.length + randomUUID().length };

/** The id of an event. */
export const idOf = ({ body }: Outgoing): string => (JSON.parse(body.toString()) as { id: string }).id;

/** An event of about 3 KB with unique ids. */
function event() {
	const id = `${ID.start}${randomUUID()}`;
	const body = sampleJson<{ data: { object: object } }>('digitalRiver', 'invoice.paid.json');
	return notification({ ...body, id, data: { object: { ...body.data.object, id } } });
}

/** Simpler to verify than any provider's scheme: no timestamp, and only the body is signed. */
const signedBodyOnly = (sent: Outgoing): Outgoing => ({
	...sent,
	headers: { ...sent.headers, [SIGNATURE]: createHmac('sha256', SECRET).update(sent.body).digest('base64') },
});

/** Nodes in sequence, followed by an empty one. */
function chain(name: string, nodes: NewNode[]): NewWorkflow {
	const all = [...nodes, { name: 'End', type: 'n8n-nodes-base.noOp' }];
	const connections = Object.fromEntries(
		all
			.slice(1)
			.map((node, index) => [
				all[index]!.name,
				{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name, nodes: all, connections };
}

/** What a user would build from n8n's own nodes to receive each signed invoice once. */
function recipe(): NewNode[] {
	// The URL of n8n's own Webhook node consists of its path alone.
	const path = randomUUID();
	return [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, options: { rawBody: true } },
		},
		{
			name: 'Crypto',
			type: 'n8n-nodes-base.crypto',
			parameters: {
				action: 'hmac',
				binaryData: true,
				type: 'SHA256',
				secret: SECRET,
				encoding: 'base64',
				dataPropertyName: 'expected',
			},
		},
		{
			name: 'If',
			type: 'n8n-nodes-base.if',
			parameters: {
				conditions: {
					string: [{ value1: '={{ $json.expected }}', value2: `={{ $json.headers["${SIGNATURE}"] }}` }],
				},
			},
		},
		{
			name: 'Code',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: { jsCode: MAPPING },
		},
		{
			name: 'Remove Duplicates',
			type: 'n8n-nodes-base.removeDuplicates',
			typeVersion: 2,
			parameters: {
				operation: 'removeItemsSeenInPreviousExecutions',
				dedupeValue: '={{ $json.event.key }}',
				options: {},
			},
		},
	];
}

/** A minimal hand-written mapping: no checks, no exact arithmetic. */
const MAPPING = `
return $input.all().map(({ json: { body } }) => {
	const { object } = body.data;
	const party = ({ name, email, address }) => ({
		name,
		email,
		address: {
			street: address.line1,
			city: address.city,
			postalCode: address.postalCode,
			region: address.state,
			countryCode: address.country,
		},
	});
	return {
		json: {
			provider: 'digitalRiver',
			event: { key: body.id, type: 'invoice.paid', occurredAt: body.createdTime },
			id: object.id,
			status: object.state,
			currency: object.currency,
			customerNumber: object.customerId,
			buyer: party(object.billTo),
			shipTo: party(object.shipTo),
			totals: { net: object.subtotal, tax: object.totalTax, gross: object.totalAmount },
			lines: object.items.map((item) => ({
				id: item.id,
				sku: item.skuId,
				description: item.productDetails?.name,
				quantity: item.quantity,
				net: item.amount,
				tax: item.tax.amount,
				taxRate: item.tax.rate * 100,
				gross: item.amount + item.tax.amount,
			})),
			raw: body,
		},
	};
});
`;
