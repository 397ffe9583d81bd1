/** The limit on the total time of a call: an API that trickles evades a limit on idle time. */
import { DigitalRiverApi } from '../../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { callApi, type ApiRequest } from '../../../nodes/shared/api/request';
import { cleanUp, executeContext, hookContext, initialize, type Setup } from '../../n8nCore/contexts.mts';
import { DigitalRiverInvoiceTrigger } from '../../../nodes/DigitalRiver/DigitalRiverInvoiceTrigger.node';
import { api } from '../../simulator/providers/digitalRiver.mts';
import { listen, type Fault, type SimulatorServer } from '../../simulator/server.mts';
import { virtualClock } from '../../support/virtualClock.mts';

const KEY = 'sk_test_of_the_limit';
const LIST = 'GET /events';
const LIMIT = 5000;
const AT_ONCE = { 'retry-after': '0' };

const time = virtualClock();
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
	parameters: { provider: 'item' },
	credential: {
		type: new DigitalRiverApi(),
		data: { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url },
	},
});
const request = (): ApiRequest => ({
	credential: 'digitalRiverApi',
	displayName: 'Digital River',
	origins: [server.url],
	url: `${server.url}/events`,
	timeLimit: LIMIT,
});
const call = (signal?: AbortSignal) => callApi.call(executeContext(setup(), [], signal), request());

const outcome = async (call: Promise<unknown>): Promise<string> =>
	await call.then(
		() => 'an answer',
		(error: Error) => error.message,
	);
/** The start of the API's response to this call. */
const arrival = async (number = 1) => await time.until(() => server.requests.length === number);

const TOO_LONG = 'Digital River could not be reached: it took too long to answer in full';
const SILENT: Fault = { slow: Infinity };
const TRICKLING: Fault = { drip: { bytes: 1, ms: 50 } };

it.each<[string, Fault]>([
	['that never answers', SILENT],
	['that trickles', TRICKLING],
])('ends a call %s, without another attempt', async (_name, fault) => {
	server.fail(LIST, fault, 9);
	const ended = outcome(call());
	await arrival();
	time.advance(LIMIT);
	expect(await ended).toBe(TOO_LONG);
	expect(server.requests).toHaveLength(1);
});

it('ends the call of a hook too', async () => {
	server.fail(LIST, TRICKLING);
	const { context } = hookContext({ ...setup(), node: new DigitalRiverInvoiceTrigger() });
	const ended = outcome(callApi.call(context, request()));
	await arrival();
	time.advance(LIMIT);
	expect(await ended).toBe(TOO_LONG);
});

it('does not begin a wait that would not end in time', async () => {
	server.fail(LIST, { status: 503, headers: { 'retry-after': '30' } }, 9);
	expect(await outcome(call())).toBe('Digital River has a fault (HTTP 503)');
	expect(time.elapsed).toBe(0);
	expect(server.requests).toHaveLength(1);
});

it('leaves alone what answers in time', async () => {
	server.fail(LIST, { status: 503, headers: AT_ONCE }, 2);
	expect(await outcome(call())).toBe('an answer');
	expect(server.requests).toHaveLength(3);
});

it('counts the attempts together', async () => {
	server.fail(LIST, { status: 503, headers: { 'retry-after': '4' } });
	server.fail(LIST, SILENT);
	const ended = outcome(call());
	await arrival(2);
	expect(time.elapsed).toBe(4000);
	time.advance(LIMIT - 4000);
	expect(await ended).toBe(TOO_LONG);
});

it('distinguishes a cancelled execution from a late answer', async () => {
	server.fail(LIST, SILENT);
	const controller = new AbortController();
	const ended = outcome(call(controller.signal));
	await arrival();
	controller.abort();
	expect(await ended).toBe('Digital River could not be reached: the execution was cancelled');
});
