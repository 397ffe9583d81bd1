import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { present } from '../../en16931/identifiers';
import type { DiscountTerms, DocumentTerms, PaymentMeansTerms } from '../../en16931/terms';
import { dateAt } from './readValues';

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

/**
 * `SpecifiedTradePaymentTerms`, of which EXTENDED allows several. The due date of terms with a discount is the last day
 * of the discount, provided that other terms give the due date without discount.
 */
export function paymentDatesOf(terms: readonly XmlElement[]): Pick<DocumentTerms, 'dueDates' | 'discounts'> {
	const all = terms.map((entry) => ({
		due: dateAt(entry, 'ram:DueDateDateTime'),
		discounts: childrenOf(entry, 'ram:ApplicableTradePaymentDiscountTerms'),
	}));
	const withoutDiscount = present(
		all.filter(({ discounts }) => discounts.length === 0).map(({ due }) => due),
	);
	const hasOwn = withoutDiscount.length > 0;
	return {
		dueDates: hasOwn ? withoutDiscount : present(all.map(({ due }) => due)),
		discounts: all.flatMap(({ due, discounts }) => discounts.map((entry) => discountOf(entry, due, hasOwn))),
	};
}

/** @param isLastDay whether the due date of the terms is that of the discount */
function discountOf(discount: XmlElement, due: string | null, isLastDay: boolean): DiscountTerms {
	const period = childOf(discount, 'ram:BasisPeriodMeasure');
	return {
		percent: valueOf(discount, 'ram:CalculationPercent'),
		amount: valueOf(discount, 'ram:ActualDiscountAmount'),
		baseAmount: valueOf(discount, 'ram:BasisAmount'),
		until: isLastDay || valueOf(period) === null ? due : null,
		period:
			valueOf(period) === null
				? null
				: {
						count: valueOf(period),
						unit: attributeOf(period, 'unitCode'),
						from: dateAt(discount, 'ram:BasisDateTime'),
					},
	};
}
