import type { XmlElement } from '../xmlElement';
import type { Reader } from './eInvoice';
import { felReaders } from './fel';
import { haciendaReaders } from './hacienda';

/** By the local name of the root element. */
const READERS: ReadonlyMap<string, Reader> = new Map([
	...Object.entries(felReaders),
	...Object.entries(haciendaReaders),
]);

/** The reader for a document; null when its root element is none that is known. */
export function readerOf(root: XmlElement): Reader | null {
	return READERS.get(root.name) ?? null;
}
