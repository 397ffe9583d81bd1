/** SCAYLE events and their invoices. */
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { definitionOf, type Environment } from '../../../nodes/shared/provider';
import type { Result } from '../../../nodes/shared/result';
import { scayle } from '../../../nodes/Scayle/provider';
import { sampleJson } from '../../simulator/samples.mts';

const RECEIVED_AT = '2026-04-01T08:00:00.000Z';
export const ENVIRONMENT: Environment = {
	apiUrl: 'https://acme-live.admin.api.scayle.cloud/api/admin/v1',
	live: null,
};
export const ALL = Object.keys(scayle.events);

export const ADMIN = 'order-invoiced-admin-webhook.json';
export const OLDER = 'order-invoiced-older-envelope.json';
export const YEN = 'order-corrective-invoiced-jpy.json';

/** A sample with changes by dotted path; undefined removes. */
export function event(file: string, changes: Record<string, unknown> = {}): unknown {
	const body = sampleJson<object>('scayle', file);
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
export function normalize(body: unknown, selected: readonly string[] = ALL): Result<Invoice[]> {
	const split = scayle.split(body, { headers: {}, selected });
	if (!split.ok) return split;
	const [raw] = split.value;
	const definition = definitionOf(scayle, raw.providerType);
	if (definition === undefined) return { ok: false, error: { message: 'ignored', description: '' } };
	const received = { ...raw, receivedAt: RECEIVED_AT, authentication: 'basicAuth' as const };
	return definition.normalize(received, ENVIRONMENT);
}

export type Emitted = Invoice & { event: InvoiceEvent };

/** The only invoice of a valid event. */
export function invoiceOf(body: unknown, selected?: readonly string[]): Emitted {
	const result = normalize(body, selected);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0] as Emitted;
}

export const codes = ({ issues }: Invoice) => issues.map(({ code }) => code);
