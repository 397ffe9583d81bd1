import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { instant } from '../shared/values/dates';
import { request } from './api';
import { eventPage } from './schema';

/** The API's own limit (developer.paddle.com, list events). */
const LARGEST_PAGE = 200;

/** The list is sorted by id, and ids are created a moment after the change. */
const SLACK = 60 * 60 * 1000;

const displayOptions = { show: { resource: ['invoice'], operation: ['getMany'], provider: ['paddle'] } };

/** The events that the webhook delivered or should have delivered, newest first. */
export const list: InvoiceList = {
	description: 'Transaction and adjustment events, newest first',

	fields: [
		{
			displayName: 'Events',
			name: 'paddleEvents',
			type: 'multiOptions',
			required: true,
			displayOptions,
			options: [
				{ name: 'Adjustment Created', value: 'adjustment.created' },
				{ name: 'Adjustment Updated', value: 'adjustment.updated' },
				{ name: 'Transaction Billed', value: 'transaction.billed' },
				{ name: 'Transaction Canceled', value: 'transaction.canceled' },
				{ name: 'Transaction Completed', value: 'transaction.completed' },
				{ name: 'Transaction Created', value: 'transaction.created' },
				{ name: 'Transaction Paid', value: 'transaction.paid' },
				{ name: 'Transaction Past Due', value: 'transaction.past_due' },
				{ name: 'Transaction Payment Failed', value: 'transaction.payment_failed' },
				{ name: 'Transaction Ready', value: 'transaction.ready' },
				{ name: 'Transaction Revised', value: 'transaction.revised' },
				{ name: 'Transaction Updated', value: 'transaction.updated' },
			],
			default: ['transaction.completed', 'transaction.billed', 'adjustment.created', 'adjustment.updated'],
			description: 'Events to list, named as in the trigger',
		},
		{
			displayName: 'Occurred Since',
			name: 'paddleOccurredSince',
			type: 'dateTime',
			displayOptions,
			default: '',
			description: 'Only events since then; leave empty for all that Paddle still has',
		},
	],

	async *events({ apiUrl }, itemIndex, limit) {
		const since = momentIn.call(this, 'paddleOccurredSince', itemIndex);
		const from = since === undefined ? -Infinity : Date.parse(since);
		const chosen = this.getNodeParameter('paddleEvents', itemIndex, []);
		const types = Array.isArray(chosen) ? chosen.map(String) : [];
		if (types.length === 0) return;
		const query = {
			event_type: types.join(','),
			order_by: 'id[DESC]',
			// Events before the start date do not count towards the limit.
			per_page: Math.min(limit, LARGEST_PAGE),
		};
		const ask = async (after: string | null) => {
			const { data, meta } = await fetchJson(
				this,
				eventPage,
				request(apiUrl, '/events', { query: after === null ? query : { ...query, after }, itemIndex }),
			);
			const next = meta?.pagination.has_more ? (data.at(-1)?.event_id ?? null) : null;
			return { entities: data, next };
		};
		for await (const event of entitiesOf(this, ask, ({ event_id }) => event_id)) {
			const occurred = Date.parse(instant(event.occurred_at) ?? '');
			if (occurred < from - SLACK) return;
			// Older API versions ignore the filter.
			if (occurred < from || !types.includes(event.event_type)) continue;
			yield { event: { providerType: event.event_type, payload: event } };
		}
	},
};
