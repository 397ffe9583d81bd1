import type { Gap } from '../gap';
import type { WrittenTerms } from '../en16931/fromInvoice/writtenTerms';

/** The terms that fit into a syntax, and what is left out. */
export interface Fitted {
	terms: WrittenTerms;
	left: Gap[];
}

/** A gap for what a file does not contain; the file is valid without it. */
export const leftOut = (rule: string, path: string, message: string): Gap => ({
	rule,
	path,
	message,
	isTolerated: true,
});

/** Keeps the first remittance text (BT-83). @param syntax such as "UBL" */
export function oneRemittance(terms: WrittenTerms, rule: string, syntax: string): Fitted {
	const [first, ...others] = terms.remittances;
	return {
		terms: { ...terms, remittances: first === undefined ? [] : [first] },
		left:
			others.length === 0
				? []
				: [
						leftOut(
							rule,
							'references.furtherRemittances',
							`Not in the file: ${others.join(', ')}. The file has ${first}, because ${syntax} allows one payment reference`,
						),
					],
	};
}

/** Keeps the means of payment of the first kind (BT-81). @param syntax such as "UBL" */
export function meansOfOneKind(terms: WrittenTerms, rule: string, syntax: string): Fitted {
	const [means] = terms.paymentMeans;
	const isKept = ({ code }: WrittenTerms['paymentMeans'][number]) => code === means?.code;
	const left = terms.paymentMeans.flatMap((entry, index) => {
		if (isKept(entry)) return [];
		const written = [entry.code, entry.account, entry.accountName, entry.bic].filter(Boolean).join(' ');
		return [
			leftOut(
				rule,
				`references.paymentMethod${index + 1}`,
				`Not in the file: ${written}. All ways to pay must have one code in ${syntax}, and the first has ${means?.code ?? 'none'}`,
			),
		];
	});
	return { terms: { ...terms, paymentMeans: terms.paymentMeans.filter(isKept) }, left };
}

/**
 * Keeps the holder of a card (BT-88) only beside its number (BT-87), which BG-18 requires, and so do the schemas of UBL
 * and Factur-X.
 */
export function holdersWithNumber(terms: WrittenTerms): Fitted {
	const isAlone = ({ cardNumber, cardHolder }: WrittenTerms['paymentMeans'][number]) =>
		cardNumber === null && cardHolder !== null;
	const holders = terms.paymentMeans.filter(isAlone).map(({ cardHolder }) => cardHolder);
	if (holders.length === 0) return { terms, left: [] };
	const text = `Not in the file: ${holders.join(', ')}. EN 16931 has the holder of a card only with its number`;
	return {
		terms: {
			...terms,
			paymentMeans: terms.paymentMeans.map((means) =>
				isAlone(means) ? { ...means, cardHolder: null } : means,
			),
		},
		left: [leftOut('BT-88', 'references.cardHolder', text)],
	};
}
