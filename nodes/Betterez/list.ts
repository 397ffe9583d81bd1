import { fetchJson } from '../shared/api/fetchJson';
import { entitiesOf } from '../shared/api/pages';
import { operationError } from '../shared/operationError';
import { textIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { request } from './api';
import { NO_BASE_URL } from './document';
import { invoicesAnswer } from './schema';
import { split } from './split';

/** The invoices of one transaction: Betterez offers no other list. */
export const list: InvoiceList = {
	description: 'The invoices of a transaction',

	/** The lookup has the only field needed. */
	fields: [],

	async *events(environment, itemIndex) {
		const transactionId = textIn(this, 'betterezTransactionId', itemIndex);
		const problem = environment.apiUrl === '' ? NO_BASE_URL : transactionId === '' ? NO_TRANSACTION : null;
		if (problem !== null) throw operationError(this.getNode(), problem, itemIndex);
		let received = 0;
		const ask = async (page: string | null) => {
			const query = page === null ? { transactionId } : { transactionId, page: Number(page) };
			const call = request(environment, '/invoices', { query, itemIndex });
			const { invoices, total } = await fetchJson(this, invoicesAnswer, call);
			received += invoices.length;
			// The response has a `page` and a `total`. We infer that `page` is a query parameter too; if it is not, the
			// first page comes back again and the list ends there.
			const hasMore = invoices.length > 0 && received < (total ?? 0);
			return { entities: invoices, next: hasMore ? String(Number(page ?? 1) + 1) : null };
		};
		for await (const record of entitiesOf(this, ask, ({ _id }) => _id)) {
			// Read like a webhook without an envelope, so that each event gets the key of its record.
			const events = split({ data: record }, { selected: [] });
			for (const event of events.ok ? events.value : []) yield { event };
		}
	},
};

const NO_TRANSACTION = {
	message: 'No Transaction ID is given',
	description: 'Fill in the field, or map it from an earlier node.',
};
