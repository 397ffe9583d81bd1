import { childOf, childrenOf, type XmlElement } from '../../../xml/element';
import { LIMITS } from '../../../xml/limits';

const HEADER = 'fpa:FatturaElettronicaHeader';
const BODY = 'fpa:FatturaElettronicaBody';

/** Limits of a lot, because each of its invoices repeats the header. Real headers have some 50 short elements. */
const MOST = { invoices: 1000, elements: 1000, characters: 10_000 };

/** What all invoices of a lot have together is bounded like that of a single one, where it is in one element. */
const ENTRIES = [
	['fpa:DettaglioLinee', 'lines'],
	['fpa:DatiRiepilogo', 'taxes'],
] as const;

/** One document per invoice of a lot, sharing the header; the document itself if it contains only one. */
export function bodiesOf(root: XmlElement): XmlElement[] {
	const bodies = childrenOf(root, BODY);
	if (bodies.length < 2) return [root];
	const headers = childrenOf(root, HEADER);
	return bodies.map((body) => ({ ...root, children: [...headers, body] }));
}

/** The limit that a lot exceeds, as the end of "The file holds …"; null when it exceeds none. */
export function excessOfLot(root: XmlElement): string | null {
	const bodies = childrenOf(root, BODY);
	const count = bodies.length;
	if (count < 2) return null;
	if (count > MOST.invoices) return `${count} invoices, which is more than ${MOST.invoices}`;
	for (const [name, what] of ENTRIES) {
		const entries = bodies.map((body) => childrenOf(childOf(body, 'fpa:DatiBeniServizi'), name).length);
		if (entries.reduce((sum, one) => sum + one, 0) > LIMITS.children) {
			return `${count} invoices with more than ${LIMITS.children.toLocaleString('en')} ${what} together`;
		}
	}
	const open = [...childrenOf(root, HEADER)];
	// Each invoice repeats the version, an attribute of the root, too.
	let [elements, characters] = [0, [...root.attributes.values()].join('').length];
	for (let element = open.pop(); element !== undefined; element = open.pop()) {
		characters += element.text.length;
		if (++elements > MOST.elements || characters > MOST.characters) {
			return `${count} invoices under one header that is larger than any real one`;
		}
		// Pushes one by one: spreading a long list into arguments would overflow the stack.
		for (const child of element.children) open.push(child);
	}
	return null;
}
