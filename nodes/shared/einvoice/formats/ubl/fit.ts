import type { Gap } from '../../gap';
import type { Identifier, PartyTerms } from '../../en16931/terms';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';

/** The terms as far as UBL has room for them, and what is left out of the file. */
export interface Fitted {
	terms: WrittenTerms;
	left: Gap[];
}

/**
 * Keeps what EN 16931 allows in UBL once and an item can have several times: identifiers of buyer and payee, remittance
 * texts, and means of payment of one kind. The file stays valid, and nothing is left out in silence.
 *
 * Source: CEN/TS 16931-3-2, as the rules UBL-SR-16, -20, -44 and -47 of its validation artefacts test it.
 */
export function fitToUbl(terms: WrittenTerms): Fitted {
	const left: Gap[] = [];
	const leave = (rule: string, path: string, message: string) =>
		left.push({ rule, path, message, isTolerated: true });

	const oneIdentifier = (party: PartyTerms | null, rule: string, name: 'buyer' | 'payee') => {
		if (party === null || party.ids.length < 2) return party;
		const kept = party.ids.find(({ scheme }) => scheme !== null) ?? party.ids[0];
		const others = party.ids.filter((id) => id !== kept);
		leave(
			rule,
			`references.${name}Id`,
			`A UBL file holds one identifier of the ${name}: ${inOneText(kept)} is written, ${others.map(inOneText).join(', ')} is not`,
		);
		return { ...party, ids: kept ? [kept] : [] };
	};

	const [remittance, ...furtherRemittances] = terms.remittances;
	if (furtherRemittances.length > 0) {
		leave(
			'UBL-SR-44',
			'references.furtherRemittances',
			`A UBL file holds one payment reference: ${remittance} is written, ${furtherRemittances.join(', ')} is not`,
		);
	}

	const [means] = terms.paymentMeans;
	const ofOtherKind = terms.paymentMeans.filter(({ code }) => code !== means?.code);
	for (const { code, account } of ofOtherKind) {
		leave(
			'UBL-SR-47',
			`references.paymentMethod${terms.paymentMeans.findIndex((entry) => entry.code === code) + 1}`,
			`A UBL file holds means of payment of one kind: ${means?.code ?? 'the first'} is written, ${[code, account].filter(Boolean).join(' ')} is not`,
		);
	}

	return {
		left,
		terms: {
			...terms,
			buyer: oneIdentifier(terms.buyer, 'UBL-SR-16', 'buyer'),
			payee: oneIdentifier(terms.payee, 'UBL-SR-20', 'payee'),
			remittances: remittance === undefined ? [] : [remittance],
			paymentMeans: terms.paymentMeans.filter(({ code }) => code === means?.code),
		},
	};
}

const inOneText = (identifier: Identifier | undefined) =>
	identifier ? (identifier.scheme === null ? identifier.id : `${identifier.scheme}:${identifier.id}`) : '';
