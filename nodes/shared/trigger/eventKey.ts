import type { ReceivedEvent } from '../provider';
import { digestOf, figuresIn } from './contentDigest';

/**
 * Identifies an event across redeliveries: the provider's name for it, and a digest of its content. The name alone is
 * not enough: if two events shared a name but differed in an amount, the second would be dropped as a duplicate.
 *
 * The content is what was sent, never the item: a later version of this package may read more into the item, and the
 * event must keep its key.
 */
export function eventKey(name: string, content: unknown): string {
	const digest = digestOf(content);
	return digest === null ? name : `${name}:${digest}`;
}

/**
 * The default content of an event: every figure that was sent, read or not.
 * @param path the part of the payload that stays the same in every delivery; the envelope may count attempts
 */
export const contentAt =
	(...path: readonly string[]) =>
	({ payload }: ReceivedEvent): unknown =>
		figuresIn(memberOf(payload, ...path));

/**
 * Joins parts to one name, escaped because `A:B`, `C` must differ from `A`, `B:C`.
 * @param parts absent ones become empty
 */
export const nameOf = (...parts: ReadonlyArray<string | null>): string =>
	parts.map((part) => (part ?? '').replace(/[%:]/g, encodeURIComponent)).join(':');

/** The member of a payload at a path; undefined if there is none. */
export function memberOf(payload: unknown, ...path: readonly string[]): unknown {
	let member = payload;
	for (const name of path) member = (member as Record<string, unknown> | null | undefined)?.[name];
	return member;
}
