/** Deep enough for real payloads, and safe for recursive code downstream (schemas, expressions, JSON.stringify). */
export const MAX_DEPTH = 200;
/** Five times what an invoice of 20,000 lines has. `[],` repeated in 16 MB would cost a second and 500 MB. */
const MOST_CONTAINERS = 500_000;
/** Values in lists and objects. Twice what 16 MB of dense JSON have. */
const MOST_VALUES = 4_000_000;
/** Distinct names. V8 keeps a table of all names and a hidden class for each set of them: a million cost 3 seconds. */
const MOST_NAMES = 50_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Room for the deepest payload inside an item. */
export const MAX_ITEM_DEPTH = 2 * MAX_DEPTH;
/** Twice as many as an invoice has lines that can be written. */
export const MOST_ENTRIES = 50_000;

/**
 * Why a value of an item would be too much work, as the end of "The field is …"; null when it is within bounds. Items of
 * other nodes are as long as what somebody sent to them, and so deep that recursive code, such as JSON.stringify or the
 * conversion of a list to text, would run out of stack.
 */
export function excessOfValue(value: unknown): string | null {
	const open: Array<readonly [list: object, level: number]> = [];
	let values = 0;
	const add = (entry: unknown, level: number) => {
		values++;
		if (typeof entry === 'object' && entry !== null) open.push([entry, level]);
	};
	add(value, 1);
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const [list, level] = next;
		if (level > MAX_ITEM_DEPTH) return tooDeep(MAX_ITEM_DEPTH);
		const entries = Object.values(list);
		if (entries.length > MOST_ENTRIES) return `a list of more than ${grouped(MOST_ENTRIES)} entries`;
		if (values + entries.length > MOST_VALUES) return `made of more than ${grouped(MOST_VALUES)} values`;
		for (const entry of entries) add(entry, level + 1);
	}
	return null;
}

export const tooDeep = (depth: number) => `nested deeper than ${depth} levels`;

/**
 * For each block, one window is read to estimate what the text is made of. It may begin anywhere in the block and extend into the
 * next, so that every byte has the same chance of being read.
 */
const BLOCK = 4096;
const WINDOW = 64;
const SAMPLED = WINDOW / BLOCK;
/** The sample has some 7,800 containers where the bound is reached: its error is a few percent, and 8 where they cluster. */
const MARGIN = 0.7;
/** Some 780 names: their error is larger. */
const NAMES_MARGIN = 0.5;
/** A longer name counts as one of its own. */
const LONGEST_NAME = 256;

/**
 * Whether the text comes near a bound other than the depth. Counting every byte takes as long as JSON.parse, so this reads a 64th of
 * the text, at places that a sender cannot know. Inside strings it counts too much, never too little.
 */
export function mayExceed(bytes: Uint8Array): boolean {
	const seed = seededHash();
	const names = new Set<number>();
	let longNames = 0;
	let containers = 0;
	let values = 0;
	for (let block = -BLOCK; block < bytes.length; block += BLOCK) {
		const start = block + below(BLOCK);
		const end = Math.min(start + WINDOW, bytes.length);
		for (let at = Math.max(start, 0); at < end; at++) {
			const byte = bytes[at]!;
			if (byte === COMMA) values++;
			else if (byte === OPEN_LIST || byte === OPEN_OBJECT) containers++;
			else if (byte === COLON) {
				const name = nameBefore(bytes, at, seed);
				if (name === TOO_LONG) longNames++;
				else if (name !== null) names.add(name);
			}
		}
		if (
			containers > MARGIN * SAMPLED * MOST_CONTAINERS ||
			values > MARGIN * SAMPLED * MOST_VALUES ||
			names.size + longNames > NAMES_MARGIN * SAMPLED * MOST_NAMES
		) {
			return true;
		}
	}
	return false;
}

const TOO_LONG = Symbol('too long');

/** A hash of the name that ends before a colon; null if the colon is inside a string. */
function nameBefore(bytes: Uint8Array, colon: number, seed: number): number | typeof TOO_LONG | null {
	const least = Math.max(colon - LONGEST_NAME, 0);
	let at = colon - 1;
	while (at > least && isBlank(bytes[at]!)) at--;
	if (at > least && bytes[at] !== QUOTE) return null;
	let hash = seed;
	for (at--; at > least; at--) {
		const byte = bytes[at]!;
		if (byte === QUOTE && bytes[at - 1] !== BACKSLASH) return hash;
		hash = mixed(hash, byte);
	}
	return TOO_LONG;
}

/** White space of JSON. */
const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

function mixed(hash: number, byte: number): number {
	const product = Math.imul(hash ^ byte, 0x85ebca6b);
	// Without the shift, as in FNV-1a, six bits of the seed would decide which names collide: a product carries upwards only.
	return product ^ (product >>> 15);
}
/** Without a seed, a sender could make different names collide. */
const seededHash = () => below(2 ** 32);
const below = (limit: number) => Math.floor(Math.random() * limit);

/**
 * Why a JSON text would be too expensive for JSON.parse, as the end of "The body is …"; null when it is within
 * bounds. Reads each byte once, whether the text is valid JSON or not.
 */
export function excessOf(bytes: Uint8Array, maxDepth = MAX_DEPTH): string | null {
	let depth = 0;
	let containers = 0;
	let values = 0;
	const names = new Set<number>();
	const seed = seededHash();
	let hash = seed;
	let isQuoted = false;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (isQuoted) {
			if (byte === QUOTE) isQuoted = false;
			else {
				hash = mixed(hash, byte);
				if (byte === BACKSLASH) hash = mixed(hash, bytes[++at] ?? 0);
			}
		} else if (byte === QUOTE) {
			isQuoted = true;
			hash = seed;
		} else if (byte === COMMA) {
			values++;
			if (values > MOST_VALUES) return `made of more than ${grouped(MOST_VALUES)} values`;
		} else if (byte === COLON) {
			names.add(hash);
			if (names.size > MOST_NAMES) return `made of more than ${grouped(MOST_NAMES)} different names`;
		} else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
			containers++;
			if (containers > MOST_CONTAINERS) {
				return `made of more than ${grouped(MOST_CONTAINERS)} lists and objects`;
			}
			depth++;
			if (depth > maxDepth) return tooDeep(maxDepth);
		} else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
	}
	return null;
}

const grouped = (number: number) => number.toLocaleString('en-US');
