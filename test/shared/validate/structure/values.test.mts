import { STRUCTURE_SETS } from '../../../../nodes/shared/validate/rules/sets';
import { validateInSteps } from '../../../../nodes/shared/validate/validate';
import { finish } from '../../../../nodes/shared/steps';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { CII, UBL } from '../../../support/validate/documents.mts';

function found(syntax: 'ubl' | 'cii', xml: string) {
	const parsed = finish(xmlInSteps(Buffer.from(xml)));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return finish(validateInSteps(parsed.value, [STRUCTURE_SETS[syntax]])).errors;
}

test.each([
	'2025-02-30',
	'2025-13-01',
	'01.06.2025',
	'2025-6-1',
	'20250601',
	'2025-06-01+14:30',
	'2025-06-01+99:99',
])('%j is no date of UBL', (date) => {
	expect(found('ubl', UBL.replace('2025-06-01', date))).toEqual([
		expect.objectContaining({
			rule: 'UBL-2.1',
			field: 'issueDate',
			message: 'The element cbc:IssueDate does not hold a day of the calendar: write it as 2025-12-31',
		}),
	]);
});

test.each(['2024-02-29', ' 2025-06-01\n', '2025-06-01Z', '2025-06-01+02:00', '2025-06-01-14:00'])(
	'%j is one',
	(date) => {
		expect(found('ubl', UBL.replace('2025-06-01', date))).toEqual([]);
	},
);

test.each(['12.345,67', '119,00', '1e2', '1 190.00', 'NaN', '\u0661', '.'])('%j is no number', (amount) => {
	const field = { field: 'totals.due', message: expect.stringContaining('does not hold a number') };
	const ubl = UBL.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, `$1${amount}`);
	expect(found('ubl', ubl)).toEqual([expect.objectContaining(field)]);
	const cii = CII.replace(/(<ram:DuePayableAmount[^>]*>)[^<]*/, `$1${amount}`);
	expect(found('cii', cii)).toEqual([expect.objectContaining(field)]);
});

test.each(['119', '+119.00', '-.5', '0119.', '\n119.00 '])('%j is one', (amount) => {
	expect(found('ubl', UBL.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, `$1${amount}`))).toEqual([]);
	expect(found('cii', CII.replace(/(<ram:DuePayableAmount[^>]*>)[^<]*/, `$1${amount}`))).toEqual([]);
});

test.each([
	['true', 0],
	['1', 0],
	['TRUE', 1],
	['yes', 1],
])('the indicator %s', (text, count) => {
	const allowance = `<cac:AllowanceCharge><cbc:ChargeIndicator>${text}</cbc:ChargeIndicator></cac:AllowanceCharge>`;
	expect(found('ubl', UBL.replace('<cac:TaxTotal>', `${allowance}$&`))).toHaveLength(count);
});

test.each([
	['23:59:00', 0],
	['12:00:00.5+02:00', 0],
	['24:00:00Z', 0],
	['12:00', 1],
	['24:00:01', 1],
	['x', 1],
])('the time %s', (time, count) => {
	const written = `$&<cbc:IssueTime>${time}</cbc:IssueTime>`;
	expect(found('ubl', UBL.replace('</cbc:IssueDate>', written))).toHaveLength(count);
});

test.each(['cbc:DueDate', 'cbc:InvoiceTypeCode', 'cbc:PayableAmount', 'cbc:InvoicedQuantity'])(
	'%s that is empty',
	(name) => {
		const dueDate = '$&<cbc:DueDate>2026-01-31</cbc:DueDate>';
		const written = UBL.replace('</cbc:IssueDate>', dueDate);
		const xml = written.replace(new RegExp(`(<${name}[^>]*>)[^<]*`), '$1 ');
		const message = expect.stringContaining(
			`The element ${name} is empty: unless it can be left out, it must hold a`,
		);
		expect(found('ubl', xml)).toEqual(
			name.endsWith('Code') ? [] : [expect.objectContaining({ rule: 'UBL-2.1', message })],
		);
	},
);

test('an empty number of CII', () => {
	const empty = CII.replace(/(<ram:DuePayableAmount[^>]*>)[^<]*/, '$1');
	expect(found('cii', empty)).toEqual([
		expect.objectContaining({
			rule: 'CII-D16B',
			message: expect.stringContaining('ram:DuePayableAmount is empty'),
		}),
	]);
});

const DELIVERY = '<ram:ApplicableHeaderTradeDelivery/>';
const deliveredOn = (day: string) =>
	CII.replace(
		DELIVERY,
		`<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>${day}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>`,
	);
const withCharge = (indicator: string) =>
	CII.replace(
		'<ram:SpecifiedTradeSettlementLineMonetarySummation>',
		`<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator>${indicator}</ram:ChargeIndicator><ram:ActualAmount>1</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>$&`,
	);

test.each([
	['', deliveredOn('<udt:DateTimeString format="102">20250601</udt:DateTimeString>')],
	['', deliveredOn('<udt:DateTime>2025-06-01T12:00:00Z</udt:DateTime>')],
	['ram:OccurrenceDateTime lacks udt:DateTimeString or udt:DateTime', deliveredOn('')],
	['ram:OccurrenceDateTime lacks udt:DateTimeString or udt:DateTime', deliveredOn('20250601')],
	['udt:DateTime does not hold a day and a time', deliveredOn('<udt:DateTime>31.12.2025</udt:DateTime>')],
	['udt:DateTime does not hold a day', deliveredOn('<udt:DateTime>2025-02-30T12:00:00</udt:DateTime>')],
	['udt:DateTime is empty', deliveredOn('<udt:DateTime/>')],
	['', withCharge('<udt:Indicator>true</udt:Indicator>')],
	['ram:ChargeIndicator lacks udt:IndicatorString or udt:Indicator', withCharge('true')],
	['ram:ChargeIndicator lacks udt:IndicatorString or udt:Indicator', withCharge('')],
	[
		'CII allows the element udt:Indicator in ram:ChargeIndicator only once',
		withCharge('<udt:IndicatorString>1</udt:IndicatorString><udt:Indicator>true</udt:Indicator>'),
	],
])('CII holds a date or an indicator in one of two elements: %s', (message, xml) => {
	expect(found('cii', xml).map((finding) => finding.message)).toEqual(
		message === '' ? [] : [expect.stringContaining(message)],
	);
});

test('an element that has elements in place of a value is not called empty', () => {
	const xml = UBL.replace('2025-06-01', '<cbc:Date>2025-06-01</cbc:Date>');
	expect(found('ubl', xml)[0]?.message).toContain('cbc:IssueDate does not hold a day');
});

test('many blanks inside a text are looked at once, whatever the element is', () => {
	// A regular expression that searches for trailing white space restarts at each space.
	const blanks = ' '.repeat(900_000);
	expect(found('ubl', UBL.replace(/(<cbc:ID>)[^<]*/, `$1a${blanks}b`))).toEqual([]);
});
