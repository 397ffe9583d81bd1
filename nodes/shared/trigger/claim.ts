import type { IExecuteFunctions } from 'n8n-workflow';

const turns = new Map<string, Promise<unknown>>();

/**
 * Runs the claims of one node one after another in this process: n8n's helper reads, changes and writes without a lock.
 */
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
 * Records two values per event: the key, and the key with the delivery. If both are known, the same delivery is
 * processed again (Retry On Fail, or a retry of an execution that failed or crashed), and its events count as new. If
 * only the key is known, another delivery has already emitted the event. A test in the editor records nothing.
 *
 * @param keys the event keys of this execution, without duplicates
 * @param remembered how many events the node remembers; older ones count as new again
 * @param delivery the webhook call that brought them. If unknown, the execution is used instead, and a retry emits them
 * whatever is recorded
 * @returns the keys of the events to emit
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
		// The very first claim inserts a row. If two workers both try, the loser's second attempt finds it.
		const { new: fresh } = await check().catch(check);
		if (mode === 'retry' && delivery === undefined) return new Set(keys);
		const isNew = new Set(fresh.map(String));
		const ofDelivery = (index: number) => String(values[keys.length + index]);
		const goesOn = (key: string, index: number) => isNew.has(key) || !isNew.has(ofDelivery(index));
		// Forget the delivery of dropped events: otherwise a retry of this execution would treat them as its own.
		const dropped = values.slice(keys.length).filter((_, index) => !goesOn(keys[index]!, index));
		if (dropped.length > 0) await this.helpers.removeProcessed(dropped, 'node', options);
		return new Set(keys.filter(goesOn));
	});
}

/**
 * Forgets a claim whose work failed, so that a redelivery is not dropped as a duplicate.
 *
 * @param keys passed to the claim
 * @param claimed those that it returned. For the others only the value with the delivery is forgotten; otherwise Retry
 * On Fail would treat a redelivery as its own event
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
