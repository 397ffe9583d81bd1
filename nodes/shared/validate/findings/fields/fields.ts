/** Path in the document, without the root → field of the item; `fieldAt` numbers `[]`. */
export type Fields = Record<string, string>;

/** The same fields below an element. */
export const below = (path: string, fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([rest, field]) => [`${path}/${rest}`, field]));
