/** Triggers with logins and tokens that can register their webhooks, in n8n's own contexts, with their API on this machine. */
import type { ICredentialType, IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { executeContext, type Setup } from '../n8nCore/contexts.mts';
import type { ProviderSimulator } from '../simulator/simulator.mts';

/** @param account the API's address and key in the credential's fields */
export function managedTrigger(
	simulator: ProviderSimulator,
	node: () => INodeType,
	type: () => ICredentialType,
	account: (apiUrl: string) => IDataObject,
) {
	const { basicAuth: LOGIN, urlToken: TOKEN } = simulator.secrets as { basicAuth: string; urlToken: string };
	const setup = (apiUrl: string, parameters: IDataObject = {}, credential: IDataObject = {}): Setup => ({
		node: node(),
		parameters: {
			authentication: 'basicAuth',
			registration: 'automatic',
			events: Object.keys(simulator.events),
			options: {},
			...parameters,
		},
		credential: {
			type: type(),
			data: { ...account(apiUrl), basicAuthSecrets: LOGIN, urlTokens: TOKEN, ...credential } as never,
		},
	});
	/** A context for API calls. */
	const context = (
		apiUrl: string,
		credential?: IDataObject,
		input: INodeExecutionData[] = [{ json: {} }],
		cancelSignal?: AbortSignal,
	) => executeContext(setup(apiUrl, {}, credential), input, cancelSignal);
	return { LOGIN, TOKEN, setup, context };
}
