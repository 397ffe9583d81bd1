/**
 * Many active workflows in one n8n: executions per second with our triggers and with one that reads its credential, and
 * the memory of each of our triggers.
 */
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
const EVENTS = sized(100, 4);
const KILOBYTES = 1024;

/** Those that take turns. */
const NAMES = {
	ours: 'deduplication on',
	off: 'deduplication off',
	credential: 'trigger that reads its credential',
};
type Name = keyof typeof NAMES;

export async function workflows({ directory }: Published): Promise<Row[]> {
	const [port] = (await freePorts(1)) as [number];
	const deployment = await sqlite({
		packages: [directory, doNothingPackage()],
		env: { ...Inspector.environment(port), ...ISOLATES_ON_DEMAND },
	});
	const inspector = await Inspector.at(port);
	try {
		const create = await workflowsIn(deployment);
		const kinds = {
			ours: async () => await create.ours(),
			off: async () => await create.ours({ deduplicate: false }),
			credential: create.credential,
			doNothing: create.doNothing,
		};
		type Kind = keyof typeof kinds;
		const services: Record<Kind, Service[]> = { ours: [], off: [], credential: [], doNothing: [] };
		const add = async (kind: Kind, count: number) => {
			for (let made = 0; made < count; made++) services[kind].push(await kinds[kind]());
		};
		// The first of each loads code.
		for (const kind of Object.keys(kinds) as Kind[]) {
			await add(kind, 1);
			await warmUp(deployment.api, services[kind][0]!, EVENTS);
		}
		// In both orders, because what n8n frees meanwhile counts for whoever has its turn.
		const kilobytes: Partial<Record<Kind, number[]>> = {};
		for (const kind of ['doNothing', 'ours', 'ours', 'doNothing'] as const) {
			const before = await inspector.heapInUse();
			await add(kind, MOST / 2);
			(kilobytes[kind] ??= []).push((((await inspector.heapInUse()) - before) / (MOST / 2)) * KILOBYTES);
		}
		for (const kind of ['off', 'credential'] as const) await add(kind, MOST);
		// Each creates its row of the database.
		for (const service of services.ours) await sendAll([service.next()]);
		return [
			...(await speeds(deployment, services)),
			row('workflows/memory of an active trigger/do-nothing trigger', 'KB', {
				ours: mean(kilobytes.ours!),
				reference: mean(kilobytes.doNothing!),
			}),
		];
	} finally {
		inspector.close();
		await deployment.remove();
	}
}

/** The same number of events of a kind, over one workflow and over several, in turns. */
async function speeds({ api }: Deployment, services: Record<Name, Service[]>): Promise<Row[]> {
	const contestants = COUNTS.flatMap((count) =>
		(Object.keys(NAMES) as Name[]).map((name) => ({ count, name, perSecond: [] as number[] })),
	);
	const rounds = sized(orders(contestants.length).length, 1);
	for (let round = 0; round < rounds; round++) {
		if (round > 0 && leavesOut(`what comes after ${round} of ${rounds} rounds`)) break;
		for (const { count, name, perSecond } of inOrder(contestants, round)) {
			const requests = Array.from({ length: EVENTS }, (_, index) => services[name][index % count]!.next());
			await settled(api);
			perSecond.push((await burst(api, requests)).perSecond);
		}
	}
	const found = (count: number, name: Name) =>
		overall(contestants.find((one) => one.count === count && one.name === name)!.perSecond);
	return COUNTS.filter((count) => count > 1).flatMap((count) => [
		...(Object.keys(NAMES) as Name[]).map((name) =>
			row(`workflows/executions over ${count} workflows, ${NAMES[name]}/one workflow`, '1/s', {
				...against(found(count, name), found(1, name)),
				aim: name === 'credential' ? null : '≥ 0.95',
			}),
		),
		row(`workflows/executions over ${count} workflows, ${NAMES.ours}/${NAMES.credential}`, '1/s', {
			...against(found(count, 'ours'), found(count, 'credential')),
		}),
	]);
}
