import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import { referencesOf } from '../shared/invoice/build';
import { checkSums } from '../shared/invoice/checks';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { readAdjustment } from './adjustment';
import { request } from './api';
import { adjustmentsAnswer, transactionAnswer } from './schema';
import { readTransaction } from './transaction';

type Ask = <T>(schema: z.ZodType<T>, path: string, query: Record<string, string>) => Promise<T>;

/** The API's data on an invoice or adjustment, in the normal form. */
interface Fetched {
	invoice: Invoice;
	sent: unknown;
}

/**
 * Adds number and buyer, and to a credit note the invoice that it is for. Where only the id is known, everything comes
 * from the API. The status remains that of the event.
 */
export async function details(
	this: IExecuteFunctions,
	known: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	const id = String(known.id ?? '');
	if (!/^(txn|adj)_/.test(id)) {
		throw new NodeOperationError(
			this.getNode(),
			'The item does not name a transaction or an adjustment of Paddle',
			{
				description:
					'Its ID begins with txn_ or adj_. Use the item of the trigger as it is, or choose Paddle as Invoice From and type the ID.',
				itemIndex,
			},
		);
	}
	const findings = new Findings();
	const ask: Ask = async (schema, path, query) =>
		await fetchJson(this, schema, request(environment.apiUrl, path, { query, itemIndex }), findings);
	const { invoice, sent } = id.startsWith('adj_')
		? await fetchAdjustment.call(this, ask, id, environment, itemIndex)
		: await fetchTransaction(ask, id, environment);
	const whole = checkSums(invoice);
	if (known.event === null) {
		return {
			...whole,
			issues: [...known.issues, ...whole.issues, ...findings.issues],
			raw: known.raw ?? sent,
		};
	}
	return {
		...known,
		number: known.number ?? whole.number,
		precedingInvoiceNumber: known.precedingInvoiceNumber ?? whole.precedingInvoiceNumber,
		buyer: whole.buyer ?? known.buyer,
		lines: known.lines.map((line, index) => withSold(line, whole.lines[index])),
		document:
			known.document && whole.document
				? { ...known.document, fileName: whole.document.fileName }
				: known.document,
		// All others, such as the total after refunds, may have changed since the event.
		references: { ...referencesOf({ invoiceId: whole.references.invoiceId }), ...known.references },
		issues: [
			...known.issues.filter(({ code }) => whole.number === null || code !== 'number-missing'),
			...findings.issues,
		],
	};
}

type Line = Invoice['lines'][number];

/** Adds from the line sold what the adjustment does not repeat. */
const withSold = (line: Line, sold: Line | undefined): Line =>
	sold?.id !== line.id
		? line
		: {
				...line,
				sku: line.sku ?? sold.sku,
				description: line.description ?? sold.description,
				taxRate: line.taxRate ?? sold.taxRate,
			};

async function fetchTransaction(ask: Ask, id: string, environment: Environment): Promise<Fetched> {
	const { data } = await ask(transactionAnswer, `/transactions/${urlPart(id)}`, {
		include: 'customer,address,business',
	});
	return { invoice: readTransaction(data.read, environment), sent: data.sent };
}

async function fetchAdjustment(
	this: IExecuteFunctions,
	ask: Ask,
	id: string,
	environment: Environment,
	itemIndex: number,
): Promise<Fetched> {
	const { data } = await ask(adjustmentsAnswer, '/adjustments', { id });
	const found = data.find(({ read }) => read.id === id);
	if (found === undefined) {
		throw new NodeOperationError(this.getNode(), `Paddle has no adjustment ${id.slice(0, 60)}`, {
			description: 'Check the ID, and that the credential is for the same account: live or sandbox.',
			itemIndex,
		});
	}
	const { transaction_id: transactionId } = found.read;
	const transaction = transactionId
		? await ask(transactionAnswer, `/transactions/${urlPart(transactionId)}`, {
				include: 'customer,address,business',
			})
		: null;
	return {
		invoice: readAdjustment(found.read, environment, transaction?.data.read ?? null),
		sent: found.sent,
	};
}
