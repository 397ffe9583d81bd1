import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { apiUrlIn, request } from './api';
import { EVENT_OPTIONS } from './events';
import { eventPage } from './schema';

/** The API's own limit (apidocs.chargebee.com, List events). */
const LARGEST_PAGE = 100;

const displayOptions = {
	show: { resource: ['invoice'], operation: ['getMany'], provider: ['chargebee'] },
};

/** Lists the events themselves, with the ids that the webhook sends. */
export const list: InvoiceList = {
	description: 'Invoice and credit note events, oldest first',

	fields: [
		{
			displayName: 'Events',
			name: 'chargebeeEvents',
			type: 'multiOptions',
			required: true,
			displayOptions,
			options: EVENT_OPTIONS,
			default: [
				'invoice_generated',
				'invoice_generated_with_backdating',
				'credit_note_created',
				'credit_note_created_with_backdating',
			],
			description: 'Events to list, named as in the trigger',
		},
		{
			displayName: 'Occurred Since',
			name: 'chargebeeOccurredSince',
			type: 'dateTime',
			displayOptions,
			default: '',
			description: 'Only events since then; leave empty for all that Chargebee still has',
		},
	],

	async *events(_environment, itemIndex, limit) {
		const apiUrl = await apiUrlIn(this, itemIndex);
		const since = momentIn.call(this, 'chargebeeOccurredSince', itemIndex);
		const chosen = this.getNodeParameter('chargebeeEvents', itemIndex, []);
		if (!Array.isArray(chosen) || chosen.length === 0) return;
		const query = {
			limit: Math.min(limit, LARGEST_PAGE),
			'event_type[in]': JSON.stringify(chosen),
			'sort_by[asc]': 'occurred_at',
			...(since !== undefined && {
				// Chargebee excludes this second itself.
				'occurred_at[after]': Math.ceil(Date.parse(since) / 1000) - 1,
			}),
		};
		const ask = async (offset: string | null) =>
			await fetchJson(
				this,
				eventPage,
				request(apiUrl, '/events', { query: offset === null ? query : { ...query, offset }, itemIndex }),
			);
		for await (const event of entitiesOf(this, ask, ({ id }) => id)) {
			yield { event: { providerType: event.event_type, payload: event } };
		}
	},
};
