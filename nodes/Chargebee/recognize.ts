import { z } from 'zod/v4';
import type { Invoice } from '../shared/invoice/schema';
import { safeParse } from '../shared/json/safeParse';
import type { Listed, Recognizer } from '../shared/provider';
import { memberOf } from '../shared/trigger/eventKey';
import { EVENTS } from './normalize';
import { envelope } from './schema';

/** An event as n8n's Chargebee Trigger outputs it, recognized by names that only Chargebee uses. */
const event = z.looseObject({
	...envelope.shape,
	object: z.literal('event').optional(),
	occurred_at: z.number(),
	content: z.looseObject({ invoice: z.unknown(), credit_note: z.unknown() }),
});

/** An invoice as n8n's Chargebee node lists it. Stripe's has the same `object` value but also a `currency`. */
const document = z.looseObject({
	id: z.string().min(1),
	object: z.enum(['invoice', 'credit_note']),
	currency_code: z.string(),
	customer_id: z.string(),
});

/** What answers are about, the most telling first. */
const ENTITIES = ['subscription', 'customer', 'transaction'];

/** Any entity, such as the customer that n8n's Chargebee node creates: only Chargebee counts its versions. */
const entity = z.looseObject({ object: z.string(), resource_version: z.number() });

const withoutEvent = (invoice: Invoice): Invoice => ({ ...invoice, event: null });

export const recognize: Recognizer = {
	nodes: 'Chargebee Trigger and Chargebee nodes',

	event(json): Listed | null {
		const asEvent = safeParse(event, json);
		if (asEvent.success) return listedEvent(asEvent.data.event_type, asEvent.data.content, json);
		const found = documentIn(json);
		if (found === null) return null;
		const { id, object } = found;
		const providerType = object === 'invoice' ? 'invoice_updated' : 'credit_note_updated';
		const payload = { id, content: { [object]: found, customer: memberOf(json, 'customer') } };
		const complete = (invoice: Invoice) => ({
			...withoutEvent(invoice),
			issues: invoice.issues.filter(({ path }) => path !== 'event.occurredAt'),
			raw: json,
		});
		return { event: { providerType, payload }, complete };
	},

	other(json) {
		const asEvent = safeParse(event, json);
		if (asEvent.success)
			return isName(asEvent.data.event_type) ? `the event ${asEvent.data.event_type}` : null;
		// Answers have each entity under its name.
		for (const one of [json, ...ENTITIES.map((name) => memberOf(json, name))]) {
			const asEntity = safeParse(entity, one);
			if (asEntity.success && isName(asEntity.data.object)) {
				return `a ${asEntity.data.object.replaceAll('_', ' ')}`;
			}
		}
		return null;
	},
};

/** The document that the item is, or that an answer of the API has beside others, such as that of a cancellation. */
function documentIn(json: unknown): z.infer<typeof document> | null {
	for (const one of [json, memberOf(json, 'invoice'), memberOf(json, 'credit_note')]) {
		const asDocument = safeParse(document, one);
		if (asDocument.success) return asDocument.data;
	}
	return null;
}

/** The name of an event or of a kind of entity, as Chargebee writes them. */
const isName = (value: string): boolean => /^[a-z][a-z_]{0,60}$/.test(value);

/** Other events, such as `subscription_renewed`, can contain an invoice too. */
function listedEvent(
	type: string,
	content: { invoice?: unknown; credit_note?: unknown },
	payload: unknown,
): Listed | null {
	if (Object.hasOwn(EVENTS, type)) return { event: { providerType: type, payload } };
	const kind = content.invoice ? 'invoice_updated' : content.credit_note ? 'credit_note_updated' : null;
	if (kind === null) return null;
	const complete = (invoice: Invoice) => ({
		...invoice,
		event: invoice.event && { ...invoice.event, providerType: type },
	});
	return { event: { providerType: kind, payload }, complete };
}
