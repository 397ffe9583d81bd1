import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { request } from './api';
import { commerceOrderFacts, invoiceOfCommerceOrder } from './commerceOrder';
import { documentOf } from './document';
import { orderFacts, invoiceOfOrder, type OrderFacts, type OrderInvoice } from './order';
import { commerceInvoices, commerceOrder, file, order } from './schema';

type Ask = <T>(schema: z.ZodType<T>, path: string) => Promise<T>;

interface OrderKnowledge {
	facts(findings: Findings): OrderFacts;
	invoice(findings: Findings): OrderInvoice;
	invoiceCount: number;
	/** The file of the first invoice, if the API names it. */
	fileId: string | null;
	/** Whether all items have been fulfilled: each fulfilment, such as of a part, has an invoice of its own. */
	isWhole: boolean;
}

/**
 * Completes an invoice from its order. An order is not an invoice: its amounts are used only for an invoice (never for
 * a credit memo), and only if the order has exactly one, of all its items.
 */
export async function details(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	const { orderId } = invoice.references;
	// The Invoices resource sends the complete invoice, so there is nothing to add.
	if (orderId === undefined || (invoice.event !== null && invoice.document === null)) return invoice;
	const findings = new Findings();
	const ask: Ask = async (schema, path) =>
		await fetchJson(this, schema, request(environment.apiUrl, path, { itemIndex }), findings);
	const known =
		environment.product === 'commerce' ? await askCommerce(ask, orderId) : await askOrder(ask, orderId);

	const isOnlyInvoice = known.invoiceCount === 1;
	const fileId = invoice.document?.id ?? (isOnlyInvoice ? known.fileId : null);
	const isThisInvoice = isOnlyInvoice && known.isWhole && (known.fileId === null || known.fileId === fileId);
	if (invoice.kind !== 'invoice' || !isThisInvoice) {
		findings.add(
			'figures-not-fetched',
			'totals',
			invoice.kind === 'creditNote'
				? 'The API knows the amounts of the order, not those of a credit memo; see the document'
				: 'The order does not have exactly this one invoice, of all its items, so that its amounts may not be those of the invoice; see the document',
		);
	}
	const found = invoice.kind === 'invoice' && isThisInvoice ? known.invoice(findings) : known.facts(findings);
	const customerId = found.buyer?.customerId ?? invoice.buyer?.customerId ?? null;
	const fileName = fileId === null ? null : (await ask(file, `/files/${urlPart(fileId)}`)).fileName;
	return checkSums({
		...invoice,
		...found,
		customerNumber: invoice.customerNumber ?? customerId,
		buyer: found.buyer ? { ...found.buyer, customerId } : invoice.buyer,
		id: invoice.id ?? fileId,
		document: fileId === null ? invoice.document : documentOf(environment, fileId, fileName),
		references: { ...invoice.references, ...found.references },
		issues: [...invoice.issues, ...findings.issues],
	});
}

async function askOrder(ask: Ask, orderId: string): Promise<OrderKnowledge> {
	const found = await ask(order, `/orders/${urlPart(orderId)}`);
	return {
		facts: (findings) => orderFacts(found, findings),
		invoice: (findings) => invoiceOfOrder(found, findings),
		invoiceCount: found.invoicePDFs?.length ?? 0,
		isWhole: (found.items ?? []).every(({ state }) => state === null || state === 'fulfilled'),
		fileId: found.invoicePDFs?.[0]?.id ?? null,
	};
}

/** The state of a line that has been fulfilled, in the Commerce API. */
const DONE = 'Complete';
const WHOLE_ORDER = [
	'amounts-may-cover-whole-order',
	'totals',
	'These are the amounts of the whole order, of which not every line is complete: compare them with the document',
] as const;

/** The Commerce API returns how many invoices an order has, but not their files. */
async function askCommerce(ask: Ask, orderId: string): Promise<OrderKnowledge> {
	const path = `/v1/orders/${urlPart(orderId)}`;
	const found = await ask(commerceOrder, path);
	const { invoices } = await ask(commerceInvoices, `${path}/invoices`);
	return {
		facts: (findings) => commerceOrderFacts(found, findings),
		invoice: (findings) => {
			const isPending = (found.lineItems ?? []).some(({ lineItemState }) => (lineItemState ?? DONE) !== DONE);
			if (isPending) findings.add(...WHOLE_ORDER);
			return invoiceOfCommerceOrder(found, findings);
		},
		invoiceCount: invoices?.length ?? 0,
		// It lists credit memos, too.
		isWhole: !(invoices ?? []).some(({ type }) => /credit/i.test(type ?? '')),
		fileId: null,
	};
}
