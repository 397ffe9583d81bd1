import { digitalRiver, type DigitalRiverApi } from '../simulator/digitalRiver.mts';
import { notification, type Notification } from '../simulator/proof.mts';
import type { Api } from '../simulator/server.mts';
import type { ProviderSimulator } from '../simulator/simulator.mts';

/** What the end-to-end tests and the demo must know of a provider besides its simulator. A new provider adds its own. */
export interface Scenario {
	simulator: ProviderSimulator;
	displayName: string;
	/** Content of the credential, without what proves webhooks. */
	credential(apiUrl: string, apiKey: string): Record<string, unknown>;
	/** Of the trigger node. */
	parameters: Record<string, unknown>;
	/** An event that the node is asked for, and one that it is not. */
	wanted: string;
	unwanted: { headers: Record<string, string>; body: Buffer };
	/** Makes an invoice at the simulated API: what goes out for it, and its document. */
	issue(api: Api): { notification: Notification; document: Buffer };
	/** For providers whose API takes webhooks: the parameters that choose it, and the addresses that it has. */
	automatic?: { parameters: Record<string, unknown>; registered(api: Api): string[] };
	/**
	 * An older version of this package that took less: in the compiled `file`, `before` stood where `now` stands. It
	 * refused what `change` makes of a wanted event, and named the field.
	 */
	older: { file: string; now: string; before: string; change(body: Buffer): Buffer; names: RegExp };
}

/** The field of the credential that holds the secrets of a method. */
export const SECRET_FIELDS = {
	signature: 'signingSecrets',
	basicAuth: 'basicAuthSecrets',
	urlToken: 'urlTokens',
} as const;

/** Changes the JSON of a body. */
export const changed =
	<T,>(change: (event: T) => void) =>
	(body: Buffer): Buffer => {
		const event = JSON.parse(body.toString('utf8')) as T;
		change(event);
		return Buffer.from(JSON.stringify(event), 'utf8');
	};

type DigitalRiverEvent = { type: string; data: { object: Record<string, unknown> } };

export const scenarios: readonly Scenario[] = [
	{
		simulator: digitalRiver,
		displayName: 'Digital River',
		credential: (apiUrl, apiKey) => ({ product: 'digitalRiver', apiKey, apiUrl }),
		parameters: {
			authentication: 'signature',
			events: ['order.invoice.created', 'order.credit_memo.created'],
		},
		wanted: 'order.invoice.created',
		unwanted: {
			headers: { 'content-type': 'application/json' },
			body: Buffer.from('{"id":"1","type":"order.complete","data":{"object":{"id":"1"}},"liveMode":false}'),
		},
		issue(api) {
			const { event, file } = (api as DigitalRiverApi).addInvoice();
			return { notification: notification(event), document: file.content };
		},
		automatic: {
			parameters: { authentication: 'urlToken', registration: 'automatic' },
			registered: (api) => [...(api as DigitalRiverApi).webhooks.values()].map(({ address }) => address),
		},
		older: {
			file: 'dist/nodes/DigitalRiver/schema.js',
			now: 'customerId: id.nullish(),\n            purpose',
			before: 'customerId: id,\n            purpose',
			change: changed<DigitalRiverEvent>((event) => delete event.data.object.customerId),
			names: /data\.object\.customerId/,
		},
	},
];
