import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import { pause } from '../shared/api/pace';
import type { DocumentLocation, Environment } from '../shared/provider';
import { fail, ok, type Problem, type Result } from '../shared/result';
import { fetchAll, request } from './api';
import { chooseDocument, isCorrective, numberOf, type Choice } from './documentChoice';
import { NO_TENANT } from './environment';
import { invoiceDocument, type InvoiceDocumentEntity } from './schema';

/** The PDF exists or soon will, but no event has its id. */
export const UNKNOWN_DOCUMENT: NonNullable<Invoice['document']> = {
	id: null,
	url: null,
	fileName: null,
	mimeType: 'application/pdf',
	source: 'api',
	expiresAt: null,
};

/**
 * The path of an order in the Admin API, from shop, country and order; an error says what is missing. URLs in the
 * payload are not used: `shopCountry.url` is the address of the shop itself.
 */
export function orderUrlPath({ references }: Invoice): Result<string> {
	const { shopKey, countryCode, orderId, orderReferenceKey } = references;
	const order = orderId ? urlPart(orderId) : orderReferenceKey && `key=${urlPart(orderReferenceKey)}`;
	if (!shopKey || !countryCode || !order) {
		return fail(
			'The item does not name shop, country and order in SCAYLE',
			'They stand in references as shopKey, countryCode and orderId. If the order came without them, choose SCAYLE and Invoice From: ID, and type them.',
		);
	}
	return ok(`/shops/${urlPart(shopKey)}/countries/${urlPart(countryCode)}/orders/${order}`);
}

export function documentOf(
	{ apiUrl }: Environment,
	orderPath: string,
	entity: InvoiceDocumentEntity,
): NonNullable<Invoice['document']> {
	const number = numberOf(entity);
	return {
		...UNKNOWN_DOCUMENT,
		id: entity.id,
		url: `${apiUrl}${orderPath}/invoices/${urlPart(entity.id)}`,
		fileName: number === null ? null : `${number}.pdf`,
	};
}

/** The invoice of an order, with id, number and kind from one of the order's documents. */
export function identifiedBy(
	entity: InvoiceDocumentEntity,
	invoice: Invoice,
	environment: Environment,
	orderPath: string,
): Invoice {
	const number = numberOf(entity);
	return {
		...invoice,
		id: entity.id,
		number,
		kind: isCorrective(entity) ? 'corrective' : 'invoice',
		document: documentOf(environment, orderPath, entity),
		references: { ...invoice.references, ...(entity.type ? { invoiceType: entity.type } : {}) },
		issues: invoice.issues.filter(({ code }) => number === null || code !== 'number-missing'),
	};
}

/** Milliseconds to wait for a document that appears after its event. */
const WAITS: readonly number[] = [5000, 15_000, 45_000];

/** The location of the PDF. Queries the API even when the id is known, because a PDF may appear after its number. */
export async function locateDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Result<DocumentLocation>> {
	const path = orderUrlPath(invoice);
	if (!path.ok) return path;
	const choice = await findDocument.call(this, invoice, environment, path.value, itemIndex, isGenerated);
	if (choice === null) return { ok: false, error: notFound(invoice) };
	if (choice.doubt !== null) {
		return fail(
			`${choice.doubt}, so it is not certain which document is meant`,
			'Fetch Details in the trigger, or Invoice > Get before this node, takes the newest one and says so in issues. Or choose SCAYLE and Invoice From: ID, and type the invoice number.',
		);
	}
	if (!isGenerated(choice)) return { ok: false, error: NOT_GENERATED };
	const { id, url, fileName } = documentOf(environment, path.value, choice.entity);
	return ok({
		url: url ?? '',
		headers: { Accept: 'application/pdf' },
		fileName: fileName ?? `${id}.pdf`,
	});
}

/** Polls until the document is `ready` or the waits are used up; then returns what there is, if anything. */
export async function findDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	{ apiUrl }: Environment,
	path: string,
	itemIndex: number,
	ready: (choice: Choice) => boolean,
): Promise<Choice | null> {
	if (apiUrl === '') {
		const { message, description } = NO_TENANT;
		throw new NodeOperationError(this.getNode(), message, { description, itemIndex });
	}
	const list = request(apiUrl, `${path}/invoices`, { itemIndex });
	for (let attempt = 0; ; attempt++) {
		const choice = chooseDocument(await fetchAll(this, invoiceDocument, list), invoice);
		// Without an event no document is about to appear: do not wait.
		const wait = invoice.event ? WAITS[attempt] : undefined;
		if (wait === undefined || (choice && !choice.mayBeTooEarly && ready(choice))) return choice;
		await pause(wait, this.getExecutionCancelSignal());
	}
}

const isGenerated = ({ entity }: Choice) => entity.available !== false;

const NOT_GENERATED: Problem = {
	message: 'SCAYLE has not generated the invoice document yet',
	description: 'The PDF can come later than the event. Retry this execution in some minutes.',
	isMissing: true,
};

export function notFound({ event, number }: Invoice): Problem {
	if (event) return NOT_GENERATED;
	return {
		message: number
			? `The order has no invoice ${number} in SCAYLE`
			: 'The order has no invoice in SCAYLE yet',
		description: 'Check shop key, country code, order and invoice number in the SCAYLE Panel.',
		isMissing: true,
	};
}
