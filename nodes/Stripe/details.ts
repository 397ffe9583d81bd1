import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { fetchJson } from '../shared/api/fetchJson';
import { fewAtATime } from '../shared/api/fewAtATime';
import { urlPart } from '../shared/api/origin';
import { entitiesOf } from '../shared/api/pages';
import { checkSums } from '../shared/invoice/checks';
import { referencesOf } from '../shared/invoice/build';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import { withSource } from '../shared/json/fields';
import type { Environment } from '../shared/provider';
import { asAccountOf, indexed, request } from './api';
import { invoiceIdOf, readCreditNote } from './creditNote';
import { pathOf } from './document';
import { readInvoice } from './invoice';
import {
	creditNote,
	invoice,
	linePage,
	shippingTaxes,
	taxRate,
	type StripeCreditNote,
	type StripeInvoice,
	type StripeLine,
	type TaxRate,
} from './schema';
import { unknownTaxRates } from './taxes';

type Ask = <T>(
	schema: z.ZodType<T>,
	path: string,
	query?: Record<string, string | number>,
	expect?: readonly number[],
) => Promise<T>;

/** More than any invoice has; limits the calls for one. */
const MOST_TAX_RATES = 100;

/** Cached: the invoices of one execution share tax rates. */
const ratesIn = new WeakMap<IExecuteFunctions, Map<string, TaxRate>>();

/**
 * The invoice or credit note as the API has it now, with what events lack: the lines after the tenth, tax percentages,
 * the seller's tax IDs, and for a credit note the number and parties of its invoice.
 */
export async function details(
	this: IExecuteFunctions,
	known: Invoice,
	{ apiUrl }: Environment,
	itemIndex: number,
): Promise<Invoice> {
	if (known.id === null || known.event?.type === 'invoice.deleted') {
		const issue = {
			code: 'details-not-fetched',
			path: 'id',
			message: 'What was deleted in Stripe can no longer be fetched',
		};
		return { ...known, issues: [...known.issues, issue] };
	}
	const findings = new Findings();
	const ask: Ask = async (schema, path, query, expect) =>
		await fetchJson(
			this,
			schema,
			request(apiUrl, path, { query, itemIndex, expect, headers: asAccountOf(known) }),
			findings,
		);
	const path = pathOf(known);
	const { fetched, raw } = path.startsWith('/credit_notes/')
		? await fetchCreditNote.call(this, ask, path)
		: await fetchInvoice.call(this, ask, path);
	const whole = checkSums({ ...fetched, issues: [...fetched.issues, ...findings.issues] });
	const { accountId } = known.references;
	const references = { ...whole.references, ...referencesOf({ accountId }) };
	return { ...whole, references, event: known.event, raw: known.raw ?? raw };
}

interface Fetched {
	fetched: Invoice;
	raw: unknown;
}

async function fetchInvoice(this: IExecuteFunctions, ask: Ask, path: string): Promise<Fetched> {
	const query = { ...indexed('expand', ['account_tax_ids', 'from_invoice.invoice']) } as Record<
		string,
		string
	>;
	const { read, sent } = await ask(withSource(invoice), path, query);
	const whole = await withShippingTaxes(ask, path, await withAllLines(this, ask, path, read));
	return { fetched: readInvoice(whole, await taxRates.call(this, ask, whole)), raw: sent };
}

async function fetchCreditNote(this: IExecuteFunctions, ask: Ask, path: string): Promise<Fetched> {
	const { read, sent } = await ask(withSource(creditNote), path);
	const whole = await withShippingTaxes(ask, path, await withAllLines(this, ask, path, read));
	const rates = await taxRates.call(this, ask, whole);
	const invoiceId = invoiceIdOf(whole);
	if (invoiceId === undefined) return { fetched: readCreditNote(whole, rates), raw: sent };
	const query = { ...indexed('expand', ['account_tax_ids']) } as Record<string, string>;
	const credited = await ask(invoice, `/invoices/${urlPart(invoiceId)}`, query);
	const { seller, buyer, shipTo, number, orderReference } = readInvoice(credited);
	const note = readCreditNote(whole, rates, credited);
	return {
		fetched: {
			...note,
			seller,
			buyer: buyer ?? note.buyer,
			shipTo,
			orderReference,
			precedingInvoiceNumber: number,
		},
		raw: sent,
	};
}

/**
 * Stripe leaves out the taxes of the shipping, unless asked for them. The types do not say for which documents one can
 * ask, and Stripe rejects all of a call that asks for too much, so this is a call of its own.
 */
async function withShippingTaxes<T extends StripeInvoice | StripeCreditNote>(
	ask: Ask,
	path: string,
	document: T,
): Promise<T> {
	if (!document.shipping_cost || document.shipping_cost.taxes) return document;
	const query = { ...indexed('expand', ['shipping_cost.taxes']) } as Record<string, string>;
	const { shipping_cost } = await ask(shippingTaxes, path, query, [400]);
	return shipping_cost ? { ...document, shipping_cost } : document;
}

async function withAllLines<T extends StripeInvoice | StripeCreditNote>(
	context: IExecuteFunctions,
	ask: Ask,
	path: string,
	document: T,
): Promise<T> {
	if (!document.lines?.has_more) return document;
	const lines: StripeLine[] = [];
	let isCut = false;
	const page = async (startingAfter: string | null) => {
		const query = { limit: 100, ...(startingAfter === null ? {} : { starting_after: startingAfter }) };
		const { data, has_more } = await ask(linePage, `${path}/lines`, query);
		isCut = has_more === true;
		return { entities: data, next: has_more ? (data.at(-1)?.id ?? null) : null };
	};
	// Lines without an ID are no repetitions of each other.
	for await (const line of entitiesOf(context, page, ({ id }) => id ?? `line ${lines.length}`))
		lines.push(line);
	return { ...document, lines: { data: lines, has_more: isCut } };
}

/** The tax rates that a document contains only as ids. */
async function taxRates(
	this: IExecuteFunctions,
	ask: Ask,
	document: StripeInvoice | StripeCreditNote,
): Promise<Map<string, TaxRate>> {
	const cache = ratesIn.get(this) ?? new Map<string, TaxRate>();
	ratesIn.set(this, cache);
	const wanted = unknownTaxRates(document).filter((id) => !cache.has(id));
	await fewAtATime(Math.min(wanted.length, MOST_TAX_RATES), 5, async (index) => {
		const id = wanted[index]!;
		cache.set(id, await ask(taxRate, `/tax_rates/${urlPart(id)}`));
	});
	return cache;
}
