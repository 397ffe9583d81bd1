/** Chargebee events and their invoices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { definitionOf, type Environment } from '../../../nodes/shared/provider';
import type { Result } from '../../../nodes/shared/result';
import { chargebee } from '../../../nodes/Chargebee/provider';
import { sampleJson } from '../../simulator/samples.mts';

const RECEIVED_AT = '2026-04-01T08:00:00.000Z';
export const ENVIRONMENT: Environment = { apiUrl: 'https://acme-test.chargebee.com/api/v2', live: false };
const ALL = Object.keys(chargebee.events);

export const FULL = 'invoice_generated.json';

/** A sample with changes by dotted path; undefined removes. */
export function event(file: string, changes: Record<string, unknown> = {}): unknown {
	const body = sampleJson<object>('chargebee', file);
	for (const [path, value] of Object.entries(changes)) change(body, path, value);
	return body;
}

/** Sets the value at a dotted path; undefined removes it. */
export function change(body: object, path: string, value: unknown): void {
	const steps = path.split('.');
	const last = steps.pop()!;
	const parent = steps.reduce(
		(at, step) => at[step] as Record<string, unknown>,
		body as Record<string, unknown>,
	);
	if (value === undefined) delete parent[last];
	else parent[last] = value;
}

/** Turns a verified body into invoices, like `webhook()` and `execute()`. */
export function normalize(body: unknown, environment = ENVIRONMENT): Result<Invoice[]> {
	const split = chargebee.split(body, { headers: {}, selected: ALL });
	if (!split.ok) return split;
	const [raw] = split.value;
	const definition = definitionOf(chargebee, raw.providerType);
	if (definition === undefined) return { ok: false, error: { message: 'ignored', description: '' } };
	const received = { ...raw, receivedAt: RECEIVED_AT, authentication: 'basicAuth' as const };
	return definition.normalize(received, environment);
}

export type Emitted = Invoice & { event: InvoiceEvent };

/** The only invoice of a valid event. */
export function invoiceOf(body: unknown, environment?: Environment): Emitted {
	const result = normalize(body, environment);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0] as Emitted;
}

export const codes = ({ issues }: Invoice) => issues.map(({ code }) => code);

/** The reviewed items for a sample, without raw. */
export const golden = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/chargebee', file), 'utf8'));
