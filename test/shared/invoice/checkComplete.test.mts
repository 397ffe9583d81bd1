import { invoiceOf, lineOf } from '../../../nodes/shared/invoice/build';
import { checkComplete } from '../../../nodes/shared/invoice/checkComplete';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { codes } from '../../support/einvoice/documents.mts';
import { valid } from '../../support/einvoice/items.mts';

const ALL = ['lines', 'net', 'gross', 'due'] as const;
const codesOf = (known: Partial<Invoice>, always: ReadonlyArray<keyof Invoice['totals']> = ALL) =>
	codes(checkComplete(invoiceOf({ ...valid(), ...known }), always));

test('a complete document stays the same object', () => {
	const item = valid();
	expect(checkComplete(item, ALL)).toBe(item);
});

test.each(ALL)('without totals.%s its sums are not checked, which is said', (field) => {
	const totals = { ...valid().totals, [field]: null };
	expect(codesOf({ totals })).toEqual([`figure-missing totals.${field}`]);
	expect(codesOf({ totals }, [])).toEqual([]);
	const issue = { code: 'amount-unknown', path: `totals.${field}`, message: 'x' };
	expect(codesOf({ totals, issues: [issue] })).toEqual([`amount-unknown totals.${field}`]);
});

test('a line without net, and a tax without amounts', () => {
	const [first, second] = valid().lines;
	expect(codesOf({ lines: [first!, { ...second!, net: null }] })).toEqual(['figure-missing lines[1].net']);
	const [tax] = valid().taxes;
	expect(codesOf({ taxes: [{ ...tax!, taxableAmount: null }] }, ['gross'])).toEqual([]);
	expect(codesOf({ taxes: [{ ...tax!, taxableAmount: null, taxAmount: null }] })).toEqual([
		'figure-missing taxes[0].taxableAmount',
		'figure-missing taxes[0].taxAmount',
	]);
});

test('no lines at all', () => {
	expect(codesOf({ lines: [] })).toEqual(['lines-missing lines']);
	const issue = { code: 'sum-mismatch', path: 'totals.lines', message: 'no line counts' };
	expect(codesOf({ lines: [], issues: [issue] })).toEqual(['sum-mismatch totals.lines']);
});

test.each(['urn:factur-x.eu:1p0:minimum', 'urn:factur-x.eu:1p0:basicwl', 'urn:zugferd.de:2p0:minimum'])(
	'%s has neither lines nor their sum',
	(specification) => {
		const totals = { ...valid().totals, lines: null };
		expect(codesOf({ lines: [], totals, references: { specification } })).toEqual([]);
		expect(codesOf({ lines: [lineOf({ net: null })], references: { specification } })).toHaveLength(1);
	},
);
