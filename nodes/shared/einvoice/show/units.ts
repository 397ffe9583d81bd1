/** Codes of UN/ECE Recommendation 20 and 21 as people write them; a piece needs no word beside its number. */
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

/** The unit to show beside a quantity; what is no known code is shown as it is. */
export const unitOf = (unit: string | null): string => SYMBOLS.get(unit ?? '') ?? unit ?? '';
