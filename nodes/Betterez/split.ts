import type { RawEvent, SplitRequest } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { CREATED, UPDATED } from './events';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const SECOND = 1000;

/** Removes the key of the API call behind the event wherever it occurs: it is a secret. */
export const withoutApiKey = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value, (name, member: unknown) => (name === 'apiKey' ? undefined : member)));

/**
 * One body is one event. Two forms are documented: the envelope with `event`, and `{ providerId, apiKey, data }`, which
 * does not name its event.
 */
export function split(body: unknown, { selected }: Pick<SplitRequest, 'selected'>): Result<RawEvent[]> {
	const providerType = isObject(body) ? nameOf(body, selected) : null;
	if (providerType === null) {
		return fail(
			'the body is not a Betterez event (event, or data with _id, is required)',
			'Check that only Betterez calls this URL.',
		);
	}
	// These carry the certifier's signing key, which must not even reach the execution data.
	if (providerType.startsWith('invoice_providers.')) return ok([]);
	return ok([{ providerType, payload: withoutApiKey(body) }]);
}

function nameOf({ event, data }: Json, selected: readonly string[]): string | null {
	if (typeof event === 'string' && event !== '') return event;
	if (!isObject(data) || typeof data._id !== 'string') return null;
	const [only] = selected;
	if (only !== undefined && selected.length === 1) return only;
	const [created, updated] = [data.createdAt, data.updatedAt].map(timeOf);
	return created && updated && updated - created > SECOND ? UPDATED : CREATED;
}

/** Milliseconds since 1970; NaN for any other text. */
function timeOf(when: unknown): number {
	const text = isObject(when) ? when.value : when;
	return typeof text === 'string' ? Date.parse(text) : NaN;
}
