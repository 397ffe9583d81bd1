import { NodeOperationError, sleep, type IExecuteFunctions } from 'n8n-workflow';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import type { DocumentLocation, Environment } from '../shared/provider';
import { fail, ok, type Problem, type Result } from '../shared/result';
import { fetchAll, request } from './api';
import { chooseDocument, documentOf, identifiedBy, numberOf, orderUrlPath, type Choice } from './document';
import { invoiceOfOrder } from './order';
import { invoiceDocument, order } from './schema';

/** Milliseconds to wait for a document that lags behind its event. */
export const WAITS: readonly number[] = [5000, 15_000, 45_000];

/**
 * Adds number and document, which no event has. An invoice that was only named by its order also gets what the order
 * tells.
 * @throws NodeOperationError when SCAYLE has no such invoice, or not yet
 */
export async function details(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
	waits: readonly number[] = WAITS,
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
	const choice = await find.call(this, invoice, environment, path.value, itemIndex, waits, hasNumber);
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

/** Where the PDF is. Looks it up even when the id is known, because a PDF can lag behind its number. */
export async function locateDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
	waits: readonly number[] = WAITS,
): Promise<Result<DocumentLocation>> {
	const path = orderUrlPath(invoice);
	if (!path.ok) return path;
	const choice = await find.call(this, invoice, environment, path.value, itemIndex, waits, isGenerated);
	if (choice === null) return { ok: false, error: notFound(invoice) };
	if (choice.doubt !== null) {
		return fail(
			`${choice.doubt}, so that it is not certain which document is meant`,
			'Fetch Details in the trigger, or Invoice > Get before this node, takes the newest one and says so in issues. Or choose SCAYLE in Invoice From and type the invoice number.',
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

/** Asks until the document is `ready`, at most as often as there are waits; then what there is, if anything. */
async function find(
	this: IExecuteFunctions,
	invoice: Invoice,
	{ apiUrl }: Environment,
	path: string,
	itemIndex: number,
	waits: readonly number[],
	ready: (choice: Choice) => boolean,
): Promise<Choice | null> {
	if (apiUrl === '') {
		throw new NodeOperationError(
			this.getNode(),
			'The SCAYLE credential does not say where the Admin API is',
			{
				description: 'Fill in Tenant in the credential.',
				itemIndex,
			},
		);
	}
	const list = request(apiUrl, `${path}/invoices`, { itemIndex });
	for (let attempt = 0; ; attempt++) {
		const choice = chooseDocument(await fetchAll(this, invoiceDocument, list), invoice);
		// What a person asks for by hand is not about to be made.
		const wait = invoice.event ? waits[attempt] : undefined;
		if (wait === undefined || (choice && !choice.mayBeTooEarly && ready(choice))) return choice;
		await sleep(wait);
	}
}

const isGenerated = ({ entity }: Choice) => entity.available !== false;

const NOT_GENERATED: Problem = {
	message: 'SCAYLE has not generated the invoice document yet',
	description: 'The PDF can come later than the event. Retry this execution in some minutes.',
	isMissing: true,
};

function notFound({ event, number }: Invoice): Problem {
	if (event) return NOT_GENERATED;
	return {
		message: number
			? `The order has no invoice ${number} in SCAYLE`
			: 'The order has no invoice in SCAYLE yet',
		description: 'Check shop key, country code, order and invoice number in the SCAYLE Panel.',
		isMissing: true,
	};
}

const isOnlyNamed = ({ event, currency }: Invoice) => !event && !currency;

/** What the order tells; it is the order of today, with whatever else was invoiced or corrected. */
async function completed(
	this: IExecuteFunctions,
	invoice: Invoice,
	{ apiUrl }: Environment,
	path: string,
	itemIndex: number,
): Promise<Invoice> {
	const findings = new Findings();
	const found = invoiceOfOrder(await fetchJson(this, order, request(apiUrl, path, { itemIndex })), findings);
	findings.add(
		'amounts-may-cover-whole-order',
		'totals',
		'These are the amounts of the whole order as it is now: compare them with the document',
	);
	return checkSums({
		...invoice,
		...found,
		totals: { ...invoice.totals, ...found.totals },
		references: { ...invoice.references, ...found.references },
		issues: findings.issues,
	});
}
