/** Texts from this length are long: no value that a rule casts is, and to read one takes longer than to remember it. */
export const LONG = 2_000;

/** V8's hash of a longer text is its length alone, so that a map would compare it with all others of this length. */
const MOST_HASHED = 16_383;

const CHARACTERS_PER_ELEMENT = 64;

/** What a rule that reads a text spends: as many characters take as long as one element. */
export const costOf = (text: string): number => Math.floor(text.length / CHARACTERS_PER_ELEMENT);

type Read<T> = (text: string) => T;

const known = new WeakMap<object, Map<Read<unknown>, Map<string, unknown>>>();

/**
 * What a function makes of a text of a document. A long text is read once, however many elements ask for it. A very long
 * one, of which an invoice has a few at most, is read each time, and paid for.
 *
 * @param read a pure function that never returns undefined; a constant, as results are kept under it
 */
export function readOnce<T>(document: { budget: number }, text: string, read: Read<T>): T {
	if (text.length < LONG) return read(text);
	if (text.length > MOST_HASHED) {
		document.budget -= costOf(text);
		return read(text);
	}
	let byRead = known.get(document);
	if (byRead === undefined) known.set(document, (byRead = new Map()));
	let byText = byRead.get(read);
	if (byText === undefined) byRead.set(read, (byText = new Map()));
	const before = byText.get(text);
	if (before !== undefined) return before as T;
	const value = read(text);
	byText.set(text, value);
	return value;
}

const parsed = new WeakMap<ReadonlySet<string>, Map<Read<unknown>, Entries<unknown>>>();

type Entries<T> = ReadonlyArray<readonly [text: string, value: T]>;

/** {@link readOnce} for all texts of a list that many elements ask for: short ones are read once, too. */
export function readAllOnce<T>(
	document: { budget: number },
	texts: ReadonlySet<string>,
	read: Read<T>,
): Entries<T> {
	let byRead = parsed.get(texts);
	if (byRead === undefined) parsed.set(texts, (byRead = new Map()));
	let entries = byRead.get(read) as Entries<T> | undefined;
	if (entries !== undefined) return entries;
	entries = [...texts].map((text) => [text, readOnce(document, text, read)] as const);
	byRead.set(read, entries);
	return entries;
}
