/** Paddle payloads and their items. */
import { paddle } from '../../../nodes/Paddle/provider';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import type { Environment } from '../../../nodes/shared/provider';
import { sampleJson } from '../../simulator/samples.mts';
import type { PaddleEvent } from '../../simulator/providers/paddle.mts';

export type Json = Record<string, unknown>;

export const ENVIRONMENT: Environment = paddle.environment({ environment: 'live' });
export const RECEIVED_AT = '2026-04-01T08:00:00.000Z';

export const normalize = (event: unknown, providerType = (event as PaddleEvent).event_type) =>
	paddle.events[providerType].normalize(
		{ providerType, payload: event, receivedAt: RECEIVED_AT, authentication: 'signature' },
		ENVIRONMENT,
	);

export function itemOf(event: unknown): Invoice {
	const result = normalize(event);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0];
}

export function errorOf(event: unknown): string {
	const result = normalize(event);
	return result.ok ? 'no error' : result.error.message;
}

/**
 * A sample's event.
 * @param change overrides members of `data`
 */
export function sample(file: string, change: Json = {}): PaddleEvent {
	const event = sampleJson<PaddleEvent>('paddle', `${file}.json`);
	return { ...event, data: { ...event.data, ...change } };
}

/** A sample's event with another value at a path such as `data.details.totals.tax`. */
export function changed(event: PaddleEvent, path: string, value: unknown): PaddleEvent {
	const copy = structuredClone(event);
	const keys = path.split('.');
	const parent = keys.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, copy as never);
	expect(parent).toHaveProperty([keys.at(-1)!]);
	parent[keys.at(-1)!] = value;
	return copy;
}

export const codes = ({ issues }: Invoice) => issues.map(({ code, path }) => `${code} ${path}`);
