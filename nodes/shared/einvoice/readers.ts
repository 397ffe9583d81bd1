import type { XmlElement } from '../xml/element';
import { ciiReaders } from './formats/cii/read';
import type { Reader } from './reader';
import { felReaders } from './formats/fel/read';
import { haciendaReaders } from './formats/hacienda/read';
import { ublReaders } from './formats/ubl/read';

/** By the local name of the root element. */
const READERS: ReadonlyMap<string, Reader> = new Map([
	...Object.entries(felReaders),
	...Object.entries(haciendaReaders),
	...Object.entries(ublReaders),
	...Object.entries(ciiReaders),
]);

/** Where formats share the name of the root element, only the namespace tells them apart. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
	['Invoice', 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'],
	['CreditNote', 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2'],
	['CrossIndustryInvoice', 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'],
]);

/** The reader for a document; null when its root element is none that is known. */
export function readerOf(root: XmlElement): Reader | null {
	const namespace = NAMESPACES.get(root.name);
	return namespace === undefined || namespace === root.namespace ? (READERS.get(root.name) ?? null) : null;
}
