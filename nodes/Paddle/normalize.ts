import type { Invoice, EventType } from '../shared/invoice/schema';
import type { Environment, EventDefinition, ReceivedEvent } from '../shared/provider';
import { contentAt } from '../shared/trigger/eventKey';
import { eventOf, normalizeWith } from '../shared/trigger/normalizeWith';
import { instant } from '../shared/values/dates';
import { isCreditNote, readAdjustment } from './adjustment';
import { EVENT_TYPES } from './events';
import { adjustmentEvent, transactionEvent, type AdjustmentEvent, type TransactionEvent } from './schema';
import { readTransaction } from './transaction';

/** Returns the normalizer for a Paddle event name. */
export const normalizerOf = (name: string): EventDefinition['normalize'] =>
	name.startsWith('adjustment.') ? adjustments : transactions;

const contentOf = contentAt('data');

const transactions = normalizeWith(
	transactionEvent,
	(payload, received, environment) => [
		{
			...readTransaction(payload.data, environment),
			...envelope(payload, typeOf(received), received, environment),
		},
	],
	contentOf,
);

const adjustments = normalizeWith(
	adjustmentEvent,
	(payload, received, environment) => {
		// A workflow waiting for credit notes must not receive a chargeback.
		const isOther = !isCreditNote(payload.data);
		const other =
			received.providerType === 'adjustment.created' ? 'adjustment.created' : 'adjustment.updated';
		return [
			{
				...readAdjustment(payload.data, environment),
				...envelope(payload, isOther ? other : typeOf(received), received, environment),
			},
		];
	},
	contentOf,
);

const typeOf = ({ providerType }: ReceivedEvent): EventType => EVENT_TYPES[providerType] ?? 'invoice.updated';

/** Paddle's simulator can send to a live destination, too. */
const isSimulated = (eventId: string): boolean => eventId.startsWith('ntfsimevt_');

function envelope(
	payload: TransactionEvent | AdjustmentEvent,
	type: EventType,
	received: ReceivedEvent,
	{ live }: Environment,
): Pick<Invoice, 'event' | 'raw'> {
	const { event_id: id, occurred_at } = payload;
	return {
		event: eventOf(received, {
			id,
			key: id,
			type,
			occurredAt: occurred_at === null ? null : instant(occurred_at),
			liveMode: isSimulated(id) ? false : live,
		}),
		raw: received.payload,
	};
}
