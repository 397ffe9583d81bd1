import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { DiscountTerms, PaymentMeansTerms } from '../../en16931/terms';
import { CREDITOR_SCHEME } from './readParty';
import { dateAt } from './readValues';

export function paymentMeansOf(means: XmlElement): PaymentMeansTerms {
	const account = childOf(means, 'cac:PayeeFinancialAccount');
	const branch = childOf(account, 'cac:FinancialInstitutionBranch');
	const institution = childOf(branch, 'cac:FinancialInstitution');
	const code = childOf(means, 'cbc:PaymentMeansCode');
	return {
		code: valueOf(code),
		text: attributeOf(code, 'name'),
		account: valueOf(account, 'cbc:ID'),
		accountName: textOf(account, 'cbc:Name'),
		// Before EN 16931, it was inside the branch.
		bic: valueOf(branch, 'cbc:ID') ?? valueOf(institution, 'cbc:ID'),
		bankName: textOf(institution, 'cbc:Name') ?? textOf(branch, 'cbc:Name'),
		cardNumber: valueOf(means, 'cac:CardAccount', 'cbc:PrimaryAccountNumberID'),
		cardHolder: textOf(means, 'cac:CardAccount', 'cbc:HolderName'),
		debitedAccount: valueOf(means, 'cac:PaymentMandate', 'cac:PayerFinancialAccount', 'cbc:ID'),
	};
}

/** BT-90 */
export function creditorIdOf(party: XmlElement | null): string | null {
	const ids = childrenOf(party, 'cac:PartyIdentification').map((entry) => childOf(entry, 'cbc:ID'));
	return valueOf(ids.find((id) => attributeOf(id, 'schemeID') === CREDITOR_SCHEME));
}

/**
 * Due dates in elements of `PaymentTerms` that the norm does not use: of instalments, or of terms. That of terms with a
 * discount counts only if there is no other.
 */
export function dueDatesOf(all: readonly XmlElement[]): Array<string | null> {
	const dates = (terms: readonly XmlElement[]) =>
		terms.map((entry) => dateAt(entry, 'cbc:InstallmentDueDate') ?? dateAt(entry, 'cbc:PaymentDueDate'));
	const withoutDiscount = dates(all.filter((entry) => discountOf(entry).length === 0));
	return withoutDiscount.some((date) => date !== null) ? withoutDiscount : dates(all);
}

/** Discounts in elements of `PaymentTerms` that the norm does not use. */
export function discountOf(terms: XmlElement): DiscountTerms[] {
	const period = childOf(terms, 'cac:SettlementPeriod');
	const duration = childOf(period, 'cbc:DurationMeasure');
	const discount: DiscountTerms = {
		percent: valueOf(terms, 'cbc:SettlementDiscountPercent'),
		amount: valueOf(terms, 'cbc:SettlementDiscountAmount'),
		baseAmount: valueOf(terms, 'cbc:Amount'),
		until: dateAt(period, 'cbc:EndDate'),
		period:
			valueOf(duration) === null
				? null
				: {
						count: valueOf(duration),
						unit: attributeOf(duration, 'unitCode'),
						from: dateAt(period, 'cbc:StartDate'),
					},
	};
	return discount.percent === null && discount.amount === null ? [] : [discount];
}
