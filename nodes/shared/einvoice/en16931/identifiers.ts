import { codesOf } from '../../values/codeLists/codeList';
import { ICD, REFERENCE_QUALIFIERS } from '../../values/codeLists/lists';
import { attributeOf, valueOf, type XmlElement } from '../../xml/element';
import type { Identifier } from './terms';

/** The text of an element as an identifier, with the scheme from its attribute. */
export function identifierOf(element: XmlElement | null | undefined): Identifier | null {
	const id = valueOf(element);
	return id === null ? null : { id, scheme: attributeOf(element, 'schemeID') };
}

/** Which prefixes of a text such as `0088:4304171000002` are schemes. */
type IsScheme = (prefix: string) => boolean;

const ICD_SCHEMES = codesOf(ICD);
const OBJECT_SCHEMES = codesOf(REFERENCE_QUALIFIERS);

/** ISO 6523, plus "SEPA" for the creditor of a direct debit (BT-90). */
const ofParty: IsScheme = (prefix) => ICD_SCHEMES.has(prefix) || prefix === 'SEPA';
/** Any scheme of that form: an address with an unknown scheme must be reported rather than written without it. */
const ofAddress: IsScheme = (prefix) => /^(\d{4}|[A-Z]{2})$/.test(prefix);
/** UNTDID 1153, for BT-18 and BT-128. */
const ofObject: IsScheme = (prefix) => OBJECT_SCHEMES.has(prefix);
/** BT-157 always has a scheme, even one that the norm does not know. */
const ofArticle: IsScheme = (prefix) => /^[A-Z0-9]{2,10}$/.test(prefix);

/** An identifier as one text and back. */
interface Notation {
	textOf: (identifier: Identifier | null | undefined) => string | null;
	ofText: (text: string | null | undefined) => Identifier | null;
}

/**
 * Peppol's notation `scheme:id`. A prefix that is no scheme, as in `HRB:12345`, belongs to the identifier. One that
 * looks like a scheme but belongs to the identifier is marked by a colon in front: `:0088:4711`.
 */
function notation(isScheme: IsScheme): Notation {
	const schemeOf = (text: string) => /^([^:]+):./s.exec(text)?.[1] ?? null;
	const isMarked = (id: string): boolean => {
		const prefix = schemeOf(id);
		return id.startsWith(':') || (prefix !== null && isScheme(prefix));
	};
	return {
		textOf: (identifier) => {
			if (!identifier) return null;
			const { id, scheme } = identifier;
			return scheme === null ? (isMarked(id) ? `:${id}` : id) : `${scheme}:${id}`;
		},
		ofText: (text) => {
			if (!text) return null;
			if (text.startsWith(':') && isMarked(text.slice(1))) return { id: text.slice(1), scheme: null };
			const scheme = schemeOf(text);
			return scheme !== null && isScheme(scheme)
				? { id: text.slice(scheme.length + 1), scheme }
				: { id: text, scheme: null };
		},
	};
}

export const PARTY_ID = notation(ofParty);
export const ADDRESS = notation(ofAddress);
export const OBJECT = notation(ofObject);
export const ARTICLE = notation(ofArticle);

/** The non-null entries of a list. */
export const present = <T>(list: ReadonlyArray<T | null>): T[] =>
	list.filter((entry): entry is T => entry !== null);
