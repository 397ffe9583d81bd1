import { randomBytes } from 'node:crypto';
import { RivertyApi } from '../../../credentials/RivertyApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { pace, pause } from '../../../nodes/shared/api/pace';
import { cleanUp, executeContext, initialize } from '../../n8nCore/contexts.mts';
import { listen, type SimulatorServer } from '../../simulator/server.mts';
import { api } from '../../simulator/riverty.mts';

const origin = () => `https://${randomBytes(8).toString('hex')}.example`;

/** The most of these that lie in any span of so many milliseconds. */
const mostWithin = (times: readonly number[], span: number) =>
	Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + span).length));

async function startsOf(count: number, host: string, perSecond: number, signal?: AbortSignal) {
	const times: number[] = [];
	await Promise.all(
		Array.from({ length: count }, async () => {
			await pace(host, perSecond, signal);
			times.push(performance.now());
		}),
	);
	return times.sort((a, b) => a - b);
}

describe('pace', () => {
	it('lets so many start at once, and no more in any second', async () => {
		const times = await startsOf(25, origin(), 10);
		expect(mostWithin(times, 1000)).toBeLessThanOrEqual(10);
		expect(times[9] - times[0]).toBeLessThan(500);
		expect(times[24] - times[0]).toBeLessThan(5000);
	});

	it('counts each origin for itself', async () => {
		const start = performance.now();
		await Promise.all([startsOf(10, origin(), 10), startsOf(10, origin(), 10)]);
		expect(performance.now() - start).toBeLessThan(900);
	});

	it('does not hold up who comes slowly', async () => {
		const host = origin();
		await startsOf(10, host, 10);
		await pause(1300, undefined);
		const start = performance.now();
		await startsOf(10, host, 10);
		expect(performance.now() - start).toBeLessThan(900);
	});

	it('does not hold up what is cancelled', async () => {
		const start = performance.now();
		await startsOf(100, origin(), 1, AbortSignal.abort());
		expect(performance.now() - start).toBeLessThan(500);
	});
});

describe('pause', () => {
	it('waits as long as it says', async () => {
		const start = performance.now();
		await pause(700, undefined);
		expect(performance.now() - start).toBeGreaterThanOrEqual(690);
		await pause(-5, undefined);
		await pause(60_000, AbortSignal.abort());
		expect(performance.now() - start).toBeLessThan(5000);
	});
});

describe('documents of Riverty', () => {
	const KEY = 'subscription-key';
	const state = api({ apiKey: KEY });
	let server: SimulatorServer;

	beforeAll(async () => {
		await initialize();
		server = await listen(state);
	});
	afterAll(async () => {
		await server.close();
		cleanUp();
	});

	async function download(count: number) {
		const node = new Invoice();
		const items = Array.from({ length: count }, () => {
			const id = state.addDocument();
			const document = { id, url: `${server.url}/documents/v1/S/${id}` };
			return { json: { provider: 'riverty', document } };
		});
		const parameters = {
			resource: 'document',
			operation: 'download',
			provider: 'item',
			binaryPropertyName: 'data',
		};
		const credential = { type: new RivertyApi(), data: { environment: server.url, apiKey: KEY } };
		return await node.execute.call(executeContext({ node, parameters, credential }, items));
	}

	it('are asked for at most ten times in any second, over all executions', async () => {
		const executions = await Promise.all([9, 8, 8].map(download));
		expect(executions.map(([items]) => items.length)).toEqual([9, 8, 8]);
		// They are counted where they arrive, which a busy machine delays: so a tenth of the second is left to chance.
		const arrivals = server.requests.map(({ at }) => at.getTime());
		expect(arrivals.length).toBeGreaterThanOrEqual(25);
		expect(mostWithin(arrivals, 900)).toBeLessThanOrEqual(10);
	});
});
