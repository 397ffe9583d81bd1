/** What a run says in the terminal. */
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
	const thenById = new Map(before.map((one) => [one.id, one]));
	const both = rows.flatMap((now) => {
		const then = thenById.get(now.id);
		return then ? [{ now, then }] : [];
	});
	const percent = both
		.flatMap(({ now, then }) => (now.ratio && then.ratio ? [now.ratio / then.ratio] : []))
		.map((factor) => (Math.max(factor, 1 / factor) - 1) * 100)
		.sort((a, b) => a - b);
	const at = (share: number) => `${percent[Math.ceil(percent.length * share) - 1]!.toFixed(0)} %`;
	const ratios =
		percent.length === 0
			? 'no ratios'
			: `${percent.length} ratios, ${at(0.5)} apart in the median, nine of ten within ${at(0.9)}, at most ${at(1)}`;
	const judged = both.filter(({ now }) => now.met !== null);
	const otherwise = judged.filter(({ now, then }) => now.met !== then.met);
	return `Against the run before: ${ratios}; ${otherwise.length} of ${judged.length} aims judged otherwise`;
}

function shown(value: number | null): string {
	return value === null ? '' : String(Number(value.toPrecision(4)));
}
