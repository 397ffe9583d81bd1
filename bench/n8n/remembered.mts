/**
 * Deduplication with a full list of remembered events, against the same trigger without deduplication and against a
 * trigger that only reads its credential.
 */
import { missingServers } from '../../test/n8n/queue/servers.mts';
import type { Published } from '../published.mts';
import type { Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { checkRemembered, fillRemembered } from './database.mts';
import { DEPLOYMENTS, ISOLATES, type Deployment } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { warmUp } from './load.mts';
import { compared, inRounds, type Measured, type What } from './rounds.mts';
import { workflowsIn, type Service } from './workflows.mts';

const WARM_UP = sized(40, 2);
/** What users get, and what is judged. */
const DEFAULT = 1000;
/** The default alone if isolates, not the list, decide. */
const AHEAD = { events: [DEFAULT], rounds: sized(4, 1) };
const ON_DEMAND = { events: [DEFAULT, 10_000], rounds: sized(7, 1) };
/** For each event, the key and the key with the delivery. */
const VALUES = 2;

type Name = 'off' | 'credential' | `${number}`;

export async function remembered({ directory }: Published): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) console.log(`${missing}. Only SQLite is measured.`);
	for (const [where, start] of Object.entries(DEPLOYMENTS).slice(0, missing ? 1 : undefined)) {
		for (const [how, env] of Object.entries(ISOLATES).toReversed()) {
			if (leavesOut(`full lists with ${where}${how}`)) continue;
			const { events, rounds } = how === '' ? AHEAD : ON_DEMAND;
			const deployment = await start({ packages, env });
			try {
				const services = await servicesIn(deployment, events);
				const measured = await inRounds(deployment, services, rounds);
				for (const count of events)
					checkRemembered(deployment.database, services[`${count}`]!.workflowId, count * VALUES);
				rows.push(...events.flatMap((count) => rowsOf(`remembered/${where}${how}`, count, measured)));
			} finally {
				await deployment.remove();
			}
			console.log(`full lists with ${where}${how}: done`);
		}
	}
	return rows;
}

async function servicesIn(deployment: Deployment, events: number[]): Promise<Record<Name, Service>> {
	const create = await workflowsIn(deployment);
	const services: Record<Name, Service> = {
		off: await create.ours({ deduplicate: false }),
		credential: await create.credential(),
	};
	for (const count of events)
		services[`${count}`] = await create.ours({ deduplicate: true, rememberEvents: count });
	for (const service of Object.values<Service>(services)) await warmUp(deployment.api, service, WARM_UP);
	for (const count of events)
		fillRemembered(deployment.database, services[`${count}`]!.workflowId, count * VALUES);
	return services;
}

function rowsOf(where: string, count: number, measured: Measured<Name>): Row[] {
	const against = (what: What, aim?: string) =>
		(['off', 'credential'] as const).flatMap((theirs) =>
			compared(measured, {
				...{ what, where, ours: `${count}`, theirs, aim: count === DEFAULT ? aim : undefined },
				how: `${count.toLocaleString('en')} events`,
				reference: theirs === 'off' ? 'deduplication off' : 'trigger that reads its credential',
			}),
		);
	return [...against('perSecond', '≥ 0.85'), ...against('latency'), ...against('processor')];
}
