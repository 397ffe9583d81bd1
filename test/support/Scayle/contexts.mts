/** SCAYLE's trigger in n8n's own contexts, with its API on this machine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ScayleApi } from '../../../credentials/ScayleApi.credentials';
import { ScayleInvoiceTrigger } from '../../../nodes/Scayle/ScayleInvoiceTrigger.node';
import { executeContext, type Setup } from '../../n8nCore/contexts.mts';
import { scayle as simulator } from '../../simulator/providers/scayle.mts';

export const KEY = 'access-token-of-the-tests';
export const { basicAuth: LOGIN, urlToken: TOKEN } = simulator.secrets as {
	basicAuth: string;
	urlToken: string;
};

export function setup(apiUrl: string, parameters: IDataObject = {}, credential: IDataObject = {}): Setup {
	return {
		node: new ScayleInvoiceTrigger(),
		parameters: {
			authentication: 'basicAuth',
			registration: 'automatic',
			events: Object.keys(simulator.events),
			options: {},
			...parameters,
		},
		credential: {
			type: new ScayleApi(),
			data: { apiUrl, accessToken: KEY, basicAuthSecrets: LOGIN, urlTokens: TOKEN, ...credential } as never,
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
