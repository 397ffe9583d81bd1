/** The interface of provider simulators, and a list of all of them, `test/simulator/providers/<provider>.mts`. */
import { exportsOfProviders } from '../support/providers.mts';
import type { Notification, Authenticator } from './authentication.mts';
import type { DeliveryRules } from './sender.mts';
import type { Api } from './server.mts';

export type SentBody = Record<string, unknown> & { content?: object; data?: { object?: object } };

export interface ProviderSimulator {
	/** As in `test/samples/<name>`, `test/vectors/<name>.json` and the invoice's `provider`. */
	name: string;
	delivery: DeliveryRules;
	/** Whether the figure at this path of the body may differ between two deliveries of one event. */
	isOfDelivery: (path: readonly (string | number)[]) => boolean;
	/** The body as another delivery of the same event, or a list of events, has it. */
	redelivered: (body: SentBody) => unknown;
	/** By the value of the node's `authentication` parameter: the counterpart of each verifier. */
	authenticators: Partial<Record<'signature' | 'basicAuth' | 'urlToken', Authenticator>>;
	/** A secret in the provider's format, by the same names. */
	secrets: Partial<Record<'signature' | 'basicAuth' | 'urlToken', string>>;
	/** Creates events with unique ids, by the provider's event name, for every event that the node offers. */
	events: Record<string, () => Notification>;
	/** The API of the provider's main product; absent if there is none. It accepts the key `apiKey`. */
	api?: (options: { apiKey: string }) => Api;
}

export const simulators: readonly ProviderSimulator[] = exportsOfProviders(
	(name) => `test/simulator/providers/${name}.mts`,
	(name) => name,
);
