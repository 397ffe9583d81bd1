/** Many active workflows with our triggers in one n8n: executions per second, and the memory of each trigger. */
import { ISOLATES_ON_DEMAND } from '../../test/n8n/isolates.mts';
import { freePorts } from '../../test/n8n/processes/ports.mts';
import type { Published } from '../published.mts';
import { median, ratioOf } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { sqlite, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { Inspector } from './inspector.mts';
import { sendAll, settled, warmUp } from './load.mts';
import { workflowsIn, type Service } from './workflows.mts';

const COUNTS = sized([1, 10, 100], [1, 2, 4]);
const MOST = COUNTS.at(-1)!;
const ROUNDS = sized(7, 1);
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
		const perTrigger = async (start: () => Promise<Service>) => {
			const services = [await start()];
			// The first one loads code.
			await warmUp(deployment.api, services[0]!, EVENTS);
			const before = await inspector.heapInUse();
			while (services.length < MOST) services.push(await start());
			const kilobytes = (((await inspector.heapInUse()) - before) / (MOST - 1)) * KILOBYTES;
			return { services, kilobytes };
		};
		const theirs = await perTrigger(create.doNothing);
		const ours = await perTrigger(async () => await create.ours({ deduplicate: true }));
		// Each creates its row of the database.
		for (const service of ours.services) await sendAll([service.next()]);
		return [
			...(await speeds(deployment, ours.services)),
			// Garbage of other origin makes a difference of some 20 KB.
			row('workflows/memory of an active trigger/do-nothing trigger', 'KB', {
				ours: Math.max(0, ours.kilobytes),
				reference: Math.max(0, theirs.kilobytes),
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
		for (const count of COUNTS) {
			const requests = Array.from({ length: EVENTS }, (_, index) => services[index % count]!.next());
			await settled(api);
			const started = Date.now();
			await sendAll(requests);
			measured.get(count)!.push((EVENTS * 1000) / ((await settled(api)) - started));
		}
	}
	const [one, ...more] = COUNTS.map((count) => ({ count, perSecond: measured.get(count)! }));
	return more.map(({ count, perSecond }) =>
		row(`workflows/executions over ${count} workflows/one workflow`, '1/s', {
			ours: median(perSecond),
			reference: median(one!.perSecond),
			ratio: ratioOf(perSecond, one!.perSecond),
			aim: '≥ 0.95',
		}),
	);
}
