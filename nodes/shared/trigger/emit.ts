import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { claim, release } from './claim';
import { withDistinctFiles } from '../document/distinctFiles';
import { downloadDocument } from '../document/download';
import type { Invoice, InvoiceEvent } from '../invoice/schema';
import { operationError, withoutTags } from '../operationError';
import { fail, type Problem, type Result } from '../result';
import { definitionOf, type Environment, type Provider, type ReceivedEvent } from '../provider';
import { DEFAULT_REMEMBERED_EVENTS, type TriggerOptions } from './description/options';

interface Emission {
	invoice: Invoice & { event: InvoiceEvent };
	/** Index of the received event that this comes from. */
	item: number;
}

interface Rejected {
	problem: Problem;
	item: number;
}

interface Failed {
	error: Error;
	emission: Emission;
}

/**
 * A trigger's `execute()`: runs in the execution, on what `webhook()` returned. Normalizes the events, drops
 * duplicates, adds details, and emits one item per invoice. A verified event that does not fit fails the execution, in
 * which n8n keeps it for a retry. The other events of that call are emitted by the retry, or at once if the node
 * continues on errors.
 */
export async function emit(this: IExecuteFunctions, provider: Provider): Promise<INodeExecutionData[][]> {
	if (!this.continueOnFail()) return [await itemsOf.call(this, provider)];
	try {
		return [await itemsOf.call(this, provider)];
	} catch (error) {
		// Thrown, n8n would go on with what `webhook()` received, as if it were an invoice.
		return [this.getInputData().map(({ json }, item) => errorItem(error as Error, json, item))];
	}
}

async function itemsOf(this: IExecuteFunctions, provider: Provider): Promise<INodeExecutionData[]> {
	const options = this.getNodeParameter('options', 0, {}) as TriggerOptions;
	const environment = await environmentFor.call(this, provider, options);
	// Normalize all before the first claim: an event that does not fit must not count as seen.
	const { emissions, rejected } = normalizeAll.call(this, provider, environment);
	const [first] = rejected;
	const continues = this.continueOnFail();
	const leavesOut = continues || (emissions.length > 0 && this.getMode() === 'retry');
	if (first !== undefined && !leavesOut) throw rejection.call(this, first, emissions.length);
	for (const { problem } of rejected) this.logger.error(problem.message);

	const remembered = rememberedOf(options);
	const keys = [...new Set(emissions.map(({ invoice }) => invoice.event.key))];
	const deduplicate = options.deduplicate ?? true;
	// All items of an execution come from one webhook call.
	const { delivery } = (this.getInputData()[0]?.json ?? {}) as Partial<ReceivedEvent>;
	const fresh = deduplicate ? await claim.call(this, keys, remembered, delivery) : new Set(keys);
	const wanted = deduplicate
		? firstOfEachKey(emissions).filter(({ invoice }) => fresh.has(invoice.event.key))
		: emissions;
	// A retry that emits nothing must not be a success.
	if (first !== undefined && !continues && wanted.length === 0) throw rejection.call(this, first, 0);

	const forget = async (forgotten: readonly string[]) => {
		if (!deduplicate) return;
		// Report the original error, not the failed clean-up.
		await release.call(this, forgotten, fresh, remembered, delivery).catch((error: Error) => {
			this.logger.error(`${provider.displayName}: a failed event is still remembered: ${error.message}`);
		});
	};
	const items: INodeExecutionData[] = [];
	const failed: Failed[] = [];
	for (const emission of wanted) {
		try {
			items.push(await complete.call(this, provider, emission, environment, options));
		} catch (error) {
			failed.push({ error: withoutTags(error as Error), emission });
			// An execution that fails is retried as a whole.
			await forget(continues ? [emission.invoice.event.key] : keys);
			if (!continues) break;
		}
	}
	if (!continues) {
		if (failed[0] !== undefined) throw failed[0].error;
		return withDistinctFiles(items);
	}
	return [
		...withDistinctFiles(items),
		...rejected.map((one) =>
			errorItem(rejection.call(this, one, 0), this.getInputData()[one.item]!.json, one.item),
		),
		...failed.map(({ error, emission: { invoice, item } }) =>
			errorItem(error, jsonOf(invoice, options), item),
		),
	];
}

/** An expression may give anything. */
function rememberedOf({ rememberEvents }: TriggerOptions): number {
	const given = Math.floor(Number(rememberEvents ?? DEFAULT_REMEMBERED_EVENTS));
	return Number.isSafeInteger(given) && given >= 1 ? given : DEFAULT_REMEMBERED_EVENTS;
}

/** Returns {@link emit} as a node's method. */
export const executeOf = (provider: Provider) =>
	async function (this: IExecuteFunctions) {
		return await emit.call(this, provider);
	};

/**
 * The credential's settings that are not secret, as read by `webhook()`, because each read may cost n8n a JavaScript
 * engine. They are read again where the API is called, because an input item must not choose who receives the key, and
 * for a retry, because the user may have corrected the credential.
 */
async function environmentFor(
	this: IExecuteFunctions,
	provider: Provider,
	{ fetchDetails, attachDocument }: TriggerOptions,
): Promise<Environment> {
	const { environment } = (this.getInputData()[0]?.json ?? {}) as Partial<ReceivedEvent>;
	const isCurrent = !fetchDetails && !attachDocument && this.getMode() !== 'retry';
	if (environment !== undefined && isCurrent) return environment;
	return provider.environment(await this.getCredentials(provider.credential));
}

function normalizeAll(this: IExecuteFunctions, provider: Provider, environment: Environment) {
	const emissions: Emission[] = [];
	const rejected: Rejected[] = [];
	for (const [item, input] of this.getInputData().entries()) {
		const received = input.json as unknown as ReceivedEvent;
		const normalized = normalize(provider, received, environment);
		if (normalized.ok) {
			for (const invoice of normalized.value)
				emissions.push({ invoice: invoice as Emission['invoice'], item });
		} else rejected.push({ problem: normalized.error, item });
	}
	return { emissions, rejected };
}

function normalize(provider: Provider, received: ReceivedEvent, environment: Environment): Result<Invoice[]> {
	const { providerType, malformed } = received;
	if (malformed !== undefined) {
		return fail(
			`${provider.displayName} sent an array whose ${malformed} is not an event`,
			'It is stored in this execution. Report it to the provider.',
		);
	}
	return (
		definitionOf(provider, providerType)?.normalize(received, environment) ??
		fail(
			`${provider.displayName} has no event ${String(providerType)}`,
			'This node accepts only what its own webhook received. Start the workflow with an event.',
		)
	);
}

/** @param others how many other invoices of the same call are valid */
function rejection(this: IExecuteFunctions, { problem, item }: Rejected, others: number) {
	const rest =
		others === 0
			? ''
			: ` The same call brought ${others} other invoice${others === 1 ? '' : 's'}: retry the execution to go on with ${others === 1 ? 'it' : 'them'}. A retry leaves out what still does not fit.`;
	const { message, description } = problem;
	return operationError(this.getNode(), { message, description: `${description}${rest}` }, item);
}

/**
 * An item with `error` alone, which n8n sends to the error output of a node that has one. Of an item with another field
 * beside it, or with a property `error` of its own, n8n would keep the message alone, and the event would be lost.
 *
 * @param kept the invoice or the event
 */
const errorItem = (error: Error, kept: IDataObject, item: number): INodeExecutionData => {
	const { message, description = null } = error as NodeOperationError;
	return { json: { error: { message, description, item: kept } }, pairedItem: { item } };
};

function firstOfEachKey(emissions: readonly Emission[]): Emission[] {
	const first = new Map<string, Emission>();
	for (const emission of emissions) {
		if (!first.has(emission.invoice.event.key)) first.set(emission.invoice.event.key, emission);
	}
	return [...first.values()];
}

function jsonOf({ raw, ...rest }: Invoice, { includeRaw = true }: TriggerOptions): IDataObject {
	return (includeRaw ? { ...rest, raw } : rest) as unknown as IDataObject;
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
	const json = jsonOf(detailed, options);
	if (!options.attachDocument || detailed.document === null) return { json, pairedItem: { item } };
	const data = await downloadDocument.call(this, provider, detailed, environment, {
		maxMegabytes: options.maxDocumentSize,
		itemIndex: item,
	});
	if (!data.ok) throw operationError(this.getNode(), data.error, item);
	return { json, binary: { data: data.value }, pairedItem: { item } };
}
