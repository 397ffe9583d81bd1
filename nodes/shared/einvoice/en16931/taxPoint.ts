/**
 * BT-8, the code of the date that VAT becomes due on: UNTDID 2475, which CII has, to UNTDID 2005, which the norm and UBL
 * have (CEN/TS 16931-3-3).
 */
export const TAX_POINT_CODES: ReadonlyMap<string, string> = new Map([
	['5', '3'],
	['29', '35'],
	['72', '432'],
]);
