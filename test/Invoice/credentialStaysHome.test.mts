/** No operation of any provider sends the credential to where an API redirects. */
import type { ICredentialType, IDataObject } from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { itemOf } from '../support/e2e/itemOf.mts';
import type { Operation, Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { REDIRECTS } from '../simulator/redirects.mts';
import { carries, listen, listenElsewhere, type Api, type SimulatorServer } from '../simulator/server.mts';
import { virtualClock } from '../support/virtualClock.mts';
import { credentialClassOf } from '../support/providers.mts';

virtualClock();

const KEY = 'a_key_that_must_stay_at_home_0123456789';

let elsewhere: SimulatorServer;
beforeAll(async () => {
	await initialize();
	elsewhere = await listenElsewhere();
});
afterAll(async () => {
	await elsewhere.close();
	cleanUp();
});

function credentialType(name: string): ICredentialType {
	const className = credentialClassOf(name);
	const module = jest.requireActual<Record<string, new () => ICredentialType>>(
		`../../credentials/${className}.credentials`,
	);
	return new module[className]!();
}

async function run(
	scenario: Scenario,
	operation: Operation,
	api: Api,
	{ url }: SimulatorServer,
): Promise<unknown> {
	const { simulator } = scenario;
	const item = itemOf(scenario, scenario.issue(api, url).notification, url);
	const parameters = {
		...{ resource: operation === 'download' ? 'document' : 'invoice', operation, options: {} },
		binaryPropertyName: 'data',
		...scenario.operations[operation]!.parameters,
	};
	const context = executeContext(
		{
			node: new Invoice(),
			parameters: parameters as IDataObject,
			credential: {
				type: credentialType(simulator.name),
				data: { ...scenario.credential(url, KEY) } as never,
			},
		},
		[{ json: item as unknown as IDataObject }],
	);
	return await new Invoice().execute.call(context);
}

const cases = scenarios
	.filter(({ simulator }) => simulator.api)
	.flatMap((scenario) =>
		(Object.keys(scenario.operations) as Operation[]).map(
			(operation) => [scenario.displayName, operation, scenario] as const,
		),
	);

describe.each(cases)('%s, %s', (_name, operation, scenario) => {
	let api: Api;
	let server: SimulatorServer;
	beforeAll(async () => {
		api = scenario.simulator.api!({ apiKey: KEY });
		server = await listen(api);
	});
	afterAll(async () => await server.close());
	beforeEach(() => {
		server.reset();
		elsewhere.reset();
	});

	it('sends the key to the API, but not to a link that needs none', async () => {
		await run(scenario, operation, api, server);
		const { route, isOpen = false } = scenario.operations[operation]!;
		const asked = server.requestsTo(route);
		expect(asked.length).toBeGreaterThan(0);
		expect(asked.every((request) => carries(request, KEY) !== isOpen)).toBe(true);
	});

	it('and nowhere, not even to production, where the base URL is not encrypted', async () => {
		const misspelt = {
			...scenario,
			credential: (_url: string, key: string) => scenario.credential('http://api.example', key),
		};
		const rejected = run(misspelt, operation, api, server);
		await expect(rejected).rejects.toThrow(/ credential (does not say where|is not an https:)/);
		expect(server.requests).toEqual([]);
	});

	it.each(REDIRECTS)('and not, by a redirect, to %s', async (_what, target) => {
		server.fail(
			scenario.operations[operation]!.route,
			{ redirect: target(new URL(server.url).host, elsewhere.port) },
			99,
		);
		const error = await run(scenario, operation, api, server).then(
			() => null,
			(caught: Error & { description?: string }) => caught,
		);
		expect(error?.message).toMatch(/redirects/);
		expect(`${error!.message} ${error!.description} ${JSON.stringify(error)}`).not.toContain(KEY);
		expect(elsewhere.requests).toEqual([]);
	});
});
