import type { IDataObject } from 'n8n-workflow';

/** The message in an item that failed, of a node that continues on errors; undefined in any other. */
export const messageIn = (json: IDataObject): string | undefined =>
	(json.error as { message: string } | undefined)?.message;
