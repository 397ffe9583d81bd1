import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { request } from './api';
import { findDocument, identifiedBy, notFound, orderUrlPath } from './document';
import { numberOf, type Choice } from './documentChoice';
import { invoiceOfOrder, PRESENT_ORDER } from './order';
import { order } from './schema';

/**
 * Adds number and document, which no event has. An invoice identified only by its order also gets the order's data.
 * @throws NodeOperationError when SCAYLE has no such invoice, or not yet
 */
export async function details(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	const path = orderUrlPath(invoice);
	if (!path.ok) {
		const message = `${path.error.message}. ${path.error.description}`;
		return {
			...invoice,
			issues: [...invoice.issues, { code: 'details-not-fetched', path: 'number', message }],
		};
	}
	const hasNumber = ({ entity }: Choice) => numberOf(entity) !== null;
	const choice = await findDocument.call(this, invoice, environment, path.value, itemIndex, hasNumber);
	if (choice === null) {
		const { message, description } = notFound(invoice);
		throw new NodeOperationError(this.getNode(), message, { description, itemIndex });
	}

	const { entity, doubt } = choice;
	const findings = new Findings();
	const named = isOnlyNamed(invoice)
		? await completed.call(this, invoice, environment, path.value, itemIndex)
		: invoice;
	if (doubt !== null) {
		findings.add('document-ambiguous', 'number', `${doubt}; the newest one was taken. Compare the document`);
	}
	const identified = identifiedBy(entity, named, environment, path.value);
	return { ...identified, issues: [...identified.issues, ...findings.issues] };
}

const isOnlyNamed = ({ event, currency }: Invoice) => !event && !currency;

/** Completes the invoice from the current order, which may include later invoices and corrections. */
async function completed(
	this: IExecuteFunctions,
	invoice: Invoice,
	{ apiUrl }: Environment,
	path: string,
	itemIndex: number,
): Promise<Invoice> {
	const findings = new Findings();
	const found = invoiceOfOrder(
		await fetchJson(this, order, request(apiUrl, path, { itemIndex }), findings),
		findings,
	);
	return checkSums({
		...invoice,
		...found,
		totals: { ...invoice.totals, ...found.totals },
		references: { ...invoice.references, ...found.references },
		issues: [...findings.issues, PRESENT_ORDER],
	});
}
