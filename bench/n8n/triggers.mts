/**
 * The cost of our trigger, a trigger that does nothing, and a recipe of n8n's own nodes, in n8n with its database and
 * queue.
 */
import type { Published } from '../published.mts';
import type { Row } from '../results/results.mts';
import { sized } from '../sizes.mts';
import { inEachDeployment, ISOLATES, ON_DEMAND } from './deployments.mts';
import { warmUp } from './load.mts';
import { compared, inRounds, type Measured, type What } from './rounds.mts';
import { startServices, type Contestant, type Service } from './workflows.mts';

/** Many short rounds: other load on the machine lasts for seconds. Once each order of the five, and twice of the six. */
const TRY = { rounds: 1, single: 2, together: 10 };
const ROUNDS = {
	ahead: sized({ rounds: 10, single: 3, together: 20 }, TRY),
	onDemand: sized({ rounds: 12, single: 4, together: 40 }, TRY),
};
/** With isolates on demand, our own code is a share that counts: it must be as fast as in an n8n that runs for days. */
const WARM_UP = { ahead: sized(20, 2), onDemand: sized(300, 2) };

export async function triggers(published: Published): Promise<Row[]> {
	return await inEachDeployment('n8n', published, Object.keys(ISOLATES), async (deployment, where, how) => {
		const isolates = how === ON_DEMAND ? 'onDemand' : 'ahead';
		const services: Partial<Record<Contestant, Service>> = await startServices(deployment);
		// With isolates ahead, these decide what an event takes.
		if (isolates === 'ahead') delete services.execute;
		for (const service of Object.values(services)) await warmUp(deployment.api, service, WARM_UP[isolates]);
		return rowsOf(where + how, isolates, await inRounds(deployment, services, ROUNDS[isolates]));
	});
}

function rowsOf(where: string, isolates: keyof typeof ROUNDS, measured: Measured<Contestant>): Row[] {
	const against = (what: What, ours: Contestant, theirs: Contestant, aim?: string) =>
		compared(measured, {
			...{ what, where: `n8n/${where}`, ours, theirs, aim },
			how: DEDUPLICATION[ours]!,
			reference: REFERENCE[theirs]!,
		});
	const all = (what: What, aims: { off?: string; on?: string; recipe?: string }) => [
		...against(what, 'ours', 'doNothing'),
		...against(what, 'ours', 'credential', aims.off),
		...against(what, 'ours', 'execute'),
		...against(what, 'oursDeduplicating', 'doNothing'),
		...against(what, 'oursDeduplicating', 'credential', aims.on),
		...against(what, 'oursDeduplicating', 'recipe', aims.recipe),
	];
	return [
		// With the default setting, n8n starts isolates for a community trigger that the recipe does not need.
		...all('perSecond', {
			off: '≥ 0.95',
			on: '≥ 0.85',
			recipe: isolates === 'onDemand' ? '≥ 1.5' : undefined,
		}),
		...all('latency', { off: '≤ 1.05', on: '≤ 1.11' }),
		...all('processor', {}),
		...all('isolates', {}),
	];
}

const DEDUPLICATION: Partial<Record<Contestant, string>> = {
	ours: 'deduplication off',
	oursDeduplicating: 'deduplication on',
};
const REFERENCE: Partial<Record<Contestant, string>> = {
	doNothing: 'do-nothing trigger',
	credential: 'trigger that reads its credential',
	execute: 'the same with execute()',
	recipe: 'recipe',
};
