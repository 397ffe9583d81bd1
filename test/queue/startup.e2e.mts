/** n8n's responses before it is ready, which are why a proxy should check its readiness. */
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../n8n/processes/ports.mts';
import { postgresEnvironment } from '../n8n/queue/queue.mts';
import { missingServers, startPostgres, type Postgres } from '../n8n/queue/servers.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { startFront, type Front } from '../support/queue/front.mts';

(missingServers() ? describe.skip : describe)('n8n that brings its database up to date', () => {
	let postgres: Postgres;
	let front: Front;
	let n8n: N8n | undefined;

	beforeAll(async () => {
		postgres = await startPostgres();
	});
	afterAll(async () => {
		await n8n?.remove();
		await front?.close();
		await postgres?.remove();
	});

	it('answers events with 200 and drops them; behind a front that asks for its readiness, none is', async () => {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		front = await startFront([{ url }]);
		const post = async (to: string) => {
			const options = { body: Buffer.from('{}'), headers: { 'content-type': 'application/json' } };
			const answer = await send(`${to}/webhook/anything/webhook`, options).catch(() => undefined);
			return answer && `${answer.status} ${answer.body.toString().slice(0, 40)}`;
		};

		let starting = true;
		const start = startN8n({ env: postgresEnvironment(postgres), port }).finally(() => (starting = false));
		const direct = new Set<string | undefined>();
		const behindFront = new Set<string | undefined>();
		while (starting) {
			direct.add(await post(url));
			if (starting) behindFront.add(await post(front.url));
			await sleep(20);
		}
		n8n = await start;

		expect(direct).toContain('200 n8n is starting up. Please wait');
		expect([...behindFront].filter((answer) => answer?.startsWith('2'))).toEqual([]);
		expect(behindFront).toContain('503 ');
	});
});
