import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { Reader } from '../../reader';
import type { DocumentTerms, TaxTerms } from '../../en16931/terms';
import { invoiceOfTerms } from '../../en16931/invoiceOfTerms';
import { identifierOf, present } from '../../en16931/identifiers';
import { lineTermsOf } from './readLine';
import { allowancesAndChargesOf, dateAt } from './readValues';
import { addressTermsOf, partyTermsOf } from './readParty';
import { creditorIdOf, paymentMeansOf } from './readPayment';

/**
 * UBL 2.1 as EN 16931 uses it (CEN/TS 16931-3-2), Peppol BIS Billing 3 and XRechnung among it. What the norm does not
 * use is not read, so that UBL 2.0 to 2.4 of other origin are read as far as they agree with it.
 */
export const ublReaders: Record<string, Reader> = {
	Invoice: (root, findings) => invoiceOfTerms(termsOf(root, 'invoice'), findings),
	CreditNote: (root, findings) => invoiceOfTerms(termsOf(root, 'creditNote'), findings),
};

/** UNTDID 1001 in `DocumentTypeCode`: what an additional document is. */
const INVOICED_OBJECT = '130';
const PROJECT = '50';

/** Peppol's word for an order reference that must be there, but is not known. */
const NOT_AVAILABLE = 'NA';

function termsOf(document: XmlElement, root: 'invoice' | 'creditNote'): DocumentTerms {
	const currency = valueOf(document, 'DocumentCurrencyCode');
	const period = childOf(document, 'InvoicePeriod');
	const delivery = childOf(document, 'Delivery');
	const seller = childOf(document, 'AccountingSupplierParty', 'Party');
	const buyer = childOf(document, 'AccountingCustomerParty', 'Party');
	const payee = childOf(document, 'PayeeParty');
	const taxRepresentative = childOf(document, 'TaxRepresentativeParty');
	const means = childrenOf(document, 'PaymentMeans');
	const additional = childrenOf(document, 'AdditionalDocumentReference');
	const typeOf = (reference: XmlElement) => valueOf(reference, 'DocumentTypeCode');
	const invoicedObject = additional.find((reference) => typeOf(reference) === INVOICED_OBJECT);
	// A credit note has no element for the project.
	const projectReference =
		root === 'creditNote' ? additional.find((entry) => typeOf(entry) === PROJECT) : null;
	const salesOrder = valueOf(document, 'OrderReference', 'SalesOrderID');
	const purchaseOrder = valueOf(document, 'OrderReference', 'ID');
	const address = childOf(delivery, 'DeliveryLocation', 'Address');
	return {
		root,
		number: valueOf(document, 'ID'),
		issueDate: dateAt(document, 'IssueDate'),
		typeCode: valueOf(document, 'InvoiceTypeCode') ?? valueOf(document, 'CreditNoteTypeCode'),
		currency,
		taxCurrency: valueOf(document, 'TaxCurrencyCode'),
		taxPointDate: dateAt(document, 'TaxPointDate'),
		taxPointDateCode: valueOf(period, 'DescriptionCode'),
		// A credit note has it with the means of payment.
		dueDates: present([
			dateAt(document, 'DueDate'),
			...means.map((entry) => dateAt(entry, 'PaymentDueDate')),
		]),
		buyerReference: valueOf(document, 'BuyerReference'),
		project: valueOf(document, 'ProjectReference', 'ID') ?? valueOf(projectReference, 'ID'),
		contract: valueOf(document, 'ContractDocumentReference', 'ID'),
		purchaseOrder: salesOrder !== null && purchaseOrder === NOT_AVAILABLE ? null : purchaseOrder,
		salesOrder,
		receivingAdvice: valueOf(document, 'ReceiptDocumentReference', 'ID'),
		despatchAdvice: valueOf(document, 'DespatchDocumentReference', 'ID'),
		tender: valueOf(document, 'OriginatorDocumentReference', 'ID'),
		invoicedObject: identifierOf(childOf(invoicedObject, 'ID')),
		buyerAccountingReference: valueOf(document, 'AccountingCost'),
		paymentTerms: present(childrenOf(document, 'PaymentTerms').map((entry) => textOf(entry, 'Note'))),
		notes: present(childrenOf(document, 'Note').map((note) => textOf(note))).map(noteOf),
		process: valueOf(document, 'ProfileID'),
		specification: valueOf(document, 'CustomizationID'),
		precedingInvoices: childrenOf(document, 'BillingReference').flatMap((reference) => {
			const invoice =
				childOf(reference, 'InvoiceDocumentReference') ?? childOf(reference, 'CreditNoteDocumentReference');
			const number = valueOf(invoice, 'ID');
			return number === null ? [] : [{ number, date: dateAt(invoice, 'IssueDate') }];
		}),
		seller: seller && partyTermsOf(seller),
		buyer: buyer && partyTermsOf(buyer),
		payee: payee && partyTermsOf(payee),
		taxRepresentative: taxRepresentative && partyTermsOf(taxRepresentative),
		delivery: {
			name: textOf(delivery, 'DeliveryParty', 'PartyName', 'Name'),
			location: identifierOf(childOf(delivery, 'DeliveryLocation', 'ID')),
			date: dateAt(delivery, 'ActualDeliveryDate'),
			address: address && addressTermsOf(address),
		},
		periodStart: dateAt(period, 'StartDate'),
		periodEnd: dateAt(period, 'EndDate'),
		paymentMeans: means.map(paymentMeansOf),
		remittances: present(means.flatMap((entry) => childrenOf(entry, 'PaymentID').map((id) => valueOf(id)))),
		mandate: present(means.map((entry) => valueOf(entry, 'PaymentMandate', 'ID')))[0] ?? null,
		creditorId: creditorIdOf(seller) ?? creditorIdOf(payee),
		allowancesAndCharges: allowancesAndChargesOf(document),
		...taxTermsOf(document, currency),
		exchangeRate: valueOf(document, 'TaxExchangeRate', 'CalculationRate'),
		totals: totalTermsOf(childOf(document, 'LegalMonetaryTotal')),
		supportingDocuments: additional
			.filter((reference) => reference !== invoicedObject && reference !== projectReference)
			.map((reference) => ({
				id: valueOf(reference, 'ID'),
				location: valueOf(reference, 'Attachment', 'ExternalReference', 'URI'),
			})),
		lines: [...childrenOf(document, 'InvoiceLine'), ...childrenOf(document, 'CreditNoteLine')].map(
			lineTermsOf,
		),
	};
}

/** BT-21 stands before the text, between number signs. */
function noteOf(text: string): DocumentTerms['notes'][number] {
	const [mark, subject] = /^\s*#([A-Z]{3})#/.exec(text) ?? [];
	return mark === undefined
		? { subject: null, text }
		: { subject: subject ?? null, text: text.slice(mark.length) };
}

/** The tax in the currency of the invoice has the breakdown; a second one, in the tax currency, has none. */
function taxTermsOf(
	document: XmlElement,
	currency: string | null,
): Pick<DocumentTerms, 'tax' | 'taxInTaxCurrency' | 'taxes'> {
	const totals = childrenOf(document, 'TaxTotal');
	const currencyOf = (total: XmlElement) =>
		attributeOf(childOf(total, 'TaxAmount'), 'currencyID') ?? currency;
	const own =
		totals.find((total) => currencyOf(total) === currency && childOf(total, 'TaxSubtotal') !== null) ??
		totals.find((total) => currencyOf(total) === currency);
	const other = totals.find((total) => currencyOf(total) !== currency);
	return {
		tax: valueOf(own, 'TaxAmount'),
		taxInTaxCurrency: valueOf(other, 'TaxAmount'),
		taxes: childrenOf(own, 'TaxSubtotal').map((subtotal): TaxTerms => {
			const category = childOf(subtotal, 'TaxCategory');
			return {
				name: valueOf(category, 'TaxScheme', 'ID'),
				category: valueOf(category, 'ID'),
				rate: valueOf(category, 'Percent'),
				taxableAmount: valueOf(subtotal, 'TaxableAmount'),
				taxAmount: valueOf(subtotal, 'TaxAmount'),
				exemptionReason: textOf(category, 'TaxExemptionReason'),
				exemptionReasonCode: valueOf(category, 'TaxExemptionReasonCode'),
			};
		}),
	};
}

function totalTermsOf(total: XmlElement | null): DocumentTerms['totals'] {
	return {
		lines: valueOf(total, 'LineExtensionAmount'),
		discount: valueOf(total, 'AllowanceTotalAmount'),
		charges: valueOf(total, 'ChargeTotalAmount'),
		net: valueOf(total, 'TaxExclusiveAmount'),
		gross: valueOf(total, 'TaxInclusiveAmount'),
		paid: valueOf(total, 'PrepaidAmount'),
		rounding: valueOf(total, 'PayableRoundingAmount'),
		due: valueOf(total, 'PayableAmount'),
	};
}
