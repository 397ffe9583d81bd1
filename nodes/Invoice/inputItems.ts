import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Additions } from '../shared/einvoice/create';
import { takeItems, type TakenItem } from '../shared/einvoice/ownData/own';
import { groupsBy } from '../shared/einvoice/ownData/rows';
import { runInSteps } from '../shared/steps';

type Groups = ReturnType<typeof groupsBy>;

/** By the first item of an execution, so that the groups are made once for all of them. */
const known = new WeakMap<object, { field: string; groups: Groups }>();

/**
 * The input items that become one invoice with this one, by *One Invoice per*.
 *
 * @returns none where an item before it has it among its own
 * @throws NodeOperationError where the item does not say which invoice it belongs to
 */
export function rowsOf(this: IExecuteFunctions, itemIndex: number): readonly number[] {
	if (this.getNodeParameter('invoicePer', itemIndex, 'item') !== 'field') return [itemIndex];
	const field = String(this.getNodeParameter('groupField', itemIndex, 'number') ?? '').trim();
	const { byFirst, without } = groupsOf(this.getInputData(), field);
	if (without.has(itemIndex)) {
		throw new NodeOperationError(this.getNode(), `The item has nothing in the field ${field}`, {
			description:
				'One invoice is made of all items with the same value in that field, so that each needs one. Fill it in, or choose another field under One Invoice Per.',
			itemIndex,
		});
	}
	return byFirst.get(itemIndex) ?? [];
}

function groupsOf(items: ReadonlyArray<{ json: IDataObject }>, field: string): Groups {
	const [first] = items;
	const cached = first && known.get(first);
	if (cached?.field === field) return cached.groups;
	const groups = groupsBy(
		items.map(({ json }) => json),
		field,
	);
	if (first) known.set(first, { field, groups });
	return groups;
}

/** The parties of *Add or Override*. */
function partiesOf(additions: Readonly<Record<string, unknown>>): Record<string, Record<string, unknown>> {
	const fieldsOf = (name: string) =>
		(additions[name] as { fields?: Record<string, unknown> } | undefined)?.fields ?? {};
	return { seller: fieldsOf('seller'), buyer: fieldsOf('buyer') };
}

/** The invoice of some input items, in the normal form. */
export async function takenItem(
	this: IExecuteFunctions,
	rows: readonly number[],
	{ references, unit, taxCategory }: Additions,
): Promise<TakenItem> {
	const items = this.getInputData();
	const additions = this.getNodeParameter('additions', rows[0] ?? 0, {}) as Record<string, unknown>;
	return await runInSteps(
		takeItems(
			rows.map((index) => items[index]?.json ?? {}),
			{
				parties: partiesOf(additions),
				references,
				defaults: { unit, taxCategory },
				zone: this.getTimezone(),
			},
		),
	);
}
