import { foreignNamespaceOf, localName } from '../../xml/element';
import { namespaceOf } from '../../xml/namespaces';
import type { Node } from '../node';
import type { SchemaType } from './schema';

/** An element that the schema has at this place, but in another namespace. */
export interface Misplacement {
	/** The namespace that the document gives it; '' is none. */
	written: string;
	/** The one of the schema. */
	wanted: string;
}

/** What is wrong with the namespace of an element that a type does not have; null where it is not the namespace. */
export function misplacementOf({ name }: Node, type: SchemaType): Misplacement | null {
	const written = foreignNamespaceOf(name) ?? (name.includes(':') ? null : '');
	if (written === null) return null;
	const local = `:${localName(name)}`;
	for (const known of type.keys()) {
		const wanted = known.endsWith(local) ? namespaceOf(known.slice(0, -local.length)) : null;
		if (wanted !== null) return { written, wanted };
	}
	return null;
}

/** The wrong namespaces of a document: whoever declares one wrongly has it at many elements, of which the first says it. */
export class WrongNamespaces {
	private readonly seen = new Set<string>();
	/** Whether a part of the document, and not only one element, cannot be read. */
	hidesParts = false;

	/** Whether this element is the first of its namespace. */
	isFirst({ written }: Misplacement, { children }: Node): boolean {
		const isFirst = !this.seen.has(written);
		if (!isFirst || children.length > 0) this.hidesParts = true;
		this.seen.add(written);
		return isFirst;
	}
}
