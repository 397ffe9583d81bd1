import { safeParse } from '../shared/json/safeParse';
import type { RawEvent } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { knownType } from './events';
import { notification } from './schema';

/** Bounds the items that n8n stores for one request. */
const MOST_ELEMENTS = 10_000;

/**
 * One notification or an array of them: all examples have one, but nothing excludes several. An invalid element fails
 * in its own execution without affecting the others.
 */
export function split(body: unknown): Result<RawEvent[]> {
	const elements: unknown[] = Array.isArray(body) ? body : [body];
	if (elements.length > MOST_ELEMENTS) {
		return fail(
			`the body holds more than ${MOST_ELEMENTS} notifications`,
			'Check that only Riverty calls this URL.',
		);
	}
	const events = elements.map((element, index): RawEvent => {
		const parsed = safeParse(notification, element);
		return parsed.success
			? { providerType: knownType(parsed.data.type), payload: element }
			: { providerType: '', payload: element, malformed: `element ${index + 1} of ${elements.length}` };
	});
	return events.every(({ malformed }) => malformed !== undefined) && events.length > 0
		? fail(
				'the body is not a Riverty notification (type is required)',
				'Check that only Riverty calls this URL.',
			)
		: ok(events);
}
