/** Sends a request through a provider's trigger in n8n-core's own contexts: `webhook()`, then `execute()`. */
import type { ICredentialType, IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { invoiceSchema, type AuthenticationMethod } from '../../nodes/shared/invoice/schema';
import { SECRET_FIELDS } from './e2e/scenario.mts';
import { scenarios } from './e2e/scenarios.mts';
import { executeContext, webhookContext, type FakeRequest, type Setup } from '../n8nCore/contexts.mts';
import type { Notification, Outgoing } from '../simulator/authentication.mts';
import { credentialClassOf, folderOf } from './providers.mts';

const URL_OF_THE_NODE = 'http://127.0.0.1:5678/webhook/x/webhook';
const API_KEY = 'api-key-that-must-stay-at-home';

/** A trigger that accepts every event of its provider, with one authentication method. */
export interface Target {
	name: string;
	method: AuthenticationMethod;
	secret: string;
	/** By the provider's event name. */
	events: Record<string, () => Notification>;
	setup: Setup;
	/** A request as the provider would send it, unless another secret or time is given. */
	authenticated(notification: Notification, secret?: string, now?: Date): Outgoing;
}

/** Every provider with each of its authentication methods. */
export const targets: readonly Target[] = scenarios.flatMap(({ simulator, parameters, credential }) =>
	(Object.keys(simulator.authenticators) as AuthenticationMethod[]).map((method) => {
		const folder = folderOf(simulator.name);
		const secret = simulator.secrets[method]!;
		return {
			name: `${folder} by ${method}`,
			method,
			secret,
			events: simulator.events,
			setup: {
				node: instanceOf<INodeType>(
					`../../nodes/${folder}/${folder}InvoiceTrigger.node`,
					`${folder}InvoiceTrigger`,
				),
				parameters: {
					...parameters,
					authentication: method,
					registration: 'manual',
					signedText: 'guide',
					events: Object.keys(simulator.events),
					options: { deduplicate: false },
				} as IDataObject,
				credential: {
					type: instanceOf<ICredentialType>(
						`../../credentials/${credentialClassOf(simulator.name)}.credentials`,
						credentialClassOf(simulator.name),
					),
					data: {
						...(credential('https://127.0.0.1:9', API_KEY) as IDataObject),
						[SECRET_FIELDS[method]]: secret,
					} as never,
				},
			},
			authenticated: (notification, by = secret, now = new Date()) =>
				simulator.authenticators[method]!({ ...notification, url: URL_OF_THE_NODE }, by, now),
		};
	}),
);

function instanceOf<T>(file: string, name: string): T {
	const module = jest.requireActual<Record<string, new () => T>>(file);
	return new module[name]!();
}

export interface Outcome {
	status: number;
	/** The items that the trigger emitted; null if the execution failed, or there was none. */
	items: INodeExecutionData[] | null;
	/** Whether n8n stores an execution, which an unauthenticated request must never cause. */
	started: boolean;
	/** The error of the execution. */
	error: Error | null;
	/** Everything that can be read afterwards: response, log, stored event, items, error. */
	written: string;
}

/** @throws whatever `webhook()` throws: in n8n a 500 and a failed execution */
export async function attack(
	{ setup }: Target,
	{ body, headers, url }: { body: Buffer; headers: Record<string, unknown>; url: string },
	more: Partial<FakeRequest> = {},
): Promise<Outcome> {
	const { pathname, search } = new URL(URL_OF_THE_NODE);
	const path = url.startsWith(URL_OF_THE_NODE) ? `${pathname}${url.slice(URL_OF_THE_NODE.length)}` : search;
	const { context, answered } = webhookContext(setup, {
		body,
		headers: headers as Record<string, string>,
		url: path,
		...more,
	});
	const log: unknown[] = [];
	for (const level of ['warn', 'error'] as const)
		jest.spyOn(context.logger, level).mockImplementation((...line) => void log.push(line));
	const result = await setup.node.webhook!.call(context);
	const started = result.workflowData !== undefined;
	const passedOn = result.workflowData?.[0] ?? [];
	let items: INodeExecutionData[] | null = null;
	let error: Error | null = null;
	if (started) {
		try {
			// Serialized, as when n8n stores it and a worker reads it.
			const stored = JSON.parse(JSON.stringify(passedOn)) as INodeExecutionData[];
			const output = await setup.node.execute!.call(executeContext(setup, stored));
			items = (output as INodeExecutionData[][])[0]!;
		} catch (caught) {
			error = caught as Error;
		}
	}
	const status = answered.status ?? 200;
	const written = JSON.stringify([answered, log, result, items, error, error?.message]);
	return { status, items, started, error, written };
}

/** Asserts what must hold for any request. */
export function expectHarmless(target: Target, { status, items, started, error, written }: Outcome): void {
	expect([200, 400, 401, 415]).toContain(status);
	expect(started && status !== 200).toBe(false);
	const { secret } = target;
	for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), API_KEY]) {
		expect(written.includes(form)).toBe(false);
	}
	expect(Object.keys(Object.prototype)).toEqual([]);
	if (!started) return;
	if (error) {
		expect(error.name).toBe('NodeOperationError');
		expect(error.message.length).toBeGreaterThan(10);
		return;
	}
	for (const { json } of items!) {
		expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
		const parsed = invoiceSchema.safeParse(json);
		expect(parsed.success ? [] : parsed.error.issues).toEqual([]);
	}
}
