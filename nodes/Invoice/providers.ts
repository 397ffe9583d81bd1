import type { Provider } from '../shared/provider';
import { betterez } from '../Betterez/provider';
import { digitalRiver } from '../DigitalRiver/provider';
import { rillet } from '../Rillet/provider';
import { riverty } from '../Riverty/provider';
import { scayle } from '../Scayle/provider';

/** The providers whose API the Invoice node can call, by the value of `provider` in an item. */
export const providers: Partial<Record<string, Provider>> = {
	betterez,
	digitalRiver,
	rillet,
	riverty,
	scayle,
};

/** Undefined for any other text, `constructor` and its like included: the name may come from an item. */
export const providerNamed = (name: string): Provider | undefined =>
	Object.hasOwn(providers, name) ? providers[name] : undefined;
