import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { invoiceOf } from '../../shared/invoice/build';
import type { Invoice } from '../../shared/invoice/schema';
import { operationError } from '../../shared/operationError';
import type { Environment, Provider } from '../../shared/provider';
import { fail } from '../../shared/result';
import { BY_ID, FROM_ITEM } from '../fields/providerFields';
import { providerNamed, providerOf } from '../providers';
import { noInvoiceIn, readRecognized, recognize } from './recognize';

export interface Source {
	provider: Provider;
	environment: Environment;
	invoice: Invoice;
}

/**
 * The invoice of an input item: the item itself, or the one identified in the fields.
 * @throws NodeOperationError saying what is missing
 */
export async function sourceOf(this: IExecuteFunctions, itemIndex: number): Promise<Source> {
	const isOfItem = this.getNodeParameter('provider', itemIndex) === FROM_ITEM;
	const chosen = isOfItem ? undefined : choiceOf.call(this, itemIndex);
	// Version 1 has no such field: there the item's invoice comes only with its provider.
	const isById = chosen !== undefined && this.getNodeParameter('invoiceFrom', itemIndex, BY_ID) === BY_ID;
	return isById
		? await namedInFields.call(this, chosen, itemIndex)
		: await ofInputItem.call(this, chosen, itemIndex);
}

/** @param chosen undefined if the item names its provider */
async function ofInputItem(
	this: IExecuteFunctions,
	chosen: Provider | undefined,
	itemIndex: number,
): Promise<Source> {
	const item = this.getInputData()[itemIndex]?.json as Partial<Invoice> | undefined;
	const named = providerOf(item);
	const recognized = named === undefined ? recognize(item) : null;
	const provider = named ?? recognized?.provider;
	if (provider === undefined) {
		const problem = noInvoiceIn(item);
		if (problem !== null) throw operationError(this.getNode(), problem, itemIndex);
		const choice = chosen === undefined ? 'a provider in the field Provider, and ' : '';
		throw new NodeOperationError(
			this.getNode(),
			'The input item does not say which provider its invoice is from',
			{
				description: `Connect this node after an invoice trigger, whose items have the fields provider and document, or choose ${choice}ID in the field Invoice From.`,
				itemIndex,
			},
		);
	}
	if (chosen !== undefined && provider !== chosen) {
		throw new NodeOperationError(
			this.getNode(),
			`The input item is an invoice of ${provider.displayName}, but this node is set to ${chosen.displayName}`,
			{
				description: `Choose ${provider.displayName}, or Several Providers, in the field Provider.`,
				itemIndex,
			},
		);
	}
	const environment = await environmentOf.call(this, provider, itemIndex);
	if (recognized !== null) {
		const invoice = readRecognized.call(this, provider, recognized.listed, environment, itemIndex);
		return { provider, environment, invoice };
	}
	// An earlier node may have removed fields.
	const { references, taxes, lines, issues } = item ?? {};
	const invoice = invoiceOf({
		...item,
		references: references ?? {},
		taxes: taxes ?? [],
		lines: lines ?? [],
		issues: issues ?? [],
	});
	return { provider, environment, invoice };
}

async function namedInFields(
	this: IExecuteFunctions,
	provider: Provider,
	itemIndex: number,
): Promise<Source> {
	const environment = await environmentOf.call(this, provider, itemIndex);
	const values: Record<string, string> = {};
	for (const { name } of provider.lookup?.fields ?? []) {
		const value = String(this.getNodeParameter(name, itemIndex, '') ?? '').trim();
		if (value !== '') values[name] = value;
	}
	const invoice =
		provider.lookup?.invoice(values, environment) ??
		fail('This provider cannot be looked up', 'Choose Input Item in the field Invoice From.');
	if (!invoice.ok) throw operationError(this.getNode(), invoice.error, itemIndex);
	return { provider, environment, invoice: invoice.value };
}

/**
 * The provider chosen by the user, for operations in which no item names one.
 * @throws NodeOperationError saying what is missing
 */
export async function chosenProvider(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Omit<Source, 'invoice'>> {
	const provider = choiceOf.call(this, itemIndex);
	return { provider, environment: await environmentOf.call(this, provider, itemIndex) };
}

function choiceOf(this: IExecuteFunctions, itemIndex: number): Provider {
	const provider = providerNamed(this.getNodeParameter('provider', itemIndex) as string);
	if (provider === undefined) {
		throw new NodeOperationError(this.getNode(), 'No provider is chosen', {
			description: 'In the field Provider, choose the one that the invoice is from.',
			itemIndex,
		});
	}
	return provider;
}

/** Per provider, for one execution of the node. */
const environments = new WeakMap<IExecuteFunctions, Map<Provider, Promise<Environment>>>();

/**
 * The API settings in the provider's credential. Read once for all items, because each read decrypts it anew; if it has
 * expressions, they are evaluated with the first item, just as n8n does for the key.
 */
async function environmentOf(this: IExecuteFunctions, provider: Provider, itemIndex: number) {
	if (this.getNode().credentials?.[provider.credential] === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			`No ${provider.displayName} credential is selected in this node`,
			{
				description: 'Select it at the top of this node: the one that the trigger uses.',
				itemIndex,
			},
		);
	}
	const known = environments.get(this) ?? new Map<Provider, Promise<Environment>>();
	environments.set(this, known);
	const reading =
		known.get(provider) ??
		this.getCredentials(provider.credential).then((credential) => provider.environment(credential));
	known.set(provider, reading);
	return await reading;
}
