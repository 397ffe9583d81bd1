/** Every provider with automatic registration, after a trigger's credential was changed to another account. */
import type { ICredentialType, IDataObject, IHookFunctions, INodeType } from 'n8n-workflow';
import { providerNamed } from '../../../../nodes/Invoice/providers';
import { plainAddress } from '../../../../nodes/shared/trigger/registration/removal';
import { hookContext } from '../../../n8nCore/contexts.mts';
import { SECRET_FIELDS, type Scenario } from '../../../support/e2e/scenario.mts';
import { scenarios } from '../../../support/e2e/scenarios.mts';
import { listen, type Api, type SimulatorServer } from '../../../simulator/server.mts';
import { credentialClassOf, PROVIDER_NAMES } from '../../../support/providers.mts';

const KEY = 'the_key_of_one_account';
const FOREIGN = 'https://other.example/hook';

const registrable = scenarios.filter(({ automatic }) => automatic !== undefined);

type Hook = 'checkExists' | 'create' | 'delete';

function classNamed<T>(path: string, name: string): T {
	return new (jest.requireActual<Record<string, new () => T>>(path)[name]!)();
}

/** One account at the provider: its webhooks by id, as in its simulator. */
interface Account {
	server: SimulatorServer;
	webhooks: Map<string, Record<string, unknown>>;
}

const hooksOf = (api: Api) => {
	const { webhooks, subscriptions, callbacks } = api as unknown as Record<
		string,
		Account['webhooks'] | undefined
	>;
	return (webhooks ?? subscriptions ?? callbacks)!;
};

async function account(scenario: Scenario): Promise<Account> {
	const api = (scenario.automatic!.api ?? scenario.simulator.api!)({ apiKey: KEY });
	return { server: await listen(api), webhooks: hooksOf(api) };
}

/** The field of a webhook with its address. */
const addressField = (webhook: Record<string, unknown>) =>
	Object.keys(webhook).find((field) => /^https?:/.test(String(webhook[field])))!;

describe.each(registrable.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(_name, scenario) => {
		const { name, secrets } = scenario.simulator;
		const className = `${name[0]!.toUpperCase()}${name.slice(1)}`;
		const node = classNamed<INodeType>(
			`../../../../nodes/${className}/${className}InvoiceTrigger.node`,
			`${className}InvoiceTrigger`,
		);
		const type = classNamed<ICredentialType>(
			`../../../../credentials/${credentialClassOf(name)}.credentials`,
			credentialClassOf(name),
		);
		const methods = node.webhookMethods!.default as unknown as Record<
			Hook,
			(this: unknown) => Promise<boolean>
		>;
		const authentication =
			scenario.automatic!.parameters.authentication ?? scenario.parameters.authentication;
		const field = SECRET_FIELDS[authentication as keyof typeof SECRET_FIELDS];

		let staticData: IDataObject;
		let logs: string[];
		let ours: Account;
		let theirs: Account;
		beforeEach(async () => {
			[ours, theirs] = [await account(scenario), await account(scenario)];
			[staticData, logs] = [{}, []];
		});
		afterEach(async () => {
			await ours.server.close();
			await theirs.server.close();
		});

		async function call(
			hook: Hook,
			{ server }: Account,
			prepare: (context: IHookFunctions) => void = () => {},
		) {
			const { context, workflow } = hookContext({
				node,
				parameters: { ...scenario.parameters, ...scenario.automatic!.parameters } as IDataObject,
				credential: {
					type,
					data: {
						...(scenario.credential(server.url, KEY) as never as IDataObject),
						[field]: secrets[authentication as keyof typeof secrets]!,
					} as never,
				},
				staticData,
			});
			prepare(context);
			for (const level of ['error', 'warn', 'info'] as const) {
				jest.spyOn(context.logger, level).mockImplementation((...[text]) => void logs.push(text));
			}
			try {
				return await methods[hook].call(context);
			} finally {
				staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			}
		}
		const memory = () =>
			Object.values(staticData)[0] as { created?: (string | { id: string; api: string; url: string })[] };
		const deletions = ({ server }: Account) =>
			server.requests.filter(({ method, path }) => method === 'DELETE' || path.endsWith('/delete'));

		/** The other account has its own webhooks under the same ids. */
		function sameIds() {
			for (const [id, webhook] of ours.webhooks)
				theirs.webhooks.set(id, { ...webhook, [addressField(webhook)]: FOREIGN });
		}

		it('removes what it made, and remembers nothing of it', async () => {
			await call('create', ours);
			expect(ours.webhooks.size).toBeGreaterThan(0);
			await call('delete', ours);
			expect(ours.webhooks.size).toBe(0);
			expect(memory()).not.toHaveProperty('created');
		});

		it('leaves the webhooks of another API alone, and says what is left where', async () => {
			await call('create', ours);
			sameIds();
			logs.length = 0;
			await call('delete', theirs);
			expect(deletions(theirs)).toEqual([]);
			expect(theirs.webhooks.size).toBe(ours.webhooks.size);
			for (const id of ours.webhooks.keys()) {
				const said = logs.filter((log) => log.includes(`the webhook ${id} `));
				expect(said).toEqual([expect.stringContaining(`is left at ${ours.server.url}`)]);
			}
			for (const secret of [KEY, secrets[authentication as keyof typeof secrets]!])
				expect(logs.join('\n')).not.toContain(secret);
			// With the earlier credential they are removed.
			await call('delete', ours);
			expect(ours.webhooks.size).toBe(0);
		});

		it('leaves the webhooks of another account at the same API alone', async () => {
			await call('create', ours);
			for (const webhook of ours.webhooks.values()) webhook[addressField(webhook)] = FOREIGN;
			logs.length = 0;
			await call('delete', ours);
			expect(deletions(ours)).toEqual([]);
			for (const id of ours.webhooks.keys())
				expect(logs.filter((log) => log.includes(`the webhook ${id} was not removed`))).toHaveLength(1);
			expect(memory().created).toHaveLength(ours.webhooks.size);
		});

		it('with ids alone, as earlier versions remembered them, removes those that lead to this node', async () => {
			await call('create', ours);
			memory().created = memory().created!.map((made) => (made as { id: string }).id);
			sameIds();
			const remembered = structuredClone(staticData);
			await call('delete', theirs);
			expect(deletions(theirs)).toEqual([]);
			staticData = remembered;
			await call('delete', ours);
			expect(ours.webhooks.size).toBe(0);
		});

		it.each<[string, (context: IHookFunctions) => void]>([
			[
				'a copy within this n8n',
				(context) =>
					jest.spyOn(context, 'getWorkflow').mockReturnValue({ id: 'a copy', active: true, name: 'Copy' }),
			],
			[
				'an import into another n8n',
				(context) => jest.spyOn(context, 'getInstanceId').mockReturnValue('another n8n'),
			],
		])('leaves what the original made alone in %s, and says so', async (_what, asCopy) => {
			await call('create', ours);
			const made = ours.webhooks.size;
			// Nothing is registered for the copy: a provider that is down must not look as if there were.
			ours.server.fail('*', { status: 400 }, 99);
			await expect(call('checkExists', ours, asCopy)).rejects.toThrow('HTTP 400');
			ours.server.reset();
			logs.length = 0;
			await call('delete', ours, asCopy);
			expect(deletions(ours)).toEqual([]);
			expect(ours.webhooks.size).toBe(made);
			for (const id of ours.webhooks.keys())
				expect(logs.filter((log) => log.includes(`the webhook ${id} `))).toEqual([
					expect.stringMatching(/ is left at .* because another workflow created it/),
				]);
			expect(memory()).not.toHaveProperty('created');
		});

		it.each<[string, () => void, (context: IHookFunctions) => void]>([
			[
				'whose API fails',
				() => ours.server.fail('*', { status: 400, body: { message: 'said the API' } }, 99),
				() => {},
			],
			[
				'whose credential is gone',
				() => {},
				(context) =>
					jest.spyOn(context, 'getCredentials').mockRejectedValue(new Error('Credential does not exist')),
			],
		])('of a provider %s, says what is left where, and removes it later', async (_what, break_, prepare) => {
			await call('create', ours);
			const remembered = structuredClone(memory());
			logs.length = 0;
			break_();
			await call('delete', ours, prepare);
			for (const id of ours.webhooks.keys())
				expect(logs.filter((log) => log.includes(`the webhook ${id} `))).toEqual([
					expect.stringContaining(`could not be removed, and is left at ${ours.server.url}: `),
				]);
			for (const secret of [KEY, secrets[authentication as keyof typeof secrets]!])
				expect(logs.join('\n')).not.toContain(secret);
			expect(memory()).toEqual(remembered);
			ours.server.reset();
			await call('delete', ours);
			expect(ours.webhooks.size).toBe(0);
		});

		it('removes what leads to an earlier address of this n8n', async () => {
			await call('create', ours);
			const created = memory().created as { url: string }[];
			for (const made of created) made.url = 'https://earlier.example/webhook/1/webhook';
			for (const webhook of ours.webhooks.values())
				webhook[addressField(webhook)] = 'https://u:p@earlier.example/webhook/1/webhook?token=1';
			await call('delete', ours);
			expect(ours.webhooks.size).toBe(0);
		});
	},
);

it.each([
	['https://u:p@n8n.example:443/webhook/x?token=1#a', 'https://n8n.example/webhook/x'],
	['HTTPS://N8N.example/webhook/x', 'https://n8n.example/webhook/x'],
	['nonsense?token=1', 'nonsense'],
])('%s is compared as %s', (address, plain) => expect(plainAddress(address)).toBe(plain));

it('all providers that take webhooks are here', () => {
	const names = registrable.map(({ simulator }) => simulator.name);
	expect(names.length).toBeGreaterThan(2);
	expect(names).toEqual(PROVIDER_NAMES.filter((name) => providerNamed(name)!.registration !== undefined));
});
