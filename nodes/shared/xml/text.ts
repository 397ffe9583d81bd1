/** XML 1.0, 2.11. */
export const withLineFeeds = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

const LONGEST_REFERENCE = 32;

/** The end of a piece that may go on in the next one: of a line break, of `<!` or of a reference. */
export const cutAtEnd = (piece: string) =>
	/(?:[\r<]|&[^&;]*)$/.exec(piece.slice(-LONGEST_REFERENCE))?.[0] ?? '';

interface Fault {
	/** In words that `notWellFormed` knows. */
	said: string;
	line: number;
	column: number;
}

/** Not one that the end of the file cuts off. (Where only a piece ends, it goes on in the next one: {@link cutAtEnd}.) */
const FAULTY_REFERENCE = /&(?!(?:amp|lt|gt|apos|quot|#\d+|#x[\da-fA-F]+);|[\w:.#-]{0,31}$)/g;

/** Begins markup in which any `&` is allowed. */
const FREE = /<[!?]/;

/**
 * Finds the first `&` since the last event of the parser that begins no reference of XML. The parser reads on to the next
 * `;`, however far, and then reports another place.
 */
export class FaultyReferences {
	first: Fault | null = null;
	private isFree = false;

	/**
	 * @param text the next piece
	 * @param event its index at the last event; negative if that was in an earlier piece
	 * @param end how far the parser read it
	 * @param start where the piece begins
	 */
	look(text: string, event: number, end: number, start: { line: number; column: number }) {
		if (event < 0 && (this.isFree || this.first)) return;
		// The event of a text comes after the `<` that ends it.
		const from = Math.max(0, event - 1);
		this.first = faultyReference(text, from, end, start);
		this.isFree = FREE.test(text.slice(from));
	}
}

function faultyReference(
	text: string,
	from: number,
	end: number,
	start: { line: number; column: number },
): Fault | null {
	FAULTY_REFERENCE.lastIndex = from;
	const at = FAULTY_REFERENCE.exec(text)?.index;
	// What follows an error of another kind is not the first.
	if (at === undefined || at >= end || FREE.test(text.slice(from, at))) return null;
	const lines = text.slice(0, at).split('\n');
	const column = [...lines.at(-1)!].length;
	const said = /^&[\w:.#-]+;/.test(text.slice(at, at + LONGEST_REFERENCE))
		? 'undefined entity'
		: 'lone ampersand';
	return {
		said,
		line: start.line + lines.length - 1,
		column: lines.length === 1 ? start.column + column : column + 1,
	};
}

/**
 * Lines of base64 have 60 characters or more, perhaps after blanks. Some programs write line breaks as two references
 * (`&#13;&#10;`), each of which becomes a fragment.
 */
export const isBase64 = (text: string) =>
	/^[\w+/=\s&#;]*$/.test(text) &&
	text.replace(/\s+/g, '').length > text.length / 2 &&
	text.split('&').length - 1 <= text.length / CHARACTERS_PER_REFERENCE + 2;

const CHARACTERS_PER_REFERENCE = 32;

/** Flattens a string: V8 keeps the parts of a concatenated one until a character is read. */
export const flat = (text: string) => void text.charCodeAt(0);

export const isBlank = (text: string) => text.trim() === '';
