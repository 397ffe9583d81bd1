/**
 * A signing secret issued by the provider during automatic registration: it works in a real n8n, and it appears nowhere
 * in plain text.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { providers } from '../../nodes/Invoice/providers';
import { packedPackage } from '../../scripts/pack.mts';
import { outputOf } from '../n8n/api/executions.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { listen, type Api, type SimulatorServer } from '../simulator/server.mts';
import { exported } from '../support/e2e/exported.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { activeTrigger, API_KEY, TRIGGER, type ActiveTrigger } from '../support/e2e/trigger.mts';

const MAKING = scenarios.filter(({ automatic }) => automatic?.secrets);

let n8n: N8n;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory], env: { N8N_LOG_LEVEL: 'debug' } });
});
afterAll(async () => await n8n.remove());

/** The secret as it is, and in encodings that might have been stored. */
const formsOf = (secret: string): string[] => {
	const bytes = Buffer.from(secret);
	return [
		secret,
		encodeURIComponent(secret),
		...(['base64', 'base64url', 'hex'] as const).map((form) => bytes.toString(form)),
	];
};

/** The files in a folder that contain one of the texts, in whatever format: databases, journals, logs, binary data. */
const filesWith = (folder: string, texts: readonly string[]): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => path.join(folder, name))
		.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
		.filter((file) => {
			const content = readFileSync(file);
			return texts.some((text) => content.includes(text));
		});

const sealedIn = (text: string): string[] => text.match(/1\.[\w-]{22}\.[\w-]{16}\.[\w-]{22}\.[\w-]+/g) ?? [];

it('each provider that makes it is here', () => {
	const making = Object.values(providers)
		.filter(({ registration }) => registration?.secretMade)
		.map(({ name }) => name as string);
	expect(making.length).toBeGreaterThan(1);
	expect(MAKING.map(({ simulator }) => simulator.name).sort()).toEqual(making.sort());
});

describe.each(MAKING.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(_name, scenario) => {
		let api: Api;
		let server: SimulatorServer;
		let trigger: ActiveTrigger;
		let secret: string;
		let count = 0;

		beforeAll(async () => {
			api = scenario.simulator.api!({ apiKey: API_KEY });
			server = await listen(api);
			trigger = await activeTrigger(n8n.api, scenario, {
				apiUrl: server.url,
				parameters: scenario.automatic!.parameters,
				options: { attachDocument: true },
			});
			const made = scenario.automatic!.secrets!(api);
			expect(made).toHaveLength(1);
			[secret] = made as [string];
			expect(secret).not.toBe(trigger.secret);
		});
		afterAll(async () => await server.close());

		const deliver = async (by = secret) => {
			const request = trigger.request(scenario.issue(api, server.url).notification, by);
			return (await send(request.url, request)).status;
		};
		const ended = async () =>
			(await n8n.api.waitForExecutions({ workflowId: trigger.workflowId, count: ++count })).at(-1)!;

		it('verifies events, also after n8n has restarted, and nothing else does', async () => {
			expect(await deliver()).toBe(200);
			expect(outputOf(await n8n.api.execution((await ended()).id), TRIGGER)).toHaveLength(1);
			for (const other of [`${secret}x`, secret.slice(1), API_KEY]) expect(await deliver(other)).toBe(401);
			await n8n.restart();
			expect(await deliver()).toBe(200);
			expect((await ended()).status).toBe('success');
		});

		it('is in no export, execution, log, or file of n8n, not even after a failure', async () => {
			server.fail('*', { status: 403 }, 9);
			expect(await deliver()).toBe(200);
			expect((await ended()).status).toBe('error');
			server.reset();

			const forms = [...formsOf(secret), ...formsOf(API_KEY)];
			const exports = await exported(n8n);
			// The search works: it finds the encrypted secret.
			expect(sealedIn(exports).length).toBeGreaterThan(0);
			const executions = [];
			for (const { id } of await n8n.api.executions({ workflowId: trigger.workflowId })) {
				executions.push(JSON.stringify(await n8n.api.rest.get(`executions/${id}`)));
			}
			expect(executions).toHaveLength(count);
			const ofEditor = JSON.stringify(await n8n.api.workflow(trigger.workflowId));
			for (const text of [exports, ofEditor, n8n.logText(), ...executions]) {
				expect(forms.filter((form) => text.includes(form))).toEqual([]);
			}
			// The search covers database, journal, logs and documents: it finds other text stored there.
			expect(filesWith(n8n.userFolder, [trigger.workflowId])).not.toEqual([]);
			expect(filesWith(n8n.userFolder, forms)).toEqual([]);
		});

		it('opens with no other API key, which the log says, and again with that one', async () => {
			const content = (apiKey: string) => ({
				...scenario.credential(server.url, apiKey),
				signingSecrets: '',
			});
			await n8n.api.updateCredential(trigger.credentialId, content('another-api-key'));
			expect(await deliver()).toBe(401);
			expect(n8n.logText()).toContain('the API key in the credential has changed');
			await n8n.api.updateCredential(trigger.credentialId, content(API_KEY));
			expect(await deliver()).toBe(200);
			expect((await ended()).status).toBe('success');
		});

		it('is made anew by deactivating and activating: the one before counts no more', async () => {
			const [before] = sealedIn(await exported(n8n)).slice(-1);
			await n8n.api.deactivate(trigger.workflowId);
			expect(scenario.automatic!.registered(api)).toEqual([]);
			await n8n.api.activate(trigger.workflowId);
			const [next] = scenario.automatic!.secrets!(api);
			expect(next).not.toBe(secret);
			expect(await deliver()).toBe(401);
			expect(await deliver(next)).toBe(200);
			expect((await ended()).status).toBe('success');
			expect(sealedIn(await exported(n8n))).not.toContain(before);
		});
	},
);
