import { attributeOf, valueOf, type XmlElement } from '../../xml/element';
import type { Identifier } from './terms';

/** The text of an element as an identifier, with the scheme from its attribute. */
export function identifierOf(element: XmlElement | null | undefined): Identifier | null {
	const id = valueOf(element);
	return id === null ? null : { id, scheme: attributeOf(element, 'schemeID') };
}

/** In Peppol's notation: `0088:4304171000002`. */
export const textOfIdentifier = (identifier: Identifier | null | undefined): string | null =>
	identifier ? (identifier.scheme === null ? identifier.id : `${identifier.scheme}:${identifier.id}`) : null;

/** The non-null entries of a list. */
export const present = <T>(list: ReadonlyArray<T | null>): T[] =>
	list.filter((entry): entry is T => entry !== null);
