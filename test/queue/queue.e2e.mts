/**
 * Every provider in n8n's queue mode: main process, webhook processor and two workers, on real Redis and PostgreSQL.
 */
import { packedPackage } from '../../scripts/pack.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { errorOf, outputOf, ran } from '../n8n/api/executions.mts';
import { missingServers } from '../n8n/queue/servers.mts';
import { send } from '../simulator/sender.mts';
import { keyOf } from '../support/queue/keys.mts';
import { RELIABLE, startStage, TARGET, TRIGGER, type Stage } from '../support/queue/stage.mts';

const EVENTS = 6;

(missingServers() ? describe.skip : describe)('queue mode', () => {
	let stage: Stage;
	/** Executions, by worker. */
	const workedOn: string[][] = [];

	beforeAll(async () => {
		const { directory } = await packedPackage();
		stage = await startStage({ packages: [directory], env: RELIABLE });
	});
	afterAll(async () => await stage?.remove());

	describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
		'%s',
		(_name, scenario) => {
			it('emits each event once, with its document, on a worker', async () => {
				const { api, main, workers } = stage.queue;
				const line = await stage.line(scenario, { options: { attachDocument: true } });
				const { workflowId } = line;
				const issued = Array.from({ length: EVENTS }, () => line.issue());
				const keys = issued.map(({ notification }) => keyOf(scenario, notification));
				expect(new Set(keys).size).toBe(EVENTS);

				const post = async ({ notification }: (typeof issued)[number]) => {
					const request = line.request(notification);
					return await send(request.url, request);
				};
				// One after another: if two workers claim two events at the same moment, n8n may forget one.
				for (const [index, one] of issued.entries()) {
					const { status, body } = await post(one);
					expect([status, body.toString()]).toEqual([200, '{"status":"accepted"}']);
					await api.waitForExecutions({ workflowId, count: index + 1, timeoutMs: 60_000 });
				}
				// All redeliveries at once, and one forged event.
				for (const { status } of await Promise.all(issued.map(post))) expect(status).toBe(200);
				const forged = { ...issued[0]!.notification, url: line.request(issued[0]!.notification).url };
				expect((await send(forged.url.split('?')[0]!, forged)).status).toBe(401);
				const summaries = await api.waitForExecutions({ workflowId, count: 2 * EVENTS, timeoutMs: 60_000 });
				expect(summaries.map(({ status }) => status)).toEqual(Array<string>(2 * EVENTS).fill('success'));

				const documents = new Map(issued.map(({ document }, index) => [keys[index], document]));
				const emitted: string[] = [];
				for (const { id } of summaries) {
					const execution = await api.execution(id);
					expect(errorOf(execution)).toBeUndefined();
					if (!ran(execution, TARGET)) continue;
					const [item, ...others] = outputOf(execution, TRIGGER);
					expect(others).toEqual([]);
					const { key } = item!.json.event as { key: string };
					emitted.push(key);
					const { data } = item!.binary!;
					// In queue mode n8n stores files in the database, where every process finds them.
					expect(data!.id).toMatch(/^database:/);
					expect(await api.download(data!)).toEqual(documents.get(key));
				}
				expect(emitted.sort()).toEqual([...keys].sort());
				const arrived = stage.target.arrivals.filter(({ provider }) => provider === scenario.simulator.name);
				expect(arrived.map(({ key }) => key).sort()).toEqual([...keys].sort());

				const byWorker = workers.map((worker) =>
					summaries
						.map(({ id }) => id)
						.filter((id) => worker.logText().includes(`Worker finished execution ${id} (`)),
				);
				byWorker.forEach((ids, index) => (workedOn[index] ??= []).push(...ids));
				expect(byWorker.flat().sort()).toEqual(summaries.map(({ id }) => id).sort());
				// Here the main process does not accept events.
				const request = line.request(issued[0]!.notification, main);
				expect((await send(request.url, request)).status).toBe(404);
			});
		},
	);

	it('uses both workers', () => {
		expect(workedOn.map((ids) => ids.length > 0)).toEqual([true, true]);
	});
});
