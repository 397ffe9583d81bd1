import { safeParse } from '../shared/json/safeParse';
import type { RawEvent } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { envelope } from './schema';

/** One body is one event. */
export function split(body: unknown): Result<RawEvent[]> {
	const parsed = safeParse(envelope, body);
	return parsed.success
		? ok([{ providerType: parsed.data.event_type, payload: body }])
		: fail(
				'the body is not a Chargebee event (an ID, event_type and an object content are required)',
				'Check that only Chargebee calls this URL.',
			);
}
