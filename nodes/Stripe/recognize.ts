import { memberOf } from '../shared/trigger/eventKey';
import type { Listed, Recognizer } from '../shared/provider';
import { EVENT_TYPES } from './events';
import { lookUp } from '../shared/values/lookUp';

/** Objects that refer to their invoice, and the field with its id in any API version. */
const OF_INVOICES: Partial<Record<string, string>> = {
	charge: 'invoice',
	'checkout.session': 'invoice',
	invoice_payment: 'invoice',
	invoiceitem: 'invoice',
	payment_intent: 'invoice',
	quote: 'invoice',
	subscription: 'latest_invoice',
};

/**
 * Items from n8n's Stripe Trigger are events as sent; those from its Stripe node and from HTTP Request are objects. If
 * an object only refers to its invoice, we take the ID, with which Get and Download fetch the rest.
 */
export const recognize: Recognizer = {
	nodes: 'Stripe Trigger and Stripe nodes',

	event(json) {
		if (memberOf(json, 'object') !== 'event') return ofObject(json, json);
		const type = memberOf(json, 'type');
		const object = memberOf(json, 'data', 'object');
		const isDocument = isInvoice(object) || isCreditNote(object);
		return typeof type === 'string' && Object.hasOwn(EVENT_TYPES, type) && isDocument
			? { event: { providerType: type, payload: json } }
			: ofObject(object, json);
	},

	other(json) {
		const kind = memberOf(json, 'object');
		const type = memberOf(json, 'type');
		// Every object of the API has `livemode`, except cards.
		const isStripe = typeof memberOf(json, 'livemode') === 'boolean' || isCard(json);
		if (!isStripe || !isName(kind)) return null;
		return kind === 'event' && isName(type) ? `the event ${type}` : withArticle(kind);
	},
};

/** The name of an event or of a kind of object, as Stripe writes them. */
const isName = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z][a-z_.]{0,60}$/.test(value);

const withArticle = (kind: string): string =>
	`${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind.replace(/[_.]/g, ' ')}`;

const isObjectOf = (name: string) => (value: unknown) =>
	memberOf(value, 'object') === name && typeof memberOf(value, 'id') === 'string';
const isInvoice = isObjectOf('invoice');
const isCreditNote = isObjectOf('credit_note');
const isCard = isObjectOf('card');

/** The connected account of the event that only names its invoice. */
const accountOf = (raw: unknown): string | null => {
	const account = memberOf(raw, 'object') === 'event' ? memberOf(raw, 'account') : null;
	return typeof account === 'string' ? account : null;
};

/** These items come from no event. */
function ofObject(object: unknown, raw: unknown): Listed | null {
	if (isInvoice(object)) return asEvent('invoice.updated', object, raw);
	if (isCreditNote(object)) return asEvent('credit_note.updated', object, raw);
	const kind = memberOf(object, 'object');
	const field = typeof kind === 'string' ? lookUp(OF_INVOICES, kind) : null;
	const invoice = field === null ? undefined : memberOf(object, field);
	if (isInvoice(invoice)) return asEvent('invoice.updated', invoice, raw);
	if (typeof invoice !== 'string' || !invoice.startsWith('in_')) return null;
	const listed = asEvent('invoice.updated', { id: invoice, object: 'invoice' }, raw);
	return { ...listed, complete: (item) => ({ ...listed.complete(item), kind: null, issues: [] }) };
}

const asEvent = (providerType: string, object: unknown, raw: unknown) => ({
	event: { providerType, payload: { id: 'none', account: accountOf(raw), data: { object } } },
	complete: ((invoice) => ({ ...invoice, event: null, raw })) satisfies Listed['complete'],
});
