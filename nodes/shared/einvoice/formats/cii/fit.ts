import type { Gap } from '../../gap';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import type { LineTerms } from '../../en16931/terms';
import { holdersWithNumber, leftOut, meansOfOneKind, oneRemittance, type Fitted } from '../fit';
import { grossPriceOf } from './writeLine';

/**
 * Keeps one of what EN 16931 allows in CII once but an item can have several times: due date, remittance text and kind
 * of payment means. The file stays valid, and everything left out is reported.
 *
 * Source: CEN/TS 16931-3-3, as tested by the rules CII-SR-467 and -469 of its validation artefacts.
 */
export function fitToCii(terms: WrittenTerms): Fitted {
	const [dueDate, ...others] = terms.dueDates;
	const dates =
		others.length === 0
			? []
			: [
					leftOut(
						'BT-9',
						'references.furtherDueDates',
						`Not in the file: ${others.join(', ')}. The file has ${dueDate}, because CII allows one due date`,
					),
				];
	const withOneDate = { ...terms, dueDates: dueDate === undefined ? [] : [dueDate] };
	const remittance = oneRemittance(withOneDate, 'CII-SR-469', 'CII');
	const means = meansOfOneKind(remittance.terms, 'CII-SR-467', 'CII');
	const cards = holdersWithNumber(means.terms);
	const left = [remittance, means, cards].flatMap((fitted) => fitted.left);
	return { terms: cards.terms, left: [...dates, ...left, ...priceDiscountsAlone(terms.lines)] };
}

/** CII has the discount of a price (BT-147) only beside the price before it (BT-148). */
function priceDiscountsAlone(lines: readonly LineTerms[]): Gap[] {
	const alone = lines.filter((line) => line.priceDiscounts.length > 0 && grossPriceOf(line) === null);
	if (alone.length === 0) return [];
	const numbers = alone.slice(0, 20).map(({ id }) => id ?? '?');
	const more = alone.length > numbers.length ? ' and others' : '';
	return [
		leftOut(
			'BT-147',
			'references.linePriceDiscounts',
			`Not in the file: the discounts of the prices in lines ${numbers.join(', ')}${more}. CII has a discount only beside a price`,
		),
	];
}
