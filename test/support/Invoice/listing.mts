/** The Invoice node's Get Many in n8n's own context. */
import type { ICredentialType, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { invoiceSchema, type Invoice as Item, type InvoiceEvent } from '../../../nodes/shared/invoice/schema';
import { executeContext, type Setup } from '../../n8nCore/contexts.mts';

export type Listed = Item & { event: InvoiceEvent };

export interface Account {
	provider: string;
	type: ICredentialType;
	data: IDataObject;
}

export async function getMany(
	{ provider, type, data }: Account,
	parameters: IDataObject = {},
	input: IDataObject[] = [{}],
	more: Partial<Setup> = {},
	signal?: AbortSignal,
): Promise<INodeExecutionData[]> {
	const node = new Invoice();
	const setup: Setup = {
		node,
		parameters: { resource: 'invoice', operation: 'getMany', provider, ...parameters },
		credential: { type, data: data as never },
		mode: 'trigger',
		...more,
	};
	const context = executeContext(
		setup,
		input.map((json) => ({ json })),
		signal,
	);
	const [items] = await node.execute.call(context);
	return items;
}

/** The invoices in items; each must be in the normal form. */
export const invoicesIn = (items: INodeExecutionData[]): Listed[] =>
	items.map(({ json }) => {
		expect(invoiceSchema.strict().safeParse(json).error).toBeUndefined();
		return json as unknown as Listed;
	});

/** Their keys, without the digest of the content. */
export const keysOf = (items: INodeExecutionData[]) =>
	invoicesIn(items).map(({ event }) => event.key.replace(/:[\da-f]{32}$/, ''));

/** The fields that are equal in the trigger's item and in the list's item for the same event. */
export function comparable({ event, ...rest }: Item): object {
	return { ...rest, event: { ...event, receivedAt: '', authentication: '' } };
}
