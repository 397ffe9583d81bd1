import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import { leftOut, meansOfOneKind, oneRemittance, type Fitted } from '../fit';

/**
 * Keeps what EN 16931 allows in CII once and an item can have several times: the due date, remittance texts, and means
 * of payment of one kind. The file stays valid, and nothing is left out in silence.
 *
 * Source: CEN/TS 16931-3-3, as the rules CII-SR-467 and -469 of its validation artefacts test it.
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
						`A CII file holds one due date: ${dueDate} is written, ${others.join(', ')} is not`,
					),
				];
	const withOneDate = { ...terms, dueDates: dueDate === undefined ? [] : [dueDate] };
	const remittance = oneRemittance(withOneDate, 'CII-SR-469', 'A CII file');
	const means = meansOfOneKind(remittance.terms, 'CII-SR-467', 'A CII file');
	return { terms: means.terms, left: [...dates, ...remittance.left, ...means.left] };
}
