/** Path from the root of a document, without it → field of the item; `[]` is numbered by `fieldAt`. */
export type Fields = Record<string, string>;

/** The same fields below an element. */
export const below = (path: string, fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([rest, field]) => [`${path}/${rest}`, field]));
