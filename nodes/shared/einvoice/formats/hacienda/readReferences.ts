import { toText } from '../../../values/decimal';
import { amount } from '../../../values/money';
import { childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { textOfList } from '../../en16931/list';
import { precedingReferences } from '../../en16931/precedingInvoices';
import type { EInvoice } from '../../reader';

/** The most that Hacienda allows in a document, for references as well as other charges. */
const MOST = 10;
const MOST_CHARGES = 15;

/** The name and amount of each other charge, such as `Servicio 150`. */
export const otherChargesOf = (charges: readonly XmlElement[]): string | null =>
	charges
		.slice(0, MOST_CHARGES)
		.map((charge) => {
			const figure = amount(valueOf(charge, 'cr:MontoCargo'));
			return [textOf(charge, 'cr:Detalle'), figure && toText(figure)].filter(Boolean).join(' ');
		})
		.filter(Boolean)
		.join('; ') || null;

/** Why tax is not paid: the exemption documents and who issued them. */
export function exemptionReasonsOf(lines: readonly XmlElement[]): string | null {
	const reasons = new Set<string>();
	for (const line of lines) {
		for (const tax of childrenOf(line, 'cr:Impuesto')) {
			if (reasons.size === MOST) break;
			const exemption = childOf(tax, 'cr:Exoneracion');
			if (exemption === null) continue;
			const parts = ['cr:NombreInstitucion', 'cr:NombreInstitucionOtros', 'cr:NumeroDocumento'];
			const reason = parts.flatMap((part) => valueOf(exemption, part) ?? []).join(' ');
			if (reason !== '') reasons.add(reason);
		}
	}
	return textOfList([...reasons], '; ') || null;
}

/** `InformacionReferencia`: in a note, the corrected document; in others, documents that they belong to or replace. */
export function referencesAt(root: XmlElement, isNote: boolean) {
	const all = childrenOf(root, 'cr:InformacionReferencia').slice(0, MOST);
	const numbers = (elements: readonly XmlElement[]) =>
		elements.flatMap((element) => valueOf(element, 'cr:Numero') ?? []).join(', ') || null;
	if (!isNote) return { known: {}, references: { referencedDocuments: numbers(all) } };
	const [origin] = all;
	const known: EInvoice = {
		precedingInvoiceNumber: valueOf(origin, 'cr:Numero'),
		note: [...new Set(all.flatMap((element) => textOf(element, 'cr:Razon') ?? []))].join('\n') || null,
	};
	// 4.4 names the date differently.
	const dateOf = (element: XmlElement) =>
		(valueOf(element, 'cr:FechaEmisionIR') ?? valueOf(element, 'cr:FechaEmision'))?.slice(0, 10) ?? null;
	const references = {
		...precedingReferences(
			all.map((element) => ({ number: valueOf(element, 'cr:Numero'), date: dateOf(element) })),
		),
		/** The effect of the note, such as 01 (voids the document) and 02 (corrects it). */
		correctionCode: valueOf(origin, 'cr:Codigo'),
	};
	return { known, references };
}
