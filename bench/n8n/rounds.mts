/** Workflows in one n8n against each other, in turns. */
import { median, ratioOf } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import type { Deployment } from './deployments.mts';
import { acknowledgement, burst } from './load.mts';
import type { Service } from './workflows.mts';

/** To time acknowledgements. */
const SINGLE = 6;
/** Sent at once, to count executions per second. */
const BURST = 40;

export type What = 'perSecond' | 'latency' | 'processor' | 'isolates';

/** The cost of an event, by measure, workflow and round. */
export type Measured<Name extends string> = Record<What, Record<Name, number[]>>;

export async function inRounds<Name extends string>(
	{ api, spent }: Pick<Deployment, 'api' | 'spent'>,
	services: Record<Name, Service>,
	rounds: number,
): Promise<Measured<Name>> {
	const names = Object.keys(services) as Name[];
	const none = () =>
		Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
	const measured: Measured<Name> = {
		perSecond: none(),
		latency: none(),
		processor: none(),
		isolates: none(),
	};
	for (let round = 0; round < rounds; round++) {
		for (let index = 0; index < names.length; index++) {
			const name = names[(index + round) % names.length]!;
			measured.latency[name].push(await acknowledgement(api, services[name], SINGLE));
			const before = await spent?.();
			measured.perSecond[name].push(await burst(api, services[name], BURST));
			const after = await spent?.();
			if (!before || !after) continue;
			measured.processor[name].push(((after.processor - before.processor) * 1000) / BURST);
			measured.isolates[name].push((after.isolates - before.isolates) / BURST);
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

/** The row of a comparison; none if n8n does not count this in this deployment. */
export function compared<Name extends string>(
	measured: Measured<Name>,
	{ what, where, ours, how, theirs, reference, aim }: Comparison<Name>,
): Row[] {
	const [mine, other] = [measured[what][ours], measured[what][theirs]];
	if (mine.length === 0) return [];
	return [
		row(`${where}/${NAMES[what]}, ${how}/${reference}`, UNITS[what], {
			ours: median(mine),
			reference: median(other),
			ratio: ratioOf(mine, other),
			aim: aim ?? null,
		}),
	];
}
