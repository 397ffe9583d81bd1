import type { ProviderName } from '../shared/invoice/schema';
import type { Provider } from '../shared/provider';
import { betterez } from '../Betterez/provider';
import { chargebee } from '../Chargebee/provider';
import { digitalRiver } from '../DigitalRiver/provider';
import { paddle } from '../Paddle/provider';
import { rillet } from '../Rillet/provider';
import { riverty } from '../Riverty/provider';
import { scayle } from '../Scayle/provider';
import { stripe } from '../Stripe/provider';

/** The code's only list of providers, by the value of `provider` in an item, sorted by display name. */
export const providers: Record<ProviderName, Provider> = {
	betterez,
	chargebee,
	digitalRiver,
	paddle,
	rillet,
	riverty,
	scayle,
	stripe,
};

/**
 * The provider of *Get Many* where a workflow names none. n8n does not store a parameter that has its default value, so
 * another default would change workflows that exist.
 */
export const DEFAULT_OF_LIST: ProviderName = digitalRiver.name;

/** The provider that an item names. */
export const providerOf = (json: { provider?: unknown } | undefined): Provider | undefined =>
	typeof json?.provider === 'string' ? providerNamed(json.provider) : undefined;

/** Undefined for any other text, including `constructor` and the like: the name may come from an item. */
export const providerNamed = (name: string): Provider | undefined =>
	Object.hasOwn(providers, name) ? providers[name as ProviderName] : undefined;
