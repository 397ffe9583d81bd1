/** Of an invoice and of a line, the rules require the amount. */
const ALLOWANCE_CHARGE = `
	ID ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason* MultiplierFactorNumeric
	PrepaidIndicator SequenceNumeric Amount BaseAmount AccountingCostCode AccountingCost PerUnitAmount
	TaxCategory*=TaxCategory TaxTotal=PartTaxTotal PaymentMeans*=PaymentMeans`;
/** For a category of the invoice, the rules require the scheme; for a discount or charge of a line or price, none does. */
const PART_ALLOWANCE_CHARGE = ALLOWANCE_CHARGE.replace('=TaxCategory', '=PartTaxCategory');
const TAX_TOTAL =
	'TaxAmount RoundingAmount TaxEvidenceIndicator TaxIncludedIndicator TaxSubtotal*=TaxSubtotal';
const TAX_SUBTOTAL = `
	TaxableAmount TaxAmount CalculationSequenceNumeric TransactionCurrencyTaxAmount Percent
	BaseUnitMeasure PerUnitAmount TierRange TierRatePercent TaxCategory=TaxCategory`;
const TAX_CATEGORY = `
	ID Name Percent BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode TaxExemptionReason* TierRange
	TierRatePercent TaxScheme=TaxScheme`;

/**
 * The elements of UBL 2.1 (OASIS, November 2013: Invoice, CreditNote and their parts) in schema order. `*` marks
 * repeatable elements, `!` those that the schema requires and no rule does, `|` stands between those of which it requires
 * one; `=` precedes the type. Elements without a type have no child elements. The content of `any` is not checked.
 *
 * Compared element by element with `xsdrt/` of UBL 2.1 PRD4 (14 May 2013), the last draft for public review: 549
 * elements in 45 types, without a difference; the 54 elements of Invoice also with the standard (4 November 2013).
 */
export const UBL_TYPES: Readonly<Record<string, string>> = {
	Invoice: `
		ext:UBLExtensions=any UBLVersionID CustomizationID ProfileID ProfileExecutionID ID CopyIndicator UUID
		IssueDate IssueTime DueDate InvoiceTypeCode Note* TaxPointDate DocumentCurrencyCode TaxCurrencyCode
		PricingCurrencyCode PaymentCurrencyCode PaymentAlternativeCurrencyCode AccountingCostCode
		AccountingCost LineCountNumeric BuyerReference InvoicePeriod*=Period OrderReference=OrderReference
		BillingReference*=BillingReference DespatchDocumentReference*=DocumentReference
		ReceiptDocumentReference*=DocumentReference StatementDocumentReference*=DocumentReference
		OriginatorDocumentReference*=DocumentReference ContractDocumentReference*=DocumentReference
		AdditionalDocumentReference*=DocumentReference ProjectReference*=ProjectReference Signature*=any
		AccountingSupplierParty=SupplierParty AccountingCustomerParty=CustomerParty PayeeParty=Party
		BuyerCustomerParty=CustomerParty SellerSupplierParty=SupplierParty TaxRepresentativeParty=Party
		Delivery*=Delivery DeliveryTerms=any PaymentMeans*=PaymentMeans PaymentTerms*=PaymentTerms
		PrepaidPayment*=Payment AllowanceCharge*=AllowanceCharge TaxExchangeRate=any PricingExchangeRate=any
		PaymentExchangeRate=any PaymentAlternativeExchangeRate=any TaxTotal*=TaxTotal
		WithholdingTaxTotal*=WithholdingTaxTotal LegalMonetaryTotal=MonetaryTotal InvoiceLine*=InvoiceLine`,
	CreditNote: `
		ext:UBLExtensions=any UBLVersionID CustomizationID ProfileID ProfileExecutionID ID CopyIndicator UUID
		IssueDate IssueTime TaxPointDate CreditNoteTypeCode Note* DocumentCurrencyCode TaxCurrencyCode
		PricingCurrencyCode PaymentCurrencyCode PaymentAlternativeCurrencyCode AccountingCostCode
		AccountingCost LineCountNumeric BuyerReference InvoicePeriod*=Period DiscrepancyResponse*=any
		OrderReference=OrderReference BillingReference*=BillingReference
		DespatchDocumentReference*=DocumentReference ReceiptDocumentReference*=DocumentReference
		ContractDocumentReference*=DocumentReference AdditionalDocumentReference*=DocumentReference
		StatementDocumentReference*=DocumentReference OriginatorDocumentReference*=DocumentReference
		Signature*=any AccountingSupplierParty=SupplierParty AccountingCustomerParty=CustomerParty
		PayeeParty=Party BuyerCustomerParty=CustomerParty SellerSupplierParty=SupplierParty
		TaxRepresentativeParty=Party Delivery*=Delivery DeliveryTerms*=any PaymentMeans*=PaymentMeans
		PaymentTerms*=PaymentTerms TaxExchangeRate=any PricingExchangeRate=any PaymentExchangeRate=any
		PaymentAlternativeExchangeRate=any AllowanceCharge*=AllowanceCharge TaxTotal*=TaxTotal
		LegalMonetaryTotal=MonetaryTotal CreditNoteLine*=CreditNoteLine`,
	Period: 'StartDate StartTime EndDate EndTime DurationMeasure DescriptionCode* Description*',
	OrderReference: `
		ID! SalesOrderID CopyIndicator UUID IssueDate IssueTime CustomerReference OrderTypeCode
		DocumentReference=DocumentReference`,
	BillingReference: `
		InvoiceDocumentReference=DocumentReference SelfBilledInvoiceDocumentReference=DocumentReference
		CreditNoteDocumentReference=DocumentReference SelfBilledCreditNoteDocumentReference=DocumentReference
		DebitNoteDocumentReference=DocumentReference ReminderDocumentReference=DocumentReference
		AdditionalDocumentReference=DocumentReference BillingReferenceLine*=any`,
	DocumentReference: `
		ID! CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType XPath* LanguageID LocaleCode
		VersionID DocumentStatusCode DocumentDescription* Attachment=Attachment ValidityPeriod=Period
		IssuerParty=Party ResultOfVerification=any`,
	Attachment: 'EmbeddedDocumentBinaryObject ExternalReference=ExternalReference',
	ExternalReference: `
		URI DocumentHash HashAlgorithmMethod ExpiryDate ExpiryTime MimeCode FormatCode EncodingCode
		CharacterSetCode FileName Description*`,
	ProjectReference: 'ID! UUID IssueDate WorkPhaseReference*=any',
	SupplierParty: `
		CustomerAssignedAccountID AdditionalAccountID* DataSendingCapability Party=Party
		DespatchContact=Contact AccountingContact=Contact SellerContact=Contact`,
	CustomerParty: `
		CustomerAssignedAccountID SupplierAssignedAccountID AdditionalAccountID* Party=Party
		DeliveryContact=Contact AccountingContact=Contact BuyerContact=Contact`,
	Party: `
		MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID EndpointID
		IndustryClassificationCode PartyIdentification*=PartyIdentification PartyName*=PartyName Language=any
		PostalAddress=Address PhysicalLocation=Location PartyTaxScheme*=PartyTaxScheme
		PartyLegalEntity*=PartyLegalEntity Contact=Contact Person*=any AgentParty=Party
		ServiceProviderParty*=any PowerOfAttorney*=any FinancialAccount=FinancialAccount`,
	PartyIdentification: 'ID!',
	PartyName: 'Name!',
	Address: `
		ID AddressTypeCode AddressFormatCode Postbox Floor Room StreetName AdditionalStreetName BlockName
		BuildingName BuildingNumber InhouseMail Department MarkAttention MarkCare PlotIdentification
		CitySubdivisionName CityName PostalZone CountrySubentity CountrySubentityCode Region District
		TimezoneOffset AddressLine*=AddressLine Country=Country LocationCoordinate*=any`,
	AddressLine: 'Line!',
	Country: 'IdentificationCode Name',
	Location: `
		ID Description* Conditions* CountrySubentity CountrySubentityCode LocationTypeCode InformationURI
		Name ValidityPeriod*=Period Address=Address SubsidiaryLocation*=Location LocationCoordinate*=any`,
	PartyTaxScheme: `
		RegistrationName CompanyID TaxLevelCode ExemptionReasonCode ExemptionReason*
		RegistrationAddress=Address TaxScheme=TaxScheme`,
	TaxScheme: 'ID Name TaxTypeCode CurrencyCode JurisdictionRegionAddress*=Address',
	PartyLegalEntity: `
		RegistrationName CompanyID RegistrationDate RegistrationExpirationDate CompanyLegalFormCode
		CompanyLegalForm SoleProprietorshipIndicator CompanyLiquidationStatusCode CorporateStockAmount
		FullyPaidSharesIndicator RegistrationAddress=Address CorporateRegistrationScheme=any
		HeadOfficeParty=Party ShareholderParty*=any`,
	Contact: 'ID Name Telephone Telefax ElectronicMail Note* OtherCommunication*=any',
	Delivery: `
		ID Quantity MinimumQuantity MaximumQuantity ActualDeliveryDate ActualDeliveryTime LatestDeliveryDate
		LatestDeliveryTime ReleaseID TrackingID DeliveryAddress=Address DeliveryLocation=Location
		AlternativeDeliveryLocation=Location RequestedDeliveryPeriod=Period PromisedDeliveryPeriod=Period
		EstimatedDeliveryPeriod=Period CarrierParty=Party DeliveryParty=Party NotifyParty*=Party Despatch=any
		DeliveryTerms*=any MinimumDeliveryUnit=any MaximumDeliveryUnit=any Shipment=any`,
	PaymentMeans: `
		ID PaymentMeansCode PaymentDueDate PaymentChannelCode InstructionID InstructionNote* PaymentID*
		CardAccount=CardAccount PayerFinancialAccount=FinancialAccount PayeeFinancialAccount=FinancialAccount
		CreditAccount=any PaymentMandate=PaymentMandate TradeFinancing=any`,
	CardAccount: `
		PrimaryAccountNumberID! NetworkID! CardTypeCode ValidityStartDate ExpiryDate IssuerID IssueNumberID
		CV2ID CardChipCode ChipApplicationID HolderName`,
	FinancialAccount: `
		ID Name AliasName AccountTypeCode AccountFormatCode CurrencyCode PaymentNote*
		FinancialInstitutionBranch=Branch Country=Country`,
	Branch: 'ID Name FinancialInstitution=FinancialInstitution Address=Address',
	FinancialInstitution: 'ID Name Address=Address',
	PaymentMandate: `
		ID MandateTypeCode MaximumPaymentInstructionsNumeric MaximumPaidAmount SignatureID PayerParty=Party
		PayerFinancialAccount=FinancialAccount ValidityPeriod=Period PaymentReversalPeriod=Period Clause*=any`,
	PaymentTerms: `
		ID PaymentMeansID* PrepaidPaymentReferenceID Note* ReferenceEventCode SettlementDiscountPercent
		PenaltySurchargePercent PaymentPercent Amount SettlementDiscountAmount PenaltyAmount
		PaymentTermsDetailsURI PaymentDueDate InstallmentDueDate InvoicingPartyReference
		SettlementPeriod=Period PenaltyPeriod=Period ExchangeRate=any ValidityPeriod=Period`,
	Payment: 'ID PaidAmount ReceivedDate PaidDate PaidTime InstructionID',
	AllowanceCharge: ALLOWANCE_CHARGE,
	LineAllowanceCharge: PART_ALLOWANCE_CHARGE,
	PriceAllowance: PART_ALLOWANCE_CHARGE.replace(' Amount ', ' Amount! '),
	TaxTotal: TAX_TOTAL,
	// The rules know the total of the invoice alone, but the subtotals of each.
	PartTaxTotal: TAX_TOTAL.replace('TaxAmount ', 'TaxAmount! '),
	WithholdingTaxTotal: TAX_TOTAL.replace('TaxAmount ', 'TaxAmount! ').replace('=Tax', '=WithholdingTax'),
	TaxSubtotal: TAX_SUBTOTAL,
	WithholdingTaxSubtotal: TAX_SUBTOTAL.replace(' TaxAmount ', ' TaxAmount! ').replace(
		'TaxCategory=',
		'TaxCategory!=Part',
	),
	TaxCategory: TAX_CATEGORY,
	PartTaxCategory: TAX_CATEGORY.replace('TaxScheme=', 'TaxScheme!='),
	MonetaryTotal: `
		LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount
		PrepaidAmount PayableRoundingAmount PayableAmount PayableAlternativeAmount`,
	InvoiceLine: `
		ID UUID Note* InvoicedQuantity LineExtensionAmount TaxPointDate AccountingCostCode AccountingCost
		PaymentPurposeCode FreeOfChargeIndicator InvoicePeriod*=Period OrderLineReference*=OrderLineReference
		DespatchLineReference*=LineReference ReceiptLineReference*=LineReference
		BillingReference*=BillingReference DocumentReference*=DocumentReference PricingReference=any
		OriginatorParty=Party Delivery*=Delivery PaymentTerms*=PaymentTerms AllowanceCharge*=LineAllowanceCharge
		TaxTotal*=PartTaxTotal WithholdingTaxTotal*=WithholdingTaxTotal Item=Item Price=Price DeliveryTerms=any
		SubInvoiceLine*=InvoiceLine ItemPriceExtension=any`,
	CreditNoteLine: `
		ID UUID Note* CreditedQuantity LineExtensionAmount TaxPointDate AccountingCostCode AccountingCost
		PaymentPurposeCode FreeOfChargeIndicator InvoicePeriod*=Period OrderLineReference*=OrderLineReference
		DiscrepancyResponse*=any DespatchLineReference*=LineReference ReceiptLineReference*=LineReference
		BillingReference*=BillingReference DocumentReference*=DocumentReference PricingReference=any
		OriginatorParty=Party Delivery*=Delivery PaymentTerms*=PaymentTerms TaxTotal*=PartTaxTotal
		AllowanceCharge*=LineAllowanceCharge Item=Item Price=Price DeliveryTerms*=any
		SubCreditNoteLine*=CreditNoteLine ItemPriceExtension=any`,
	OrderLineReference: 'LineID! SalesOrderLineID UUID LineStatusCode OrderReference=OrderReference',
	LineReference: 'LineID! UUID LineStatusCode DocumentReference=DocumentReference',
	Item: `
		Description* PackQuantity PackSizeNumeric CatalogueIndicator Name HazardousRiskIndicator
		AdditionalInformation* Keyword* BrandName* ModelName* BuyersItemIdentification=ItemIdentification
		SellersItemIdentification=ItemIdentification ManufacturersItemIdentification*=ItemIdentification
		StandardItemIdentification=ItemIdentification CatalogueItemIdentification=ItemIdentification
		AdditionalItemIdentification*=ItemIdentification CatalogueDocumentReference=DocumentReference
		ItemSpecificationDocumentReference*=DocumentReference OriginCountry=Country
		CommodityClassification*=CommodityClassification TransactionConditions*=any HazardousItem*=any
		ClassifiedTaxCategory*=TaxCategory AdditionalItemProperty*=ItemProperty ManufacturerParty*=Party
		InformationContentProviderParty=Party OriginAddress*=Address ItemInstance*=any Certificate*=any
		Dimension*=any`,
	ItemIdentification:
		'ID! ExtendedID BarcodeSymbologyID PhysicalAttribute*=any MeasurementDimension*=any IssuerParty=Party',
	CommodityClassification: 'NatureCode CargoTypeCode CommodityCode ItemClassificationCode',
	ItemProperty: `
		ID Name NameCode TestMethod Value ValueQuantity ValueQualifier* ImportanceCode ListValue*
		UsabilityPeriod=Period ItemPropertyGroup*=any RangeDimension=any ItemPropertyRange=any`,
	Price: `
		PriceAmount BaseQuantity PriceChangeReason* PriceTypeCode PriceType OrderableUnitFactorRate
		ValidityPeriod*=Period PriceList=any AllowanceCharge*=PriceAllowance PricingExchangeRate=any`,
};
