import type { Invoice } from '../../../invoice/schema';

/** The code lists of FatturaPA 1.2 (Specifiche tecniche del formato della fattura). */

const CREDIT_NOTES = ['TD04', 'TD08'];
const DOCUMENT_TYPE = /^TD(0[1-9]|1[6-9]|2\d)$/;

/**
 * The kind by `TipoDocumento`; null for an unknown code. Debit notes and self-billed invoices (TD16 and later) are
 * invoices.
 */
export function kindOf(type: string | null): Invoice['kind'] {
	if (type === null || !DOCUMENT_TYPE.test(type)) return null;
	return CREDIT_NOTES.includes(type) ? 'creditNote' : 'invoice';
}

/**
 * UNTDID 5305 by `Natura`, whose first digit gives the reason why there is no VAT. FatturaPA itself has no table for it.
 *
 * - N2 O, N3 Z, N4 E: EeISI-mapper, the converter between EN 16931 and FatturaPA of AgID, the agency for digital Italy.
 * - N1 E: article 15 of DPR 633/1972 is article 79 of Directive 2006/112/EC, for which the code list of the norm has the
 *   exemption reason VATEX-EU-79-C. EeISI-mapper leaves open whether it is O. Category O cannot stand beside others
 *   (BR-O-11 to 14), as lines with N1 usually do.
 * - N3.1, N3.3 G, N3.2 K, N6 AE: the norm has a category for this very supply (exports, to San Marino too, supplies within
 *   the Union, reverse charge). GOBL, another converter, has the same.
 * - N5 E, N7 O: as in GOBL. The margin is taxed, but not in the invoice; the tax was paid in another state.
 */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
	['N1', 'E'],
	['N2', 'O'],
	['N3', 'Z'],
	['N3.1', 'G'],
	['N3.2', 'K'],
	['N3.3', 'G'],
	['N4', 'E'],
	['N5', 'E'],
	['N6', 'AE'],
	['N7', 'O'],
]);

/** @param isSplit whether the buyer pays the tax to the treasury (scissione dei pagamenti) */
export function categoryOf(nature: string | null, isSplit: boolean): string | null {
	if (nature === null) return isSplit ? 'B' : 'S';
	return CATEGORIES.get(nature) ?? CATEGORIES.get(nature.slice(0, 2)) ?? null;
}

/** UNTDID 4461 by `ModalitaPagamento`, where there is an equivalent; otherwise the code as written. */
const METHODS: ReadonlyMap<string, string> = new Map([
	['MP01', '10'],
	['MP02', '20'],
	['MP05', '30'],
	['MP08', '48'],
	['MP19', '59'],
	['MP20', '59'],
	['MP21', '59'],
]);

export const methodOf = (code: string | null): string | null =>
	code === null ? null : (METHODS.get(code) ?? code);
