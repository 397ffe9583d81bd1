import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import type { Problem } from '../shared/result';
import { request } from './api';
import { NO_BASE_URL } from './document';

import { invoiceOfRecord } from './normalize';
import { invoiceAnswer } from './schema';
import { withoutApiKey } from './split';

const NO_INVOICE: Problem = {
	message: 'The item does not name an invoice of Betterez',
	description: 'Its ID stands in the field id of the item that a trigger gives.',
};

/**
 * `GET /invoices/{_id}`: the invoice as it is stored now, which is what an event brings and no more.
 * @throws NodeOperationError when the item names no invoice
 */
export async function details(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	const refusal = ({ message, description }: Problem) =>
		new NodeOperationError(this.getNode(), message, { description, itemIndex });
	if (environment.apiUrl === '') throw refusal(NO_BASE_URL);
	if (!invoice.id) throw refusal(NO_INVOICE);
	const path = `/invoices/${urlPart(invoice.id)}`;
	const answer = await fetchJson(this, invoiceAnswer, request(environment, path, { itemIndex }));
	return checkSums({
		...invoiceOfRecord(answer.invoice),
		event: invoice.event ?? null,
		raw: withoutApiKey(answer),
	});
}
