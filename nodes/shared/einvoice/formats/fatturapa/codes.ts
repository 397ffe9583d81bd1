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
 * UNTDID 5305 by `Natura`, whose first digit gives the reason why there is no VAT. For untaxed supplies with the right
 * of deduction (N3), the norm has no categories other than G, K and Z.
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
