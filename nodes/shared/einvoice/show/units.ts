/** Symbols for codes of UN/ECE Recommendations 20 and 21; a piece needs no symbol. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
	['C62', ''],
	['H87', ''],
	['EA', ''],
	['XPP', ''],
	['HUR', 'h'],
	['MIN', 'min'],
	['SEC', 's'],
	['DAY', 'd'],
	['GRM', 'g'],
	['KGM', 'kg'],
	['TNE', 't'],
	['LTR', 'l'],
	['MTR', 'm'],
	['CMT', 'cm'],
	['MMT', 'mm'],
	['KMT', 'km'],
	['KTM', 'km'],
	['MTK', 'm²'],
	['MTQ', 'm³'],
	['KWH', 'kWh'],
	['P1', '%'],
]);

/** The unit to show next to a quantity. Unknown codes are shown as they are. */
export const unitOf = (unit: string | null): string => SYMBOLS.get(unit ?? '') ?? unit ?? '';
