import { contradictionsIn } from '../../../../../nodes/shared/einvoice/ownData/computed/contradictions';
import { take } from '../../../../support/einvoice/ownData.mts';

const LINE = { description: 'A', quantity: 1, unitPrice: 100, taxRate: 19 };
const found = (line: object, more: object = {}) =>
	contradictionsIn(take({ number: 1, currency: 'EUR', ...more, lines: [{ ...LINE, ...line }] }).item).map(
		({ path, message }) => `${path}: ${message}`,
	);

test('what is said of a line must agree, although only a part of it is written', () => {
	expect(found({ tax: 19, gross: 119 })).toEqual([]);
	expect(found({ tax: 7 })).toEqual([
		'lines[0].tax: 7 was sent, but 19 % of 100 is 19, and that is what counts',
	]);
	expect(found({ gross: 120 })).toEqual([
		'lines[0].gross: 120 was sent, but net + tax is 119, and that is what counts',
	]);
	expect(found({ net: 90 })).toEqual([
		'lines[0].net: 90 was sent and is written, but quantity × price is 100',
	]);
});

test('amounts that others rounded are no contradiction', () => {
	expect(found({ quantity: 3, unitPrice: 11.9, unitPriceIncludesTax: true, gross: 35.7, tax: 5.7 })).toEqual(
		[],
	);
	expect(found({ unitPrice: 33.33, tax: 6.34, gross: 39.68 })).toEqual([]);
	expect(found({ unitPrice: 333, taxRate: 8, tax: 26, gross: 359 }, { currency: 'JPY' })).toEqual([]);
});

test('nothing is due of what is paid', () => {
	expect(found({}, { status: 'paid' })).toEqual([]);
	expect(found({}, { status: 'paid', totals: { due: 119 } })).toEqual([
		'status: The status is paid, and 119 is due',
	]);
});
