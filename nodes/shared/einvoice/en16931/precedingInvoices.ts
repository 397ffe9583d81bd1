import type { Invoice } from '../../invoice/schema';
import { listOfText, textByPlace } from './list';

/** BG-3 */
interface Preceding {
	number: string | null;
	date: string | null;
}

const DATES = '; ';

/** BG-3 without the number of the first, which the item has a field for. Some documents name the same one per line. */
export function precedingReferences(all: readonly Preceding[]) {
	const [first, ...others] = all;
	const further = [
		...new Map(others.map((entry) => [JSON.stringify([entry.number, entry.date]), entry])).values(),
	];
	return {
		precedingInvoiceDate: first?.date,
		furtherPrecedingInvoices: textByPlace(further.map(({ number }) => number)),
		furtherPrecedingInvoiceDates: textByPlace(
			further.map(({ date }) => date),
			DATES,
		),
	};
}

/** The inverse of {@link precedingReferences}, from the second preceding invoice on. */
export function furtherPrecedingOf(references: Invoice['references']): Preceding[] {
	const numbers = listOfText(references.furtherPrecedingInvoices);
	const dates = listOfText(references.furtherPrecedingInvoiceDates, DATES);
	return Array.from({ length: Math.max(numbers.length, dates.length) }, (_, index) => ({
		number: numbers[index] || null,
		date: dates[index] || null,
	})).filter(({ number, date }) => number !== null || date !== null);
}
