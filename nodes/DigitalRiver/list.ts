import { NodeOperationError } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { request } from './api';
import { eventPage } from './schema';

/** The API's own limit (docs.digitalriver.com, list all events). */
const LARGEST_PAGE = 100;

const displayOptions = {
	show: { resource: ['invoice'], operation: ['getMany'], provider: ['digitalRiver'] },
};

/** The events of the last 30 days: those that the webhook delivered or should have delivered. */
export const list: InvoiceList = {
	description: 'Events of the last 30 days; not available with the Commerce API',

	fields: [
		{
			displayName: 'Events',
			name: 'digitalRiverEvents',
			type: 'multiOptions',
			required: true,
			displayOptions,
			options: [
				{ name: 'Credit Memo Created', value: 'order.credit_memo.created' },
				{ name: 'Invoice Created', value: 'order.invoice.created' },
				{ name: 'Subscription Invoice: Created', value: 'invoice.created' },
				{ name: 'Subscription Invoice: Opened', value: 'invoice.open' },
				{ name: 'Subscription Invoice: Paid', value: 'invoice.paid' },
				{ name: 'Subscription Invoice: Payment Failed', value: 'invoice.payment_failed' },
				{ name: 'Subscription Invoice: Uncollectible', value: 'invoice.uncollectible' },
				{ name: 'Subscription Invoice: Updated', value: 'invoice.updated' },
				{ name: 'Subscription Invoice: Void', value: 'invoice.void' },
			],
			default: ['order.invoice.created', 'order.credit_memo.created'],
			description: 'Events to list, one type after the other, named as in the trigger',
		},
		{
			displayName: 'Created Since',
			name: 'digitalRiverCreatedSince',
			type: 'dateTime',
			displayOptions,
			default: '',
			description: 'Digital River keeps events for 30 days; leave empty for all of them',
		},
	],

	async *events(environment, itemIndex, limit) {
		if (environment.product === 'commerce') {
			throw new NodeOperationError(
				this.getNode(),
				'The Commerce API of Digital River has no list of events',
				{
					description: 'Only the Digital River API has one. Get single invoices by their order with Get.',
					itemIndex,
				},
			);
		}
		const since = momentIn.call(this, 'digitalRiverCreatedSince', itemIndex);
		const chosen = this.getNodeParameter('digitalRiverEvents', itemIndex, []);
		for (const type of Array.isArray(chosen) ? chosen.map(String) : []) {
			const query = {
				type,
				limit: Math.min(limit, LARGEST_PAGE),
				...(since === undefined ? {} : { 'createdTime[gte]': since }),
			};
			const ask = async (startingAfter: string | null) => {
				const { data, hasMore } = await fetchJson(
					this,
					eventPage,
					request(environment.apiUrl, '/events', {
						query: startingAfter === null ? query : { ...query, startingAfter },
						itemIndex,
					}),
				);
				return { entities: data, next: hasMore ? (data.at(-1)?.id ?? null) : null };
			};
			for await (const event of entitiesOf(this, ask, ({ id }) => id)) {
				// Undocumented whether the API's filter accepts all of these names.
				if (event.type === type) yield { event: { providerType: type, payload: event } };
			}
		}
	},
};
