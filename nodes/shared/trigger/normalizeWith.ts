import type { z } from 'zod/v4';
import { checkSums } from '../invoice/checks';
import type { Invoice, InvoiceEvent, Issue } from '../invoice/schema';
import type { Environment, EventDefinition, ReceivedEvent } from '../provider';
import { fail, ok } from '../result';
import { contentAt, eventKey } from './eventKey';
import { tolerantParse, unreadIssues } from '../json/tolerantParse';

/**
 * Builds an event's `normalize` from its payload's schema and a total mapping. If a required field is missing or
 * malformed, the result is an error that names it. Other malformed fields, and sums that do not add up, become issues.
 *
 * @param contentOf distinguishes events with the same name, see {@link eventKey}
 */
export function normalizeWith<Payload>(
	schema: z.ZodType<Payload>,
	map: (payload: Payload, event: ReceivedEvent, environment: Environment) => Invoice[],
	contentOf: (event: ReceivedEvent, index: number) => unknown = contentAt(),
): EventDefinition['normalize'] {
	return (event, environment) => {
		const parsed = tolerantParse(schema, event.payload);
		if (!parsed.success) {
			const fields = parsed.issues.slice(0, 5).map((issue) => {
				const path = issue.path.map(String).join('.') || 'the event itself';
				return `${path}: ${issue.message}`;
			});
			return fail(
				`The event ${event.providerType} does not have the expected form – ${fields.join('; ')}`,
				'The sender is verified and nothing is lost: the event is stored in this execution. Update n8n-nodes-invoices, or report the field, and then retry the execution.',
			);
		}
		const unread = unreadIssues(parsed.unread, 'raw.', '; it is kept in raw');
		return ok(
			map(parsed.data, event, environment).map((invoice, index) => ({
				...withIssues(checkSums(invoice), unread),
				event: invoice.event && {
					...invoice.event,
					key: eventKey(invoice.event.key, contentOf(event, index)),
				},
			})),
		);
	};
}

const withIssues = (invoice: Invoice, issues: readonly Issue[]): Invoice =>
	issues.length === 0 ? invoice : { ...invoice, issues: [...invoice.issues, ...issues] };

/** The `event` of an item: the received data, with additions from the payload. */
export function eventOf(
	received: ReceivedEvent,
	known: Pick<InvoiceEvent, 'key' | 'type'> &
		Partial<Pick<InvoiceEvent, 'id' | 'providerType' | 'occurredAt' | 'liveMode'>>,
): InvoiceEvent {
	const event: InvoiceEvent = {
		id: known.id ?? null,
		key: known.key,
		type: known.type,
		providerType: known.providerType ?? received.providerType,
		occurredAt: known.occurredAt ?? null,
		receivedAt: received.receivedAt,
		liveMode: known.liveMode ?? null,
		authentication: received.authentication,
	};
	if (received.delivery !== undefined) event.delivery = received.delivery;
	return event;
}
