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
				'the body is not an event of Paddle Billing (event_id, event_type and data are required)',
				'Check that only Paddle calls this URL. Webhooks of Paddle Classic have another form, which is not supported.',
			);
}
