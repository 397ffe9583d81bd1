import type { Findings } from '../../../invoice/findings';
import { attributeOf, localName, type XmlElement } from '../../../xml/element';
import type { EInvoice } from '../../reader';

/** Complements of one kind by local name, because some certifiers use their own namespace. */
export const complementsNamed = (complements: readonly XmlElement[], name: string): XmlElement[] =>
	complements.filter((complement) => localName(complement.name) === name);

/** More than a note has; the list becomes one text. */
const MOST = 100;

/** The document that a credit or debit note refers to (complement `ReferenciasNota`). */
export function noteOf(complements: readonly XmlElement[], findings: Findings) {
	const all = complementsNamed(complements, 'ReferenciasNota');
	const [origin, ...further] = all.slice(0, MOST);
	if (all.length > MOST) {
		findings.add(
			'complement-unread',
			'references',
			`Only the first ${MOST} of ${all.length} complements ReferenciasNota were read`,
		);
	}
	const texts = (name: string, elements: ReadonlyArray<XmlElement | undefined>, separator: string) =>
		[...new Set(elements.map((element) => attributeOf(element, name)))]
			.filter((text) => text !== null)
			.join(separator) || null;
	const known: EInvoice = {
		precedingInvoiceNumber: attributeOf(origin, 'NumeroAutorizacionDocumentoOrigen'),
		note: texts('MotivoAjuste', all.slice(0, MOST), '\n'),
	};
	const references = {
		precedingInvoiceDate: attributeOf(origin, 'FechaEmisionDocumentoOrigen'),
		precedingInvoiceSeries: attributeOf(origin, 'SerieDocumentoOrigen'),
		precedingDocumentNumber: attributeOf(origin, 'NumeroDocumentoOrigen'),
		// `Antiguo`: on paper or in the system before FEL, so the number is not a UUID.
		precedingInvoiceRegime: attributeOf(origin, 'RegimenAntiguo'),
		furtherPrecedingInvoices: texts('NumeroAutorizacionDocumentoOrigen', further, ', '),
		furtherPrecedingInvoiceDates: texts('FechaEmisionDocumentoOrigen', further, '; '),
	};
	return { known, references };
}
