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

interface Claim {
	keys: readonly string[];
	/** Each key, and behind it the key with the delivery: a full list forgets the oldest events, not all keys of a call. */
	values: readonly string[];
	maxEntries: number;
	/** Whether this is a retry of an unknown delivery, which emits its events whatever is recorded. */
	emitsAll: boolean;
}

interface Batch {
	claims: Claim[];
	/** Of all claims. */
	values: Set<string>;
	/** The keys to emit, by claim. */
	results: Promise<Array<Set<string>>>;
}

/** By node, the claims that arrived last and wait for its turn. */
const waiting = new Map<string, Batch>();

/**
 * Records events as seen and returns those that are new to this node.
 *
 * Records two values per event: the key, and the key with the delivery. If both are known, the same delivery is
 * processed again (Retry On Fail, or a retry of an execution that failed or crashed), and its events count as new. If
 * only the key is known, another delivery has already emitted the event. A test in the editor records nothing.
 *
 * n8n reads and writes the whole list for every call (docs/performance.md), so the claims that wait while another one
 * is recorded share a call, and its error. Claims of the same event do not: if a call is recorded but fails, all copies
 * would seem to be retries.
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
	const emitsAll = mode === 'retry' && delivery === undefined;
	const { claims, results } = join.call(this, node, { keys, values, emitsAll, ...options });
	const index = claims.length - 1;
	return (await results)[index]!;
}

/** Adds a claim to the batch that waits, or opens another one behind it. */
function join(this: IExecuteFunctions, node: string, claim: Claim): Batch {
	const last = waiting.get(node);
	const isApart = last !== undefined && !claim.values.some((value) => last.values.has(value));
	const batch = isApart ? last : open.call(this, node);
	batch.claims.push(claim);
	for (const value of claim.values) batch.values.add(value);
	return batch;
}

/** A batch that other claims can join until its turn comes. */
function open(this: IExecuteFunctions, node: string): Batch {
	const claims: Claim[] = [];
	const values = new Set<string>();
	const results = inTurn(node, async () => {
		if (waiting.get(node) === batch) waiting.delete(node);
		return await recordAll.call(this, claims, [...values]);
	});
	const batch = { claims, values, results };
	waiting.set(node, batch);
	return batch;
}

/** @returns for each claim the keys of the events to emit */
async function recordAll(
	this: IExecuteFunctions,
	claims: readonly Claim[],
	values: string[],
): Promise<Array<Set<string>>> {
	const most = Math.max(...claims.map(({ maxEntries }) => maxEntries));
	// Dropped events push nothing out: what is recorded for them, half of the values, is removed below.
	const options = { mode: 'entries' as const, maxEntries: most + values.length / 2 };
	const check = async () => await this.helpers.checkProcessedAndRecord(values, 'node', options);
	// The very first claim inserts a row. If two workers both try, the loser's second attempt finds it.
	const { new: fresh } = await check().catch(check);

	const isNew = new Set(fresh.map(String));
	await keepTogether.call(this, claims, isNew, options);
	const dropped: string[] = [];
	const results = claims.map(({ keys, values: own, emitsAll }) => {
		const ofDelivery = (index: number) => own[2 * index + 1]!;
		const goesOn = (key: string, index: number) =>
			emitsAll || isNew.has(key) || !isNew.has(ofDelivery(index));
		// Forget the delivery of dropped events: otherwise a retry of this execution would treat them as its own.
		for (const [index, key] of keys.entries()) if (!goesOn(key, index)) dropped.push(ofDelivery(index));
		return new Set(keys.filter(goesOn));
	});
	if (dropped.length > 0) {
		// An error would make the executions fail whose events are recorded, and their retries emit what is dropped.
		await this.helpers.removeProcessed(dropped, 'node', options).catch((error: Error) => {
			this.logger.error(`The delivery of a dropped event is still remembered: ${error.message}`);
		});
	}
	return results;
}

/**
 * Records keys before their delivery again. A full list may have lost the key alone: recorded behind its delivery, it
 * would outlast that, and the next retry would be dropped.
 */
async function keepTogether(
	this: IExecuteFunctions,
	claims: readonly Claim[],
	isNew: ReadonlySet<string>,
	options: { mode: 'entries'; maxEntries: number },
): Promise<void> {
	const parted = claims.flatMap(({ keys, values }) =>
		keys
			.map((key, index) => [key, values[2 * index + 1]!] as const)
			.filter(([key, ofDelivery]) => isNew.has(key) && !isNew.has(ofDelivery))
			.flat(),
	);
	if (parted.length === 0) return;
	try {
		await this.helpers.removeProcessed(parted, 'node', options);
		await this.helpers.checkProcessedAndRecord(parted, 'node', options);
	} catch (error) {
		// An error would make the execution fail before it emits what is already recorded.
		this.logger.error(`A retried event may be dropped at its next retry: ${(error as Error).message}`);
	}
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
	const forgotten = values.filter((value, index) => index % 2 === 1 || claimed.has(value));
	// A later claim must not join a batch that is recorded before this.
	waiting.delete(node);
	await inTurn(node, async () => await this.helpers.removeProcessed(forgotten, 'node', options));
}

function record(this: IExecuteFunctions, keys: readonly string[], remembered: number, delivery?: string) {
	const by = delivery ?? this.getExecutionId();
	return {
		values: keys.flatMap((key) => [key, `${key}@${by}`]),
		options: { mode: 'entries' as const, maxEntries: remembered * 2 },
		node: `${this.getWorkflow().id}/${this.getNode().id}`,
	};
}
