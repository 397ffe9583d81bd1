import type { Invoice } from '../../../invoice/schema';
import { businessDate } from '../../../values/dates';
import type { Gap } from '../../gap';
import { xmlDecimal } from '../../reader';
import { listOf } from './termsOfParty';

/** The references that are dates or amounts. The schema of a file rejects other text there. */
const DATES = ['taxPointDate', 'periodStart', 'periodEnd', 'precedingInvoiceDate', 'furtherDueDates'];
const AMOUNTS = ['taxTotalInTaxCurrency'];

/** The rule that a file with such a text breaks: that of its schema. Findings of other rules add nothing. */
export const UNREADABLE = 'UBL-2.1';

/** References are texts, typed or mapped by hand: the dates and amounts among them that are none. */
export function unreadableReferences({ references }: Invoice): Gap[] {
	const gap = (name: string, message: string): Gap => ({
		rule: UNREADABLE,
		path: `references.${name}`,
		message,
		isTolerated: false,
	});
	return [
		...DATES.filter((name) => !listOf(references[name]).every((date) => businessDate(date) === date)).map(
			(name) => gap(name, `${references[name]} is no date: write it as 2026-01-31`),
		),
		...AMOUNTS.filter((name) => references[name] && xmlDecimal(references[name]) === null).map((name) =>
			gap(name, `${references[name]} is no amount: write it as 1000.00`),
		),
	];
}
