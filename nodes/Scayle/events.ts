import type { EventType } from '../shared/invoice/schema';

/** SCAYLE's event names and ours (scayle.dev, Webhooks, Events). All three carry the same order. */
export const EVENT_TYPES: Record<string, EventType> = {
	'order-invoiced': 'invoice.created',
	'order-partially-invoiced': 'invoice.created',
	'order-corrective-invoiced': 'invoice.corrected',
};

export const CORRECTIVE = 'order-corrective-invoiced';
const PARTIAL = 'order-partially-invoiced';

/** The value of `meta.eventName` when the name was guessed from the order. */
export const GUESSED = 'guessed';

/**
 * Guesses the name of an event that lacks it, as in the older Checkout Webhooks: the selected event or, if several are
 * selected, the one that fits the order. Never one that is not selected, because its invoice would be dropped.
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
