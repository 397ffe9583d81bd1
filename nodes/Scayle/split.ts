import { safeParse } from '../shared/json/safeParse';
import type { RawEvent, SplitRequest } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { GUESSED, guessName } from './events';
import { envelope } from './schema';

/** One body is one event, which the older Checkout Webhooks do not name. */
export function split(body: unknown, { selected }: SplitRequest): Result<RawEvent[]> {
	const parsed = safeParse(envelope, body);
	if (!parsed.success) {
		return fail(
			'the body is not a SCAYLE event (an object payload is required)',
			'Check that only SCAYLE calls this URL.',
		);
	}
	const { type, payload } = parsed.data;
	if (type) return ok([{ providerType: type, payload: body }]);
	const providerType = guessName(payload, selected) ?? '';
	return ok([
		{ providerType, payload: body, ...(selected.length > 1 ? { meta: { eventName: GUESSED } } : {}) },
	]);
}
