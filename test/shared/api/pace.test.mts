import { randomBytes } from 'node:crypto';
import { RivertyApi } from '../../../credentials/RivertyApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { pace, pause } from '../../../nodes/shared/api/pace';
import { clock } from '../../../nodes/shared/clock';
import { cleanUp, executeContext, initialize } from '../../n8nCore/contexts.mts';
import { listen, type SimulatorServer } from '../../simulator/server.mts';
import { api } from '../../simulator/providers/riverty.mts';
import { virtualClock } from '../../support/virtualClock.mts';

const time = virtualClock();
const origin = () => `https://${randomBytes(8).toString('hex')}.example`;

/** The largest number of these times in any span of the given milliseconds. */
const mostWithin = (times: readonly number[], span: number) =>
	Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + span).length));

async function startsOf(count: number, host: string, perSecond: number, signal?: AbortSignal) {
	const times: number[] = [];
	await Promise.all(
		Array.from({ length: count }, async () => {
			await pace(host, perSecond, signal);
			times.push(clock.now());
		}),
	);
	return times;
}

describe('pace', () => {
	it('lets so many start at once, and no more in any second', async () => {
		const times = await startsOf(25, origin(), 10);
		expect(times.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
		expect(mostWithin(times, 1000)).toBe(10);
		expect(time.elapsed).toBe(2400);
	});

	it('counts each origin for itself', async () => {
		await Promise.all([startsOf(10, origin(), 10), startsOf(10, origin(), 10)]);
		expect(time.elapsed).toBe(0);
	});

	it('does not hold up who comes slowly', async () => {
		const host = origin();
		await startsOf(10, host, 10);
		time.advance(1300);
		await startsOf(10, host, 10);
		expect(time.elapsed).toBe(1300);
	});

	it('holds up only for the rest of the second', async () => {
		const host = origin();
		await startsOf(10, host, 10);
		time.advance(800);
		expect(await startsOf(1, host, 10)).toEqual([1200]);
	});

	it('does not hold up what is cancelled', async () => {
		await startsOf(100, origin(), 1, AbortSignal.abort());
		expect(time.elapsed).toBe(0);
	});
});

describe('pause', () => {
	it.each([700, 60_000])('waits for %d ms', async (milliseconds) => {
		await pause(milliseconds, undefined);
		expect(time.elapsed).toBe(milliseconds);
	});

	it('does not wait for a time that has passed, nor when cancelled', async () => {
		await pause(-5, undefined);
		await pause(60_000, AbortSignal.abort());
		expect(time.elapsed).toBe(0);
	});

	it('ends soon after it is cancelled', async () => {
		time.hold();
		const controller = new AbortController();
		const paused = pause(60_000, controller.signal);
		time.advance(100);
		controller.abort();
		time.advance(400);
		await paused;
		expect(time.waiting).toBe(0);
	});
});

describe('documents of Riverty', () => {
	const KEY = 'subscription-key';
	const state = api({ apiKey: KEY, now: () => clock.now() });
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
		time.hold();
		const executions = Promise.all([9, 8, 8].map(download));
		for (const arrived of [10, 20]) {
			// All permitted requests have arrived, the next one waits, and the others wait for it.
			await time.until(() => server.requests.length >= arrived && time.waiting === 1);
			expect(server.requests).toHaveLength(arrived);
			expect(server.requests.every(({ answer }) => answer.status !== 429)).toBe(true);
			for (let step = 0; step < 3; step++) {
				await time.until(() => time.waiting === 1);
				time.advance(500);
			}
		}
		expect((await executions).map(([items]) => items.length)).toEqual([9, 8, 8]);
		expect(server.requests.map(({ answer }) => answer.status)).toEqual(Array.from({ length: 25 }, () => 200));
	});
});
