import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { claim, release } from './claim';
import { withDistinctFiles } from '../document/distinctFiles';
import { downloadDocument } from '../document/download';
import type { Invoice, InvoiceEvent } from '../invoice/schema';
import { operationError } from '../operationError';
import { definitionOf, type Environment, type Provider, type ReceivedEvent } from '../provider';
import { DEFAULT_DOCUMENT_MEGABYTES, DEFAULT_REMEMBERED_EVENTS, type TriggerOptions } from './options';

interface Emission {
	invoice: Invoice & { event: InvoiceEvent };
	/** Index of the received event that it comes from. */
	item: number;
}

/**
 * A trigger's `execute()`: runs where executions run, on what `webhook()` returned. Normalizes, drops what was
 * emitted before, completes, and emits one item per invoice. An authentic event that does not fit fails the
 * execution, in which n8n keeps it for a retry.
 */
export async function emit(this: IExecuteFunctions, provider: Provider): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as TriggerOptions;
	const environment = provider.environment(await this.getCredentials(provider.credential));
	// All before the first claim: an event that does not fit must not count as seen.
	const emissions = normalizeAll.call(this, provider, environment);

	const remembered = options.rememberEvents ?? DEFAULT_REMEMBERED_EVENTS;
	const keys = [...new Set(emissions.map(({ invoice }) => invoice.event.key))];
	const deduplicate = options.deduplicate ?? true;
	// One call of the webhook, one execution.
	const { delivery } = (this.getInputData()[0]?.json ?? {}) as Partial<ReceivedEvent>;
	const fresh = deduplicate ? await claim.call(this, keys, remembered, delivery) : new Set(keys);
	const wanted = deduplicate
		? firstOfEachKey(emissions).filter(({ invoice }) => fresh.has(invoice.event.key))
		: emissions;

	let emitted = false;
	try {
		const items = [];
		for (const emission of wanted)
			items.push(await complete.call(this, provider, emission, environment, options));
		emitted = true;
		return [withDistinctFiles(items)];
	} finally {
		if (!emitted && deduplicate) {
			// Report the original error, not the failed clean-up.
			await release.call(this, keys, fresh, remembered, delivery).catch((error: Error) => {
				this.logger.error(`${provider.displayName}: a failed event is still remembered: ${error.message}`);
			});
		}
	}
}

function normalizeAll(this: IExecuteFunctions, provider: Provider, environment: Environment): Emission[] {
	return this.getInputData().flatMap((input, item) => {
		const received = input.json as unknown as ReceivedEvent;
		const normalized = definitionOf(provider, received.providerType)?.normalize(received, environment);
		if (!normalized?.ok) {
			const problem = normalized?.error ?? {
				message: `${provider.displayName} has no event ${String(received.providerType)}`,
				description: 'This node takes only what its own webhook received. Start the workflow with an event.',
			};
			throw operationError(this.getNode(), problem, item);
		}
		return normalized.value.map((invoice) => ({ invoice: invoice as Emission['invoice'], item }));
	});
}

function firstOfEachKey(emissions: readonly Emission[]): Emission[] {
	const first = new Map<string, Emission>();
	for (const emission of emissions) {
		if (!first.has(emission.invoice.event.key)) first.set(emission.invoice.event.key, emission);
	}
	return [...first.values()];
}

async function complete(
	this: IExecuteFunctions,
	provider: Provider,
	{ invoice, item }: Emission,
	environment: Environment,
	options: TriggerOptions,
): Promise<INodeExecutionData> {
	const detailed =
		options.fetchDetails && provider.details
			? await provider.details.call(this, invoice, environment, item)
			: invoice;
	const { raw, ...rest } = detailed;
	const json = ((options.includeRaw ?? true) ? { ...rest, raw } : rest) as unknown as IDataObject;
	if (!options.attachDocument || detailed.document === null) return { json, pairedItem: { item } };
	const data = await downloadDocument.call(this, provider, detailed, environment, {
		maxMegabytes: options.maxDocumentSize ?? DEFAULT_DOCUMENT_MEGABYTES,
		itemIndex: item,
	});
	if (!data.ok) throw operationError(this.getNode(), data.error, item);
	return { json, binary: { data: data.value }, pairedItem: { item } };
}
