// Facts of EN 16931 for UBL, release 1.3.16: the rules UBL-CR-001 to UBL-CR-682 and UBL-DT-08 to UBL-DT-28, which warn
// about elements of UBL that the norm does not use. Their IDs follow the order of UBL's schema, so a number followed by
// names is enough.

const DOCUMENT_TAIL = `DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode DocumentDescription Attachment
	ValidityPeriod IssuerParty ResultOfVerification`;
const DOCUMENT = `CopyIndicator UUID IssueDate IssueTime DocumentTypeCode ${DOCUMENT_TAIL}`;
const ADDRESS = `ID AddressTypeCode AddressFormatCode Postbox Floor Room BlockName BuildingName BuildingNumber InhouseMail
	Department MarkAttention MarkCare PlotIdentification CitySubdivisionName`;
const ADDRESS_END = 'CountrySubentityCode Region District TimezoneOffset Country/Name LocationCoordinate';
const SCHEME =
	'TaxScheme/Name TaxScheme/TaxTypeCode TaxScheme/CurrencyCode TaxScheme/JurisdictionRegionAddress';
const REGISTRATION = `RegistrationName TaxLevelCode ExemptionReasonCode ExemptionReason RegistrationAddress ${SCHEME}`;
const COMPANY = `SoleProprietorshipIndicator CompanyLiquidationStatusCode CorporateStockAmount FullyPaidSharesIndicator
	RegistrationAddress CorporateRegistrationScheme HeadOfficeParty ShareholderParty`;
const AGENTS = 'Person AgentParty ServiceProviderParty PowerOfAttorney FinancialAccount';
const CONTACT = 'ID Telefax Note OtherCommunication';
const PARTY = 'MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID';
const ITEM_ID = 'ExtendedID BarcodeSymbologyID PhysicalAttribute MeasurementDimension IssuerParty';
const CHARGE = 'PrepaidIndicator SequenceNumeric AccountingCostCode AccountingCost PerUnitAmount';

/**
 * One line per element below the root: its path, then the number of a rule, followed by the names that it and the next
 * ones warn about. `Line` means an invoice line or a credit note line.
 */
export const UBL_UNUSED = `
. 1 UBLExtensions 3 ProfileExecutionID CopyIndicator UUID IssueTime PricingCurrencyCode PaymentCurrencyCode PaymentAlternativeCurrencyCode AccountingCostCode LineCountNumeric 77 StatementDocumentReference 137 Signature 294 BuyerCustomerParty SellerSupplierParty 410 DeliveryTerms 470 PrepaidPayment 490 TaxExchangeRate PricingExchangeRate PaymentExchangeRate PaymentAlternativeExchangeRate 513 WithholdingTaxTotal 648 CustomizationID/@schemeID ProfileID/@schemeID ID/@schemeID SalesOrderID/@schemeID 656 InvoiceTypeCode/@listID DocumentCurrencyCode/@listID TaxCurrencyCode/@listID 672 CreditNoteTypeCode/@listID
InvoicePeriod 12 StartTime EndTime DurationMeasure Description
OrderReference 16 CopyIndicator UUID IssueDate IssueTime CustomerReference OrderTypeCode DocumentReference
BillingReference/InvoiceDocumentReference 23 CopyIndicator UUID IssueTime DocumentTypeCode ${DOCUMENT_TAIL}
BillingReference 38 SelfBilledInvoiceDocumentReference CreditNoteDocumentReference SelfBilledCreditNoteDocumentReference DebitNoteDocumentReference ReminderDocumentReference AdditionalDocumentReference BillingReferenceLine
DespatchDocumentReference 45 ${DOCUMENT}
ReceiptDocumentReference 61 ${DOCUMENT}
OriginatorDocumentReference 78 ${DOCUMENT}
ContractDocumentReference 94 ${DOCUMENT}
AdditionalDocumentReference 110 CopyIndicator UUID IssueDate IssueTime DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode 131 ValidityPeriod IssuerParty ResultOfVerification 659 DocumentTypeCode/@listID
AdditionalDocumentReference/Attachment/ExternalReference 121 DocumentHash HashAlgorithmMethod ExpiryDate ExpiryTime MimeCode FormatCode EncodingCode CharacterSetCode FileName Description
ProjectReference 134 UUID IssueDate WorkPhaseReference
AccountingSupplierParty 138 CustomerAssignedAccountID AdditionalAccountID DataSendingCapability 198 DespatchContact AccountingContact SellerContact
AccountingSupplierParty/Party 141 ${PARTY} IndustryClassificationCode Language 168 PhysicalLocation 193 ${AGENTS}
AccountingSupplierParty/Party/PostalAddress 147 ${ADDRESS} ${ADDRESS_END}
AccountingSupplierParty/Party/PartyTaxScheme 169 ${REGISTRATION}
AccountingSupplierParty/Party/PartyLegalEntity 178 RegistrationDate RegistrationExpirationDate CompanyLegalFormCode ${COMPANY}
AccountingSupplierParty/Party/Contact 189 ${CONTACT}
AccountingCustomerParty 201 CustomerAssignedAccountID SupplierAssignedAccountID AdditionalAccountID 262 DeliveryContact AccountingContact BuyerContact
AccountingCustomerParty/Party 204 ${PARTY} IndustryClassificationCode Language 231 PhysicalLocation 257 ${AGENTS}
AccountingCustomerParty/Party/PostalAddress 210 ${ADDRESS} ${ADDRESS_END}
AccountingCustomerParty/Party/PartyTaxScheme 232 ${REGISTRATION}
AccountingCustomerParty/Party/PartyLegalEntity 241 RegistrationDate RegistrationExpirationDate CompanyLegalFormCode CompanyLegalForm ${COMPANY}
AccountingCustomerParty/Party/Contact 253 ${CONTACT}
PayeeParty 265 ${PARTY} EndpointID IndustryClassificationCode Language PostalAddress PhysicalLocation PartyTaxScheme 288 Contact ${AGENTS}
PayeeParty/PartyLegalEntity 275 RegistrationName RegistrationDate RegistrationExpirationDate CompanyLegalFormCode CompanyLegalForm ${COMPANY}
TaxRepresentativeParty 296 ${PARTY} EndpointID IndustryClassificationCode PartyIdentification Language 325 PhysicalLocation 335 PartyLegalEntity Contact ${AGENTS}
TaxRepresentativeParty/PostalAddress 304 ${ADDRESS} ${ADDRESS_END}
TaxRepresentativeParty/PartyTaxScheme 326 ${REGISTRATION}
Delivery 342 ID Quantity MinimumQuantity MaximumQuantity ActualDeliveryTime LatestDeliveryDate LatestDeliveryTime ReleaseID TrackingID 382 AlternativeDeliveryLocation RequestedDeliveryPeriod EstimatedDeliveryPeriod CarrierParty 404 NotifyParty Despatch DeliveryTerms MinimumDeliveryUnit MaximumDeliveryUnit Shipment 682 DeliveryAddress
Delivery/DeliveryLocation 351 Description Conditions CountrySubentity CountrySubentityCode LocationTypeCode InformationURI Name ValidityPeriod 380 SubsidiaryLocation LocationCoordinate
Delivery/DeliveryLocation/Address 359 ${ADDRESS} ${ADDRESS_END}
Delivery/DeliveryParty 386 ${PARTY} EndpointID IndustryClassificationCode PartyIdentification Language PostalAddress PhysicalLocation PartyTaxScheme PartyLegalEntity Contact ${AGENTS}
PaymentMeans 411 ID PaymentDueDate PaymentChannelCode InstructionID 434 CreditAccount 451 TradeFinancing 653 PaymentID/@schemeID PayeeFinancialAccount/ID/@schemeID PayeeFinancialAccount/FinancialInstitutionBranch/ID/@schemeID 661 PaymentMeansCode/@listID 681 InstructionNote
PaymentMeans/CardAccount 415 CardTypeCode ValidityStartDate ExpiryDate IssuerID IssueNumberID CV2ID CardChipCode ChipApplicationID
PaymentMeans/PayeeFinancialAccount 424 AliasName AccountTypeCode AccountFormatCode CurrencyCode PaymentNote 433 Country
PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch 429 Name FinancialInstitution/Name FinancialInstitution/Address Address
PaymentMeans/PaymentMandate 435 MandateTypeCode MaximumPaymentInstructionsNumeric MaximumPaidAmount SignatureID PayerParty 448 ValidityPeriod PaymentReversalPeriod Clause
PaymentMeans/PaymentMandate/PayerFinancialAccount 440 Name AliasName AccountTypeCode AccountFormatCode CurrencyCode PaymentNote FinancialInstitutionBranch Country
PaymentTerms 452 ID PaymentMeansID PrepaidPaymentReferenceID ReferenceEventCode SettlementDiscountPercent PenaltySurchargePercent PaymentPercent Amount SettlementDiscountAmount PenaltyAmount PaymentTermsDetailsURI PaymentDueDate InstallmentDueDate InvoicingPartyReference SettlementPeriod PenaltyPeriod ExchangeRate ValidityPeriod
AllowanceCharge 471 ID ${CHARGE} 488 TaxTotal PaymentMeans
AllowanceCharge/TaxCategory 477 Name BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode TaxExemptionReason TierRange TierRatePercent ${SCHEME}
TaxTotal 494 RoundingAmount TaxEvidenceIndicator TaxIncludedIndicator
TaxTotal/TaxSubtotal 497 CalculationSequenceNumeric TransactionCurrencyTaxAmount Percent BaseUnitMeasure PerUnitAmount TierRange TierRatePercent
TaxTotal/TaxSubtotal/TaxCategory 504 Name BaseUnitMeasure PerUnitAmount TierRange TierRatePercent ${SCHEME}
LegalMonetaryTotal 514 PayableAlternativeAmount
Line 515 UUID TaxPointDate AccountingCostCode PaymentPurposeCode FreeOfChargeIndicator 529 DespatchLineReference ReceiptLineReference BillingReference 548 PricingReference OriginatorParty Delivery PaymentTerms 561 TaxTotal WithholdingTaxTotal 645 DeliveryTerms SubInvoiceLine ItemPriceExtension
Line/InvoicePeriod 520 StartTime EndTime DurationMeasure DescriptionCode Description
Line/OrderLineReference 525 SalesOrderLineID UUID LineStatusCode OrderReference
Line/DocumentReference 532 CopyIndicator UUID IssueDate IssueTime 537 ${DOCUMENT_TAIL}
Line/AllowanceCharge 552 ID ${CHARGE} TaxCategory TaxTotal PaymentMeans
Line/Item 563 PackQuantity PackSizeNumeric CatalogueIndicator HazardousRiskIndicator AdditionalInformation Keyword BrandName ModelName 581 ManufacturersItemIdentification 587 CatalogueItemIdentification AdditionalItemIdentification CatalogueDocumentReference ItemSpecificationDocumentReference OriginCountry/Name 595 TransactionConditions HazardousItem 619 ManufacturerParty InformationContentProviderParty OriginAddress ItemInstance Certificate Dimension
Line/Item/BuyersItemIdentification 571 ${ITEM_ID}
Line/Item/SellersItemIdentification 576 ${ITEM_ID}
Line/Item/StandardItemIdentification 582 ${ITEM_ID}
Line/Item/CommodityClassification 592 NatureCode CargoTypeCode CommodityCode
Line/Item/ClassifiedTaxCategory 597 Name BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode TaxExemptionReason TierRange TierRatePercent ${SCHEME}
Line/Item/AdditionalItemProperty 608 ID NameCode TestMethod ValueQuantity ValueQualifier ImportanceCode ListValue UsabilityPeriod ItemPropertyGroup RangeDimension ItemPropertyRange
Line/Price 625 PriceChangeReason PriceTypeCode PriceType OrderableUnitFactorRate cbc:ValidityPeriod cbc:PriceList 644 PricingExchangeRate
Line/Price/AllowanceCharge 632 ID AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric ${CHARGE} TaxCategory TaxTotal PaymentMeans`;

/** What must not occur anywhere in the document: the end of the path, and the rule number. */
export const UBL_UNUSED_ANYWHERE = `
PartyTaxScheme/CompanyID/@schemeID 652
Country/IdentificationCode/@listID 660
AllowanceChargeReasonCode/@listID 662
FinancialInstitution 664
BuyersItemIdentification/ID/@schemeID 667
SellersItemIdentification/ID/@schemeID 668
Price/AllowanceCharge/AllowanceChargeReasonCode 669
Price/AllowanceCharge/AllowanceChargeReason 670
Price/AllowanceCharge/MultiplierFactorNumeric 671
PrimaryAccountNumberID/@schemeID 674
CardAccount/NetworkID/@schemeID 675
PaymentMandate/ID/@schemeID 676
PaymentMandate/PayerFinancialAccount/ID/@schemeID 677
TaxCategory/ID/@schemeID 678
ClassifiedTaxCategory/ID/@schemeID 679
PaymentMeans/PayerFinancialAccount 680`;

/** Attributes that no element may have, by number of UBL-DT; 18 (`name`) has an exception. */
export const UBL_UNUSED_ATTRIBUTES = `
8 schemeName schemeAgencyName schemeDataURI schemeURI format unitCodeListIdentifier unitCodeListAgencyIdentifier unitCodeListAgencyName listAgencyName listName
19 languageID listURI listSchemeURI languageLocaleID uri currencyCodeListVersionID characterSetCode encodingCode schemeAgencyID listAgencyID`;
