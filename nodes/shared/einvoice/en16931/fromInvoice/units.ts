import { codesOf } from '../../../values/codeLists/codeList';
import { UNITS } from '../../../values/codeLists/lists';

const CODES = codesOf(UNITS);

/**
 * Units of FEL (Guatemala) and Hacienda (Costa Rica) and common spellings, with their codes of UN/ECE Recommendation
 * 20. Excludes ambiguous ones, such as hours of a professional service (`Sp`).
 */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		C62: ['UND', 'UNI', 'UNIDAD', 'UNID', 'PCS', 'PC', 'PIECE', 'PIECES', 'STK', 'STÜCK', 'U'],
		HUR: ['H', 'HORA', 'HORAS', 'HOUR', 'HOURS', 'STD'],
		MIN: ['MINUTO', 'MINUTE', 'MINUTES'],
		DAY: ['D', 'DIA', 'DÍA', 'DAYS', 'TAG', 'TAGE'],
		KGM: ['KG'],
		GRM: ['G'],
		LTR: ['L', 'LT', 'LITRO'],
		MTR: ['M', 'METRO'],
		MTK: ['M2', 'M²'],
		MTQ: ['M3', 'M³'],
		CMT: ['CM'],
		KMT: ['KM'],
		KWH: ['KW-H'],
	}).flatMap(([code, spellings]) => spellings.map((spelling) => [spelling, code] as const)),
);

/** BT-130: the code of a unit. Unknown text stays, so that the rules report it. */
export function unitCodeOf(unit: string | null): string | null {
	if (unit === null || CODES.has(unit)) return unit;
	return SPELLINGS.get(unit.trim().toUpperCase()) ?? unit;
}
