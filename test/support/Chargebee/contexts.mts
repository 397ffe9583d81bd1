/** Chargebee's trigger in n8n's own contexts, with its API on this machine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ChargebeeInvoiceApi } from '../../../credentials/ChargebeeInvoiceApi.credentials';
import { ChargebeeInvoiceTrigger } from '../../../nodes/Chargebee/ChargebeeInvoiceTrigger.node';
import { executeContext, type Setup } from '../../n8nCore/contexts.mts';
import { chargebee as simulator } from '../../simulator/providers/chargebee.mts';

export const KEY = 'key_of_the_chargebee_tests';
export const { basicAuth: LOGIN, urlToken: TOKEN } = simulator.secrets as {
	basicAuth: string;
	urlToken: string;
};

export function setup(apiUrl: string, parameters: IDataObject = {}, credential: IDataObject = {}): Setup {
	return {
		node: new ChargebeeInvoiceTrigger(),
		parameters: {
			authentication: 'basicAuth',
			registration: 'automatic',
			events: Object.keys(simulator.events),
			options: {},
			...parameters,
		},
		credential: {
			type: new ChargebeeInvoiceApi(),
			data: { apiUrl, apiKey: KEY, basicAuthSecrets: LOGIN, urlTokens: TOKEN, ...credential } as never,
		},
	};
}

/** A context for API calls. */
export const context = (
	apiUrl: string,
	credential?: IDataObject,
	input: INodeExecutionData[] = [{ json: {} }],
	cancelSignal?: AbortSignal,
) => executeContext(setup(apiUrl, {}, credential), input, cancelSignal);
