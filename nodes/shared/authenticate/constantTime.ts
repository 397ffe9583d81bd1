import { hash, timingSafeEqual } from 'node:crypto';

/** Hash to a binary string, which takes half the time of a buffer. */
const digest = (value: string | Uint8Array) => Buffer.from(hash('sha256', value, 'binary'), 'binary');

/** Compares two secrets of any length in a time that depends neither on their content nor on a common prefix. */
export function equalSecrets(a: string | Uint8Array, b: string | Uint8Array): boolean {
	return timingSafeEqual(digest(a), digest(b));
}
