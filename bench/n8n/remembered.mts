/**
 * Deduplication with a full list of remembered events, against the same trigger without deduplication and against a
 * trigger that only reads its credential.
 */
import type { Published } from '../published.mts';
import type { Row } from '../results/results.mts';
import { sized } from '../sizes.mts';
import { checkRemembered, fillRemembered } from './database.mts';
import { inEachDeployment, ON_DEMAND, type Deployment } from './deployments.mts';
import { warmUp } from './load.mts';
import { compared, inRounds, type Measured, type What } from './rounds.mts';
import { workflowsIn, type Service } from './workflows.mts';

const WARM_UP = sized(300, 2);
/** What users get, and what is judged. */
const DEFAULT = 1000;
const EVENTS = [DEFAULT, 10_000];
/** Three times each order of the four. */
const ROUNDS = sized({ rounds: 12, single: 6, together: 40 }, { rounds: 1, single: 2, together: 10 });
/** For each event, the key and the key with the delivery. */
const VALUES = 2;

/** A name of digits alone would come before all others. */
type Name = 'off' | 'credential' | `list of ${number}`;
const nameOf = (count: number): Name => `list of ${count}`;

/** With isolates on demand: else they, not the list, decide what an event takes. */
export async function remembered(published: Published): Promise<Row[]> {
	return await inEachDeployment('full lists', published, [ON_DEMAND], async (deployment, where, how) => {
		const services = await servicesIn(deployment);
		const measured = await inRounds(deployment, services, ROUNDS);
		for (const count of EVENTS)
			checkRemembered(deployment.database, services[nameOf(count)].workflowId, count * VALUES);
		return EVENTS.flatMap((count) => rowsOf(`remembered/${where}${how}`, count, measured));
	});
}

async function servicesIn(deployment: Deployment): Promise<Record<Name, Service>> {
	const create = await workflowsIn(deployment);
	const services: Record<Name, Service> = {
		off: await create.ours({ deduplicate: false }),
		credential: await create.credential(),
	};
	for (const count of EVENTS)
		services[nameOf(count)] = await create.ours(count === DEFAULT ? {} : { rememberEvents: count });
	for (const service of Object.values<Service>(services)) await warmUp(deployment.api, service, WARM_UP);
	for (const count of EVENTS)
		fillRemembered(deployment.database, services[nameOf(count)].workflowId, count * VALUES);
	return services;
}

function rowsOf(where: string, count: number, measured: Measured<Name>): Row[] {
	const against = (what: What, aim?: string) =>
		(['off', 'credential'] as const).flatMap((theirs) =>
			compared(measured, {
				...{ what, where, ours: nameOf(count), theirs, aim: count === DEFAULT ? aim : undefined },
				how: `${count.toLocaleString('en')} events`,
				reference: theirs === 'off' ? 'deduplication off' : 'trigger that reads its credential',
			}),
		);
	return [...against('perSecond', '≥ 0.85'), ...against('latency'), ...against('processor')];
}
