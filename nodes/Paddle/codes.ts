import type { Findings } from '../shared/invoice/findings';

/** The meaning of a Paddle code; null, with an issue, if it is unknown. */
export function knownOrNull<T>(
	code: string | null,
	known: ReadonlyMap<string, T>,
	path: string,
	findings: Findings,
): T | null {
	if (code === null) return null;
	const meaning = known.get(code);
	if (meaning !== undefined) return meaning;
	findings.add(
		`${path}-unknown`,
		path,
		`Paddle sent ${code.slice(0, 100)}, which has no counterpart; it is kept in raw`,
	);
	return null;
}

/**
 * The currency of an entity.
 * @param sent its own currency, then that of its totals, which must be the same
 */
export function currencyOf(
	sent: readonly [string | null, string | null | undefined],
	findings: Findings,
): string | null {
	const [own, ofTotals] = sent;
	if (own !== null && ofTotals && own.toUpperCase() !== ofTotals.toUpperCase()) {
		findings.add(
			'currency-mismatch',
			'currency',
			`The totals are in ${ofTotals.slice(0, 10)}, the whole is in ${own.slice(0, 10)}`,
		);
	}
	return findings.requiredCurrency(own ?? ofTotals);
}
