import type { z } from 'zod/v4';
import { checkSums } from '../invoice/checks';
import type { Invoice, InvoiceEvent } from '../invoice/schema';
import type { Environment, EventDefinition, ReceivedEvent } from '../provider';
import { fail, ok } from '../result';
import { safeParse } from '../json/safeParse';

/**
 * Builds an event's `normalize` from the schema of its payload and a total mapping: a payload that does not fit
 * becomes an error that names its fields, an invoice that does not add up gets its issues.
 */
export function normalizeWith<Payload>(
	schema: z.ZodType<Payload>,
	map: (payload: Payload, event: ReceivedEvent, environment: Environment) => Invoice[],
): EventDefinition['normalize'] {
	return (event, environment) => {
		const parsed = safeParse(schema, event.payload);
		if (!parsed.success) {
			const fields = parsed.error.issues.slice(0, 5).map((issue) => {
				const path = issue.path.map(String).join('.') || 'the event itself';
				return `${path}: ${issue.message}`;
			});
			return fail(
				`The event ${event.providerType} does not have the expected form – ${fields.join('; ')}`,
				'The sender was proved, so nothing is lost: the event is stored in this execution. Update n8n-nodes-invoices, or report the field, and then retry the execution.',
			);
		}
		return ok(map(parsed.data, event, environment).map(checkSums));
	};
}

/** The `event` of an item, from what was received and what the provider's payload tells. */
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
