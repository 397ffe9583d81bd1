import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { apiUrlIn, request } from './api';
import { CREDIT_NOTE_EVENTS, INVOICE_EVENTS } from './events';
import { eventPage } from './schema';

/** The API's own limit (apidocs.chargebee.com, List events). */
const LARGEST_PAGE = 100;

const LISTED = Object.keys({ ...INVOICE_EVENTS, ...CREDIT_NOTE_EVENTS });

/** The events themselves, with the ids that the webhook has. */
export const list: InvoiceList = {
	description: 'Events of invoices and credit notes since a date',

	fields: [
		{
			displayName: 'Occurred Since',
			name: 'chargebeeOccurredSince',
			type: 'dateTime',
			displayOptions: { show: { resource: ['invoice'], operation: ['getMany'], provider: ['chargebee'] } },
			default: '',
			description: 'Only events after this; empty for all that Chargebee still has',
		},
	],

	async *events(_environment, itemIndex, limit) {
		const apiUrl = await apiUrlIn(this, itemIndex);
		const since = momentIn.call(this, 'chargebeeOccurredSince', itemIndex);
		const query = {
			limit: Math.min(limit, LARGEST_PAGE),
			'event_type[in]': JSON.stringify(LISTED),
			'sort_by[asc]': 'occurred_at',
			...(since !== undefined && { 'occurred_at[after]': Math.floor(Date.parse(since) / 1000) }),
		};
		const ask = async (offset: string | null) =>
			await fetchJson(
				this,
				eventPage,
				request(apiUrl, '/events', { query: offset === null ? query : { ...query, offset }, itemIndex }),
			);
		for await (const event of entitiesOf(ask, ({ id }) => id)) {
			yield { event: { providerType: event.event_type, payload: event } };
		}
	},
};
