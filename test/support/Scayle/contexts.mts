/** SCAYLE's trigger in n8n's own contexts, with its API on this machine. */
import { ScayleApi } from '../../../credentials/ScayleApi.credentials';
import { ScayleInvoiceTrigger } from '../../../nodes/Scayle/ScayleInvoiceTrigger.node';
import { scayle } from '../../simulator/providers/scayle.mts';
import { managedTrigger } from '../managedTrigger.mts';

export const KEY = 'access-token-of-the-tests';

export const { LOGIN, TOKEN, setup, context } = managedTrigger(
	scayle,
	() => new ScayleInvoiceTrigger(),
	() => new ScayleApi(),
	(apiUrl) => ({ apiUrl, accessToken: KEY }),
);
