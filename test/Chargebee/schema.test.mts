/** Our schemas accept whatever the types of Chargebee's package allow. */
import type Chargebee from 'chargebee';
import type {
	CreditNote,
	Customer,
	Invoice,
	Transaction,
	WebhookEndpoint,
	WebhookEvent,
	WebhookEventType,
} from 'chargebee';
import { z } from 'zod/v4';
import {
	creditNote,
	creditNoteEvent,
	endpointAnswer,
	endpointPage,
	entity,
	envelope,
	eventPage,
	invoice,
	invoiceEvent,
	paymentEvent,
	pdfAnswer,
} from '../../nodes/Chargebee/schema';
import { EVENTS } from '../../nodes/Chargebee/normalize';
import { tolerantParse } from '../../nodes/shared/json/tolerantParse';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';

/** Compiles only if the schema accepts every value of the type. */
const takes =
	<Theirs,>() =>
	<Schema extends z.ZodType>(schema: Theirs extends z.input<Schema> ? Schema : never) =>
		schema;

type Generated = WebhookEvent<WebhookEventType.InvoiceGenerated>;
/** The types make `event_type` optional, but without it the event is unknown. */
type Named = Pick<Generated, keyof Generated> & { event_type: string };

const { customer, transaction } = invoiceEvent.shape.content.shape;

it('takes every value of the types of the package', () => {
	const taken = [
		takes<Invoice>()(invoice),
		takes<CreditNote>()(creditNote),
		takes<Customer>()(customer),
		takes<Transaction>()(transaction),
		takes<WebhookEvent<WebhookEventType.InvoiceGenerated>>()(invoiceEvent),
		takes<WebhookEvent<WebhookEventType.InvoiceUpdated>>()(invoiceEvent),
		takes<WebhookEvent<WebhookEventType.PendingInvoiceCreated>>()(invoiceEvent),
		takes<WebhookEvent<WebhookEventType.CreditNoteCreated>>()(creditNoteEvent),
		takes<WebhookEvent<WebhookEventType.CreditNoteUpdated>>()(creditNoteEvent),
		takes<WebhookEvent<WebhookEventType.PaymentSucceeded>>()(paymentEvent),
		takes<WebhookEvent<WebhookEventType.PaymentFailed>>()(paymentEvent),
		takes<WebhookEvent<WebhookEventType.PaymentRefunded>>()(paymentEvent),
		takes<Invoice.PdfResponse>()(pdfAnswer),
		takes<Invoice>()(entity),
		takes<CreditNote>()(entity),
		takes<WebhookEndpoint.CreateResponse>()(endpointAnswer),
		takes<WebhookEndpoint.ListResponse>()(endpointPage),
		takes<{ list: { event: Named }[]; next_offset?: string }>()(eventPage),
		takes<Named>()(envelope),
	];
	expect(taken.every((schema) => schema instanceof z.ZodType)).toBe(true);
	// @ts-expect-error an invoice is no event: the check can fail
	takes<Invoice>()(invoiceEvent);
	// @ts-expect-error an ID is needed
	takes<Omit<CreditNote, 'id' | string>>()(creditNote);
});

it('knows no event that the package does not have', () => {
	const { WebhookEventType: names } = jest.requireActual<typeof Chargebee & { WebhookEventType: object }>(
		'chargebee',
	);
	const theirs = Object.values(names) as string[];
	expect(theirs.length).toBeGreaterThan(100);
	expect(Object.keys(EVENTS).filter((name) => !theirs.includes(name))).toEqual([]);
});

it('reads the samples without leaving anything out', () => {
	for (const { file, event } of webhookSamplesOf('chargebee').filter(({ event: name }) => name in EVENTS)) {
		const schema: z.ZodType = event.startsWith('credit_note')
			? creditNoteEvent
			: event.startsWith('payment')
				? paymentEvent
				: invoiceEvent;
		expect(tolerantParse(schema, sampleJson('chargebee', file))).toMatchObject({ success: true, unread: [] });
	}
});
