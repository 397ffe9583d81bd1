import type { Gap } from '../../../nodes/shared/einvoice/gap';
import { linesOfGaps, oneByField } from '../../../nodes/shared/einvoice/gapList';
import { invoiceOf, lineOf } from '../../../nodes/shared/invoice/build';

const gap = (rule: string, path: string, message = rule, isTolerated = false): Gap => ({
	rule,
	path,
	message,
	isTolerated,
});
const empty = invoiceOf({ lines: [lineOf({ unitPrice: 5 })] });
const rulesOf = (gaps: Gap[], isComputed = true) =>
	oneByField(gaps, empty, isComputed).map(({ rule }) => rule);

test('an empty field is listed once, by what must not be tolerated', () => {
	expect(rulesOf([gap('W', 'number', 'w', true), gap('BR-02', 'number'), gap('X', 'number')])).toEqual([
		'BR-02',
	]);
});

test('a field with a value has each of its faults once', () => {
	const path = 'lines[0].unitPrice';
	expect(rulesOf([gap('A', path), gap('B', path), gap('A', path, 'other'), gap('C', path, 'B')])).toEqual([
		'A',
		'B',
	]);
});

test('an empty record is not listed besides a part of it that could not be read', () => {
	expect(rulesOf([gap('BT-84', 'payment.iban'), gap('BR-DE-1', 'payment')])).toEqual(['BT-84']);
	expect(rulesOf([gap('BR-DE-1', 'payment')])).toEqual(['BR-DE-1']);
});

test('a record without any of its fields is not listed besides one of them', () => {
	expect(rulesOf([gap('BR-09', 'seller.address.countryCode'), gap('BR-08', 'seller.address')])).toEqual([
		'BR-09',
	]);
	expect(rulesOf([gap('BR-08', 'seller.address'), gap('BR-DE-3', 'seller.address.city')])).toEqual(['BR-08']);
});

test('amounts that will be computed are listed only where all that they follow from is there', () => {
	const gaps = [
		gap('BR-22', 'lines[0].quantity'),
		gap('BR-24', 'lines[0].net'),
		gap('BR-CO-18', 'taxes'),
		gap('BR-15', 'totals.due'),
	];
	expect(rulesOf(gaps)).toEqual(['BR-22']);
	expect(rulesOf(gaps.slice(2))).toEqual(['BR-15', 'BR-CO-18']);
	expect(rulesOf(gaps, false)).toEqual(['BR-15', 'BR-CO-18', 'BR-22', 'BR-24']);
});

test('what is computed of a net is not listed besides the net that is wrong', () => {
	const tax = { category: 'E', name: null, rate: 0, taxableAmount: 10.005, taxAmount: 0 };
	const item = invoiceOf({ lines: [lineOf({ net: 10.005 })], taxes: [tax] });
	const gaps = [
		gap('BR-DEC-23', 'lines[0].net'),
		gap('BR-DEC-12', 'totals.net'),
		gap('BR-CO-15', 'totals.gross'),
		gap('BR-DEC-19', 'taxes'),
		gap('BR-E-10', 'taxes'),
	];
	expect(oneByField(gaps, item, true).map(({ rule }) => rule)).toEqual(['BR-E-10', 'BR-DEC-23']);
	expect(oneByField(gaps, item, false)).toHaveLength(5);
});

test('a category that is none is listed where it was written', () => {
	const gaps = [gap('BR-CL-17', 'taxes[0].category'), gap('BR-CL-18', 'lines[0].taxCategory')];
	expect(rulesOf(gaps)).toEqual(['BR-CL-18']);
	expect(rulesOf(gaps.slice(0, 1))).toEqual(['BR-CL-17']);
});

test('a price is not listed besides the quantity that it follows from', () => {
	const withNet = invoiceOf({ lines: [lineOf({ net: 10 }), lineOf({})] });
	const gaps = [0, 1].flatMap((index) => [
		gap('BR-22', `lines[${index}].quantity`),
		gap('BR-26', `lines[${index}].unitPrice`),
	]);
	expect(oneByField(gaps, withNet, true)).toEqual([gaps[0], gaps[2], gaps[3]]);
});

test('the list names the field, what to do, the rule and the place in the node, and is not endless', () => {
	const nameOf = (path: string) => path.replace('lines[0].', '');
	expect(
		linesOfGaps(
			[gap('BR-06', 'seller.name', 'M'), gap('BR-22', 'lines[0].quantity', 'N'), gap('XML', '', 'O')],
			nameOf,
		),
	).toEqual(['seller.name: M (BR-06) – in this node: Seller', 'quantity: N (BR-22)', 'O (XML)']);
	const many = Array.from({ length: 60 }, (_, index) => gap('R', `lines[${index}].net`));
	expect(linesOfGaps(many, nameOf).slice(49)).toEqual(['lines[49].net: R (R)', 'And 10 more']);
});
