/** The main workflow of every provider: just enough to show that another version of n8n can run this package. */
import { randomUUID } from 'node:crypto';
import type { ICredentialType } from 'n8n-workflow';
import { packedPackage } from '../../scripts/pack.mts';
import { SECRET_FIELDS } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { errorOf, outputOf } from '../n8n/api/executions.mts';
import { isOldest } from '../n8n/install/install.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import type { BetterezApi } from '../simulator/providers/betterez.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { send } from '../simulator/sender.mts';
import { credentialTypeOf } from '../support/providers.mts';

const KEY = 'api_key_of_the_compatibility_tests';
const INVOICE = 'n8n-nodes-invoices.invoice';

let n8n: N8n;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory], log: (line) => process.stderr.write(`${line}\n`) });
});
afterAll(async () => await n8n?.remove());

/** A credential's class. */
const instanceOf = (name: string) =>
	new (jest.requireActual<Record<string, new () => ICredentialType>>(`../../credentials/${name}.credentials`)[
		name
	]!)();

const next = (...nodes: string[]) => ({
	main: [nodes.map((node) => ({ node, type: 'main' as const, index: 0 }))],
});

describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(_name, scenario) => {
		const { simulator } = scenario;
		const method = scenario.parameters.authentication as keyof typeof SECRET_FIELDS;
		const type = credentialTypeOf(simulator.name);
		const api = simulator.api!({ apiKey: KEY });
		/** Tokens that the API accepts, if its tokens expire. */
		const { tokens } = api as Partial<BetterezApi>;
		let server: SimulatorServer;
		beforeAll(async () => (server = await listen(api)));
		afterAll(async () => await server.close());

		const credential = async (apiKey: string) => {
			const data = {
				...scenario.credential(server.url, apiKey),
				[SECRET_FIELDS[method]]: simulator.secrets[method]!,
			};
			return await n8n.api.createCredential({ name: type, type, data });
		};

		it('rejects a forged event, emits a real one, and downloads and reads its document', async () => {
			const credentials = { [type]: { id: await credential(KEY), name: type } };
			const id = await n8n.api.createWorkflow({
				name: simulator.name,
				nodes: [
					{
						name: 'Trigger',
						type: `n8n-nodes-invoices.${simulator.name}InvoiceTrigger`,
						// n8n 1 leaves this to the editor.
						webhookId: randomUUID(),
						parameters: scenario.parameters as never,
						credentials,
					},
					{
						name: 'Download',
						type: INVOICE,
						parameters: { resource: 'document', operation: 'download', provider: simulator.name },
						credentials,
					},
					{
						name: 'Get',
						type: INVOICE,
						parameters: { resource: 'invoice', operation: 'get', provider: simulator.name },
						credentials,
						disabled: !tokens,
					},
					{
						name: 'Read',
						type: INVOICE,
						parameters: { resource: 'document', operation: 'read' },
						disabled: !scenario.inlineDocument,
					},
				],
				connections: { Trigger: next('Download', 'Get'), Download: next('Read') },
			});
			await n8n.api.activate(id);
			const url = await n8n.api.webhookUrl(id, 'Trigger');
			const { notification, document } = scenario.issue(api, server.url);
			const deliver = async (secret: string, event = notification) => {
				const request = simulator.authenticators[method]!({ ...event, url }, secret, new Date());
				return (await send(request.url, request)).status;
			};

			expect(await deliver('forged:forged')).toBe(401);
			expect(await deliver(simulator.secrets[method]!)).toBe(200);
			expect(await deliver(simulator.secrets[method]!)).toBe(200);
			const [first, repeated] = await n8n.api.waitForExecutions({ workflowId: id, count: 2 });
			const execution = await n8n.api.execution(first!.id);
			expect(errorOf(execution)).toBeUndefined();
			expect(outputOf(execution, 'Trigger')).toMatchObject([{ json: { provider: simulator.name } }]);
			const [downloaded] = outputOf(execution, 'Download');
			expect(await n8n.api.download(downloaded!.binary!.data!)).toEqual(document);
			if (scenario.inlineDocument) {
				expect(outputOf(execution, 'Read')).toMatchObject([{ json: { kind: 'invoice' } }]);
			}
			expect(outputOf(await n8n.api.execution(repeated!.id), 'Trigger')).toEqual([]);

			if (!tokens) return;
			expect(tokens.size).toBe(1);
			tokens.clear();
			await deliver(simulator.secrets[method]!, scenario.issue(api, server.url).notification);
			const after = await n8n.api.waitForExecutions({ workflowId: id, count: 3 });
			expect(after.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		});

		it('tests its credential: green with the right key, red with a wrong one', async () => {
			expect(await n8n.api.testCredential(await credential(KEY))).toMatchObject({ status: 'OK' });
			// If only a rejection is conclusive, n8n 1 cannot express that, so it accepts any response.
			const { test } = instanceOf(`${type[0]!.toUpperCase()}${type.slice(1)}`);
			const red = !(isOldest() && test?.request.ignoreHttpStatusErrors);
			const { status } = await n8n.api.testCredential(await credential('a wrong key'));
			expect(status).toBe(red ? 'Error' : 'OK');
		});
	},
);
