/** Stripe writes every time as seconds since 1970. */

/** ISO 8601 in UTC. */
export const momentOf = (seconds: number | null | undefined): string | null =>
	seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();

/** The day in UTC: Stripe prints the PDF in the time zone of the account, which it does not send. */
export const dayOf = (seconds: number | null | undefined): string | null =>
	momentOf(seconds)?.slice(0, 10) ?? null;
