import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { PaymentMeansTerms } from '../../en16931/terms';
import { CREDITOR_SCHEME } from './readParty';

export function paymentMeansOf(means: XmlElement): PaymentMeansTerms {
	const account = childOf(means, 'PayeeFinancialAccount');
	const branch = childOf(account, 'FinancialInstitutionBranch');
	const institution = childOf(branch, 'FinancialInstitution');
	const code = childOf(means, 'PaymentMeansCode');
	return {
		code: valueOf(code),
		text: attributeOf(code, 'name'),
		account: valueOf(account, 'ID'),
		accountName: textOf(account, 'Name'),
		// Below the branch is where it stood before the norm.
		bic: valueOf(branch, 'ID') ?? valueOf(institution, 'ID'),
		bankName: textOf(institution, 'Name') ?? textOf(branch, 'Name'),
		cardNumber: valueOf(means, 'CardAccount', 'PrimaryAccountNumberID'),
		cardHolder: textOf(means, 'CardAccount', 'HolderName'),
		debitedAccount: valueOf(means, 'PaymentMandate', 'PayerFinancialAccount', 'ID'),
	};
}

/** BT-90 */
export function creditorIdOf(party: XmlElement | null): string | null {
	const ids = childrenOf(party, 'PartyIdentification').map((entry) => childOf(entry, 'ID'));
	return valueOf(ids.find((id) => attributeOf(id, 'schemeID') === CREDITOR_SCHEME));
}
