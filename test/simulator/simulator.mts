/** What each provider's simulator supplies, and all of them, `test/simulator/<provider>.mts`. */
import { exportsOfProviders } from '../support/providers.mts';
import type { Notification, Authenticator } from './authentication.mts';
import type { DeliveryRules } from './sender.mts';
import type { Api } from './server.mts';

export interface ProviderSimulator {
	/** As in `test/samples/<name>`, `test/vectors/<name>.json` and the invoice's `provider`. */
	name: string;
	delivery: DeliveryRules;
	/** By the value of the node's `authentication` parameter: the inverse of each verifier. */
	authenticators: Partial<Record<'signature' | 'basicAuth' | 'urlToken', Authenticator>>;
	/** A secret of the form that the provider gives out, by the same names. */
	secrets: Partial<Record<'signature' | 'basicAuth' | 'urlToken', string>>;
	/** Fresh events with ids of their own, by the provider's name of the event: every event that the node offers. */
	events: Record<string, () => Notification>;
	/** The provider's API, for its usual product; absent where it has none. The key that it takes is `apiKey`. */
	api?: (options: { apiKey: string }) => Api;
}

export const simulators: readonly ProviderSimulator[] = exportsOfProviders(
	(name) => `test/simulator/${name}.mts`,
	(name) => name,
);
