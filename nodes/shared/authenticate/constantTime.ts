import { hash, timingSafeEqual } from 'node:crypto';

const digest = (value: string | Uint8Array) => hash('sha256', value, 'buffer');

/** Compares two secrets of any length in a time that depends on neither content nor common prefix. */
export function equalSecrets(a: string | Uint8Array, b: string | Uint8Array): boolean {
	return timingSafeEqual(digest(a), digest(b));
}
