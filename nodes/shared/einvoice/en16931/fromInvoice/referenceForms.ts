import type { Invoice } from '../../../invoice/schema';
import { businessDate } from '../../../values/dates';
import type { Gap } from '../../gap';
import { xmlDecimal } from '../../reader';
import { listOfText } from '../list';

/** References that are dates or amounts. The schema of a file rejects other text there. */
const DATES = ['taxPointDate', 'periodStart', 'periodEnd', 'precedingInvoiceDate', 'furtherDueDates'];
/** Dates of a list by position, in which some may be empty. */
const DATES_BY_PLACE = ['furtherPrecedingInvoiceDates'];
const AMOUNTS = ['taxTotalInTaxCurrency'];

/**
 * References are texts, typed or mapped by hand: finds those that should be dates or amounts but are not.
 * @param rule the schema rule that a file with such a text violates
 */
export function unreadableReferences({ references }: Invoice, rule: string): Gap[] {
	const gap = (name: string, message: string): Gap => ({
		rule,
		path: `references.${name}`,
		message,
		isTolerated: false,
	});
	return [
		...DATES.filter((name) => !listOfText(references[name]).every((date) => businessDate(date) === date)).map(
			(name) => gap(name, `${references[name]} is not a date: write it as 2026-01-31`),
		),
		...DATES_BY_PLACE.filter((name) =>
			listOfText(references[name], '; ').some((date) => date !== '' && businessDate(date) !== date),
		).map((name) => gap(name, `${references[name]} are not all dates: write them as 2026-01-31; 2026-02-28`)),
		...AMOUNTS.filter((name) => references[name] && xmlDecimal(references[name]) === null).map((name) =>
			gap(name, `${references[name]} is not an amount: write it as 1000.00`),
		),
	];
}
