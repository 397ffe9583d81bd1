/** Stripe events and their invoices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripe } from '../../../nodes/Stripe/provider';
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { definitionOf, type ReceivedEvent } from '../../../nodes/shared/provider';
import type { Result } from '../../../nodes/shared/result';
import { sampleJson } from '../../simulator/samples.mts';

export const RECEIVED_AT = '2026-04-01T12:00:00.000Z';
export const ENVIRONMENT = stripe.environment({});

type Json = Record<string, unknown>;

/** A sample with changes by dotted path; undefined removes. */
export function sample(file: string, changes: Json = {}): unknown {
	const json = sampleJson<Json>('stripe', file);
	for (const [at, value] of Object.entries(changes)) {
		const steps = at.split('.');
		const last = steps.pop()!;
		const parent = steps.reduce((node, step) => node[step] as Json, json);
		if (value === undefined) delete parent[last];
		else parent[last] = value;
	}
	return json;
}

const received = (payload: unknown, providerType: string): ReceivedEvent => ({
	providerType,
	payload,
	receivedAt: RECEIVED_AT,
	authentication: 'signature',
});

/** Turns a verified body into invoices, like `webhook()` and `execute()`. */
export function normalize(body: unknown): Result<Invoice[]> {
	const split = stripe.split(body, { headers: {}, selected: [] });
	if (!split.ok) return split;
	const [{ payload, providerType }] = split.value as [ReceivedEvent];
	const definition = definitionOf(stripe, providerType);
	if (definition === undefined) return { ok: false, error: { message: 'ignored', description: '' } };
	return definition.normalize(received(payload, providerType), ENVIRONMENT);
}

/** The only invoice of a valid event. */
export function invoiceOf(body: unknown): Invoice & { event: InvoiceEvent } {
	const result = normalize(body);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0] as Invoice & { event: InvoiceEvent };
}

/** An event about an object in either shape. */
export const eventWith = (object: Json, type = 'invoice.finalized'): Json => ({
	id: 'evt_1',
	object: 'event',
	created: 1775005201,
	livemode: false,
	type,
	data: { object },
});

export const golden = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/stripe', file), 'utf8'));

export const codes = ({ issues }: Pick<Invoice, 'issues'>) =>
	issues.map((issue) => `${issue.code} ${issue.path}`);
