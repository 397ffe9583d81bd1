/**
 * The cost of our trigger, a trigger that does nothing, and a recipe of n8n's own nodes, in n8n with its database and
 * queue.
 */
import type { Published } from '../published.mts';
import type { Row } from '../results/results.mts';
import { sized } from '../sizes.mts';
import { inEachDeployment, ISOLATES } from './deployments.mts';
import { warmUp } from './load.mts';
import { compared, inRounds, type Measured, type What } from './rounds.mts';
import { startServices, type Contestant } from './workflows.mts';

/** Many short rounds: other load on the machine lasts for seconds. */
const ROUNDS = sized(5, 1);
/** With isolates on demand, our own code is a share that counts: it must be as fast as in an n8n that runs for days. */
const WARM_UP = { ahead: sized(20, 2), onDemand: sized(300, 2) };

export async function triggers(published: Published): Promise<Row[]> {
	return await inEachDeployment('n8n', published, Object.keys(ISOLATES), async (deployment, where, how) => {
		const services = await startServices(deployment);
		const onDemand = how !== '';
		const events = onDemand ? WARM_UP.onDemand : WARM_UP.ahead;
		for (const service of Object.values(services)) await warmUp(deployment.api, service, events);
		return rowsOf(where + how, onDemand, await inRounds(deployment, services, ROUNDS));
	});
}

function rowsOf(where: string, onDemand: boolean, measured: Measured<Contestant>): Row[] {
	const against = (what: What, ours: Contestant, theirs: Contestant, aim?: string) =>
		compared(measured, {
			...{ what, where: `n8n/${where}`, ours, theirs, aim },
			how: DEDUPLICATION[ours]!,
			reference: REFERENCE[theirs]!,
		});
	const all = (what: What, aims: { off?: string; on?: string; recipe?: string }) => [
		...against(what, 'ours', 'doNothing'),
		...against(what, 'ours', 'credential', aims.off),
		...against(what, 'oursDeduplicating', 'doNothing'),
		...against(what, 'oursDeduplicating', 'credential', aims.on),
		...against(what, 'oursDeduplicating', 'recipe', aims.recipe),
	];
	return [
		// With the default setting, n8n starts isolates for a community trigger that the recipe does not need.
		...all('perSecond', { off: '≥ 0.95', on: '≥ 0.85', recipe: onDemand ? '≥ 1.5' : undefined }),
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
	recipe: 'recipe',
};
