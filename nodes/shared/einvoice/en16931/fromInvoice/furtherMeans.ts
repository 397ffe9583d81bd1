import type { Invoice } from '../../../invoice/schema';
import type { PaymentMeansTerms } from '../terms';

const NAME = /^payment(?:Method|Account|AccountName|Bic)([2-9]|[1-9]\d+)$/;

/** Whether a reference is about a further means of payment, such as `paymentAccount2`. */
export const isFurtherMeans = (name: string): boolean => NAME.test(name);

/** BG-16 from the second on. Numbers may be missing: users delete references. */
export function furtherMeansOf(references: Invoice['references']): PaymentMeansTerms[] {
	const numbers = new Set(Object.keys(references).flatMap((name) => NAME.exec(name)?.[1] ?? []));
	return [...numbers]
		.sort((a, b) => Number(a) - Number(b))
		.map((number) => {
			const [code = null, account = null, accountName = null, bic = null] = [
				'Method',
				'Account',
				'AccountName',
				'Bic',
			].map((name) => references[`payment${name}${number}`] || null);
			return {
				...{ code, account, accountName, bic },
				...{ text: null, bankName: null, cardNumber: null, cardHolder: null, debitedAccount: null },
			};
		});
}
