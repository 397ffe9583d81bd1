import type { Gaps } from './gaps';
import { isPositive } from '../en16931/termsOfTotals';
import { readFigure, type WrittenTerms } from '../en16931/writtenTerms';

/** UNTDID 4461: credit transfer, and that of SEPA. */
const CREDIT_TRANSFERS = ['30', '58'];

/** ISO/IEC 7812 numbers have up to 19 digits; BT-87 is not to have them all. */
const MAX_CARD_DIGITS = 10;

export function paymentRules(
	{ root, paymentMeans, dueDates, paymentTerms, totals }: WrittenTerms,
	gaps: Gaps,
): void {
	// Not of a credit note, which nobody has to pay; the validation artefacts of the norm ask it of ubl:Invoice alone.
	gaps.require(
		root === 'creditNote' ||
			!isPositive(readFigure(totals.due)) ||
			dueDates.length > 0 ||
			paymentTerms.length > 0,
		'BR-CO-25',
		'dueDate',
		'Fill in the date that payment is due, or payment.terms',
	);
	paymentMeans.forEach((means, index) => {
		const [methodPath, accountPath] =
			index === 0
				? ['payment.method', 'payment.iban']
				: [`references.paymentMethod${index + 1}`, `references.paymentAccount${index + 1}`];
		gaps.require(
			means.code !== null,
			'BR-49',
			methodPath ?? '',
			'Fill in how it is paid: a code of UNTDID 4461, such as 58 for a SEPA transfer, 30 for another transfer, 48 for a card, 59 for a SEPA debit, 10 for cash',
		);
		const isIncomplete = means.accountName !== null || means.bic !== null || means.bankName !== null;
		gaps.require(
			means.account !== null || !isIncomplete,
			'BR-50',
			accountPath ?? '',
			'Fill in the IBAN or account number; there is only a name or a bank',
		);
		gaps.require(
			means.account !== null || !CREDIT_TRANSFERS.includes(means.code ?? ''),
			'BR-61',
			accountPath ?? '',
			`Fill in the IBAN or account number that the money is to be transferred to (payment code ${means.code})`,
		);
		const digits = (means.cardNumber ?? '').replace(/\D/g, '').length;
		gaps.require(
			means.cardNumber === null ? means.cardHolder === null : digits <= MAX_CARD_DIGITS,
			'BR-51',
			'references.cardNumber',
			'Fill in the last 4 to 6 digits of the card, never its whole number',
		);
	});
}
