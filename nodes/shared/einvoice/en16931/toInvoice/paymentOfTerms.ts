import { ibanOf } from '../../../values/iban';
import { paymentOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Payment } from '../../../invoice/schema';
import { discountsOfTerms } from '../discounts';
import type { DocumentTerms } from '../terms';

/** The first means of payment; further ones go into the references. */
export function paymentOfTerms(
	terms: DocumentTerms,
	issueDate: string | null,
	findings: Findings,
): Payment | null {
	const [means] = terms.paymentMeans;
	const account = means?.account ?? null;
	const iban = account === null ? null : ibanOf(account);
	return paymentOf({
		terms: terms.paymentTerms.join('\n') || null,
		reference: terms.remittances[0] ?? null,
		method: means?.code ?? null,
		bankName: means?.bankName ?? null,
		iban,
		bic: means?.bic ?? null,
		accountNumber: iban === null ? account : null,
		discounts: discountsOfTerms(terms, issueDate, findings),
	});
}
