import fc from 'fast-check';
import {
	furtherPrecedingOf,
	precedingReferences,
} from '../../../../nodes/shared/einvoice/en16931/precedingInvoices';
import { referencesOf } from '../../../../nodes/shared/invoice/build';

const text = fc.string({ minLength: 1, unit: fc.constantFrom('a', '1', '"', ',', ';', ' ') });

test('each number comes back with its own date', () => {
	const all = fc.uniqueArray(fc.record({ number: text, date: fc.option(text) }), {
		minLength: 1,
		selector: (entry) => JSON.stringify(entry),
	});
	fc.assert(
		fc.property(all, (preceding) => {
			const [, ...further] = preceding;
			expect(furtherPrecedingOf(referencesOf(precedingReferences(preceding)))).toEqual(further);
		}),
	);
});

test('an invoice that is named once for each line is one', () => {
	const [one, other] = [
		{ number: 'A', date: '2026-01-01' },
		{ number: 'A', date: null },
	];
	expect(precedingReferences([one, one, one, other])).toEqual({
		precedingInvoiceDate: '2026-01-01',
		furtherPrecedingInvoices: 'A, A',
		furtherPrecedingInvoiceDates: '2026-01-01',
	});
});

test('a date without a number is kept, so that Create can report it', () => {
	const references = { furtherPrecedingInvoices: 'A', furtherPrecedingInvoiceDates: '; 2026-01-01' };
	expect(furtherPrecedingOf(references)).toEqual([
		{ number: 'A', date: null },
		{ number: null, date: '2026-01-01' },
	]);
});
