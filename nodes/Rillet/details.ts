import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { checkSums } from '../shared/invoice/checks';
import { fetchJson } from '../shared/api/fetchJson';
import { withSource } from '../shared/json/fields';
import { Findings } from '../shared/invoice/findings';
import { partyOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { request } from './api';
import { readCreditMemo } from './creditMemo';
import { readInvoice } from './invoice';
import { addressOf } from './parties';
import { creditMemo, customer, invoice, subsidiary, type Customer, type Subsidiary } from './schema';

type Ask = <T>(schema: z.ZodType<T>, path: string) => Promise<T>;

interface Known {
	customers: Map<string, Customer>;
	subsidiaries: Map<string, Subsidiary>;
}

/** Cached: many invoices of one execution share a buyer and a seller, and Rillet permits 60 calls a minute. */
const knownIn = new WeakMap<IExecuteFunctions, Known>();

/**
 * Adds the names of buyer and seller. When only the id of the invoice is known (a payment, a typed id),
 * the invoice itself is fetched first.
 */
export async function details(
	this: IExecuteFunctions,
	known: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Invoice> {
	if (known.id === null || known.event?.type.endsWith('.deleted')) {
		const issue = {
			code: 'details-not-fetched',
			path: 'id',
			message: 'What was deleted in Rillet can no longer be fetched',
		};
		return { ...known, issues: [...known.issues, issue] };
	}
	const findings = new Findings();
	const ask: Ask = async (schema, path) =>
		await fetchJson(this, schema, request(environment.apiUrl, path, { itemIndex }), findings);
	const whole = known.number === null ? await fetchWhole(ask, known, known.id, environment) : known;

	const cache = knownIn.get(this) ?? { customers: new Map(), subsidiaries: new Map() };
	knownIn.set(this, cache);
	const { customerNumber, references } = whole;
	const buyer = customerNumber
		? await once(cache.customers, customerNumber, async (id) => await ask(customer, `/customers/${id}`))
		: null;
	const seller = references.subsidiaryId
		? await once(
				cache.subsidiaries,
				references.subsidiaryId,
				async (id) => await ask(subsidiary, `/subsidiaries/${id}`),
			)
		: null;
	return withNames(whole, buyer, seller, findings);
}

/** @param fetch receives the id encoded for a path */
async function once<T>(found: Map<string, T>, id: string, fetch: (id: string) => Promise<T>): Promise<T> {
	const value = found.get(id) ?? (await fetch(urlPart(id)));
	found.set(id, value);
	return value;
}

async function fetchWhole(ask: Ask, known: Invoice, id: string, environment: Environment): Promise<Invoice> {
	const { fetched, raw } =
		known.kind === 'creditNote' ? await fetchCreditMemo(ask, id) : await fetchInvoice(ask, id, environment);
	const whole = checkSums(fetched);
	return {
		...whole,
		event: known.event,
		references: { ...whole.references, ...known.references },
		issues: [...known.issues, ...whole.issues],
		raw: known.raw ?? raw,
	};
}

async function fetchInvoice(ask: Ask, id: string, environment: Environment) {
	const answer = await ask(withSource(invoice), `/invoices/${urlPart(id)}`);
	return { fetched: readInvoice(answer.read, environment), raw: answer.sent };
}

async function fetchCreditMemo(ask: Ask, id: string) {
	const answer = await ask(withSource(creditMemo), `/credit-memos/${urlPart(id)}`);
	return { fetched: readCreditMemo(answer.read), raw: answer.sent };
}

function withNames(
	invoice: Invoice,
	buyer: Customer | null,
	seller: Subsidiary | null,
	findings: Findings,
): Invoice {
	const named = seller && {
		...invoice.seller,
		name: seller.trade_name,
		companyName: seller.trade_name,
	};
	const bought = buyer && {
		...invoice.buyer,
		name: buyer.name,
		companyName: buyer.name_on_invoice ?? buyer.name,
		email: buyer.emails.find(({ type }) => type === 'MAIN_SENDER')?.email ?? null,
		address: invoice.buyer?.address ?? addressOf(buyer.address, 'buyer', findings),
	};
	return {
		...invoice,
		seller: named ? partyOf(named) : invoice.seller,
		buyer: bought ? partyOf(bought) : invoice.buyer,
		shipTo: invoice.shipTo ?? partyOf({ address: addressOf(buyer?.shipping_address, 'shipTo', findings) }),
		issues: [...invoice.issues, ...findings.issues],
	};
}
