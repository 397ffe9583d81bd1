import type { EventType } from '../shared/invoice/schema';

/** SCAYLE's names of events, and ours (scayle.dev, Webhooks, Events). All three carry the same order. */
export const EVENT_TYPES: Record<string, EventType> = {
	'order-invoiced': 'invoice.created',
	'order-partially-invoiced': 'invoice.created',
	'order-corrective-invoiced': 'invoice.corrected',
};

export const CORRECTIVE = 'order-corrective-invoiced';
const PARTIAL = 'order-partially-invoiced';

/** Value of `meta.eventName` when the name was guessed from the order. */
export const GUESSED = 'guessed';

/**
 * The name of an event that does not say it, as the older Checkout Webhooks do: the one that the user selected; among
 * several the one that the order looks like. Never one that was not selected, for an invoice would be dropped so.
 */
export function guessName(
	order: { status?: unknown; items?: unknown },
	selected: readonly string[],
): string | undefined {
	const items = Array.isArray(order.items) ? (order.items as unknown[]) : [];
	const looksLike = [
		...(items.some(isReturned) ? [CORRECTIVE] : []),
		...(order.status === 'invoice_partially_completed' ? [PARTIAL] : []),
		...Object.keys(EVENT_TYPES),
	];
	return looksLike.find((name) => selected.includes(name));
}

const isReturned = (item: unknown) =>
	typeof item === 'object' && item !== null && Boolean((item as { returnedAt?: unknown }).returnedAt);
