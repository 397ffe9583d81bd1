import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ok, type Problem, type Result } from '../../shared/result';
import { mapInSteps, runInSteps } from '../../shared/steps';

/**
 * The most that the items of all files may take as JSON. n8n saves an execution as one text, and JavaScript's longest has
 * 512 million characters; other nodes repeat the items. A thousand invoices of twenty lines take 10 MB, also with
 * issues; a single mail may bring many small files that unpack to 12 MB each.
 */
const MEGABYTES = 200;

/** Characters left, per execution of the node. */
const rooms = new WeakMap<IExecuteFunctions, number>();

/** Whether another file may be read: not after one for which there was no room. */
export const hasRoom = (context: IExecuteFunctions): boolean => (rooms.get(context) ?? 1) > 0;

/** The items of a file, if there is room for them in the output. */
export async function roomFor(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<Result<INodeExecutionData[]>> {
	const sizes = await runInSteps(
		mapInSteps(
			items,
			({ json }) => sizeOf(json),
			() => ITEM_SIZE,
		),
	);
	const before = rooms.get(context) ?? MEGABYTES * 1024 * 1024;
	const left = sizes.reduce((rest, size) => rest - size, before);
	rooms.set(context, left);
	return left < 0 ? { ok: false, error: NO_ROOM } : ok(items);
}

/** An item is as much work as some entries of a list. */
const ITEM_SIZE = 50;

/** Characters of a value as JSON, not counting those that it escapes. To write it down would take several times as long. */
function sizeOf(value: unknown): number {
	let size = 0;
	const open = [value];
	while (open.length > 0) {
		const at = open.pop();
		if (typeof at === 'string') size += at.length + MARKS;
		else if (typeof at !== 'object' || at === null) size += PLAIN;
		else if (Array.isArray(at)) for (const entry of at as unknown[]) open.push(entry);
		else
			for (const [name, inner] of Object.entries(at)) {
				size += name.length + MARKS;
				open.push(inner);
			}
	}
	return size;
}

/** Two quotation marks, a colon or a comma. */
const MARKS = 3;
/** A number, `null` or `true`, and a comma. */
const PLAIN = 5;

export const NO_ROOM: Problem = {
	message: `The files of this execution give more than ${MEGABYTES} MB of items, more than n8n can hold`,
	description:
		'Pass fewer of them to this node at once, such as the emails of a shorter time. An invoice takes some kilobytes: a sender whose few files take more than that has sent something else.',
};
