import { childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { PaymentMeansTerms } from '../../en16931/terms';

/** `SpecifiedTradeSettlementPaymentMeans` */
export function paymentMeansOf(means: XmlElement): PaymentMeansTerms {
	const account = childOf(means, 'ram:PayeePartyCreditorFinancialAccount');
	const bank = childOf(means, 'ram:PayeeSpecifiedCreditorFinancialInstitution');
	const card = childOf(means, 'ram:ApplicableTradeSettlementFinancialCard');
	return {
		code: valueOf(means, 'ram:TypeCode'),
		text: textOf(means, 'ram:Information'),
		account: valueOf(account, 'ram:IBANID') ?? valueOf(account, 'ram:ProprietaryID'),
		accountName: textOf(account, 'ram:AccountName'),
		bic: valueOf(bank, 'ram:BICID'),
		bankName: textOf(bank, 'ram:Name'),
		cardNumber: valueOf(card, 'ram:ID'),
		cardHolder: textOf(card, 'ram:CardholderName'),
		debitedAccount: valueOf(means, 'ram:PayerPartyDebtorFinancialAccount', 'ram:IBANID'),
	};
}
