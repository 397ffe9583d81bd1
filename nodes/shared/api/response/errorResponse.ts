/** A failed call, in the user's words. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { saidIn } from './errorBody';
import type { ApiResponse } from './outcome';
import type { Problem } from '../../result';

/** For an environment without an API URL: there is no address that may receive the key. */
export const withoutAddress = (displayName: string): Problem => ({
	message: `The ${displayName} credential does not say where the API is`,
	description: 'Its base URL must begin with https://. Correct it, and test the credential.',
});

const STATUS_ADVICE: Record<number, [happened: string, advice: string]> = {
	401: [
		'rejected the API key',
		'Check the key in the credential, and that it belongs to the chosen environment.',
	],
	403: ['does not allow this for the API key', 'Grant the key the permission, or use another key.'],
	404: [
		'could not find what was requested',
		'Check the ID. A new document can take some minutes: try again later.',
	],
	410: [
		'no longer has what was requested',
		'The link has expired. Fetch the invoice again to get a new one.',
	],
	429: ['received too many requests', 'Try again later, or let the workflow run with fewer items at a time.'],
};

/**
 * The meaning of an error status, with the provider's own message.
 * @param credential whose values must not appear in it
 */
export async function problemOf(
	displayName: string,
	response: Pick<ApiResponse, 'status' | 'body' | 'cut'>,
	credential: ICredentialDataDecryptedObject,
): Promise<Problem> {
	const [happened, advice] = STATUS_ADVICE[response.status] ?? [
		response.status >= 500 ? 'has a fault' : 'rejected the request',
		response.status >= 500
			? 'Try again later. If the problem persists, ask the provider.'
			: 'Check the fields of this node.',
	];
	const said = await saidIn(response, credential);
	return {
		message: `${displayName} ${happened} (HTTP ${response.status})`,
		description: said === null ? advice : `${advice} ${displayName} says: ${said}`,
	};
}
