import { parseJson } from '../../json/parse';
import { fail, ok, type Result } from '../../result';
import type { ApiResponse } from './outcome';
import { firstBytes, isStream } from './responseStream';

/** Far more than any page of a list or any invoice has. */
const MOST_MEGABYTES = 16;

const ADVICE =
	'No provider is known to send such a response, so it was not read. Check the base URL in the credential. If it is right, ask the provider what its API returns.';

/**
 * The body of an API response: its JSON value, or its text if it is not JSON ('' without a body). The limits apply to
 * the decompressed bytes.
 * @throws the stream's error
 */
export async function readAnswer(
	displayName: string,
	{ body, cut }: Pick<ApiResponse, 'body' | 'cut'>,
): Promise<Result<unknown>> {
	if (!isStream(body)) return ok(body);
	const { bytes, isWhole } = await firstBytes(body, cut, MOST_MEGABYTES * 1024 * 1024);
	if (!isWhole) return fail(`${displayName} answered with more than ${MOST_MEGABYTES} MB`, ADVICE);
	let parsed = parseJson(bytes);
	// Replace invalid UTF-8 with U+FFFD: a single name in another encoding must not lose an invoice.
	if (!parsed.ok && parsed.reason === 'not-utf-8') parsed = parseJson(Buffer.from(bytes.toString()));
	if (parsed.ok) return ok(parsed.value);
	if (parsed.reason === 'too-much') {
		return fail(`${displayName} answered with JSON that cannot be read: ${parsed.message}`, ADVICE);
	}
	return ok(bytes.toString());
}
