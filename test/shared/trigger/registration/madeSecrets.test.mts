/**
 * A secret issued by the provider: registered, stored by n8n, read by `webhook()`, and lost when the API key changes.
 */
import type { IDataObject } from 'n8n-workflow';
import type { RegistrationApi } from '../../../../nodes/shared/provider';
import { receive } from '../../../../nodes/shared/trigger/receive';
import { registration } from '../../../../nodes/shared/trigger/registration/registration';
import { hookContext, webhookContext } from '../../../n8nCore/contexts.mts';
import { acme, credentialType, setup } from '../../../support/acme.mts';

const AUTOMATIC = { registration: 'automatic', events: ['made'] };
const SECRET = 'secret-made-by-acme';

afterEach(() => jest.restoreAllMocks());

/** A provider that shows a webhook's secret once, at its creation; and a node for it, with what n8n stores. */
function subject() {
	const webhooks = new Map<string, string>();
	const api: RegistrationApi = {
		methods: ['signature'],
		secretMade: { method: 'signature', sealedBy: 'apiKey' },
		find: async () => [...webhooks.keys()].map((id) => ({ id, events: ['made'], current: true })),
		async complete(_target, found, remember, keep) {
			if (found.some(({ current }) => current)) return;
			webhooks.clear();
			const id = `hook-${++made}`;
			const secret = `${SECRET}-${made}`;
			webhooks.set(id, secret);
			remember(id);
			keep(id, secret);
		},
		addresses: async () => new Map([...webhooks.keys()].map((id) => [id, TARGET])),
		async remove(id) {
			webhooks.delete(id);
		},
	};
	let made = 0;
	const provider = acme({ registration: api });
	const methods = registration(provider).default;
	let staticData: IDataObject = {};
	const as = (data: IDataObject, parameters: IDataObject) => ({
		...setup({ ...AUTOMATIC, ...parameters }),
		credential: { type: credentialType, data: data as never },
		staticData,
	});
	const logged: string[] = [];
	return {
		webhooks,
		logged,
		stored: () => JSON.stringify(staticData),
		async hook(name: keyof typeof methods, data: IDataObject, parameters: IDataObject = {}) {
			const { context } = hookContext(as(data, parameters));
			for (const level of ['warn', 'info', 'error'] as const) {
				jest.spyOn(context.logger, level).mockImplementation((...texts: unknown[]) => {
					logged.push(JSON.stringify(texts));
				});
			}
			const result = await methods[name].call(context);
			// Serialized as n8n does.
			staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
			return result;
		},
		async post(sent: string, data: IDataObject, parameters: IDataObject = {}) {
			const { context, answered } = webhookContext(as(data, parameters), {
				body: Buffer.from('[{"type":"made","keys":["a"]}]'),
				headers: { 'x-secret': sent, 'content-type': 'application/json' },
			});
			jest.spyOn(context.logger, 'warn').mockImplementation((...texts: unknown[]) => {
				logged.push(JSON.stringify(texts));
			});
			const before = JSON.stringify(staticData);
			const { workflowData } = await receive.call(context, provider);
			expect(JSON.stringify(staticData)).toBe(before);
			return { status: answered.status, items: workflowData };
		},
	};
}
const TARGET = 'http://127.0.0.1:5678/webhook/webhook-under-test/webhook';
const KEY = { apiKey: 'api-key-1' };

it('activates without a secret in the credential, and accepts what is signed with the one that was made', async () => {
	const { hook, post } = subject();
	expect(await hook('checkExists', KEY)).toBe(false);
	expect(await hook('create', KEY)).toBe(true);
	expect(await hook('checkExists', KEY)).toBe(true);
	expect(await post(`${SECRET}-1`, KEY)).toMatchObject({ status: null, items: [[{}]] });
	expect((await post('another', KEY)).status).toBe(401);
});

it('accepts what is signed with a secret of the credential besides', async () => {
	const { hook, post } = subject();
	const both = { ...KEY, signingSecrets: 'old\nrolled' };
	await hook('create', both);
	for (const sent of ['old', 'rolled', `${SECRET}-1`])
		expect([sent, (await post(sent, both)).status]).toEqual([sent, null]);
});

it('with manual registration still wants a secret in the credential', async () => {
	await expect(subject().hook('checkExists', KEY, { registration: 'manual' })).rejects.toThrow(
		'fill in Signing Secrets',
	);
});

it('stands sealed in what n8n stores, and in no log and no item', async () => {
	const { hook, post, stored, logged } = subject();
	await hook('create', KEY);
	const { items } = await post(`${SECRET}-1`, KEY);
	await post('forged', KEY);
	await hook('delete', KEY);
	await hook('create', KEY);
	for (const text of [stored(), JSON.stringify(items), logged.join()]) {
		expect(text).not.toContain(SECRET);
		expect(text).not.toContain(KEY.apiKey);
	}
	expect(stored()).toMatch(/"secrets":\{"hook-2":"1\./);
});

describe('after the API key of the credential was changed', () => {
	const NEW = { apiKey: 'api-key-2' };

	it('rejects, and says in the log what to do', async () => {
		const { hook, post, logged } = subject();
		await hook('create', KEY);
		expect((await post(`${SECRET}-1`, NEW)).status).toBe(401);
		expect(logged).toEqual([
			expect.stringContaining('no secret for the chosen authentication'),
			expect.stringMatching(/the API key .* has changed: deactivate the workflow and activate it again/),
		]);
	});

	it('goes on with a secret of the credential, and back with the earlier key', async () => {
		const { hook, post } = subject();
		await hook('create', KEY);
		expect((await post('pasted', { ...NEW, signingSecrets: 'pasted' })).status).toBeNull();
		expect((await post(`${SECRET}-1`, KEY)).status).toBeNull();
	});

	it('makes a new one when the workflow is deactivated and activated again', async () => {
		const { hook, post, webhooks, stored } = subject();
		await hook('create', KEY);
		await hook('delete', NEW);
		expect([webhooks.size, stored()]).toEqual([0, expect.not.stringContaining('secrets')]);
		expect(await hook('checkExists', NEW)).toBe(false);
		await hook('create', NEW);
		expect((await post(`${SECRET}-2`, NEW)).status).toBeNull();
		expect((await post(`${SECRET}-1`, NEW)).status).toBe(401);
	});

	it('makes a new one when n8n only checks, and forgets the one that cannot be opened', async () => {
		const { hook, post, stored } = subject();
		await hook('create', KEY);
		expect(await hook('checkExists', NEW)).toBe(false);
		await hook('create', NEW);
		expect(await hook('checkExists', NEW)).toBe(true);
		expect((await post(`${SECRET}-2`, NEW)).status).toBeNull();
		expect(stored()).not.toContain('"hook-1":"1.');
	});
});

it('is not looked for where the method has its secret in the credential', async () => {
	const { hook, post } = subject();
	await hook('create', KEY);
	const provider = { ...KEY, signingSecrets: '' };
	expect((await post(`${SECRET}-1`, provider, { authentication: 'urlToken' })).status).toBe(401);
});

it('a webhook whose secret nobody knows, such as one made by hand, does not count as registered', async () => {
	const { hook, webhooks } = subject();
	webhooks.set('by-hand', 'unknown');
	expect(await hook('checkExists', KEY)).toBe(false);
});
