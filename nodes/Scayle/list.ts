import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';
import { fetchJson } from '../shared/api/fetchJson';
import { withSource } from '../shared/json/fields';
import { entitiesOf } from '../shared/api/pages';
import { textIn } from '../shared/parameters';
import type { InvoiceList } from '../shared/provider';
import { nameOf } from '../shared/trigger/eventKey';
import { request } from './api';
import { identifiedBy, orderUrlPath } from './document';
import { eventNameOf } from './documentChoice';
import { NO_TENANT } from './environment';
import { lookup } from './lookup';
import { PRESENT_ORDER } from './order';
import { invoiceDocument, pageOf } from './schema';

const FIELDS = ['scayleShopKey', 'scayleCountryCode', 'scayleOrder'];

/** The invoices of one order: the filters for a list of orders are not public. */
export const list: InvoiceList = {
	description: 'The invoices of an order',

	/** The lookup has the only field needed. */
	fields: [],

	async *events(environment, itemIndex) {
		const { apiUrl } = environment;
		const values = Object.fromEntries(FIELDS.map((name) => [name, textIn(this, name, itemIndex)]));
		const named = lookup.invoice(values, environment);
		const path = named.ok ? orderUrlPath(named.value) : named;
		if (!path.ok || apiUrl === '') {
			const { message, description } = path.ok ? NO_TENANT : path.error;
			throw new NodeOperationError(this.getNode(), message, { description, itemIndex });
		}
		const call = (of: string, query = {}) => request(apiUrl, `${path.value}${of}`, { query, itemIndex });
		const order = await fetchJson(this, z.looseObject({}), call(''));
		const schema = pageOf(documentAsSent);
		const ask = async (cursor: string | null) => {
			const page = await fetchJson(this, schema, call('/invoices', cursor === null ? {} : { cursor }));
			return { entities: page.entities, next: page.cursor?.next ?? null };
		};
		for await (const { read: entity, sent } of entitiesOf(this, ask, ({ read: { id } }) => id)) {
			const providerType = eventNameOf(entity);
			if (providerType === null) continue;
			// The webhook's envelope, with id and time of the document instead of the event's.
			const envelope = { key: entity.id, occurredAt: entity.createdAt ?? 'unknown', payload: order };
			// The key leaves out amounts, which are the order's current ones: if the order changes later, this is still
			// the same invoice.
			const key = `scayle:${nameOf(providerType, identityOf(order), entity.id)}:${envelope.occurredAt}`;
			yield {
				event: { providerType, payload: envelope },
				complete: (invoice) => {
					const identified = identifiedBy(entity, invoice, environment, path.value);
					return {
						...identified,
						event: identified.event && { ...identified.event, id: null, key },
						issues: [...identified.issues.filter(({ code }) => code !== PRESENT_ORDER.code), PRESENT_ORDER],
						raw: { order, invoice: sent },
					};
				},
			};
		}
	},
};

/** The id of an order, in the schema of the event. */
const identityOf = ({ id }: Record<string, unknown>) => (id === undefined ? null : String(id));

/** A document of the order, parsed and as sent. */
const documentAsSent = withSource(invoiceDocument);
