/** Workflows in one n8n against each other, in turns. */
import { inOrder } from '../orders.mts';
import { against, mean, overall } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import type { Deployment } from './deployments.mts';
import { acknowledgement, burst, nextOf } from './load.mts';
import type { Service } from './workflows.mts';

export type What = 'perSecond' | 'latency' | 'processor' | 'isolates';

/** The cost of an event, by measure, workflow and round. */
export type Measured<Name extends string> = Record<What, Partial<Record<Name, number[]>>>;

export interface Rounds {
	/** As many as there are orders of the workflows, or a multiple. */
	rounds: number;
	/** Events, one after the other, to time acknowledgements. */
	single: number;
	/** Events, ten at a time, to count executions per second. */
	together: number;
}

export async function inRounds<Name extends string>(
	{ api, spent }: Pick<Deployment, 'api' | 'spent'>,
	services: Partial<Record<Name, Service>>,
	{ rounds, single, together }: Rounds,
): Promise<Measured<Name>> {
	const entries = Object.entries<Service | undefined>(services) as Array<[Name, Service]>;
	const measured: Measured<Name> = { perSecond: {}, latency: {}, processor: {}, isolates: {} };
	for (let round = 0; round < rounds; round++) {
		for (const [name, service] of inOrder(entries, round)) {
			const keep = (what: What, value: number) => (measured[what][name] ??= []).push(value);
			keep('latency', await acknowledgement(api, service, single));
			const before = await spent?.();
			const { perSecond } = await burst(api, nextOf(service, together), service.workflowId);
			const after = await spent?.();
			keep('perSecond', perSecond);
			if (!before || !after) continue;
			keep('processor', ((after.processor - before.processor) * 1000) / together);
			keep('isolates', (after.isolates - before.isolates) / together);
		}
	}
	return measured;
}

const NAMES: Record<What, string> = {
	perSecond: 'executions',
	latency: 'acknowledgement',
	processor: 'processor time of an event',
	isolates: 'isolates started for an event',
};
const UNITS: Record<What, string> = { perSecond: '1/s', latency: 'ms', processor: 'ms', isolates: '' };

/** One workflow against another. */
export interface Comparison<Name extends string> {
	what: What;
	/** Such as `n8n/SQLite`. */
	where: string;
	ours: Name;
	/** How ours differs from our other workflows, such as `deduplication on`. */
	how: string;
	theirs: Name;
	/** The column of theirs. */
	reference: string;
	aim?: string;
}

/** The row of a comparison; none if one of the two did not take part, or n8n does not count this in this deployment. */
export function compared<Name extends string>(
	measured: Measured<Name>,
	{ what, where, ours, how, theirs, reference, aim }: Comparison<Name>,
): Row[] {
	const [mine, other] = [measured[what][ours], measured[what][theirs]];
	if (!mine || !other) return [];
	const over = what === 'perSecond' ? overall : mean;
	return [
		row(`${where}/${NAMES[what]}, ${how}/${reference}`, UNITS[what], {
			...against(over(mine), over(other)),
			aim: aim ?? null,
		}),
	];
}
