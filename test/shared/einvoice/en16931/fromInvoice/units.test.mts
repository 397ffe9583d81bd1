import { unitCodeOf, unitOfPerson } from '../../../../../nodes/shared/einvoice/en16931/fromInvoice/units';

test.each([
	['C62', ['Stück', 'pieces', 'pièces', 'unidades', 'pezzi', 'stuks', 'UND']],
	['HUR', ['Stunden', 'hours', 'heures', 'horas', 'ore', 'uren', 'Std.', ' h ']],
	['DAY', ['Tage', 'days', 'jours', 'días', 'giorni', 'dagen']],
	['WEE', ['Wochen', 'weeks', 'semaines', 'semanas']],
	['MON', ['Monate', 'month', 'mois', 'meses', 'mesi', 'maanden']],
	['ANN', ['Jahr', 'years', 'année', 'años', 'anni']],
	['KGM', ['kg', 'Kilogramm']],
	['LTR', ['Liter', 'litres', 'litri']],
	['MTR', ['m', 'Meter', 'mètres', 'm.']],
	['C62', ['pcs.', 'Stk.']],
	['LS', ['pauschal', 'Psch.', 'lump sum', 'forfait']],
])('%s is written as a word, too', (code, words) => {
	expect(words.map(unitCodeOf)).toEqual(words.map(() => code));
});

test.each(['HUR', 'H87', 'KWH', 'XBX', 'Sp', 'Karton', ''])('%j stays', (unit) => {
	expect(unitCodeOf(unit)).toBe(unit);
});

test('a person who writes STK means a piece, and a document a stick', () => {
	expect(['STK', 'Stk', 'HUR', 'XBX', 'STD', 'Karton', null].map(unitOfPerson)).toEqual([
		...['C62', 'Stk', 'HUR', 'XBX', 'STD', 'Karton', null],
	]);
	expect(unitCodeOf('STK')).toBe('STK');
});
