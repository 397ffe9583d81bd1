/** Many active workflows with our triggers in one n8n: executions per second, and the memory of each trigger. */
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { freePorts } from '../../test/n8n/processes/ports.mts';
import type { Published } from '../published.mts';
import { inOrder, orders } from '../orders.mts';
import { against, mean, overall } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { sqlite, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { Inspector } from './inspector.mts';
import { burst, sendAll, settled, warmUp } from './load.mts';
import { workflowsIn, type Service } from './workflows.mts';

const COUNTS = sized([1, 10, 100], [1, 2, 4]);
const MOST = COUNTS.at(-1)!;
const ROUNDS = sized(orders(COUNTS.length).length, 1);
const EVENTS = sized(100, 4);
const KILOBYTES = 1024;

export async function workflows({ directory }: Published): Promise<Row[]> {
	const [port] = (await freePorts(1)) as [number];
	const deployment = await sqlite({
		packages: [directory, doNothingPackage()],
		env: { ...Inspector.environment(port), ...ISOLATES_ON_DEMAND },
	});
	const inspector = await Inspector.at(port);
	try {
		const create = await workflowsIn(deployment);
		const kinds = { ours: async () => await create.ours(), theirs: create.doNothing };
		const services: Record<keyof typeof kinds, Service[]> = { ours: [], theirs: [] };
		const kilobytes: Record<keyof typeof kinds, number[]> = { ours: [], theirs: [] };
		// The first of each loads code.
		for (const kind of ['theirs', 'ours'] as const) {
			services[kind].push(await kinds[kind]());
			await warmUp(deployment.api, services[kind][0]!, EVENTS);
		}
		// In both orders, because what n8n frees meanwhile counts for whoever has its turn.
		for (const kind of ['theirs', 'ours', 'ours', 'theirs'] as const) {
			const before = await inspector.heapInUse();
			for (let count = 0; count < MOST / 2; count++) services[kind].push(await kinds[kind]());
			kilobytes[kind].push((((await inspector.heapInUse()) - before) / (MOST / 2)) * KILOBYTES);
		}
		// Each creates its row of the database.
		for (const service of services.ours) await sendAll([service.next()]);
		return [
			...(await speeds(deployment, services.ours)),
			row('workflows/memory of an active trigger/do-nothing trigger', 'KB', {
				ours: mean(kilobytes.ours),
				reference: mean(kilobytes.theirs),
			}),
		];
	} finally {
		inspector.close();
		await deployment.remove();
	}
}

/** The same number of events, over one workflow and over several, in turns. */
async function speeds({ api }: Deployment, services: Service[]): Promise<Row[]> {
	const measured = new Map(COUNTS.map((count) => [count, [] as number[]]));
	for (let round = 0; round < ROUNDS; round++) {
		if (round > 0 && leavesOut(`what comes after ${round} of ${ROUNDS} rounds`)) break;
		for (const count of inOrder(COUNTS, round)) {
			const requests = Array.from({ length: EVENTS }, (_, index) => services[index % count]!.next());
			await settled(api);
			measured.get(count)!.push((await burst(api, requests)).perSecond);
		}
	}
	const [one, ...more] = COUNTS.map((count) => ({ count, perSecond: measured.get(count)! }));
	return more.map(({ count, perSecond }) =>
		row(`workflows/executions over ${count} workflows/one workflow`, '1/s', {
			...against(overall(perSecond), overall(one!.perSecond)),
			aim: '≥ 0.95',
		}),
	);
}
