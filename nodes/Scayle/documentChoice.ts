import { instant } from '../shared/values/dates';
import type { Invoice } from '../shared/invoice/schema';
import { CORRECTIVE } from './events';
import type { InvoiceDocumentEntity } from './schema';

/** `invoice.fullNumber` is printed on the document; without it, use the bare number. */
export const numberOf = ({ invoice }: InvoiceDocumentEntity) =>
	invoice?.fullNumber ?? invoice?.number ?? null;

export const isCorrective = ({ type }: InvoiceDocumentEntity) => type?.endsWith(CORRECTIVE_END) ?? false;

export interface Choice {
	entity: InvoiceDocumentEntity;
	/** Why another document may be the right one; null if there is no doubt. */
	doubt: string | null;
	/** Whether the right document may still appear. */
	mayBeTooEarly: boolean;
}

const QUARTER_OF_AN_HOUR = 15 * 60_000;
const CORRECTIVE_END = 'corrective_invoice';

/** The document types that an event may refer to; corrections have several. */
const TYPES: Record<string, readonly string[]> = {
	'order-invoiced': ['invoice', 'merchant_invoice'],
	'order-partially-invoiced': ['partial_invoice', 'merchant_partial_invoice'],
};

/** The event that announces a document; null for documents that are not invoices. */
export function eventNameOf(entity: InvoiceDocumentEntity): string | null {
	if (!isMeant(entity, undefined)) return null;
	if (isCorrective(entity)) return CORRECTIVE;
	const known = Object.entries(TYPES).find(([, types]) => types.includes(entity.type ?? ''));
	return known?.[0] ?? 'order-invoiced';
}

/**
 * Whether a document fits the event; without an event, whether it is an invoice at all. Never `praz`,
 * `shipment_return_document`, `historical_corrective_invoice`.
 */
function isMeant(entity: InvoiceDocumentEntity, providerType: string | undefined): boolean {
	const type = entity.type ?? '';
	if (type.startsWith('historical_')) return false;
	if (providerType === CORRECTIVE) return isCorrective(entity);
	const types = TYPES[providerType ?? ''];
	return types ? types.includes(type) : type.endsWith('invoice');
}

/**
 * Chooses the document of an order that belongs to an invoice: by id or number if known, else by kind and time. Events
 * do not name their document, so this is a guess, and any doubt is reported.
 */
export function chooseDocument(entities: readonly InvoiceDocumentEntity[], invoice: Invoice): Choice | null {
	const known = invoice.document?.id ?? invoice.number;
	if (known) {
		const entity = invoice.document?.id
			? entities.find(({ id }) => id === known)
			: entities.find((one) => isMeant(one, undefined) && numberOf(one) === known);
		return entity ? { entity, doubt: null, mayBeTooEarly: false } : null;
	}

	const occurred = invoice.event?.occurredAt ? Date.parse(invoice.event.occurredAt) : null;
	const [newest, next] = entities
		.filter((entity) => isMeant(entity, invoice.event?.providerType))
		.flatMap((entity) => {
			const created = instant(entity.createdAt ?? '');
			return created === null ? [] : [{ entity, time: Date.parse(created) }];
		})
		.filter(({ time }) => occurred === null || time <= occurred + QUARTER_OF_AN_HOUR)
		.sort((a, b) => b.time - a.time);
	if (newest === undefined) return null;

	const mayBeTooEarly = occurred !== null && newest.time < occurred - QUARTER_OF_AN_HOUR;
	const doubt = mayBeTooEarly
		? 'The newest invoice of the order in SCAYLE is more than 15 minutes older than the event'
		: next !== undefined && next.time >= newest.time - QUARTER_OF_AN_HOUR
			? 'SCAYLE has several invoices of the order from the same quarter of an hour'
			: null;
	return { entity: newest.entity, doubt, mayBeTooEarly };
}
