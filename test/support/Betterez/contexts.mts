/** Betterez' nodes in n8n's own contexts, with its API on this machine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { BetterezApi } from '../../../credentials/BetterezApi.credentials';
import { BetterezInvoiceTrigger } from '../../../nodes/Betterez/BetterezInvoiceTrigger.node';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { executeContext, type Setup } from '../../n8nCore/contexts.mts';
import { betterez as simulator, PASSWORD, USER } from '../../simulator/providers/betterez.mts';

export const KEY = 'x-api-key-of-the-tests';
export const { signature: SECRET, urlToken: TOKEN } = simulator.secrets as {
	signature: string;
	urlToken: string;
};

export function setup(apiUrl: string, parameters: IDataObject = {}, credential: IDataObject = {}): Setup {
	return {
		node: new BetterezInvoiceTrigger(),
		parameters: {
			authentication: 'signature',
			events: Object.keys(simulator.events),
			options: {},
			...parameters,
		},
		credential: {
			type: new BetterezApi(),
			data: {
				apiUrl: 'other',
				otherUrl: apiUrl,
				apiKey: KEY,
				user: USER,
				password: PASSWORD,
				servicePrefix: '/invoices',
				sessionToken: '',
				signingSecrets: SECRET,
				urlTokens: TOKEN,
				...credential,
			} as never,
		},
	};
}

/** The Invoice node, for an item or typed parameters. */
export function invoiceNode(
	apiUrl: string,
	parameters: IDataObject,
	input: INodeExecutionData[] = [{ json: {} }],
	credential: IDataObject = {},
) {
	const node = new Invoice();
	const context = executeContext(
		{
			...setup(apiUrl, {}, credential),
			node,
			parameters: { provider: 'item', binaryPropertyName: 'data', options: {}, ...parameters },
		},
		input,
	);
	return node.execute.call(context);
}
