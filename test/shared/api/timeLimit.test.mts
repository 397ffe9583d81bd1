/** The bound on the whole time of one call: an API that trickles looks alive to a limit on idle time. */
import { DigitalRiverApi } from '../../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { callApi, type ApiRequest } from '../../../nodes/shared/api/request';
import { cleanUp, executeContext, hookContext, initialize, type Setup } from '../../n8nCore/contexts.mts';
import { DigitalRiverInvoiceTrigger } from '../../../nodes/DigitalRiver/DigitalRiverInvoiceTrigger.node';
import { api } from '../../simulator/digitalRiver.mts';
import { listen, type Fault, type SimulatorServer } from '../../simulator/server.mts';

const KEY = 'sk_test_of_the_limit';
const LIST = 'GET /events';

let server: SimulatorServer;

beforeAll(async () => {
	await initialize();
	server = await listen(api({ apiKey: KEY }));
});
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

const setup = (): Setup => ({
	node: new Invoice(),
	parameters: {},
	credential: {
		type: new DigitalRiverApi(),
		data: { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url },
	},
});
const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: 'digitalRiverApi',
	displayName: 'Digital River',
	origins: [server.url],
	url: `${server.url}/events`,
	timeLimit: 700,
	...more,
});

/** The message, and after how many milliseconds. */
async function outcome(call: Promise<unknown>): Promise<{ message: string; after: number }> {
	const start = performance.now();
	const message = await call.then(
		() => 'an answer',
		(error: Error) => error.message,
	);
	return { message, after: performance.now() - start };
}

const TOO_LONG = 'Digital River could not be reached: it took too long to answer in full';

it.each<[string, Fault]>([
	['that never answers', { slow: Infinity }],
	['that trickles', { drip: { bytes: 1, ms: 50 } }],
])('ends a call %s, without another attempt', async (_name, fault) => {
	server.fail(LIST, fault, 9);
	const { message, after } = await outcome(callApi.call(executeContext(setup(), []), request()));
	expect(message).toBe(TOO_LONG);
	expect(after).toBeGreaterThan(600);
	expect(after).toBeLessThan(5000);
	expect(server.requests).toHaveLength(1);
});

it('ends the call of a hook too', async () => {
	server.fail(LIST, { drip: { bytes: 1, ms: 50 } });
	const { context } = hookContext({ ...setup(), node: new DigitalRiverInvoiceTrigger() });
	expect((await outcome(callApi.call(context, request()))).message).toBe(TOO_LONG);
});

it('does not begin a wait that would not end in time', async () => {
	server.fail(LIST, { status: 503, headers: { 'retry-after': '30' } }, 9);
	const { message, after } = await outcome(callApi.call(executeContext(setup(), []), request()));
	expect(message).toBe('Digital River has a fault (HTTP 503)');
	expect(after).toBeLessThan(600);
	expect(server.requests).toHaveLength(1);
});

it('leaves alone what answers in time, and counts the attempts together', async () => {
	server.fail(LIST, { status: 503, headers: { 'retry-after': '0' } }, 2);
	const { message } = await outcome(callApi.call(executeContext(setup(), []), request({ timeLimit: 5000 })));
	expect(message).toBe('an answer');
	server.fail(LIST, { status: 503, headers: { 'retry-after': '0' }, slow: 300 }, 9);
	const late = await outcome(callApi.call(executeContext(setup(), []), request()));
	expect(late.message).toMatch(/took too long|has a fault/);
	expect(late.after).toBeLessThan(5000);
});

it('tells a cancelled execution from a late answer', async () => {
	server.fail(LIST, { slow: Infinity });
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 100);
	const context = executeContext(setup(), [], controller.signal);
	expect((await outcome(callApi.call(context, request({ timeLimit: 5000 })))).message).toBe(
		'Digital River could not be reached: the execution was cancelled',
	);
});
