import { headerOf, type WebhookRequest } from '../shared/authenticate/verdict';

/**
 * The parts of an event that only the headers have: Rillet's body is the bare invoice, without an envelope
 * (docs.api.rillet.com, invoice-created-webhook).
 */
export type EventHeaders = Record<'id' | 'timestamp' | 'entity' | 'event', string>;

/** As received; null unless all four are present. */
export function eventHeaders(headers: WebhookRequest['headers']): EventHeaders | null {
	const id = headerOf(headers, 'X-Rillet-Id');
	const timestamp = headerOf(headers, 'X-Rillet-Timestamp');
	const entity = headerOf(headers, 'X-Rillet-Entity');
	const event = headerOf(headers, 'X-Rillet-Event');
	return id && timestamp && entity && event ? { id, timestamp, entity, event } : null;
}

/**
 * Entity and event in one spelling, such as `invoice-payment-updated`. The reference has `INVOICE` and
 * `PAYMENT_UPDATED`; third-party integrations expect `payment-updated` or `payment.updated`.
 */
export const providerTypeOf = ({ entity, event }: EventHeaders): string =>
	`${entity}-${event}`.toLowerCase().replace(/[_.\s]/g, '-');
