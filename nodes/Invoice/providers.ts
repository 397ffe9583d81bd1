import type { Provider } from '../shared/provider';
import { digitalRiver } from '../DigitalRiver/provider';

/** The providers whose API the Invoice node can call, by the value of `provider` in an item. */
export const providers: Partial<Record<string, Provider>> = {
	digitalRiver,
};
