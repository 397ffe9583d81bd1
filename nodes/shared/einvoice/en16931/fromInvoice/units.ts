import { codesOf } from '../../../values/codeLists/codeList';
import { UNITS } from '../../../values/codeLists/lists';

const CODES = codesOf(UNITS);

/**
 * Units of FEL (Guatemala) and Hacienda (Costa Rica), and the words that people write in the languages of this package,
 * with their codes of UN/ECE Recommendation 20. Excludes ambiguous ones, such as hours of a professional service (`Sp`).
 */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		C62: [
			...['UND', 'UNI', 'UNIDAD', 'UNIDADES', 'UNID', 'PIEZA', 'PIEZAS', 'U', 'UNIT', 'UNITS'],
			...['PCS', 'PC', 'PIECE', 'PIECES', 'STK', 'STÜCK', 'PIÈCE', 'PIÈCES', 'UNITÉ', 'UNITÉS'],
			...['PEZZO', 'PEZZI', 'UNITÀ', 'STUK', 'STUKS', 'EACH'],
		],
		HUR: [
			...['H', 'HORA', 'HORAS', 'HOUR', 'HOURS', 'STD', 'STUNDE', 'STUNDEN', 'HEURE', 'HEURES'],
			...['ORA', 'ORE', 'UUR', 'UREN', 'HR', 'HRS'],
		],
		MIN: ['MINS', 'MINUTO', 'MINUTOS', 'MINUTE', 'MINUTES', 'MINUTEN', 'MINUTI', 'MINUUT'],
		DAY: [
			...[
				'D',
				'DIA',
				'DÍA',
				'DIAS',
				'DÍAS',
				'DAY',
				'DAYS',
				'TAG',
				'TAGE',
				'JOUR',
				'JOURS',
				'GIORNO',
				'GIORNI',
			],
			...['DAG', 'DAGEN'],
		],
		WEE: ['WEEK', 'WEEKS', 'WOCHE', 'WOCHEN', 'SEMAINE', 'SEMAINES', 'SEMANA', 'SEMANAS', 'WEKEN'],
		MON: [...['MONTH', 'MONTHS', 'MONAT', 'MONATE', 'MOIS', 'MESES', 'MESE', 'MESI', 'MAAND', 'MAANDEN']],
		ANN: ['YEAR', 'YEARS', 'JAHR', 'JAHRE', 'ANNÉE', 'ANNÉES', 'AÑO', 'AÑOS', 'ANNO', 'ANNI', 'JAREN'],
		KGM: ['KG', 'KILOGRAMM', 'KILOGRAM', 'KILOGRAMS'],
		GRM: ['G'],
		LTR: ['L', 'LT', 'LITRO', 'LITROS', 'LITER', 'LITRE', 'LITRES', 'LITERS', 'LITRI'],
		MTR: ['M', 'METRO', 'METROS', 'METER', 'METERS', 'METRE', 'METRES', 'MÈTRE', 'MÈTRES', 'METRI'],
		MTK: ['M2', 'M²', 'QM'],
		MTQ: ['M3', 'M³'],
		CMT: ['CM'],
		KMT: ['KM'],
		KWH: ['KW-H'],
		LS: ['PAUSCHAL', 'PAUSCHALE', 'PSCH', 'LUMP SUM', 'FLAT RATE', 'FORFAIT', 'A CORPO'],
	}).flatMap(([code, spellings]) => spellings.map((spelling) => [spelling, code] as const)),
);

/**
 * The unit that a person means who writes a word which is also a code of something else: `STK`, German for a piece, is
 * the code of a stick, such as a cigarette.
 */
export const unitOfPerson = (unit: string | null): string | null =>
	unit !== null && CODES.has(unit) ? (SPELLINGS.get(unit) ?? unit) : unit;

/** BT-130: the code of a unit. Unknown text stays, so that the rules report it. */
export function unitCodeOf(unit: string | null): string | null {
	if (unit === null || CODES.has(unit)) return unit;
	const word = unit.trim().toUpperCase();
	return SPELLINGS.get(word) ?? SPELLINGS.get(word.replace(/\.$/, '')) ?? unit;
}
