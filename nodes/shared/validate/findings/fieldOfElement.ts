import type { Node } from '../node';

/** Path from the root of a document, without it → field of the item; `[]` is numbered by `fieldAt`. */
type Fields = Record<string, string>;

/** The same fields below an element. */
const below = (path: string, fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).map(([rest, field]) => [`${path}/${rest}`, field]));

const ublAddress = (field: string): Fields => ({
	'cbc:StreetName': `${field}.street`,
	'cbc:AdditionalStreetName': `${field}.additional`,
	'cac:AddressLine/cbc:Line': `${field}.additional`,
	'cbc:CityName': `${field}.city`,
	'cbc:PostalZone': `${field}.postalCode`,
	'cbc:CountrySubentity': `${field}.region`,
	'cac:Country/cbc:IdentificationCode': `${field}.countryCode`,
});

const ublParty = (party: 'seller' | 'buyer'): Fields => ({
	'cbc:EndpointID': `references.${party}ElectronicAddress`,
	'cac:PartyIdentification/cbc:ID': `references.${party}Id`,
	'cac:PartyName/cbc:Name': `references.${party}TradingName`,
	...below('cac:PostalAddress', ublAddress(`${party}.address`)),
	'cac:PartyTaxScheme/cbc:CompanyID': `${party}.taxId`,
	'cac:PartyLegalEntity/cbc:RegistrationName': `${party}.name`,
	'cac:PartyLegalEntity/cbc:CompanyID': `${party}.registrationId`,
	'cac:PartyLegalEntity/cbc:CompanyLegalForm': `references.${party}LegalInformation`,
	'cac:Contact/cbc:Name': `references.${party}Contact`,
	'cac:Contact/cbc:Telephone': `${party}.phone`,
	'cac:Contact/cbc:ElectronicMail': `${party}.email`,
});

/** Of a line of an invoice or a credit note, but for the quantity, whose name differs. */
const ublLine: Fields = {
	'cbc:ID': 'lines[].id',
	'cbc:LineExtensionAmount': 'lines[].net',
	'cac:InvoicePeriod/cbc:StartDate': 'lines[].periodStart',
	'cac:InvoicePeriod/cbc:EndDate': 'lines[].periodEnd',
	'cac:AllowanceCharge/cbc:Amount': 'lines[].discount',
	'cac:Item/cbc:Name': 'lines[].description',
	'cac:Item/cbc:Description': 'lines[].description',
	'cac:Item/cac:SellersItemIdentification/cbc:ID': 'lines[].sku',
	'cac:Item/cac:ClassifiedTaxCategory/cbc:ID': 'lines[].taxCategory',
	'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent': 'lines[].taxRate',
	'cac:Price/cbc:PriceAmount': 'lines[].unitPrice',
	'cac:Price/cbc:BaseQuantity': 'lines[].unitPrice',
};

const UBL: Fields = {
	'cbc:CustomizationID': 'references.specification',
	'cbc:ProfileID': 'references.process',
	'cbc:ID': 'number',
	'cbc:IssueDate': 'issueDate',
	'cbc:DueDate': 'dueDate',
	'cbc:InvoiceTypeCode': 'kind',
	'cbc:CreditNoteTypeCode': 'kind',
	'cbc:Note': 'note',
	'cbc:TaxPointDate': 'references.taxPointDate',
	'cbc:DocumentCurrencyCode': 'currency',
	'cbc:TaxCurrencyCode': 'references.taxCurrency',
	'cbc:AccountingCost': 'references.buyerAccountingReference',
	'cbc:BuyerReference': 'references.buyerReference',
	'cac:InvoicePeriod/cbc:StartDate': 'references.periodStart',
	'cac:InvoicePeriod/cbc:EndDate': 'references.periodEnd',
	'cac:InvoicePeriod/cbc:DescriptionCode': 'references.taxPointDateCode',
	'cac:OrderReference/cbc:ID': 'orderReference',
	'cac:OrderReference/cbc:SalesOrderID': 'references.salesOrder',
	'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID': 'precedingInvoiceNumber',
	'cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate': 'references.precedingInvoiceDate',
	'cac:DespatchDocumentReference/cbc:ID': 'references.despatchAdvice',
	'cac:ReceiptDocumentReference/cbc:ID': 'references.receivingAdvice',
	'cac:OriginatorDocumentReference/cbc:ID': 'references.tender',
	'cac:ContractDocumentReference/cbc:ID': 'references.contract',
	'cac:ProjectReference/cbc:ID': 'references.project',
	'cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference/cbc:URI':
		'references.supportingDocumentLinks',
	...below('cac:AccountingSupplierParty/cac:Party', ublParty('seller')),
	...below('cac:AccountingCustomerParty/cac:Party', ublParty('buyer')),
	'cac:PayeeParty/cac:PartyName/cbc:Name': 'references.payeeName',
	'cac:PayeeParty/cac:PartyIdentification/cbc:ID': 'references.payeeId',
	'cac:PayeeParty/cac:PartyLegalEntity/cbc:CompanyID': 'references.payeeRegistrationId',
	'cac:TaxRepresentativeParty/cac:PartyName/cbc:Name': 'references.taxRepresentativeName',
	'cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID': 'references.taxRepresentativeTaxId',
	'cac:TaxRepresentativeParty/cac:PostalAddress/cac:Country/cbc:IdentificationCode':
		'references.taxRepresentativeAddress',
	'cac:Delivery/cbc:ActualDeliveryDate': 'deliveryDate',
	'cac:Delivery/cac:DeliveryLocation/cbc:ID': 'references.deliveryLocation',
	...below('cac:Delivery/cac:DeliveryLocation/cac:Address', ublAddress('shipTo.address')),
	'cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name': 'shipTo.name',
	'cac:PaymentMeans/cbc:PaymentMeansCode': 'payment.method',
	'cac:PaymentMeans/cbc:PaymentID': 'payment.reference',
	'cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID': 'references.cardNumber',
	'cac:PaymentMeans/cac:CardAccount/cbc:HolderName': 'references.cardHolder',
	'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID': 'payment.iban',
	'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name': 'references.paymentAccountName',
	'cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID': 'payment.bic',
	'cac:PaymentMeans/cac:PaymentMandate/cbc:ID': 'references.mandate',
	'cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID': 'references.debitedAccount',
	'cac:PaymentTerms/cbc:Note': 'payment.terms',
	...below('cac:TaxTotal/cac:TaxSubtotal', {
		'cbc:TaxableAmount': 'taxes[].taxableAmount',
		'cbc:TaxAmount': 'taxes[].taxAmount',
		'cac:TaxCategory/cbc:ID': 'taxes[].category',
		'cac:TaxCategory/cbc:Percent': 'taxes[].rate',
		'cac:TaxCategory/cbc:TaxExemptionReason': 'references.taxExemptionReason',
		'cac:TaxCategory/cbc:TaxExemptionReasonCode': 'references.taxExemptionReasonCode',
	}),
	...below('cac:LegalMonetaryTotal', {
		'cbc:LineExtensionAmount': 'totals.lines',
		'cbc:TaxExclusiveAmount': 'totals.net',
		'cbc:TaxInclusiveAmount': 'totals.gross',
		'cbc:AllowanceTotalAmount': 'totals.discount',
		'cbc:ChargeTotalAmount': 'totals.charges',
		'cbc:PrepaidAmount': 'totals.paid',
		'cbc:PayableRoundingAmount': 'totals.rounding',
		'cbc:PayableAmount': 'totals.due',
	}),
	...below('cac:InvoiceLine', { ...ublLine, 'cbc:InvoicedQuantity': 'lines[].quantity' }),
	...below('cac:CreditNoteLine', { ...ublLine, 'cbc:CreditedQuantity': 'lines[].quantity' }),
};

const ciiAddress = (field: string): Fields => ({
	'ram:LineOne': `${field}.street`,
	'ram:LineTwo': `${field}.additional`,
	'ram:LineThree': `${field}.additional`,
	'ram:CityName': `${field}.city`,
	'ram:PostcodeCode': `${field}.postalCode`,
	'ram:CountrySubDivisionName': `${field}.region`,
	'ram:CountryID': `${field}.countryCode`,
});

const ciiParty = (party: 'seller' | 'buyer'): Fields => ({
	'ram:ID': `references.${party}Id`,
	'ram:GlobalID': `references.${party}Id`,
	'ram:Name': `${party}.name`,
	'ram:Description': `references.${party}LegalInformation`,
	'ram:SpecifiedLegalOrganization/ram:ID': `${party}.registrationId`,
	'ram:SpecifiedLegalOrganization/ram:TradingBusinessName': `references.${party}TradingName`,
	'ram:DefinedTradeContact/ram:PersonName': `references.${party}Contact`,
	'ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber': `${party}.phone`,
	'ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID': `${party}.email`,
	...below('ram:PostalTradeAddress', ciiAddress(`${party}.address`)),
	'ram:URIUniversalCommunication/ram:URIID': `references.${party}ElectronicAddress`,
	'ram:SpecifiedTaxRegistration/ram:ID': `${party}.taxId`,
});

const CII: Fields = {
	'rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID':
		'references.specification',
	'rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID':
		'references.process',
	'rsm:ExchangedDocument/ram:ID': 'number',
	'rsm:ExchangedDocument/ram:TypeCode': 'kind',
	'rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString': 'issueDate',
	'rsm:ExchangedDocument/ram:IncludedNote/ram:Content': 'note',
	...below('rsm:SupplyChainTradeTransaction', {
		...below('ram:ApplicableHeaderTradeAgreement', {
			'ram:BuyerReference': 'references.buyerReference',
			...below('ram:SellerTradeParty', ciiParty('seller')),
			...below('ram:BuyerTradeParty', ciiParty('buyer')),
			'ram:SellerTaxRepresentativeTradeParty/ram:Name': 'references.taxRepresentativeName',
			'ram:SellerTaxRepresentativeTradeParty/ram:SpecifiedTaxRegistration/ram:ID':
				'references.taxRepresentativeTaxId',
			'ram:SellerTaxRepresentativeTradeParty/ram:PostalTradeAddress/ram:CountryID':
				'references.taxRepresentativeAddress',
			'ram:SellerOrderReferencedDocument/ram:IssuerAssignedID': 'references.salesOrder',
			'ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID': 'orderReference',
			'ram:ContractReferencedDocument/ram:IssuerAssignedID': 'references.contract',
			'ram:AdditionalReferencedDocument/ram:Name': 'references.supportingDocumentDescriptions',
			'ram:SpecifiedProcuringProject/ram:ID': 'references.project',
		}),
		...below('ram:ApplicableHeaderTradeDelivery', {
			'ram:ShipToTradeParty/ram:Name': 'shipTo.name',
			'ram:ShipToTradeParty/ram:ID': 'references.deliveryLocation',
			'ram:ShipToTradeParty/ram:GlobalID': 'references.deliveryLocation',
			...below('ram:ShipToTradeParty/ram:PostalTradeAddress', ciiAddress('shipTo.address')),
			'ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString': 'deliveryDate',
			'ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID': 'references.despatchAdvice',
			'ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID': 'references.receivingAdvice',
		}),
		...below('ram:ApplicableHeaderTradeSettlement', {
			'ram:CreditorReferenceID': 'references.creditorId',
			'ram:PaymentReference': 'payment.reference',
			'ram:TaxCurrencyCode': 'references.taxCurrency',
			'ram:InvoiceCurrencyCode': 'currency',
			'ram:PayeeTradeParty/ram:ID': 'references.payeeId',
			'ram:PayeeTradeParty/ram:GlobalID': 'references.payeeId',
			'ram:PayeeTradeParty/ram:Name': 'references.payeeName',
			'ram:PayeeTradeParty/ram:SpecifiedLegalOrganization/ram:ID': 'references.payeeRegistrationId',
			...below('ram:SpecifiedTradeSettlementPaymentMeans', {
				'ram:TypeCode': 'payment.method',
				'ram:ApplicableTradeSettlementFinancialCard/ram:ID': 'references.cardNumber',
				'ram:PayerPartyDebtorFinancialAccount/ram:IBANID': 'references.debitedAccount',
				'ram:PayeePartyCreditorFinancialAccount/ram:IBANID': 'payment.iban',
				'ram:PayeePartyCreditorFinancialAccount/ram:AccountName': 'references.paymentAccountName',
				'ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID': 'payment.accountNumber',
				'ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID': 'payment.bic',
			}),
			...below('ram:ApplicableTradeTax', {
				'ram:CalculatedAmount': 'taxes[].taxAmount',
				'ram:BasisAmount': 'taxes[].taxableAmount',
				'ram:CategoryCode': 'taxes[].category',
				'ram:RateApplicablePercent': 'taxes[].rate',
				'ram:ExemptionReason': 'references.taxExemptionReason',
				'ram:ExemptionReasonCode': 'references.taxExemptionReasonCode',
				'ram:DueDateTypeCode': 'references.taxPointDateCode',
				'ram:TaxPointDate/udt:DateString': 'references.taxPointDate',
			}),
			'ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString': 'references.periodStart',
			'ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString': 'references.periodEnd',
			'ram:SpecifiedTradePaymentTerms/ram:Description': 'payment.terms',
			'ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString': 'dueDate',
			'ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID': 'references.mandate',
			'ram:InvoiceReferencedDocument/ram:IssuerAssignedID': 'precedingInvoiceNumber',
			...below('ram:SpecifiedTradeSettlementHeaderMonetarySummation', {
				'ram:LineTotalAmount': 'totals.lines',
				'ram:ChargeTotalAmount': 'totals.charges',
				'ram:AllowanceTotalAmount': 'totals.discount',
				'ram:TaxBasisTotalAmount': 'totals.net',
				'ram:RoundingAmount': 'totals.rounding',
				'ram:GrandTotalAmount': 'totals.gross',
				'ram:TotalPrepaidAmount': 'totals.paid',
				'ram:DuePayableAmount': 'totals.due',
			}),
		}),
		...below('ram:IncludedSupplyChainTradeLineItem', {
			'ram:AssociatedDocumentLineDocument/ram:LineID': 'lines[].id',
			'ram:SpecifiedTradeProduct/ram:SellerAssignedID': 'lines[].sku',
			'ram:SpecifiedTradeProduct/ram:Name': 'lines[].description',
			'ram:SpecifiedTradeProduct/ram:Description': 'lines[].description',
			'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount': 'lines[].unitPrice',
			'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity': 'lines[].unitPrice',
			'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity': 'lines[].quantity',
			...below('ram:SpecifiedLineTradeSettlement', {
				'ram:ApplicableTradeTax/ram:CategoryCode': 'lines[].taxCategory',
				'ram:ApplicableTradeTax/ram:RateApplicablePercent': 'lines[].taxRate',
				'ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString': 'lines[].periodStart',
				'ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString': 'lines[].periodEnd',
				'ram:SpecifiedTradeAllowanceCharge/ram:ActualAmount': 'lines[].discount',
				'ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount': 'lines[].net',
			}),
		}),
	}),
};

/** By the root of the document; read by a test, too, which reads a value at each place. */
export const FIELDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
	['ubl:Invoice', new Map(Object.entries(UBL))],
	['cn:CreditNote', new Map(Object.entries(UBL))],
	['rsm:CrossIndustryInvoice', new Map(Object.entries(CII))],
]);

/** The total of the tax, and where its second currency (BT-6) stands. */
const TAX_TOTALS: ReadonlyMap<string, string> = new Map([
	['cac:TaxTotal/cbc:TaxAmount', 'cbc:TaxCurrencyCode'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:TaxCurrencyCode',
	],
]);

/** Allowances and charges of the invoice, and what tells one from the other. */
const ALLOWANCES: ReadonlyMap<string, string> = new Map([
	['cac:AllowanceCharge', 'cbc:ChargeIndicator'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge',
		'ram:ChargeIndicator/udt:Indicator',
	],
]);

/** The field of the item that an element is read into; undefined where it is read into none, or into several. */
export function fieldOfElement(node: Node): string | undefined {
	const names: string[] = [];
	let at = node;
	for (; at.parent !== null; at = at.parent) names.push(at.name);
	const path = names.reverse().join('/');
	const indicator = ALLOWANCES.get(path.slice(0, path.lastIndexOf('/')));
	if (indicator !== undefined) {
		return node.parent?.equals(indicator, 'true') ? 'totals.charges' : 'totals.discount';
	}
	const taxCurrency = TAX_TOTALS.get(path);
	if (taxCurrency === undefined) return FIELDS.get(at.name)?.get(path);
	// Both totals of the tax, in the currency of the invoice and in that of the tax, have the same place.
	return at.equals(taxCurrency, node.attribute('currencyID') ?? '')
		? 'references.taxTotalInTaxCurrency'
		: 'totals.tax';
}
