/** What a run says in the terminal. */
import { differences } from './differences.mts';
import type { Row } from './results.mts';

/** A table of the rows, with the ratios of the run before, which this one should reproduce. */
export function show(rows: readonly Row[], before: readonly Row[]): void {
	const then = new Map(before.map((one) => [one.id, one]));
	console.table(
		Object.fromEntries(
			rows.map(({ id, unit, ours, reference, ratio, aim, met }) => [
				id,
				{
					unit,
					ours: shown(ours),
					reference: shown(reference),
					ratio: shown(ratio),
					before: shown(then.get(id)?.ratio ?? null),
					aim: aim ?? '',
					met: met === null ? '' : met ? 'yes' : 'NO',
				},
			]),
		),
	);
}

/** How far the ratios differ from those of the run before, and how many aims are judged otherwise. */
export function apart(rows: readonly Row[], before: readonly Row[]): string {
	const { ratios, half, most, all, judged, otherwise } = differences(rows, before);
	const found =
		ratios === 0
			? 'no ratios'
			: `${ratios} ratios, ${half} apart in the median, nine of ten within ${most}, at most ${all}`;
	return `Against the run before: ${found}; ${otherwise} of ${judged} aims judged otherwise`;
}

function shown(value: number | null): string {
	return value === null ? '' : String(Number(value.toPrecision(4)));
}
