import { paymentOf } from '../shared/invoice/build';
import type { Payment } from '../shared/invoice/schema';
import { ibanOf } from '../shared/values/iban';
import type { InvoicePayload } from './schema';

/** The bank is in fields meant for US transfers; elsewhere the account number holds an IBAN. */
export function paymentOfInvoice({ payment_terms, bank_account }: InvoicePayload): Payment | null {
	const iban = bank_account?.ach_account ? ibanOf(bank_account.ach_account) : null;
	return paymentOf({
		terms: payment_terms,
		bankName: bank_account?.bank_name ?? null,
		bic: bank_account?.swift_code ?? null,
		iban,
		accountNumber: iban === null ? (bank_account?.ach_account ?? null) : null,
	});
}
