/** How large a document may be: what the user has set, compared with what was declared and with what arrives. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { operationError } from '../operationError';
import type { Provider } from '../provider';

const MEGABYTE = 1024 * 1024;

/** Unless the user sets Maximum Document Size. */
export const DEFAULT_DOCUMENT_MEGABYTES = 50;

/**
 * The limit in bytes.
 * @throws NodeOperationError if the user has set none that can be used
 */
export function mostBytes(this: IExecuteFunctions, megabytes: number | undefined, itemIndex: number): number {
	const most = megabytes ?? DEFAULT_DOCUMENT_MEGABYTES;
	if (Number.isFinite(most) && most > 0) return most * MEGABYTE;
	const problem = {
		message: 'Maximum Document Size is not a positive number',
		description: 'Type how many MB a document may have, such as 50, or remove the option.',
	};
	throw operationError(this.getNode(), problem, itemIndex);
}

/** The error for a document above the limit. */
export function tooLarge(
	this: IExecuteFunctions,
	{ displayName }: Provider,
	mostBytes: number,
	itemIndex: number,
) {
	const problem = {
		message: `The document from ${displayName} is larger than ${mostBytes / MEGABYTE} MB`,
		description:
			'Raise Maximum Document Size in the options of this node if you expect documents of this size.',
	};
	return operationError(this.getNode(), problem, itemIndex);
}
