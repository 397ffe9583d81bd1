import type { IExecuteFunctions } from 'n8n-workflow';

/** A Node.js stream, by the type that n8n has for it. */
export type Stream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

export function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

export function discard(body: unknown) {
	if (isStream(body)) body.destroy();
}
