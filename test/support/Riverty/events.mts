/** Shared by the Riverty tests. */
import { webhookSamplesOf, sampleBytes } from '../../simulator/samples.mts';
import { UAT_URL } from '../../../nodes/Riverty/environment';
import { riverty } from '../../../nodes/Riverty/provider';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { parseJson } from '../../../nodes/shared/json/parse';
import type { Environment, RawEvent } from '../../../nodes/shared/provider';

export const RECEIVED_AT = '2026-03-16T02:11:20.000Z';
export const UAT: Environment = riverty.environment({ environment: UAT_URL });

export const SAMPLES = webhookSamplesOf('riverty').map(({ file }) => file);

/** The notifications in a body, split like the trigger does. */
export function eventsOf(body: Uint8Array): RawEvent[] {
	const parsed = parseJson(body);
	if (!parsed.ok) throw new Error(parsed.message);
	const split = riverty.split(parsed.value, { headers: {}, selected: Object.keys(riverty.events) });
	if (!split.ok) throw new Error(split.error.message);
	return split.value;
}

export const sampleEvents = (file: string) => eventsOf(sampleBytes('riverty', file));

/** Normalizes an event that the node offers, like `execute()`. */
export function normalized(event: RawEvent, environment: Environment = UAT) {
	const received = { ...event, receivedAt: RECEIVED_AT, authentication: 'urlToken' as const };
	return riverty.events[event.providerType].normalize(received, environment);
}

/** The items of a valid event. */
export function itemsOf(event: RawEvent, environment: Environment = UAT): Invoice[] {
	const result = normalized(event, environment);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** The item of an `accounting/invoiceCreated` with these parameters, which include an `invoiceReference`. */
export function invoiceOf(parameters: Record<string, unknown>, environment: Environment = UAT): Invoice {
	const type = 'accounting/invoiceCreated';
	const payload = { type, parameters: { invoiceReference: 'R-1', currency: 'EUR', ...parameters } };
	return itemsOf({ providerType: type, payload }, environment)[0];
}

export const codesOf = ({ issues }: Invoice) => issues.map(({ code, path }) => `${code} ${path}`);
