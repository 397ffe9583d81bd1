/** Digital River events and their invoices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digitalRiver } from '../../../nodes/DigitalRiver/provider';
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { definitionOf, type ReceivedEvent } from '../../../nodes/shared/provider';
import type { Result } from '../../../nodes/shared/result';
import { sampleJson } from '../../simulator/samples.mts';

export const RECEIVED_AT = '2026-01-15T12:00:00.000Z';
export const ENVIRONMENT = digitalRiver.environment({ product: 'digitalRiver' });

export const FILE_EVENT = 'order.invoice.created.digital-river-api.json';
export const COMMERCE_EVENT = 'order.invoice.created.commerce-api.json';
export const INVOICE_EVENT = 'invoice.paid.json';
export const ORDER = 'api.order.json';
export const COMMERCE_ORDER = 'api.order.commerce-api.json';

/** A sample with changes by dotted path; undefined removes. */
export function sample(file: string, changes: Record<string, unknown> = {}): unknown {
	const json = sampleJson<object>('digitalRiver', file);
	for (const [at, value] of Object.entries(changes)) change(json, at, value);
	return json;
}

function change(json: object, at: string, value: unknown): void {
	const steps = at.split('.');
	const last = steps.pop()!;
	const parent = steps.reduce((node, step) => node[step] as Json, json as Json);
	if (value === undefined) delete parent[last];
	else parent[last] = value;
}

type Json = Record<string, unknown>;

/** Dotted paths of everything inside a value, including containers. */
export function pathsIn(value: unknown, at = ''): string[] {
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [`${at}${key}`, ...pathsIn(inner, `${at}${key}.`)])
		: [];
}

export function received(payload: unknown, providerType: string): ReceivedEvent {
	return { providerType, payload, receivedAt: RECEIVED_AT, authentication: 'signature' };
}

/** Turns a verified body into invoices, like `webhook()` and `execute()`. */
export function normalize(body: unknown): Result<Invoice[]> {
	const split = digitalRiver.split(body, { headers: {}, selected: [] });
	if (!split.ok) return split;
	const [{ payload, providerType }] = split.value;
	const definition = definitionOf(digitalRiver, providerType);
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

/** The reviewed items for a sample, without raw. */
export const golden = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/digitalRiver', file), 'utf8'));

export const codes = ({ issues }: Pick<Invoice, 'issues'>) =>
	issues.map((issue) => `${issue.code} ${issue.path}`);
