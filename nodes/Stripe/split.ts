import { safeParse } from '../shared/json/safeParse';
import type { RawEvent } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { envelope, thinEvent } from './schema';

/** One body is one event. */
export function split(body: unknown): Result<RawEvent[]> {
	const parsed = safeParse(envelope, body);
	if (parsed.success) return ok([{ providerType: parsed.data.type, payload: body }]);
	return safeParse(thinEvent, body).success
		? fail(
				'Stripe sent a thin event, which names an object but does not contain it',
				'In Stripe open Workbench > Webhooks, and make a destination with the payload style Snapshot.',
			)
		: fail(
				'the body is not a Stripe event (id, type and data.object are required)',
				'Check that only Stripe calls this URL.',
			);
}
