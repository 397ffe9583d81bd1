/**
 * Maps BT-8, the code of the date on which VAT becomes due, from UNTDID 2475 (CII) to UNTDID 2005 (the norm and UBL),
 * see CEN/TS 16931-3-3.
 */
export const TAX_POINT_CODES: ReadonlyMap<string, string> = new Map([
	['5', '3'],
	['29', '35'],
	['72', '432'],
]);
