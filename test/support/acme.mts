/** A fictitious provider, to test the code that all providers share. */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';
import { accept, reject } from '../../nodes/shared/authenticate/verdict';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import { eventOf } from '../../nodes/shared/trigger/normalizeWith';
import type { Provider } from '../../nodes/shared/provider';
import { fail, ok } from '../../nodes/shared/result';
import { triggerOptions } from '../../nodes/shared/trigger/description/options';
import type { Setup } from '../n8nCore/contexts.mts';

/** A notification contains several events, and an event several invoices: `{ type, keys }`. */
export interface AcmeEvent {
	type: string;
	keys: string[];
}

/** Authenticates by the secret in the header `x-secret`. Tests can override its parts. */
export const acme = (more: Partial<Provider> = {}): Provider => ({
	name: 'rillet',
	displayName: 'Acme',
	credential: 'acmeApi',
	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind: 'Signing Secrets: ask Acme.',
			verify({ headers, rawBody }, secrets) {
				if (secrets.length === 0) return reject('no-secret');
				return secrets.includes(String(headers['x-secret']))
					? accept(rawBody, 'signature')
					: reject('signature-mismatch', 'a hint');
			},
		},
	},
	events: Object.fromEntries(
		(['made', 'paid'] as const).map((name) => [
			name,
			{
				type: 'invoice.created' as const,
				normalize: (received) => {
					const { keys } = received.payload as AcmeEvent;
					return ok(
						keys.map((key) =>
							invoiceOf({ id: key, event: eventOf(received, { key, type: 'invoice.created' }) }),
						),
					);
				},
			},
		]),
	),
	split: (body) =>
		Array.isArray(body)
			? ok(
					(body as AcmeEvent[]).map((event) => ({
						providerType: event.type,
						payload: event,
						meta: { a: 'b' },
					})),
				)
			: fail('the body is not a list', 'Send a list.'),
	environment: () => ({ apiUrl: 'https://api.acme.example', live: null }),
	...more,
});

export const credentialType = {
	name: 'acmeApi',
	displayName: 'Acme API',
	properties: [],
} as unknown as ICredentialType;

const node = {
	description: {
		name: 'acmeInvoiceTrigger',
		displayName: 'Acme Invoice Trigger',
		group: ['trigger'],
		version: 1,
		inputs: [],
		outputs: ['main'],
		properties: [
			...['authentication', 'registration', 'events', 'signedText'].map((name) => ({
				displayName: name,
				name,
				type: 'string',
				default: '',
			})),
			triggerOptions({ signedTime: true, details: true, document: true }),
		],
		credentials: [{ name: 'acmeApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook' }],
	},
} as unknown as INodeType;

/** The setup of Acme's node. */
export const setup = (parameters: IDataObject = {}, more: Partial<Setup> = {}): Setup => ({
	node,
	parameters: { authentication: 'signature', events: ['made'], options: {}, ...parameters },
	credential: { type: credentialType, data: { signingSecrets: 'right' } },
	...more,
});
