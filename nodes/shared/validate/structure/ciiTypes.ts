/** Of a net price, the rules require the amount. */
const TRADE_PRICE = `
	TypeCode ChargeAmount* BasisQuantity MinimumQuantity MaximumQuantity ChangeReason*
	OrderUnitConversionFactorNumeric AppliedTradeAllowanceCharge*=TradeAllowanceCharge
	ValiditySpecifiedPeriod=SpecifiedPeriod IncludedTradeTax*=TradeTax DeliveryTradeLocation*=any
	TradeComparisonReferencePrice*=any AssociatedReferencedDocument*=ReferencedDocument`;

/**
 * The elements of CII D16B (UN/CEFACT, SCRDM subset as published with EN 16931) in schema order, in the notation of
 * `ublTypes.ts`. Includes the additions of D22B, which Factur-X and ZUGFeRD use since 2.3.
 */
export const CII_TYPES: Readonly<Record<string, string>> = {
	CrossIndustryInvoice: `
		rsm:ExchangedDocumentContext=ExchangedDocumentContext rsm:ExchangedDocument=ExchangedDocument
		rsm:SupplyChainTradeTransaction=SupplyChainTradeTransaction rsm:ValuationBreakdownStatement=any`,
	ExchangedDocumentContext: `
		SpecifiedTransactionID TestIndicator=ind
		BusinessProcessSpecifiedDocumentContextParameter*=DocumentContextParameter
		BIMSpecifiedDocumentContextParameter*=DocumentContextParameter
		ScenarioSpecifiedDocumentContextParameter*=DocumentContextParameter
		ApplicationSpecifiedDocumentContextParameter*=DocumentContextParameter
		GuidelineSpecifiedDocumentContextParameter*=DocumentContextParameter
		SubsetSpecifiedDocumentContextParameter*=DocumentContextParameter
		MessageStandardSpecifiedDocumentContextParameter=DocumentContextParameter`,
	DocumentContextParameter: 'ID Value SpecifiedDocumentVersion=DocumentVersion',
	DocumentVersion: 'ID Name IssueDateTime=dt',
	ExchangedDocument: `
		ID Name* TypeCode IssueDateTime=dt CopyIndicator=ind Purpose ControlRequirementIndicator=ind
		LanguageID* PurposeCode RevisionDateTime=dt VersionID GlobalID RevisionID PreviousRevisionID
		CategoryCode IncludedNote*=Note EffectiveSpecifiedPeriod=SpecifiedPeriod IssuerTradeParty=TradeParty`,
	Note: 'Subject ContentCode Content* SubjectCode ID',
	SpecifiedPeriod: `
		DurationMeasure* InclusiveIndicator=ind Description* StartDateTime=dt EndDateTime=dt
		CompleteDateTime=dt OpenIndicator=ind SeasonCode ID Name* SequenceNumeric StartDateFlexibilityCode
		ContinuousIndicator=ind PurposeCode`,
	SupplyChainTradeTransaction: `
		IncludedSupplyChainTradeLineItem*=Line ApplicableHeaderTradeAgreement=HeaderTradeAgreement
		ApplicableHeaderTradeDelivery!=HeaderTradeDelivery
		ApplicableHeaderTradeSettlement=HeaderTradeSettlement`,
	Line: `
		DescriptionCode AssociatedDocumentLineDocument=DocumentLineDocument
		SpecifiedTradeProduct=TradeProduct SpecifiedLineTradeAgreement=LineTradeAgreement
		SpecifiedLineTradeDelivery=LineTradeDelivery SpecifiedLineTradeSettlement=LineTradeSettlement
		IncludedSubordinateTradeLineItem*=any`,
	DocumentLineDocument: 'LineID ParentLineID LineStatusCode LineStatusReasonCode IncludedNote*=Note',
	TradeProduct: `
		ID GlobalID SellerAssignedID BuyerAssignedID ManufacturerAssignedID IndustryAssignedID ModelID Name*
		TradeName Description TypeCode NetWeightMeasure GrossWeightMeasure ProductGroupID* EndItemTypeCode*
		EndItemName* AreaDensityMeasure UseDescription* BatchID* BrandName ModelName SubBrandName DrainedNetWeightMeasure
		VariableMeasureIndicator=ind ColourCode ColourDescription* Designation*
		FormattedCancellationAnnouncedLaunchDateTime=fdt FormattedLatestProductDataChangeDateTime=fdt
		ApplicableProductCharacteristic*=ProductCharacteristic ApplicableMaterialGoodsCharacteristic*=any
		DesignatedProductClassification*=ProductClassification IndividualTradeProductInstance*=any
		CertificationEvidenceReferenceReferencedDocument*=ReferencedDocument
		InspectionReferenceReferencedDocument*=ReferencedDocument OriginTradeCountry=TradeCountry
		LinearSpatialDimension=any MinimumLinearSpatialDimension=any MaximumLinearSpatialDimension=any
		ManufacturerTradeParty=TradeParty PresentationSpecifiedBinaryFile*=any
		MSDSReferenceReferencedDocument=ReferencedDocument
		AdditionalReferenceReferencedDocument*=ReferencedDocument LegalRightsOwnerTradeParty=TradeParty
		BrandOwnerTradeParty=TradeParty IncludedReferencedProduct*=any InformationNote*=Note`,
	ProductCharacteristic: `
		ID* TypeCode Description* ValueMeasure MeasurementMethodCode Value* ValueCode ValueDateTime=dt
		ValueIndicator=ind ContentTypeCode ValueSpecifiedBinaryFile=any
		ApplicableProductCharacteristicCondition*=any ApplicableReferencedStandard=any`,
	ProductClassification: `
		SystemID SystemName* ClassCode ClassName* SubClassCode
		ClassProductCharacteristic*=ProductCharacteristic ApplicableReferencedStandard=any`,
	TradeCountry: 'ID Name* SubordinateTradeCountrySubDivision*=any',
	LineTradeAgreement: `
		BuyerReference BuyerRequisitionerTradeParty*=TradeParty
		ApplicableTradeDeliveryTerms=TradeDeliveryTerms SellerOrderReferencedDocument=ReferencedDocument
		BuyerOrderReferencedDocument=ReferencedDocument QuotationReferencedDocument=ReferencedDocument
		ContractReferencedDocument=ReferencedDocument DemandForecastReferencedDocument=ReferencedDocument
		PromotionalDealReferencedDocument=ReferencedDocument AdditionalReferencedDocument*=ReferencedDocument
		GrossPriceProductTradePrice=GrossPrice NetPriceProductTradePrice=TradePrice
		RequisitionerReferencedDocument*=ReferencedDocument ItemSellerTradeParty=TradeParty
		ItemBuyerTradeParty=TradeParty IncludedSpecifiedMarketplace=any
		UltimateCustomerOrderReferencedDocument*=ReferencedDocument`,
	TradePrice: TRADE_PRICE,
	GrossPrice: TRADE_PRICE.replace('ChargeAmount*', 'ChargeAmount*!'),
	LineTradeDelivery: `
		RequestedQuantity ReceivedQuantity BilledQuantity ChargeFreeQuantity PackageQuantity
		ProductUnitQuantity PerPackageUnitQuantity NetWeightMeasure GrossWeightMeasure
		TheoreticalWeightMeasure DespatchedQuantity SpecifiedDeliveryAdjustment*=any
		IncludedSupplyChainPackaging*=any RelatedSupplyChainConsignment=any ShipToTradeParty=TradeParty
		UltimateShipToTradeParty=TradeParty ShipFromTradeParty=TradeParty
		ActualDespatchSupplyChainEvent=SupplyChainEvent ActualPickUpSupplyChainEvent=SupplyChainEvent
		RequestedDeliverySupplyChainEvent=SupplyChainEvent ActualDeliverySupplyChainEvent=SupplyChainEvent
		ActualReceiptSupplyChainEvent=SupplyChainEvent AdditionalReferencedDocument*=ReferencedDocument
		DespatchAdviceReferencedDocument=ReferencedDocument
		ReceivingAdviceReferencedDocument=ReferencedDocument
		DeliveryNoteReferencedDocument=ReferencedDocument
		ConsumptionReportReferencedDocument=ReferencedDocument
		PackingListReferencedDocument=ReferencedDocument`,
	SupplyChainEvent: `
		ID OccurrenceDateTime=dt TypeCode Description* DescriptionBinaryObject* UnitQuantity
		LatestOccurrenceDateTime=dt EarliestOccurrenceDateTime=dt OccurrenceSpecifiedPeriod=SpecifiedPeriod
		OccurrenceLogisticsLocation=any`,
	LineTradeSettlement: `
		PaymentReference* InvoiceIssuerReference TotalAdjustmentAmount DiscountIndicator=ind
		ApplicableTradeTax*=TradeTax BillingSpecifiedPeriod=SpecifiedPeriod
		SpecifiedTradeAllowanceCharge*=TradeAllowanceCharge SubtotalCalculatedTradeTax*=TradeTax
		SpecifiedLogisticsServiceCharge*=LogisticsServiceCharge SpecifiedTradePaymentTerms*=TradePaymentTerms
		SpecifiedTradeSettlementLineMonetarySummation=LineSummation SpecifiedFinancialAdjustment*=any
		InvoiceReferencedDocument=ReferencedDocument AdditionalReferencedDocument*=ReferencedDocument
		PayableSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		ReceivableSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		PurchaseSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		SalesSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		SpecifiedTradeSettlementFinancialCard=TradeSettlementFinancialCard`,
	LineSummation: `
		LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount* TaxBasisTotalAmount* TaxTotalAmount*
		GrandTotalAmount* InformationAmount* TotalAllowanceChargeAmount* TotalRetailValueInformationAmount*
		GrossLineTotalAmount* NetLineTotalAmount* NetIncludingTaxesLineTotalAmount*
		ProductWeightLossInformationAmount*`,
	HeaderTradeAgreement: `
		Reference* BuyerReference SellerTradeParty=TradeParty BuyerTradeParty=TradeParty
		SalesAgentTradeParty=TradeParty BuyerRequisitionerTradeParty*=TradeParty
		BuyerAssignedAccountantTradeParty=TradeParty SellerAssignedAccountantTradeParty=TradeParty
		BuyerTaxRepresentativeTradeParty=TradeParty SellerTaxRepresentativeTradeParty=TradeParty
		ProductEndUserTradeParty=TradeParty ApplicableTradeDeliveryTerms=TradeDeliveryTerms
		SellerOrderReferencedDocument=ReferencedDocument BuyerOrderReferencedDocument=ReferencedDocument
		QuotationReferencedDocument=ReferencedDocument OrderResponseReferencedDocument=ReferencedDocument
		ContractReferencedDocument=ReferencedDocument DemandForecastReferencedDocument=ReferencedDocument
		SupplyInstructionReferencedDocument=ReferencedDocument
		PromotionalDealReferencedDocument=ReferencedDocument PriceListReferencedDocument=ReferencedDocument
		AdditionalReferencedDocument*=ReferencedDocument RequisitionerReferencedDocument*=ReferencedDocument
		BuyerAgentTradeParty=TradeParty PurchaseConditionsReferencedDocument*=ReferencedDocument
		SpecifiedProcuringProject=ProcuringProject
		UltimateCustomerOrderReferencedDocument*=ReferencedDocument`,
	ProcuringProject: 'ID! Description Name!',
	TradeDeliveryTerms: 'DeliveryTypeCode Description* RelevantTradeLocation=TradeLocation',
	TradeLocation: 'CountryID CountryName ID Name',
	HeaderTradeDelivery: `
		RelatedSupplyChainConsignment=any ShipToTradeParty=TradeParty UltimateShipToTradeParty=TradeParty
		ShipFromTradeParty=TradeParty ActualDespatchSupplyChainEvent=SupplyChainEvent
		ActualPickUpSupplyChainEvent=SupplyChainEvent ActualDeliverySupplyChainEvent=SupplyChainEvent
		ActualReceiptSupplyChainEvent=SupplyChainEvent AdditionalReferencedDocument*=ReferencedDocument
		DespatchAdviceReferencedDocument=ReferencedDocument
		ReceivingAdviceReferencedDocument=ReferencedDocument
		DeliveryNoteReferencedDocument=ReferencedDocument
		ConsumptionReportReferencedDocument=ReferencedDocument
		PreviousDeliverySupplyChainEvent*=SupplyChainEvent PackingListReferencedDocument=ReferencedDocument`,
	HeaderTradeSettlement: `
		DuePayableAmount* CreditorReferenceTypeCode* CreditorReferenceType* CreditorReferenceIssuerID*
		CreditorReferenceID PaymentReference* TaxCurrencyCode InvoiceCurrencyCode PaymentCurrencyCode
		InvoiceIssuerReference InvoiceDateTime=dt NextInvoiceDateTime*=dt CreditReasonCode CreditReason*
		InvoicerTradeParty=TradeParty InvoiceeTradeParty=TradeParty PayeeTradeParty=TradeParty
		PayerTradeParty=TradeParty TaxApplicableTradeCurrencyExchange=TradeCurrencyExchange
		InvoiceApplicableTradeCurrencyExchange=TradeCurrencyExchange
		PaymentApplicableTradeCurrencyExchange=TradeCurrencyExchange
		SpecifiedTradeSettlementPaymentMeans*=PaymentMeans ApplicableTradeTax*=TradeTax
		BillingSpecifiedPeriod=SpecifiedPeriod SpecifiedTradeAllowanceCharge*=TradeAllowanceCharge
		SubtotalCalculatedTradeTax*=TradeTax SpecifiedLogisticsServiceCharge*=LogisticsServiceCharge
		SpecifiedTradePaymentTerms*=TradePaymentTerms
		SpecifiedTradeSettlementHeaderMonetarySummation=HeaderSummation SpecifiedFinancialAdjustment*=any
		InvoiceReferencedDocument*=ReferencedDocument ProFormaInvoiceReferencedDocument=ReferencedDocument
		LetterOfCreditReferencedDocument=ReferencedDocument
		FactoringAgreementReferencedDocument*=ReferencedDocument
		FactoringListReferencedDocument*=ReferencedDocument
		PayableSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		ReceivableSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		PurchaseSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		SalesSpecifiedTradeAccountingAccount*=TradeAccountingAccount
		SpecifiedTradeSettlementFinancialCard*=TradeSettlementFinancialCard
		SpecifiedAdvancePayment*=AdvancePayment UltimatePayeeTradeParty=TradeParty`,
	HeaderSummation: `
		LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount* TaxBasisTotalAmount* TaxTotalAmount*
		RoundingAmount* GrandTotalAmount* InformationAmount* TotalPrepaidAmount* TotalDiscountAmount*
		TotalAllowanceChargeAmount* DuePayableAmount* RetailValueExcludingTaxInformationAmount*
		TotalDepositFeeInformationAmount* ProductValueExcludingTobaccoTaxInformationAmount*
		TotalRetailValueInformationAmount* GrossLineTotalAmount* NetLineTotalAmount*
		NetIncludingTaxesLineTotalAmount*`,
	AdvancePayment: `
		PaidAmount! FormattedReceivedDateTime=fdt IncludedTradeTax*=TradeTax
		InvoiceSpecifiedReferencedDocument=ReferencedDocument`,
	TradeParty: `
		ID* GlobalID* Name RoleCode* Description* SpecifiedLegalOrganization=LegalOrganization
		DefinedTradeContact*=TradeContact PostalTradeAddress=TradeAddress
		URIUniversalCommunication*=UniversalCommunication SpecifiedTaxRegistration*=TaxRegistration
		EndPointURIUniversalCommunication=UniversalCommunication LogoAssociatedSpecifiedBinaryFile*=any`,
	LegalOrganization: `
		LegalClassificationCode Name ID TradingBusinessName PostalTradeAddress=TradeAddress
		AuthorizedLegalRegistration*=any`,
	TradeContact: `
		ID PersonName DepartmentName TypeCode JobTitle Responsibility PersonID*
		TelephoneUniversalCommunication=UniversalCommunication
		DirectTelephoneUniversalCommunication=UniversalCommunication
		MobileTelephoneUniversalCommunication=UniversalCommunication
		FaxUniversalCommunication=UniversalCommunication
		EmailURIUniversalCommunication=UniversalCommunication
		TelexUniversalCommunication=UniversalCommunication VOIPUniversalCommunication=UniversalCommunication
		InstantMessagingUniversalCommunication=UniversalCommunication SpecifiedNote*=Note
		SpecifiedContactPerson=any`,
	UniversalCommunication: 'URIID ChannelCode CompleteNumber',
	TradeAddress: `
		ID PostcodeCode PostOfficeBox BuildingName LineOne LineTwo LineThree LineFour LineFive StreetName
		CityName CitySubDivisionName CountryID CountryName* CountrySubDivisionID CountrySubDivisionName*
		AttentionOf CareOf BuildingNumber DepartmentName AdditionalStreetName`,
	TaxRegistration: 'ID AssociatedRegisteredTax=any',
	ReferencedDocument: `
		IssuerAssignedID URIID StatusCode CopyIndicator=ind LineID TypeCode GlobalID RevisionID Name*
		AttachmentBinaryObject* Information* ReferenceTypeCode SectionName* PreviousRevisionID*
		FormattedIssueDateTime=fdt EffectiveSpecifiedPeriod=SpecifiedPeriod IssuerTradeParty=TradeParty
		AttachedSpecifiedBinaryFile*=any`,
	TradeAllowanceCharge: `
		ChargeIndicator=ind ID SequenceNumeric CalculationPercent BasisAmount BasisQuantity
		PrepaidIndicator=ind ActualAmount* UnitBasisAmount ReasonCode Reason TypeCode
		CategoryTradeTax*=TradeTax ActualTradeCurrencyExchange=TradeCurrencyExchange`,
	TradeTax: `
		CalculatedAmount* TypeCode ExemptionReason CalculatedRate CalculationSequenceNumeric BasisQuantity
		BasisAmount* UnitBasisAmount* LineTotalBasisAmount* AllowanceChargeBasisAmount* CategoryCode
		CurrencyCode Jurisdiction* CustomsDutyIndicator=ind ExemptionReasonCode TaxBasisAllowanceRate
		TaxPointDate=date Type InformationAmount* CategoryName* DueDateTypeCode RateApplicablePercent
		SpecifiedTradeAccountingAccount*=TradeAccountingAccount ServiceSupplyTradeCountry=TradeCountry
		BuyerRepayableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount
		SellerPayableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount
		SellerRefundableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount
		BuyerDeductibleTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount
		BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount
		PlaceApplicableTradeLocation*=TradeLocation`,
	LogisticsServiceCharge: `
		ID Description* PaymentArrangementCode TariffClassCode ChargeCategoryCode ServiceCategoryCode
		DisbursementAmount* AppliedAmount* AllowanceCharge PayingPartyRoleCode CalculationBasisCode
		CalculationBasis TransportPaymentMethodCode PaymentPlaceLogisticsLocation=any
		AppliedFromLogisticsLocation=any AppliedToLogisticsLocation=any AppliedTradeTax*=TradeTax`,
	TradePaymentTerms: `
		ID FromEventCode SettlementPeriodMeasure Description* DueDateDateTime=dt TypeCode InstructionTypeCode
		DirectDebitMandateID* PartialPaymentPercent PaymentMeansID* PartialPaymentAmount*
		ApplicableTradePaymentPenaltyTerms=PenaltyTerms ApplicableTradePaymentDiscountTerms=DiscountTerms
		PayeeTradeParty*=TradeParty`,
	PenaltyTerms: 'BasisDateTime=dt BasisPeriodMeasure BasisAmount CalculationPercent ActualPenaltyAmount',
	DiscountTerms: 'BasisDateTime=dt BasisPeriodMeasure BasisAmount CalculationPercent ActualDiscountAmount',
	TradeAccountingAccount: 'ID! SetTriggerCode TypeCode AmountTypeCode Name CostReferenceDimensionPattern',
	TradeSettlementFinancialCard: `
		MicrochipIndicator=ind ID TypeCode CardholderName ExpiryDate=date VerificationNumeric
		ValidFromDateTime=dt CreditLimitAmount* CreditAvailableAmount* InterestRatePercent IssuingCompanyName
		Description`,
	TradeCurrencyExchange: `
		SourceCurrencyCode! SourceUnitBasisNumeric TargetCurrencyCode! TargetUnitBaseNumeric MarketID
		ConversionRate! ConversionRateDateTime=dt AssociatedReferencedDocument*=ReferencedDocument`,
	PaymentMeans: `
		PaymentChannelCode TypeCode GuaranteeMethodCode PaymentMethodCode Information* ID*
		ApplicableTradeSettlementFinancialCard=TradeSettlementFinancialCard
		PayerPartyDebtorFinancialAccount=FinancialAccount PayeePartyCreditorFinancialAccount=FinancialAccount
		PayerSpecifiedDebtorFinancialInstitution=any PayeeSpecifiedCreditorFinancialInstitution=any`,
	FinancialAccount: 'IBANID AccountName ProprietaryID',
	dt: 'udt:DateTimeString|udt:DateTime',
	date: 'udt:DateString|udt:Date',
	ind: 'udt:IndicatorString|udt:Indicator',
	fdt: 'qdt:DateTimeString!',
};
