import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Additions } from '../../shared/einvoice/create';
import { takeItems, type TakenItem } from '../../shared/einvoice/ownData/takeItems';
import { groupsBy } from '../../shared/einvoice/ownData/rows';
import { isBlank } from '../../shared/einvoice/ownData/values/values';
import type { Invoice, Issue } from '../../shared/invoice/schema';
import { runInSteps } from '../../shared/steps';
import { providerOf } from '../providers';
import { operationError } from '../../shared/operationError';
import { noInvoiceIn, readRecognized, recognize } from './recognize';

type Groups = ReturnType<typeof groupsBy>;

interface Known {
	groups: Groups;
	/** Invoices started but not finished, by the index of their first item. */
	unfinished: Set<number>;
}

/** By field, of each list of input items, which n8n makes for each run of a node. Nodes may share the items themselves. */
const known = new WeakMap<object, Map<string, Known>>();

/**
 * The input items that form one invoice with this one, according to *One Invoice per*.
 *
 * @returns none if an earlier item already includes this one
 * @throws NodeOperationError if the item does not say which invoice it belongs to, or if that invoice failed: then each
 * of its items fails, so that none is lost
 */
export function rowsOf(this: IExecuteFunctions, itemIndex: number): readonly number[] {
	const field = groupFieldOf.call(this, itemIndex);
	if (field === null) return [itemIndex];
	const { groups, unfinished } = groupsOf(this.getInputData(), field);
	const { byFirst, firstOf, without } = groups;
	if (without.has(itemIndex)) {
		throw new NodeOperationError(this.getNode(), `The item has nothing in the field ${field}`, {
			description:
				'All items with the same value in that field become one invoice, so each item needs a value. Fill it in, or choose another field under One Invoice Per.',
			itemIndex,
		});
	}
	const first = firstOf.get(itemIndex) ?? itemIndex;
	if (first !== itemIndex && unfinished.has(first)) {
		throw new NodeOperationError(this.getNode(), 'The invoice that this item belongs to was not created', {
			description: `Item ${first} of the input, the first of this invoice, says why. Items are counted from 0.`,
			itemIndex,
		});
	}
	if (first !== itemIndex) return [];
	unfinished.add(first);
	return byFirst.get(first) ?? [];
}

/**
 * An issue for an invoice with the number of an earlier one: a sheet with a row for each line makes as many invoices, where
 * each item is one.
 */
export function repeatedNumber(this: IExecuteFunctions, itemIndex: number): Issue[] {
	const items = this.getInputData();
	const first = groupsOf(items, 'number').groups.firstOf.get(itemIndex) ?? itemIndex;
	const field = groupFieldOf.call(this, itemIndex);
	const { firstOf } = groupsOf(items, field ?? 'number').groups;
	if (first === itemIndex || (field !== null && firstOf.get(first) === firstOf.get(itemIndex))) return [];
	const isRow = isBlank(items[itemIndex]?.json.lines);
	const advice = isRow
		? ' If each is a line of one invoice, choose One Invoice Per: Value of a Field, and the number as the field.'
		: '';
	return [
		{
			code: 'number-repeated',
			path: 'number',
			message: `Item ${first} of the input has the same number.${advice} Items are counted from 0.`,
		},
	];
}

/** Marks the invoice that starts with an item as created. */
export function finishRows(this: IExecuteFunctions, itemIndex: number): void {
	const field = groupFieldOf.call(this, itemIndex);
	if (field !== null) groupsOf(this.getInputData(), field).unfinished.delete(itemIndex);
}

/** The field that groups items; null if each item is an invoice. */
function groupFieldOf(this: IExecuteFunctions, itemIndex: number): string | null {
	if (this.getNodeParameter('invoicePer', itemIndex, 'item') !== 'field') return null;
	return String(this.getNodeParameter('groupField', itemIndex, 'number') ?? '').trim();
}

function groupsOf(items: ReadonlyArray<{ json: IDataObject }>, field: string): Known {
	const byField = known.get(items) ?? new Map<string, Known>();
	known.set(items, byField);
	const cached = byField.get(field);
	if (cached !== undefined) return cached;
	const groups = groupsBy(
		items.map(({ json }) => json),
		field,
	);
	const made: Known = { groups, unfinished: new Set() };
	byField.set(field, made);
	return made;
}

/** The parties in *Add or Override*. For a text, an expression may give a number. */
function partiesOf(additions: Readonly<Record<string, unknown>>): Record<string, Record<string, unknown>> {
	const fieldsOf = (name: string) => {
		const { fields = {} } = (additions[name] ?? {}) as { fields?: Record<string, unknown> };
		return Object.fromEntries(
			Object.entries(fields).map(([field, value]) => [
				field,
				typeof value === 'number' ? String(value) : value,
			]),
		);
	};
	return { seller: fieldsOf('seller'), buyer: fieldsOf('buyer') };
}

/**
 * The invoice in an item from n8n's own nodes for a provider; null for any other item. Needs no credential, which would
 * only add the API's address.
 */
function ofOwnNodes(
	this: IExecuteFunctions,
	json: IDataObject | undefined,
	itemIndex: number,
): Invoice | null {
	if (providerOf(json) !== undefined) return null;
	const recognized = recognize(json);
	if (recognized === null) {
		const problem = noInvoiceIn(json);
		if (problem !== null) throw operationError(this.getNode(), problem, itemIndex);
		return null;
	}
	const { provider, listed } = recognized;
	const invoice = readRecognized.call(this, provider, listed, provider.environment({}), itemIndex);
	if (invoice.kind !== null || invoice.totals.gross !== null) return invoice;
	throw new NodeOperationError(
		this.getNode(),
		`The item of ${provider.displayName} names an invoice, ${invoice.id}, but does not contain it`,
		{
			description:
				'Put an Invoice node with Resource Invoice, Operation Get and Invoice From Input Item before this one: it gets the whole invoice.',
			itemIndex,
		},
	);
}

export interface Taken extends TakenItem {
	/**
	 * The output besides the file: the input's fields, or, for an item from n8n's own nodes, the invoice, which has
	 * these fields in `raw`. With seller, buyer and account of the node, if it has some: a later file or page needs them.
	 */
	json: IDataObject;
}

/** The invoice of some rows in the normal form, with the additions from the node's fields. */
export async function takenItem(
	this: IExecuteFunctions,
	rows: readonly IDataObject[],
	{ references, unit, taxCategory }: Additions,
	itemIndex: number,
): Promise<Taken> {
	const [first] = rows;
	const alone = rows.length === 1 ? ofOwnNodes.call(this, first, itemIndex) : null;
	const additions = this.getNodeParameter('additions', itemIndex, {}) as Record<string, unknown>;
	const parties = partiesOf(additions);
	const taken = await runInSteps(
		takeItems(alone ? [{ ...alone }] : rows, {
			parties,
			references,
			defaults: { unit, taxCategory },
			zone: this.getTimezone(),
		}),
	);
	const json = (alone as unknown as IDataObject) ?? first ?? {};
	const hasParties = Object.values(parties).some((party) => !Object.values(party).every(isBlank));
	if (!hasParties) return { ...taken, json };
	const { seller, buyer, payment, references: own } = taken.item;
	// What users have added to these objects stays.
	const written = Object.entries({ seller, buyer, payment }).map(([name, value]) => [
		name,
		value && { ...(json[name] as IDataObject | null), ...value },
	]);
	return { ...taken, json: { ...json, ...Object.fromEntries(written), references: own } as IDataObject };
}
