import { fetchJson } from '../shared/api/fetchJson';
import type { Invoice } from '../shared/invoice/schema';
import { entitiesOf } from '../shared/api/pages';
import { momentIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { request } from './api';
import { creditMemoPage, invoicePage, type ListPage } from './schema';

/** The API's own limit (docs.api.rillet.com, list all invoices). */
const LARGEST_PAGE = 100;

const LISTS = [
	{ path: '/invoices', schema: invoicePage, entity: 'invoice' },
	{ path: '/credit-memos', schema: creditMemoPage, entity: 'credit-memo' },
] as const;

/** Invoices, then credit memos, in their current state. */
export const list: InvoiceList = {
	description: 'Invoices, then credit memos, updated since a date',

	fields: [
		{
			displayName: 'Updated Since',
			name: 'rilletUpdatedSince',
			type: 'dateTime',
			displayOptions: { show: { resource: ['invoice'], operation: ['getMany'], provider: ['rillet'] } },
			default: '',
			description: 'Only invoices and credit memos created or changed after this; leave empty for all',
		},
	],

	async *events({ apiUrl }, itemIndex, limit) {
		const since = momentIn.call(this, 'rilletUpdatedSince', itemIndex);
		for (const { path, schema, entity } of LISTS) {
			const query = {
				limit: Math.min(limit, LARGEST_PAGE),
				...(since === undefined ? {} : { 'updated.gt': since }),
			};
			const ask = async (cursor: string | null): Promise<ListPage> =>
				await fetchJson<ListPage>(
					this,
					schema,
					request(apiUrl, path, { query: cursor === null ? query : { ...query, cursor }, itemIndex }),
				);
			for await (const found of entitiesOf(this, ask, ({ id }) => id)) {
				// The list has the state and its time, but no event; the id of a webhook is only in its headers.
				const id = `rillet:${entity}:${found.id}:${found.updated_at}`;
				const meta = { id, timestamp: found.updated_at };
				yield {
					event: { providerType: `${entity}-updated`, payload: found, meta },
					complete: withoutEventId,
				};
			}
		}
	},
};

const withoutEventId = (invoice: Invoice): Invoice => ({
	...invoice,
	event: invoice.event && { ...invoice.event, id: null },
});
