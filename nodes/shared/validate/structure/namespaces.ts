import { foreignNamespaceOf, localName } from '../../xml/element';
import { namespaceOf } from '../../xml/namespaces';
import type { Node } from '../xpath/node';
import type { SchemaType } from './schema';

/** An element that the schema allows at this place, but in another namespace. */
export interface Misplacement {
	/** The namespace in the document; '' for none. */
	written: string;
	/** The namespace in the schema. */
	wanted: string;
}

/** Detects an element that a type would allow in another namespace; null otherwise. */
export function misplacementOf({ name }: Node, type: SchemaType): Misplacement | null {
	const written = foreignNamespaceOf(name) ?? (name.includes(':') ? null : '');
	if (written === null) return null;
	const local = `:${localName(name)}`;
	for (const known of type.places.keys()) {
		const wanted = known.endsWith(local) ? namespaceOf(known.slice(0, -local.length)) : null;
		if (wanted !== null) return { written, wanted };
	}
	return null;
}

/** The wrong namespaces of a document. One wrong declaration usually affects many elements: report only the first. */
export class WrongNamespaces {
	private readonly seen = new Set<string>();
	/** Whether this makes part of the document unreadable, not just one element. */
	hidesParts = false;

	/** Whether this element is the first with its namespace. */
	isFirst({ written }: Misplacement, { children }: Node): boolean {
		const isFirst = !this.seen.has(written);
		if (!isFirst || children.length > 0) this.hidesParts = true;
		this.seen.add(written);
		return isFirst;
	}
}
