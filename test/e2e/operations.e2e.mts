/**
 * Each operation of the Invoice node after each provider's trigger in a real n8n, with anything that can go wrong at
 * the provider's API.
 */
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { packedPackage } from '../../scripts/pack.mts';
import { errorOf, outputOf } from '../n8n/api/executions.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { carries, listen, listenElsewhere, type Fault, type SimulatorServer } from '../simulator/server.mts';
import type { Operation, Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { activeTrigger, API_KEY, TRIGGER } from '../support/e2e/trigger.mts';

const NODE = 'Invoice';
const RESOURCES: Record<Operation, string> = { download: 'document', get: 'invoice', getMany: 'invoice' };
/** Makes the client retry immediately. */
const NOW = { 'retry-after': '0' };
const ALWAYS = 99;

type Expected = RegExp | 'success';

/** What fails, how often, and the expected outcome for a download and for an operation that requests JSON. */
const FAULTS: Array<[what: string, fault: Fault, times: number, download: Expected, json: Expected]> = [
	['nothing', {}, 1, 'success', 'success'],
	['401', { status: 401 }, ALWAYS, /rejected the API key \(HTTP 401\)/, /rejected the API key \(HTTP 401\)/],
	['404', { status: 404, headers: NOW }, ALWAYS, /\(HTTP 404\)/, /\(HTTP 404\)/],
	['429, once', { status: 429, headers: NOW }, 1, 'success', 'success'],
	[
		'429',
		{ status: 429, headers: NOW },
		ALWAYS,
		/too many requests \(HTTP 429\)/,
		/too many requests \(HTTP 429\)/,
	],
	['503, twice', { status: 503, headers: NOW }, 2, 'success', 'success'],
	['500', { status: 500, headers: NOW }, ALWAYS, /has a fault \(HTTP 500\)/, /has a fault \(HTTP 500\)/],
	['a slow answer', { slow: 1500 }, 1, 'success', 'success'],
	[
		'a cut connection',
		{ cut: 10 },
		ALWAYS,
		/did not arrive complete|could not be reached/,
		/could not be reached/,
	],
	['HTML as 200', { html: true }, 1, /a web page instead of a document/, /unexpected response/],
	['an empty answer', { empty: true }, 1, /the file is empty/, /unexpected response/],
	['a large file', { size: 3_000_000 }, 1, /larger than 1 MB/, /unexpected response/],
	[
		'JSON of another kind',
		{ body: { some: 'thing' } },
		1,
		/JSON form instead of a document/,
		/unexpected response|expected form/,
	],
	[
		'a redirect to another host',
		{},
		ALWAYS,
		/redirects to 127\.0\.0\.1:\d+, which is not allowed/,
		/redirects to 127/,
	],
];

let n8n: N8n;
let elsewhere: SimulatorServer;
beforeAll(async () => {
	const { directory } = await packedPackage();
	[n8n, elsewhere] = await Promise.all([startN8n({ packages: [directory] }), listenElsewhere()]);
});
afterAll(async () => {
	await n8n.remove();
	await elsewhere.close();
});

interface Outcome {
	received: INodeExecutionData;
	/** Null when the node failed. */
	items: INodeExecutionData[] | null;
	error: ReturnType<typeof errorOf>;
	document: Buffer;
}

interface Stand {
	server: SimulatorServer;
	/** Creates an invoice, injects the fault into the API, and returns the outcome of the node. */
	run(fault: Fault, times: number): Promise<Outcome>;
}

/** A published workflow, trigger → Invoice node, with its own simulated API. */
async function standOf(scenario: Scenario, operation: Operation, options: object): Promise<Stand> {
	const { route, parameters, document: otherDocument } = scenario.operations[operation]!;
	const api = scenario.simulator.api!({ apiKey: API_KEY });
	const server = await listen(api);
	const { workflowId, request } = await activeTrigger(n8n.api, scenario, {
		apiUrl: server.url,
		next: (credentials) => ({
			...{ name: NODE, type: 'n8n-nodes-invoices.invoice', credentials },
			parameters: { resource: RESOURCES[operation], operation, ...parameters, options } as never,
		}),
	});
	let count = 0;
	return {
		server,
		async run(fault, times) {
			server.reset();
			const issued = scenario.issue(api, server.url);
			if (Object.keys(fault).length > 0) server.fail(route, fault, times);
			const sent = request(issued.notification);
			expect((await send(sent.url, sent)).status).toBe(200);
			const summaries = await n8n.api.waitForExecutions({ workflowId, count: ++count });
			const execution = await n8n.api.execution(summaries.at(-1)!.id);
			const error = errorOf(execution);
			return {
				received: outputOf(execution, TRIGGER)[0]!,
				items: error ? null : outputOf(execution, NODE),
				error,
				document: otherDocument?.(api) ?? issued.document,
			};
		},
	};
}

const can = (operation: Operation) => scenarios.filter(({ operations }) => operations[operation]);

/** Runs a case for all providers at once, and tests each separately. */
function each(
	operation: Operation,
	options: object,
	cases: Array<
		[what: string, fault: Fault, times: number, check: (outcome: Outcome, scenario: Scenario) => unknown]
	>,
) {
	const stands = new Map<Scenario, Stand>();
	beforeAll(async () => {
		for (const scenario of can(operation)) stands.set(scenario, await standOf(scenario, operation, options));
	});
	afterAll(async () => {
		for (const { server } of stands.values()) await server.close();
	});

	describe.each(cases)('%s', (what, fault, times, check) => {
		const outcomes = new Map<Scenario, Outcome>();
		beforeAll(async () => {
			elsewhere.reset();
			const sent = what.includes('redirect') ? { redirect: `${elsewhere.url}/x.pdf` } : fault;
			await Promise.all(
				[...stands].map(async ([scenario, stand]) => outcomes.set(scenario, await stand.run(sent, times))),
			);
		});
		it.each(can(operation).map((scenario) => [scenario.displayName, scenario] as const))(
			'%s',
			async (_name, scenario) => {
				const outcome = outcomes.get(scenario)!;
				await check(outcome, scenario);
				expect(JSON.stringify([outcome.items, outcome.error])).not.toContain(API_KEY);
				expect(elsewhere.requests.filter((request) => carries(request, API_KEY))).toEqual([]);
				expect(elsewhere.requests).toEqual([]);
			},
		);
	});
}

const at = (item: INodeExecutionData, path: string): unknown =>
	path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], item.json);

const fileOf = ({ binary }: INodeExecutionData): IBinaryData => binary!.data;

function expectError({ error }: Outcome, { displayName }: Scenario, message: RegExp) {
	expect(error?.message).toMatch(message);
	expect(error!.node).toBe(NODE);
	expect(`${error!.message} ${error!.description}`).toContain(displayName);
	// It says what to do.
	expect(error!.description?.length).toBeGreaterThan(20);
}

describe('download', () => {
	each(
		'download',
		{ maxDocumentSize: 1 },
		FAULTS.map(([what, fault, times, expected]) => [
			what,
			fault,
			times,
			async (outcome, scenario) => {
				if (expected !== 'success') return expectError(outcome, scenario, expected);
				const [item, ...others] = outcome.items!;
				expect(others).toEqual([]);
				expect(await n8n.api.download(fileOf(item!))).toEqual(outcome.document);
				expect(item!.json).toEqual({
					...outcome.received.json,
					document: expect.objectContaining({ fileName: fileOf(item!).fileName }) as object,
				});
			},
		]),
	);
});

describe('download, passing the item on', () => {
	each('download', { onMissing: 'pass', fileName: '{provider}_{references.none}' }, [
		[
			'404',
			{ status: 404, headers: NOW },
			ALWAYS,
			({ items, received }, { displayName }) => {
				expect(items).toHaveLength(1);
				expect(items![0]!.binary).toBeUndefined();
				const issue = { code: 'document-missing', path: 'document' };
				const issues = items![0]!.json.issues as Array<{ message: string }>;
				expect(items![0]!.json).toEqual({ ...received.json, issues });
				expect(issues.at(-1)).toMatchObject(issue);
				expect(issues.at(-1)!.message).toContain(displayName);
			},
		],
		[
			'500',
			{ status: 500, headers: NOW },
			ALWAYS,
			(outcome, scenario) => expectError(outcome, scenario, /has a fault/),
		],
	]);
});

describe.each(['get', 'getMany'] as const)('%s', (operation) => {
	each(
		operation,
		{},
		FAULTS.map(([what, fault, times, , expected]) => [
			what,
			fault,
			times,
			({ items, received, ...outcome }, scenario) => {
				if (expected !== 'success') return expectError({ items, received, ...outcome }, scenario, expected);
				const { same } = scenario.operations[operation]!;
				const found = items!.filter((item) => at(item, same!) === at(received, same!));
				expect(found).toHaveLength(1);
				expect(found[0]!.json.provider).toBe(scenario.simulator.name);
			},
		]),
	);
});
