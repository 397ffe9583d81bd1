/** Chargebee's trigger in n8n's own contexts, with its API on this machine. */
import { ChargebeeInvoiceApi } from '../../../credentials/ChargebeeInvoiceApi.credentials';
import { ChargebeeInvoiceTrigger } from '../../../nodes/Chargebee/ChargebeeInvoiceTrigger.node';
import { chargebee } from '../../simulator/providers/chargebee.mts';
import { managedTrigger } from '../managedTrigger.mts';

export const KEY = 'key_of_the_chargebee_tests';

export const { LOGIN, TOKEN, setup, context } = managedTrigger(
	chargebee,
	() => new ChargebeeInvoiceTrigger(),
	() => new ChargebeeInvoiceApi(),
	(apiUrl) => ({ apiUrl, apiKey: KEY }),
);
