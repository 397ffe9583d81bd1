/** How far two runs are apart. */
import type { Row } from './results.mts';

export interface Differences {
	/** Number of ratios that both runs have. */
	ratios: number;
	/** The difference that half of them, nine of ten, and all stay within, such as `7 %`. */
	half: string;
	most: string;
	all: string;
	/** Number of aims that both runs judge, and of those that they judge otherwise. */
	judged: number;
	otherwise: number;
}

/** How far the ratios of two runs differ, the larger one divided by the smaller one. */
export function differences(rows: readonly Row[], others: readonly Row[]): Differences {
	const otherById = new Map(others.map((one) => [one.id, one]));
	const both = rows.flatMap((one) => {
		const other = otherById.get(one.id);
		return other ? [{ one, other }] : [];
	});
	const percent = both
		.flatMap(({ one, other }) => (one.ratio && other.ratio ? [one.ratio / other.ratio] : []))
		.map((factor) => (Math.max(factor, 1 / factor) - 1) * 100)
		.sort((a, b) => a - b);
	const within = (share: number) =>
		percent.length === 0 ? '' : `${percent[Math.ceil(percent.length * share) - 1]!.toFixed(0)} %`;
	const judged = both.filter(({ one, other }) => one.met !== null && other.met !== null);
	return {
		ratios: percent.length,
		half: within(0.5),
		most: within(0.9),
		all: within(1),
		judged: judged.length,
		otherwise: judged.filter(({ one, other }) => one.met !== other.met).length,
	};
}
