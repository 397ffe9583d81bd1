import type { Api } from '../../n8n/api/api.mts';
import type { NewNode } from '../../n8n/api/workflows.mts';
import type { Notification, Outgoing } from '../../simulator/authentication.mts';
import { SECRET_FIELDS, type Scenario } from './scenario.mts';
import { credentialTypeOf } from '../providers.mts';

export const TRIGGER = 'Trigger';
export const NEXT = 'Next';
export const API_KEY = 'api-key-that-must-stay-at-home';

/** A provider's trigger in a running n8n, active, followed by one node. */
export interface ActiveTrigger {
	workflowId: string;
	credentialId: string;
	url: string;
	secret: string;
	/** The provider's request for a notification at this moment. */
	request(notification: Notification, secret?: string): Outgoing;
	/** A new event of the scenario's selected kind. */
	event(): Notification;
}

/** @param next the following node, which may use the same credential; by default one that does nothing */
export async function activeTrigger(
	api: Api,
	scenario: Scenario,
	{
		apiUrl = 'http://127.0.0.1:9',
		parameters = {},
		options = {},
		next = () => ({ name: NEXT, type: 'n8n-nodes-base.noOp' }),
	}: {
		apiUrl?: string;
		parameters?: Record<string, unknown>;
		options?: Record<string, unknown>;
		next?: (credentials: NonNullable<NewNode['credentials']>) => NewNode;
	} = {},
): Promise<ActiveTrigger> {
	const { simulator, displayName, wanted } = scenario;
	const all = { ...scenario.parameters, ...parameters, options };
	const method = (all as { authentication?: string }).authentication as keyof typeof SECRET_FIELDS;
	const secret = simulator.secrets[method]!;
	const type = credentialTypeOf(simulator.name);
	const id = await api.createCredential({
		name: displayName,
		type,
		data: { ...scenario.credential(apiUrl, API_KEY), [SECRET_FIELDS[method]]: secret },
	});
	const credentials = { [type]: { id, name: displayName } };
	const behind = next(credentials);
	const workflowId = await api.createWorkflow({
		name: displayName,
		nodes: [
			{
				name: TRIGGER,
				type: `n8n-nodes-invoices.${simulator.name}InvoiceTrigger`,
				parameters: all as never,
				credentials,
			},
			behind,
		],
		connections: { [TRIGGER]: { main: [[{ node: behind.name, type: 'main', index: 0 }]] } },
	});
	await api.activate(workflowId);
	const url = await api.webhookUrl(workflowId, TRIGGER);
	return {
		workflowId,
		credentialId: id,
		url,
		secret,
		request: (notification, by = secret) =>
			simulator.authenticators[method]!({ ...notification, url }, by, new Date()),
		event: () => simulator.events[wanted]!(),
	};
}
