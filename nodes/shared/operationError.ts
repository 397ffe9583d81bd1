import { NodeOperationError, type INode } from 'n8n-workflow';
import type { Problem } from './result';

/** The error of a problem with an item, as n8n shows it. */
export const operationError = (node: INode, { message, description }: Problem, itemIndex: number) =>
	withoutTags(new NodeOperationError(node, message, { description, itemIndex }));

/** A tag of HTML, except for a line break. */
const TAG = /<(?!br>)/g;

/**
 * The error with texts that hold no HTML. n8n renders both texts as HTML, and keeps links: what a stranger wrote, such as
 * the name of a file, must not become one.
 */
export function withoutTags<T extends Error & { description?: unknown }>(error: T): T {
	error.message = error.message.replace(TAG, '‹');
	if (typeof error.description === 'string') error.description = error.description.replace(TAG, '‹');
	return error;
}
