import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import { MOST_PAGES } from '../shared/api/pages';
import type { ApiRequest } from '../shared/api/request';
import type { Invoice } from '../shared/invoice/schema';
import { operationError } from '../shared/operationError';
import type { Environment } from '../shared/provider';
import { apiUrlIn, request } from './api';
import { resourceOf } from './document';
import { EVENTS } from './normalize';
import { text } from '../shared/json/fields';
import { entity } from './schema';

type Entity = z.infer<typeof entity>;
type Page = Record<string, unknown> & { line_items_next_offset: string | null };

/** The lists that Chargebee paginates together with the lines. */
const LINE_LISTS = ['line_items', 'line_item_taxes', 'line_item_discounts', 'line_item_tiers'];

/**
 * The invoice from Chargebee's API, with all lines. Basic Auth does not authenticate the content of an event, so only
 * its ID is used: amounts and buyer of a forged event are replaced.
 *
 * @throws NodeApiError when there is no such invoice, NodeOperationError when the response has another form
 */
export async function details(
	this: IExecuteFunctions,
	known: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	const { id, event } = known;
	if (id === null || event?.type.endsWith('.deleted')) {
		const issue = {
			code: 'details-not-fetched',
			path: 'id',
			message: 'What was deleted in Chargebee can no longer be fetched: compare it there',
		};
		return { ...known, issues: [...known.issues, issue] };
	}
	const apiUrl = await apiUrlIn(this, itemIndex);
	const resource = resourceOf(known);
	const name = resource === 'invoices' ? 'invoice' : 'credit_note';
	const document = await fetchWhole.call(
		this,
		name,
		request(apiUrl, `/${resource}/${urlPart(id)}`, { itemIndex }),
	);
	const customer = await fetchCustomer.call(this, apiUrl, document, itemIndex);
	const transaction = await fetchTransaction.call(this, apiUrl, name, document, known, itemIndex);
	const content = {
		[name]: document,
		...(customer === null ? {} : { customer }),
		...(transaction === null ? {} : { transaction }),
	};
	const updated = name === 'invoice' ? 'invoice_updated' : 'credit_note_updated';
	const read = EVENTS[transaction === null ? updated : 'payment_succeeded']?.normalize(
		{
			providerType: name,
			payload: { id, content },
			receivedAt: event?.receivedAt ?? '',
			authentication: 'api',
		},
		environment,
	);
	if (!read?.ok) {
		const problem = read?.error ?? { message: 'Chargebee returned nothing', description: '' };
		throw operationError(this.getNode(), problem, itemIndex);
	}
	const [fetched] = read.value;
	if (fetched === undefined) {
		throw new NodeOperationError(this.getNode(), `Chargebee answered without the invoice ${id}`, {
			itemIndex,
		});
	}
	return {
		...fetched,
		event,
		issues: [
			...fetched.issues.filter(({ path }) => path !== 'event.occurredAt'),
			...differences(known, fetched),
			...(known.references.transactionId && transaction === null ? [PAYMENT_NOT_FETCHED] : []),
		],
		raw: content,
	};
}

const PAYMENT_NOT_FETCHED = {
	code: 'details-not-fetched',
	path: 'payment',
	message:
		'How it was paid is left out: Chargebee knows no such payment of this invoice, or the API key may not read transactions',
};

/** A difference alone is not an error: the invoice may have changed in the meantime. */
function differences(known: Invoice, fetched: Invoice): Invoice['issues'] {
	const [before, now] = [known, fetched].map(({ currency, totals }) => `${totals.gross} ${currency}`);
	if (known.totals.gross === null || before === now) return [];
	return [
		{
			code: 'differs-from-event',
			path: 'totals.gross',
			message: `The event said ${before}, Chargebee itself says ${now}, which counts. If the invoice was not changed since, somebody else may know the login of the webhook`,
		},
	];
}

/** Fetches all pages of the lines in one document. */
async function fetchWhole(this: IExecuteFunctions, name: string, call: ApiRequest): Promise<Entity> {
	const schema = z.object({ [name]: entity });
	const ask = async (offset: string | null) => {
		const query = offset === null ? {} : { query: { line_items_offset: offset } };
		return (await fetchJson(this, schema, { ...call, ...query }))[name] as Page;
	};
	const { line_items_next_offset: second, ...first } = await ask(null);
	let next = second;
	// A list may be absent from the first page and not from others.
	const lists = new Map(LINE_LISTS.map((list) => [list, distinct(first[list])]));
	for (let page = 1; next !== null; page++) {
		const more = await ask(next);
		let isNew = false;
		for (const [list, entries] of lists) {
			const before = entries.size;
			for (const [key, entry] of distinct(more[list])) entries.set(key, entry);
			isNew ||= entries.size > before;
		}
		// The offset repeats: stop, leave the rest out, and report an issue.
		if (!isNew || page === MOST_PAGES) break;
		next = more.line_items_next_offset;
	}
	const whole = Object.fromEntries(
		[...lists]
			.filter(([list, entries]) => entries.size > 0 || Array.isArray(first[list]))
			.map(([list, entries]) => [list, [...entries.values()]]),
	);
	const rest = next === null ? {} : { line_items_next_offset: next };
	return { ...first, ...whole, ...rest } as unknown as Entity;
}

/**
 * The entries of a page, equal ones numbered: two discounts of the same amount are two. Pages may repeat the entries of
 * other lines; Chargebee does not document whether they do.
 */
function distinct(list: unknown): Map<string, unknown> {
	const counts = new Map<string, number>();
	const entries = (Array.isArray(list) ? (list as unknown[]) : []).map((entry): [string, unknown] => {
		const text = JSON.stringify(entry);
		const count = (counts.get(text) ?? 0) + 1;
		counts.set(text, count);
		return [`${count} ${text}`, entry];
	});
	return new Map(entries);
}

/**
 * The payment that an event was about; null if it was about none, Chargebee has none of this ID for the document, or the
 * key may not read it.
 */
async function fetchTransaction(
	this: IExecuteFunctions,
	apiUrl: string,
	name: 'invoice' | 'credit_note',
	document: Entity,
	{ references: { transactionId: id } }: Invoice,
	itemIndex: number,
): Promise<unknown> {
	if (!id) return null;
	const call = request(apiUrl, `/transactions/${urlPart(id)}`, { itemIndex, expect: [403, 404] });
	const { transaction } = await fetchJson(this, transactionAnswer, call);
	// A forged event may name the payment of somebody else, or of another invoice. A parent account may have paid it.
	const payer = transaction?.customer_id;
	const isOfCustomer = payer && [document.customer_id, document.payment_owner].includes(payer);
	const paid =
		name === 'invoice'
			? transaction?.linked_invoices?.map(({ invoice_id }) => invoice_id)
			: transaction?.linked_credit_notes?.map(({ cn_id }) => cn_id);
	const isOfDocument = paid?.length ? paid.some((one) => one === document.id) : isOfCustomer;
	return isOfDocument ? transaction : null;
}

/** @see https://apidocs.chargebee.com/docs/api/transactions */
const transactionAnswer = z.looseObject({
	transaction: z
		.looseObject({
			customer_id: text,
			linked_invoices: z.array(z.looseObject({ invoice_id: text })).nullish(),
			linked_credit_notes: z.array(z.looseObject({ cn_id: text })).nullish(),
		})
		.nullish(),
});

/** The customer as it is now; null if it has been deleted. */
async function fetchCustomer(
	this: IExecuteFunctions,
	apiUrl: string,
	document: Entity,
	itemIndex: number,
): Promise<unknown> {
	const { customer_id: id } = document;
	if (typeof id !== 'string' || id === '') return null;
	const call = request(apiUrl, `/customers/${urlPart(id)}`, { itemIndex, expect: [404] });
	return (await fetchJson(this, z.looseObject({ customer: z.unknown() }), call)).customer ?? null;
}
