import type { Findings } from '../../../invoice/findings';
import { attributeOf, localName, type XmlElement } from '../../../xml/element';
import { present } from '../../en16931/identifiers';
import { precedingReferences } from '../../en16931/precedingInvoices';
import type { EInvoice } from '../../reader';

/** Complements of one kind by local name, because some certifiers use their own namespace. */
export const complementsNamed = (complements: readonly XmlElement[], name: string): XmlElement[] =>
	complements.filter((complement) => localName(complement.name) === name);

/** More than a note has; the list becomes one text. */
const MOST = 100;

/** The document that a credit or debit note refers to (complement `ReferenciasNota`). */
export function noteOf(complements: readonly XmlElement[], findings: Findings) {
	const all = complementsNamed(complements, 'ReferenciasNota');
	const [origin] = all;
	if (all.length > MOST) {
		findings.add(
			'complement-unread',
			'references',
			`Only the first ${MOST} of ${all.length} complements ReferenciasNota were read`,
		);
	}
	const reasons = present(all.slice(0, MOST).map((note) => attributeOf(note, 'MotivoAjuste')));
	const known: EInvoice = {
		precedingInvoiceNumber: attributeOf(origin, 'NumeroAutorizacionDocumentoOrigen'),
		note: [...new Set(reasons)].join('\n') || null,
	};
	const references = {
		...precedingReferences(
			all.slice(0, MOST).map((note) => ({
				number: attributeOf(note, 'NumeroAutorizacionDocumentoOrigen'),
				date: attributeOf(note, 'FechaEmisionDocumentoOrigen'),
			})),
		),
		precedingInvoiceSeries: attributeOf(origin, 'SerieDocumentoOrigen'),
		precedingDocumentNumber: attributeOf(origin, 'NumeroDocumentoOrigen'),
		// `Antiguo`: on paper or in the system before FEL, so the number is not a UUID.
		precedingInvoiceRegime: attributeOf(origin, 'RegimenAntiguo'),
	};
	return { known, references };
}
