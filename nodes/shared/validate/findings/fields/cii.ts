import { below, type Fields } from './fields';

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

/** Where Read finds each field in CII. */
export const CII: Fields = {
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
			'ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content': 'references.lineNotes',
			'ram:SpecifiedTradeProduct/ram:BuyerAssignedID': 'references.lineBuyersIds',
			'ram:SpecifiedTradeProduct/ram:GlobalID': 'references.lineStandardIds',
			'ram:SpecifiedTradeProduct/ram:OriginTradeCountry/ram:ID': 'references.lineOrigins',
			'ram:SpecifiedTradeProduct/ram:DesignatedProductClassification/ram:ClassCode':
				'references.lineClassifications',
			'ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic/ram:Description':
				'references.lineAttributes',
			'ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic/ram:Value': 'references.lineAttributes',
			'ram:SpecifiedLineTradeAgreement/ram:BuyerOrderReferencedDocument/ram:LineID':
				'references.lineOrderLines',
			'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount': 'lines[].unitPrice',
			'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity': 'lines[].unitPrice',
			'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity': 'lines[].quantity',
			...below('ram:SpecifiedLineTradeSettlement', {
				'ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID': 'references.lineAccountingReferences',
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
