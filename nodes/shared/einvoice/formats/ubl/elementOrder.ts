import type { XmlElement } from '../../../xml/element';

/**
 * The sequences in UBL 2.1's schemas (UBL-Invoice-2.1.xsd, UBL-CreditNote-2.1.xsd), limited to elements written here.
 */
const SEQUENCES = {
	invoice: `CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate DocumentCurrencyCode
		TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference
		DespatchDocumentReference ReceiptDocumentReference OriginatorDocumentReference ContractDocumentReference
		AdditionalDocumentReference ProjectReference AccountingSupplierParty AccountingCustomerParty PayeeParty
		TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxExchangeRate TaxTotal
		LegalMonetaryTotal InvoiceLine`,
	creditNote: `CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note DocumentCurrencyCode
		TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference
		DespatchDocumentReference ReceiptDocumentReference ContractDocumentReference AdditionalDocumentReference
		OriginatorDocumentReference AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty
		Delivery PaymentMeans PaymentTerms TaxExchangeRate AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine`,
};

const PLACES = Object.fromEntries(
	Object.entries(SEQUENCES).map(([root, names]) => [
		root,
		new Map(names.split(/\s+/).map((name, place) => [name, place])),
	]),
);

/** Sorts the children of the root into schema order; those of the same name stay in their order. */
export function inElementOrder(root: keyof typeof SEQUENCES, children: readonly XmlElement[]): XmlElement[] {
	const placeOf = ({ name }: XmlElement) => PLACES[root]?.get(name.slice(name.indexOf(':') + 1)) ?? -1;
	return [...children].sort((a, b) => placeOf(a) - placeOf(b));
}
