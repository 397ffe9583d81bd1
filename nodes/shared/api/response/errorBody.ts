import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ApiResponse } from './outcome';
import { firstBytes, isStream } from './responseStream';
import { withoutSecrets } from './withoutSecrets';

/**
 * The provider's own message in the body of an error response: at most 200 characters, without secrets; null if none.
 */
export async function saidIn(
	response: Pick<ApiResponse, 'body' | 'cut'>,
	credential: ICredentialDataDecryptedObject = {},
): Promise<string | null> {
	const said = saidBy(await readSmall(response));
	// Remove secrets before shortening: one that is cut in half would not be found.
	return said === null ? null : withoutSecrets(said, credential).slice(0, 200);
}

/** How many errors of a list to search, and how deep: the first message found is used. */
const MOST_ERRORS = 10;
const DEEPEST = 3;

/** Providers use `message` or `detail`, at the top or in `errors[]` or `error`. */
function saidBy(body: unknown, depth = 0): string | null {
	if (depth > DEEPEST) return null;
	const object = typeof body === 'string' ? parseObject(body) : body;
	if (typeof object !== 'object' || object === null) return null;
	const { message, detail, code, errors, error } = object as Record<string, unknown>;
	const first = (Array.isArray(errors) ? errors.slice(0, MOST_ERRORS) : [error])
		.map((one) => saidBy(one, depth + 1))
		.find((said) => said !== null);
	const said = [message, detail, first, code].find((text) => typeof text === 'string' && text.trim() !== '');
	return typeof said === 'string' ? said : null;
}

function parseObject(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

const ERROR_BODY_BYTES = 64 * 1024;

/** At most 64 KB of a stream, as text; an already parsed body is returned unchanged. */
async function readSmall({ body, cut }: Pick<ApiResponse, 'body' | 'cut'>): Promise<unknown> {
	if (!isStream(body)) return body;
	try {
		return (await firstBytes(body, cut, ERROR_BODY_BYTES)).bytes.toString();
	} catch {
		return null;
	}
}
