/** Rillet payloads and their items. */
import { rillet } from '../../../nodes/Rillet/provider';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import type { Environment, ReceivedEvent } from '../../../nodes/shared/provider';
import { sampleJson } from '../../simulator/samples.mts';

export type Json = Record<string, unknown>;

const ENVIRONMENT: Environment = rillet.environment({ environment: 'production' });
export const RECEIVED_AT = '2026-02-10T08:00:00.000Z';
export const META = {
	id: '7d0f5f7e-2f3b-4c55-9a4e-0b8f6c1d2e3f',
	timestamp: '2026-01-15T12:00:00.000Z',
	entity: 'INVOICE',
	event: 'CREATED',
};

export function normalize(payload: unknown, providerType: string, more: Partial<ReceivedEvent> = {}) {
	const received: ReceivedEvent = {
		providerType,
		payload,
		meta: META,
		receivedAt: RECEIVED_AT,
		authentication: 'signature',
		...more,
	};
	return rillet.events[providerType].normalize(received, ENVIRONMENT);
}

export function itemOf(
	payload: unknown,
	providerType = 'invoice-created',
	more: Partial<ReceivedEvent> = {},
): Invoice {
	const result = normalize(payload, providerType, more);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value).toHaveLength(1);
	return result.value[0];
}

export function errorOf(payload: unknown, providerType = 'invoice-created'): string {
	const result = normalize(payload, providerType);
	return result.ok ? 'no error' : result.error.message;
}

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const invoice = (change: Json = {}): Json => ({
	...sampleJson<Json>('rillet', 'invoice-created.json'),
	...change,
});
export const invoiceWithItems = (items: Json[], change: Json = {}): Json => {
	const [model] = sampleJson<{ items: Json[] }>('rillet', 'invoice-created.json').items;
	return invoice({ items: items.map((item) => ({ ...model, ...item })), ...change });
};
export const memo = (change: Json = {}): Json => ({
	...sampleJson<Json>('rillet', 'credit-memo-created.json'),
	...change,
});
export const codes = ({ issues }: Invoice) => issues.map(({ code, path: at }) => `${code} ${at}`);
