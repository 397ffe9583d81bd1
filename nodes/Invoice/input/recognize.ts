import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Invoice } from '../../shared/invoice/schema';
import { operationError } from '../../shared/operationError';
import type { Environment, Listed, Provider } from '../../shared/provider';
import type { Problem } from '../../shared/result';
import { invoicesOfListed } from './listed';
import { providers } from '../providers';

/** The provider whose event or entity an item from n8n's own nodes contains; null for any other item. */
export function recognize(json: unknown): { provider: Provider; listed: Listed } | null {
	for (const provider of Object.values(providers)) {
		const listed = provider.recognize?.event(json) ?? null;
		if (listed !== null) return { provider, listed };
	}
	return null;
}

/** The error for an item of n8n's own nodes that brings no invoice, such as a customer; null for any other item. */
export function noInvoiceIn(json: unknown): Problem | null {
	for (const { displayName, recognize: recognizer } of Object.values(providers)) {
		const other = recognizer?.other?.(json) ?? null;
		if (other === null) continue;
		return {
			message: `The input item is ${other} of ${displayName}, and names no invoice`,
			description: `This node needs an invoice, a credit note, or an item that refers to its invoice. Let only these through to it, for example with an If node, or choose ${displayName} in the field Provider and ID in the field Invoice From.`,
		};
	}
	return null;
}

/** @throws NodeOperationError naming the invalid field */
export function readRecognized(
	this: IExecuteFunctions,
	provider: Provider,
	listed: Listed,
	environment: Environment,
	itemIndex: number,
): Invoice {
	const invoices = invoicesOfListed(provider, listed, environment, 'item');
	if (!invoices.ok) throw operationError(this.getNode(), invoices.error, itemIndex);
	const [invoice] = invoices.value;
	if (invoice === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			`The event ${listed.event.providerType} of ${provider.displayName} carries no invoice`,
			{
				description: 'Let only events with an invoice through to this node, for example with an If node.',
				itemIndex,
			},
		);
	}
	return invoice;
}
