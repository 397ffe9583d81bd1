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

/**
 * Whether a value from JSON has more levels than that. Other nodes can create items in which recursive code, such as
 * JSON.stringify or the conversion of a list to text, would run out of stack.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
	const open: Array<readonly [list: object, level: number]> = [];
	const add = (entry: unknown, level: number) => {
		if (typeof entry === 'object' && entry !== null) open.push([entry, level]);
	};
	add(value, 1);
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const [list, level] = next;
		if (level > levels) return true;
		for (const entry of Object.values(list)) add(entry, level + 1);
	}
	return false;
}

/** Room for the deepest payload inside an item. */
export const MAX_ITEM_DEPTH = 2 * MAX_DEPTH;

export const tooDeep = (depth: number) => `nested deeper than ${depth} levels`;

/**
 * Why a JSON text would be too expensive for JSON.parse, as the end of "The body is …"; null when it is within
 * bounds. Reads each byte once, whether the text is valid JSON or not.
 */
export function excessOf(bytes: Uint8Array, maxDepth = MAX_DEPTH): string | null {
	let depth = 0;
	let containers = 0;
	let values = 0;
	const names = new Set<number>();
	// Count distinct names by a seeded hash: without the seed, a sender could make different names collide.
	const seed = Math.floor(Math.random() * 2 ** 32);
	let hash = seed;
	let isQuoted = false;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (isQuoted) {
			if (byte === QUOTE) isQuoted = false;
			else {
				hash = Math.imul(hash ^ byte, 0x01000193);
				if (byte === BACKSLASH) at++;
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
