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

/** Undefined for any other text, including `constructor` and the like: the name may come from an item. */
export const providerNamed = (name: string): Provider | undefined =>
	Object.hasOwn(providers, name) ? providers[name as ProviderName] : undefined;
