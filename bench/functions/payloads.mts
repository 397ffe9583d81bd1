/** Events of any size, made from the stored samples by repeating invoice lines. */
import type { Benchmark, Json } from '../../test/support/e2e/scenario.mts';
import { scenarios } from '../../test/support/e2e/scenarios.mts';

export interface Payload extends Benchmark {
	provider: string;
}

export const payloads: readonly Payload[] = scenarios.map(({ simulator, benchmark }) => ({
	provider: simulator.name,
	...benchmark,
}));

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8');

/** The body of an event of roughly the given size; if the smallest invoice is larger, members are removed. */
export function bodyOf(payload: Payload, size: number): Buffer {
	const smallest = bytesOf(payload.withLines(1)).length;
	if (smallest >= size) return bytesOf(cutDown(payload.withLines(1), size));
	const perLine = (bytesOf(payload.withLines(101)).length - smallest) / 100;
	return bytesOf(payload.withLines(1 + Math.ceil((size - smallest) / perLine)));
}

/** Removes members, each time from the largest part, until the rest fits. */
function cutDown(value: unknown, size: number): unknown {
	while (bytesOf(value).length > size) takeOne(value as Json);
	return value;
}

function takeOne(holder: Json): void {
	const entries = Object.entries(holder).map(([key, member]) => ({
		key,
		member,
		size: JSON.stringify(member).length,
	}));
	const largest = entries.toSorted((a, b) => b.size - a.size)[0]!;
	if (typeof largest.member === 'string' && largest.size > 100) {
		holder[largest.key] = largest.member.slice(0, largest.member.length >> 1);
	} else if (typeof largest.member === 'object' && largest.member !== null && largest.size > 2) {
		takeOne(largest.member as Json);
	} else if (Array.isArray(holder)) {
		holder.pop();
	} else {
		delete holder[largest.key];
	}
}
