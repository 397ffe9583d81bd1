/** Whether an aim was met, as the page shows it. */
import type { Row } from './results.mts';

export const MET = ' ✓';
export const MET_ONCE = ' (✓)';
export const MISSED = ' ✗';

/** Whether the aim of a row was met in each run, of all that measured it. */
export function markOf({ met }: Row, runs: readonly Row[]): string {
	if (met === null) return '';
	const verdicts = runs.flatMap((one) => one.met ?? []);
	return verdicts.every(Boolean) ? MET : verdicts.some(Boolean) ? MET_ONCE : MISSED;
}
