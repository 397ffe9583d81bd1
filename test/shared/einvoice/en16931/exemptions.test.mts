import fc from 'fast-check';
import { reasonsOfText, textOfReasons } from '../../../../nodes/shared/einvoice/en16931/exemptions';

interface Tax {
	category: string;
	reason: string | null;
}

const written = (taxes: readonly Tax[]) => textOfReasons(taxes, ({ reason }) => reason, '; ');
const again = (taxes: readonly Tax[]) => reasonsOfText(taxes, written(taxes), '; ');

test('each exempt tax gets its own reason back', () => {
	const reason = fc.option(fc.constantFrom('a', 'b', 'a; b', '"a"; b'));
	const exempt = fc.record({ category: fc.constantFrom('E', 'AE', 'K', 'G', 'O'), reason });
	const other = fc.record({ category: fc.constantFrom('S', 'Z'), reason: fc.constant(null) });
	fc.assert(
		fc.property(fc.array(fc.oneof(exempt, other)), (taxes) => {
			expect(again(taxes)).toEqual(taxes.map((tax) => tax.reason));
		}),
	);
});

const reasons = (...entries: Array<[category: string, reason: string | null]>): Tax[] =>
	entries.map(([category, reason]) => ({ category, reason }));

test.each([
	[reasons(['E', 'a'], ['S', null], ['K', 'a']), 'a'],
	[reasons(['E', 'a'], ['K', 'b']), 'a; b'],
	[reasons(['E', 'a'], ['K', null]), 'a; ""'],
	[reasons(['E', null], ['K', null]), ''],
	[reasons(['S', 'a']), 'a'],
])('%j is %j', (taxes, text) => {
	expect(written(taxes)).toBe(text);
});

test('one reason that was typed by hand may contain the separator', () => {
	expect(reasonsOfText(reasons(['E', null]), '§ 4; § 5', '; ')).toEqual(['§ 4; § 5']);
});

test('what is not as many reasons as taxes is none', () => {
	expect(reasonsOfText(reasons(['E', null], ['K', null], ['G', null]), 'a; b', '; ')).toEqual([
		null,
		null,
		null,
	]);
});
