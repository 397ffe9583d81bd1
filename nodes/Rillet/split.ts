import type { RawEvent, SplitRequest } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';
import { eventHeaders, providerTypeOf } from './headers';

/** One body is one event, named by the headers. */
export function split(body: unknown, { headers }: SplitRequest): Result<RawEvent[]> {
	const meta = eventHeaders(headers);
	return meta === null
		? fail(
				'the request has no X-Rillet-Id, -Timestamp, -Entity or -Event header, which name the event',
				'Check that only Rillet calls this URL.',
			)
		: ok([{ providerType: providerTypeOf(meta), payload: body, meta }]);
}
