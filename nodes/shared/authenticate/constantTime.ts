import { hash, timingSafeEqual } from 'node:crypto';

/** By way of a text of one character for a byte, which `hash` makes in half the time that bytes take it. */
const digest = (value: string | Uint8Array) => Buffer.from(hash('sha256', value, 'binary'), 'binary');

/** Compares two secrets of any length in a time that depends on neither content nor common prefix. */
export function equalSecrets(a: string | Uint8Array, b: string | Uint8Array): boolean {
	return timingSafeEqual(digest(a), digest(b));
}
