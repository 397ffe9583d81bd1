import type { IDataObject } from 'n8n-workflow';

/** The error message in a failed item, if the node continues on errors; undefined in any other item. */
export const messageIn = (json: IDataObject): string | undefined =>
	(json.error as { message: string } | undefined)?.message;
