import type { PaymentMeansTerms } from '../../en16931/terms';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';

/** UBL requires the network of a card; the norm has no term for it. */
const NO_NETWORK = 'NA';

/** `PaymentMeans`. The first one also contains what the document has only once. */
export function paymentMeansTags(terms: WrittenTerms): Array<XmlElement | null> {
	const [firstDate, ...otherDates] = terms.dueDates;
	const dates = terms.root === 'creditNote' ? [firstDate, ...otherDates] : otherDates;
	return terms.paymentMeans.map((means, index) => {
		const isFirst = index === 0;
		return group('cac:PaymentMeans', [
			text('cbc:PaymentMeansCode', means.code, attributes({ name: means.text })),
			text('cbc:PaymentDueDate', dates[index]),
			...(isFirst ? terms.remittances : []).map((id) => text('cbc:PaymentID', id)),
			cardTag(means),
			accountTag(means),
			group('cac:PaymentMandate', [
				text('cbc:ID', isFirst ? terms.mandate : null),
				group('cac:PayerFinancialAccount', [text('cbc:ID', means.debitedAccount)]),
			]),
		]);
	});
}

function cardTag({ cardNumber, cardHolder }: PaymentMeansTerms): XmlElement | null {
	// The network alone makes no card.
	if (cardNumber === null) return null;
	return group('cac:CardAccount', [
		text('cbc:PrimaryAccountNumberID', cardNumber),
		text('cbc:NetworkID', NO_NETWORK),
		text('cbc:HolderName', cardHolder),
	]);
}

function accountTag({ account, accountName, bic, bankName }: PaymentMeansTerms): XmlElement | null {
	return group('cac:PayeeFinancialAccount', [
		text('cbc:ID', account),
		text('cbc:Name', accountName),
		group('cac:FinancialInstitutionBranch', [text('cbc:ID', bic), text('cbc:Name', bankName)]),
	]);
}
