import { safeParse } from '../shared/json/safeParse';
import type { RawEvent } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { knownType } from './events';
import { notification } from './schema';

/** One notification, or an array of them: the examples show one, nothing excludes several. */
export function split(body: unknown): Result<RawEvent[]> {
	const events: RawEvent[] = [];
	const elements: unknown[] = Array.isArray(body) ? body : [body];
	for (const element of elements) {
		const parsed = safeParse(notification, element);
		if (!parsed.success) {
			return fail(
				'the body is not a Riverty notification (type is required)',
				'Check that only Riverty calls this URL.',
			);
		}
		events.push({ providerType: knownType(parsed.data.type), payload: element });
	}
	return ok(events);
}
