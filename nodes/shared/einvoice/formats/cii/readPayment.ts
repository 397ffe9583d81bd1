import { childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { PaymentMeansTerms } from '../../en16931/terms';

/** `SpecifiedTradeSettlementPaymentMeans` */
export function paymentMeansOf(means: XmlElement): PaymentMeansTerms {
	const account = childOf(means, 'PayeePartyCreditorFinancialAccount');
	const bank = childOf(means, 'PayeeSpecifiedCreditorFinancialInstitution');
	const card = childOf(means, 'ApplicableTradeSettlementFinancialCard');
	return {
		code: valueOf(means, 'TypeCode'),
		text: textOf(means, 'Information'),
		account: valueOf(account, 'IBANID') ?? valueOf(account, 'ProprietaryID'),
		accountName: textOf(account, 'AccountName'),
		bic: valueOf(bank, 'BICID'),
		bankName: textOf(bank, 'Name'),
		cardNumber: valueOf(card, 'ID'),
		cardHolder: textOf(card, 'CardholderName'),
		debitedAccount: valueOf(means, 'PayerPartyDebtorFinancialAccount', 'IBANID'),
	};
}
