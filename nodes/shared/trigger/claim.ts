import type { IExecuteFunctions } from 'n8n-workflow';

const turns = new Map<string, Promise<unknown>>();

/** n8n's helper reads, changes and writes without a lock: claims of one node take turns inside this process. */
async function inTurn<T>(node: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(node) ?? Promise.resolve()).then(work, work);
	const settled = turn.then(
		() => undefined,
		() => undefined,
	);
	turns.set(node, settled);
	await settled;
	if (turns.get(node) === settled) turns.delete(node);
	return await turn;
}

/**
 * Records events as seen and returns those that are new to this node.
 *
 * Two values are recorded for each: the key, and the key with the delivery. If both are known, the same delivery is
 * processed again (Retry On Fail, or a retry of an execution that failed or crashed), and its events count as new.
 * If only the key is known, another delivery has emitted the event. A test in the editor records nothing.
 *
 * @param keys the event keys of this execution, each once
 * @param remembered how many events the node remembers; older ones count as new again
 * @param delivery the call that brought them. Where it is not known the execution stands in for it, and a retry goes on
 * whatever is recorded
 * @returns the keys to go on with
 */
export async function claim(
	this: IExecuteFunctions,
	keys: readonly string[],
	remembered: number,
	delivery?: string,
): Promise<Set<string>> {
	const mode = this.getMode();
	if (mode === 'manual' || keys.length === 0) return new Set(keys);

	const { values, options, node } = record.call(this, keys, remembered, delivery);
	const check = async () => await this.helpers.checkProcessedAndRecord(values, 'node', options);
	return await inTurn(node, async () => {
		// The first claim of all inserts a row, and two workers may both try: the second attempt finds it.
		const { new: fresh } = await check().catch(check);
		if (mode === 'retry' && delivery === undefined) return new Set(keys);
		const isNew = new Set(fresh.map(String));
		const ofDelivery = (index: number) => String(values[keys.length + index]);
		const goesOn = (key: string, index: number) => isNew.has(key) || !isNew.has(ofDelivery(index));
		// Forget the delivery of what is dropped: otherwise a retry of this execution would count it as its own.
		const dropped = values.slice(keys.length).filter((_, index) => !goesOn(keys[index]!, index));
		if (dropped.length > 0) await this.helpers.removeProcessed(dropped, 'node', options);
		return new Set(keys.filter(goesOn));
	});
}

/**
 * Forgets a claim whose work failed, so that a redelivery is not dropped as a duplicate.
 *
 * @param keys those of the claim
 * @param claimed those that it said to go on with. Of the others only the value with the delivery is forgotten, or
 * Retry On Fail would mistake a redelivery for its own event.
 */
export async function release(
	this: IExecuteFunctions,
	keys: readonly string[],
	claimed: ReadonlySet<string>,
	remembered: number,
	delivery?: string,
): Promise<void> {
	if (this.getMode() === 'manual' || keys.length === 0) return;
	const { values, options, node } = record.call(this, keys, remembered, delivery);
	const forgotten = values.filter((value, index) => index >= keys.length || claimed.has(value));
	await inTurn(node, async () => await this.helpers.removeProcessed(forgotten, 'node', options));
}

function record(this: IExecuteFunctions, keys: readonly string[], remembered: number, delivery?: string) {
	const by = delivery ?? this.getExecutionId();
	return {
		values: [...keys, ...keys.map((key) => `${key}@${by}`)],
		options: { mode: 'entries' as const, maxEntries: remembered * 2 },
		node: `${this.getWorkflow().id}/${this.getNode().id}`,
	};
}
