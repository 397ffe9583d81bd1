import { instant } from '../shared/values/dates';
import { Findings } from '../shared/invoice/findings';
import { invoiceOf, partyOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { memberOf, nameOf } from '../shared/trigger/eventKey';
import { stableAddress } from '../shared/trigger/stableAddress';
import { eventOf } from '../shared/trigger/normalizeWith';
import type { Environment, ReceivedEvent } from '../shared/provider';
import { buyerOf } from './parties';
import { documentOf, fileKey } from './document';
import { DOCUMENT_CREATED, INVOICE_CREATED } from './events';
import { amountsOf } from './amounts';
import type { CreatedDocument, DocumentCreated, InvoiceCreated } from './schema';

/** `accounting/invoiceCreated` */
export function normalizeInvoice(
	{ type, timestamp, parameters }: InvoiceCreated,
	received: ReceivedEvent,
	environment: Environment,
): Invoice[] {
	const findings = new Findings();
	const { invoiceReference, invoiceDate, businessCode, creationDate, customerNumber } = parameters;
	const { isCreditNote, ...amounts } = amountsOf(parameters, findings);
	return [
		invoiceOf({
			provider: 'riverty',
			event: eventOf(received, {
				id: parameters.transactionId,
				key: nameOf('riverty', INVOICE_CREATED, businessCode, invoiceReference, invoiceDate),
				type: isCreditNote ? 'creditNote.created' : 'invoice.created',
				providerType: type,
				occurredAt: firstInstant(timestamp, creationDate) ?? received.receivedAt,
				liveMode: environment.live,
			}),
			id: invoiceReference,
			number: invoiceReference,
			kind: isCreditNote ? 'creditNote' : 'invoice',
			status: 'issued',
			issueDate: findings.date('issueDate', invoiceDate),
			dueDate: findings.date('dueDate', parameters.dueDate),
			currency: findings.requiredCurrency(parameters.currency),
			orderReference: parameters.orderReference,
			customerNumber,
			buyer: buyerOf(parameters, findings),
			...amounts,
			document: documentOf(parameters.invoiceDocumentUrl, invoiceReference, environment, findings),
			references: referencesOf({ businessCode, createdAt: creationDate }),
			issues: findings.issues,
			raw: received.payload,
		}),
	];
}

/** `accounting/documentCreated`: one item per document; `references.documentType` has its kind. */
export function normalizeDocuments(
	{ type, timestamp, parameters }: DocumentCreated,
	received: ReceivedEvent,
	environment: Environment,
): Invoice[] {
	const { businessCode, transactionId } = parameters;
	const item = (key: string, document: CreatedDocument | null): Invoice => {
		const findings = new Findings();
		const [about, ...others] = document?.documentInformation ?? [];
		if (others.length > 0) {
			findings.add(
				'several-invoices',
				'number',
				`The document is about ${others.length + 1} invoices, and this is the first; all are in raw`,
			);
		}
		if (!document?.urlKey) {
			findings.add('document-missing', 'document', 'The event names no document that could be downloaded');
		}
		const number = about?.invoiceReference ?? null;
		const customerNumber = about?.customerNumber ?? null;
		return invoiceOf({
			provider: 'riverty',
			event: eventOf(received, {
				id: transactionId,
				key,
				type: 'document.created',
				providerType: type,
				occurredAt: firstInstant(timestamp) ?? received.receivedAt,
				liveMode: environment.live,
			}),
			id: number,
			number,
			orderReference: about?.orderReference ?? null,
			customerNumber,
			buyer: partyOf({ customerId: customerNumber }),
			document: documentOf(document?.urlKey ?? null, number, environment, findings),
			references: referencesOf({
				documentType: document?.documentType,
				dunningLevel: about?.dunningLevel,
				transactionId,
				businessCode,
			}),
			issues: findings.issues,
			raw: received.payload,
		});
	};
	const documents = parameters.documents ?? [];
	const named = (file: string | null) =>
		nameOf('riverty', DOCUMENT_CREATED, businessCode, transactionId, file);
	if (documents.length === 0) return [item(named(null), null)];
	return documents.map((document) => {
		const { urlKey } = document;
		return item(named(urlKey && (fileKey(urlKey) ?? stableAddress(urlKey))), document);
	});
}

/**
 * All content of a notification, because Riverty sends no event id. The transaction id is left out: undocumented
 * whether it stays the same in a redelivery.
 */
export function contentOf({ payload }: ReceivedEvent): unknown {
	const parameters = memberOf(payload, 'parameters') as Record<string, unknown>;
	return { ...parameters, transactionId: null };
}

/** All content of a notification about one document. */
export function contentOfDocument(received: ReceivedEvent, index: number): unknown {
	const documents = memberOf(received.payload, 'parameters', 'documents') as unknown[] | null | undefined;
	return documents?.[index] ?? contentOf(received);
}

/** The first text that is a valid moment. */
function firstInstant(...texts: Array<string | null>): string | null {
	return texts.map((text) => text && instant(text)).find((moment) => moment) ?? null;
}
