/** Betterez events and their items. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { betterez } from '../../../nodes/Betterez/provider';
import type { Invoice, InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import type { Environment } from '../../../nodes/shared/provider';
import { sampleJson } from '../../simulator/samples.mts';

export type Json = Record<string, unknown>;

export const DOCUMENTED = 'invoices-created-documented.json';
export const FEL = 'invoices-created-fel-gtdocumento.json';
export const HACIENDA = 'invoices-updated-hacienda-v44.json';
export const BARE = 'invoices-created-without-envelope.json';
export const SAMPLES = [DOCUMENTED, FEL, HACIENDA, BARE];

export const ALL = Object.keys(betterez.events);
const ENVIRONMENT: Environment = betterez.environment({});
export const RECEIVED_AT = '2026-04-01T08:00:00.000Z';

export const golden = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(process.cwd(), 'test/golden/betterez', file), 'utf8'));

/** A sample with changes in the envelope and in `data`; undefined removes a member. */
export function event(file: string, data: Json = {}, envelope: Json = {}): Json {
	const sample = sampleJson<Json>('betterez', file);
	return JSON.parse(
		JSON.stringify({ ...sample, ...envelope, data: { ...(sample.data as Json), ...data } }),
	) as Json;
}

/** Splits and normalizes a body like the trigger. */
export function normalize(body: unknown, selected: readonly string[] = ALL) {
	const events = betterez.split(body, { headers: {}, selected });
	if (!events.ok) throw new Error(events.error.message);
	const [first] = events.value;
	return betterez.events[first.providerType].normalize(
		{ ...first, receivedAt: RECEIVED_AT, authentication: 'signature' },
		ENVIRONMENT,
	);
}

export function itemOf(body: unknown, selected?: readonly string[]): Invoice & { event: InvoiceEvent } {
	const result = normalize(body, selected);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0] as Invoice & { event: InvoiceEvent };
}

export const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
export const codes = ({ issues }: Invoice) => issues.map(({ code, path: at }) => `${code} ${at}`);
