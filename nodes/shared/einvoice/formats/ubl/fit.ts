import type { Gap } from '../../gap';
import { holdersWithNumber, leftOut, meansOfOneKind, oneRemittance, type Fitted } from '../fit';
import { PARTY_ID } from '../../en16931/identifiers';
import type { PartyTerms } from '../../en16931/terms';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';

/**
 * Keeps one of what EN 16931 allows in UBL once but an item can have several times: identifiers of buyer and payee,
 * remittance text, kind of payment means and due dates. The file stays valid, and everything left out is reported.
 *
 * Source: CEN/TS 16931-3-2, as tested by the rules UBL-SR-16, -20, -44, -45 and -47 of its validation artefacts.
 */
export function fitToUbl(terms: WrittenTerms): Fitted {
	const left: Gap[] = [];
	const oneIdentifier = (party: PartyTerms | null, rule: string, name: 'buyer' | 'payee') => {
		if (party === null || party.ids.length < 2) return party;
		const kept = party.ids.find(({ scheme }) => scheme !== null) ?? party.ids[0];
		const others = party.ids.filter((id) => id !== kept);
		left.push(
			leftOut(
				rule,
				`references.${name}Id`,
				`Not in the file: ${others.map(PARTY_ID.textOf).join(', ')}. The file has ${PARTY_ID.textOf(kept)}, because UBL allows one identifier of the ${name}`,
			),
		);
		return { ...party, ids: kept ? [kept] : [] };
	};

	const parties = {
		...terms,
		buyer: oneIdentifier(terms.buyer, 'UBL-SR-16', 'buyer'),
		payee: oneIdentifier(terms.payee, 'UBL-SR-20', 'payee'),
	};
	const remittance = oneRemittance(parties, 'UBL-SR-44', 'UBL');
	const means = meansOfOneKind(remittance.terms, 'UBL-SR-47', 'UBL');
	const cards = holdersWithNumber(means.terms);
	const dates = datesWithPlace(cards.terms);
	const others = [remittance, means, cards, dates].flatMap((fitted) => fitted.left);
	return { terms: dates.terms, left: [...left, ...others] };
}

/**
 * Keeps the due date of an invoice and one in its means of payment (UBL-SR-45), which are the only place in a credit
 * note.
 */
function datesWithPlace(terms: WrittenTerms): Fitted {
	const inMeans = Math.min(1, terms.paymentMeans.length);
	const places = terms.root === 'creditNote' ? inMeans : 1 + inMeans;
	const [kept, others] = [terms.dueDates.slice(0, places), terms.dueDates.slice(places)];
	if (others.length === 0) return { terms, left: [] };
	const why =
		kept.length === 0
			? 'a credit note in UBL has a due date only with a means of payment'
			: 'UBL has no place for more due dates';
	const text = `Not in the file: ${others.join(', ')}. The file has ${kept.join(' and ') || 'none'}, because ${why}`;
	return {
		terms: { ...terms, dueDates: kept },
		left: [leftOut('UBL-SR-45', 'references.furtherDueDates', text)],
	};
}
