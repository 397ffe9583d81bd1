import type { IExecuteFunctions } from 'n8n-workflow';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import type { Invoice } from '../shared/invoice/schema';
import { Findings } from '../shared/invoice/findings';
import { withSource } from '../shared/json/fields';
import { urlPart } from '../shared/api/origin';
import { operationError } from '../shared/operationError';
import type { Environment } from '../shared/provider';
import type { Problem } from '../shared/result';
import { request } from './api';
import { NO_BASE_URL } from './document';
import { invoiceOfRecord } from './normalize';
import { invoiceAnswer } from './schema';
import { withoutApiKey } from './split';

const NO_INVOICE: Problem = {
	message: 'The item does not name an invoice of Betterez',
	description: "Its ID is in the field id of the trigger's item.",
};

/**
 * `GET /invoices/{_id}`: the invoice as it is stored now, with the same fields as an event.
 * @throws NodeOperationError when the item names no invoice
 */
export async function details(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	if (environment.apiUrl === '') throw operationError(this.getNode(), NO_BASE_URL, itemIndex);
	if (!invoice.id) throw operationError(this.getNode(), NO_INVOICE, itemIndex);
	const path = `/invoices/${urlPart(invoice.id)}`;
	const findings = new Findings();
	const call = request(environment, path, { itemIndex });
	const { read, sent } = await fetchJson(this, withSource(invoiceAnswer), call, findings);
	const found = invoiceOfRecord(read.invoice);
	return checkSums({
		...found,
		issues: [...found.issues, ...findings.issues],
		event: invoice.event ?? null,
		raw: withoutApiKey(sent),
	});
}
