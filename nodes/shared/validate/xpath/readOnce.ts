/** Texts from this length are long: no value that a rule casts is, and to read one takes longer than to remember it. */
export const LONG = 2_000;

type Read<T> = (text: string) => T;

const known = new WeakMap<object, Map<Read<unknown>, Map<string, unknown>>>();

/**
 * What a function makes of a text of a document. A long text is read once, however many elements ask for it: it can have
 * millions of characters, and V8 finds it in a map without comparing them.
 *
 * @param read a pure function; a constant, as results are kept under it
 */
export function readOnce<T>(document: object, text: string, read: Read<T>): T {
	if (text.length < LONG) return read(text);
	let byRead = known.get(document);
	if (byRead === undefined) known.set(document, (byRead = new Map()));
	let byText = byRead.get(read);
	if (byText === undefined) byRead.set(read, (byText = new Map()));
	if (!byText.has(text)) byText.set(text, read(text));
	return byText.get(text) as T;
}
