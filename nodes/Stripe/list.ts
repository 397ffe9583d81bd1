import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { indexed, request } from './api';
import { eventOptions } from './eventOptions';
import { eventPage } from './schema';

/** The API's own limit (docs.stripe.com/api/pagination). */
const LARGEST_PAGE = 100;

const displayOptions = {
	show: { resource: ['invoice'], operation: ['getMany'], provider: ['stripe'] },
};

/** The events of the last 30 days: those that the webhook delivered or should have delivered. */
export const list: InvoiceList = {
	description: 'Events of the last 30 days',

	fields: [
		{
			displayName: 'Events',
			name: 'stripeEvents',
			type: 'multiOptions',
			required: true,
			displayOptions,
			options: eventOptions,
			default: ['invoice.finalized', 'invoice.paid', 'credit_note.created'],
			description: 'Events to list, newest first, named as in the trigger',
		},
		{
			displayName: 'Created Since',
			name: 'stripeCreatedSince',
			type: 'dateTime',
			displayOptions,
			default: '',
			description: 'Stripe keeps events for 30 days; leave empty for all of them',
		},
	],

	async *events(environment, itemIndex, limit) {
		const since = momentIn.call(this, 'stripeCreatedSince', itemIndex);
		const chosen = this.getNodeParameter('stripeEvents', itemIndex, []);
		const types = Array.isArray(chosen) ? chosen.map(String) : [];
		// Without types the API would list all events.
		if (types.length === 0) return;
		const query = {
			...indexed('types', types),
			limit: Math.min(limit, LARGEST_PAGE),
			...(since === undefined ? {} : { 'created[gte]': Math.floor(Date.parse(since) / 1000) }),
		};
		const ask = async (startingAfter: string | null) => {
			const { data, has_more } = await fetchJson(
				this,
				eventPage,
				request(environment.apiUrl, '/events', {
					query: startingAfter === null ? query : { ...query, starting_after: startingAfter },
					itemIndex,
				}),
			);
			return { entities: data, next: has_more ? (data.at(-1)?.id ?? null) : null };
		};
		for await (const event of entitiesOf(this, ask, ({ id }) => id)) {
			if (types.includes(event.type)) yield { event: { providerType: event.type, payload: event } };
		}
	},
};
