import type { Findings } from '../invoice/findings';
import type { Steps } from '../steps';
import { localName, type XmlElement } from '../xml/element';
import { ciiReaders } from './formats/cii/read';
import type { EInvoice, Reader } from './reader';
import { bodiesOf, excessOfLot } from './formats/fatturapa/lot';
import { fatturapaReaders } from './formats/fatturapa/read';
import { felReaders } from './formats/fel/read';
import { haciendaReaders } from './formats/hacienda/read';
import { ublReaders } from './formats/ubl/read';
import type { Absent } from '../invoice/checkDocument';
import type { Totals } from '../invoice/schema';

/** Readers by the name of the root element. */
const READERS: ReadonlyMap<string, Reader> = new Map([
	...Object.entries(fatturapaReaders),
	...Object.entries(felReaders),
	...Object.entries(haciendaReaders),
	...Object.entries(ublReaders),
	...Object.entries(ciiReaders),
]);

/** Whether there is a reader for a document, by its root element. */
export const isReadable = ({ name }: XmlElement): boolean => READERS.has(name);

const isFatturaPA = ({ name }: XmlElement) => Object.hasOwn(fatturapaReaders, name);

/** One document per invoice; most files have one. */
export const documentsOf = (root: XmlElement): XmlElement[] => (isFatturaPA(root) ? bodiesOf(root) : [root]);

/**
 * The limit that a document with several invoices exceeds, as the end of "The file holds …"; null when it exceeds none.
 */
export const excessOfInvoices = (root: XmlElement): string | null =>
	isFatturaPA(root) ? excessOfLot(root) : null;

/**
 * Reads a document; null for an unknown root element. Adds an issue for each repeated element of which only one is
 * read.
 */
export function* readDocument(root: XmlElement, findings: Findings): Steps<EInvoice | null> {
	const reader = READERS.get(root.name);
	if (!reader) return null;
	// A lot is one document, and the invoice before may have repeated something, too.
	root.document?.repeated.clear();
	const known = yield* reader(root, findings);
	for (const [second, parent] of root.document?.repeated ?? []) {
		findings.add(
			'element-repeated',
			'',
			`${second.name} is more than once in ${parent.name}, where it may be once; the first was read, the second is in line ${second.line}`,
		);
	}
	return known;
}

/** Messages of an authority about a document, which contain few of its fields. */
const MESSAGES = ['GTAnulacionDocumento', 'MensajeHacienda'];

export const isMessage = ({ name }: XmlElement): boolean => MESSAGES.includes(localName(name));

/** The totals that a document must have: in the national formats, some follow from others. */
export function totalsIn({ name }: XmlElement): ReadonlyArray<keyof Totals> {
	if (name in ublReaders || name in ciiReaders) return ['lines', 'net', 'gross', 'due'];
	return name in felReaders ? ['gross'] : ['net', 'gross'];
}

/** Fields that a kind of document may lack: a receipt of Costa Rica need not name the buyer. */
export const absentFrom = ({ name }: XmlElement): Absent => ({
	buyer: localName(name) === 'TiqueteElectronico',
});
