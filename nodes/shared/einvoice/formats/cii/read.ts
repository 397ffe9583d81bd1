import { mapInSteps, type Steps } from '../../../steps';
import { childOf, childrenOf, mapElements, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { lineTermsOf, otherLineOf } from './readLine';
import { allowancesAndChargesOf, dateAt, indicatorAt } from './readValues';
import { addressTermsOf, idsOf, partyTermsOf } from './readParty';
import { paymentDatesOf, paymentMeansOf } from './readPayment';
import { checkCurrencies, isInCurrency, totalsInCurrency } from '../currencies';
import type { Findings } from '../../../invoice/findings';
import { isTrue, type EInvoice, type Reader } from '../../reader';
import type { DocumentTerms, TaxTerms } from '../../en16931/terms';
import { invoiceOfTerms } from '../../en16931/toInvoice/invoiceOfTerms';
import { present } from '../../en16931/identifiers';
import { asCii } from './zugferd1';
import { TAX_POINT_CODES } from '../../en16931/taxPoint';

/**
 * UN/CEFACT Cross Industry Invoice (D16B) as used by EN 16931 (CEN/TS 16931-3-3): XRechnung, Factur-X and ZUGFeRD,
 * including 1.0. Of the additions in the profile EXTENDED, amounts and dates are read.
 */
export const ciiReaders: Record<string, Reader> = {
	*'rsm:CrossIndustryInvoice'(root, findings) {
		return yield* invoiceOf(root, findings);
	},
	*'rsm:CrossIndustryDocument'(root, findings) {
		return yield* invoiceOf(yield* asCii(root), findings);
	},
};

function* invoiceOf(root: XmlElement, findings: Findings): Steps<EInvoice> {
	const terms = yield* termsOf(root);
	const transaction = childOf(root, 'rsm:SupplyChainTradeTransaction');
	const totals = childOf(
		transaction,
		'ram:ApplicableHeaderTradeSettlement',
		'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
	);
	yield* checkCurrencies(
		transaction?.children ?? [],
		childrenOf(totals, 'ram:TaxTotalAmount'),
		terms,
		findings,
	);
	return yield* invoiceOfTerms(terms, findings);
}

/** UNTDID 1001 in `TypeCode`: the additional document is the invoiced object (BT-18). */
const INVOICED_OBJECT = '130';
const TENDER = '50';

function* termsOf(root: XmlElement): Steps<DocumentTerms> {
	const context = childOf(root, 'rsm:ExchangedDocumentContext');
	const document = childOf(root, 'rsm:ExchangedDocument');
	const transaction = childOf(root, 'rsm:SupplyChainTradeTransaction');
	const agreement = childOf(transaction, 'ram:ApplicableHeaderTradeAgreement');
	const delivery = childOf(transaction, 'ram:ApplicableHeaderTradeDelivery');
	const settlement = childOf(transaction, 'ram:ApplicableHeaderTradeSettlement');
	const currency = valueOf(settlement, 'ram:InvoiceCurrencyCode');
	const period = childOf(settlement, 'ram:BillingSpecifiedPeriod');
	const shipTo = childOf(delivery, 'ram:ShipToTradeParty');
	const shipToAddress = childOf(shipTo, 'ram:PostalTradeAddress');
	const paymentTerms = childrenOf(settlement, 'ram:SpecifiedTradePaymentTerms');
	const additional = childrenOf(agreement, 'ram:AdditionalReferencedDocument');
	const typeOf = (reference: XmlElement) => valueOf(reference, 'ram:TypeCode');
	const invoicedObject = additional.find((reference) => typeOf(reference) === INVOICED_OBJECT);
	const tender = additional.find((reference) => typeOf(reference) === TENDER);
	const party = (place: XmlElement | null, name: string) => {
		const element = childOf(place, name);
		return element && partyTermsOf(element);
	};
	const lines = childrenOf(transaction, 'ram:IncludedSupplyChainTradeLineItem');
	const counted = lines.filter((line) => otherLineOf(line) === null);
	const objectId = valueOf(invoicedObject, 'ram:IssuerAssignedID');
	return {
		root: null,
		isTest: isTrue(indicatorAt(context, 'ram:TestIndicator')),
		isCopy: isTrue(indicatorAt(document, 'ram:CopyIndicator')),
		number: valueOf(document, 'ram:ID'),
		issueDate: dateAt(document, 'ram:IssueDateTime'),
		typeCode: valueOf(document, 'ram:TypeCode'),
		currency,
		taxCurrency: valueOf(settlement, 'ram:TaxCurrencyCode'),
		...paymentDatesOf(paymentTerms),
		buyerReference: valueOf(agreement, 'ram:BuyerReference'),
		project: valueOf(agreement, 'ram:SpecifiedProcuringProject', 'ram:ID'),
		contract: valueOf(agreement, 'ram:ContractReferencedDocument', 'ram:IssuerAssignedID'),
		purchaseOrder: valueOf(agreement, 'ram:BuyerOrderReferencedDocument', 'ram:IssuerAssignedID'),
		salesOrder: valueOf(agreement, 'ram:SellerOrderReferencedDocument', 'ram:IssuerAssignedID'),
		receivingAdvice: valueOf(delivery, 'ram:ReceivingAdviceReferencedDocument', 'ram:IssuerAssignedID'),
		despatchAdvice: valueOf(delivery, 'ram:DespatchAdviceReferencedDocument', 'ram:IssuerAssignedID'),
		deliveryNote: valueOf(delivery, 'ram:DeliveryNoteReferencedDocument', 'ram:IssuerAssignedID'),
		tender: valueOf(tender, 'ram:IssuerAssignedID'),
		invoicedObject:
			objectId === null ? null : { id: objectId, scheme: valueOf(invoicedObject, 'ram:ReferenceTypeCode') },
		buyerAccountingReference: valueOf(settlement, 'ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID'),
		paymentTerms: present(paymentTerms.map((terms) => textOf(terms, 'ram:Description'))),
		notes: childrenOf(document, 'ram:IncludedNote').flatMap((note) => {
			const text = textOf(note, 'ram:Content');
			return text === null ? [] : [{ subject: valueOf(note, 'ram:SubjectCode'), text }];
		}),
		process: valueOf(context, 'ram:BusinessProcessSpecifiedDocumentContextParameter', 'ram:ID'),
		specification: valueOf(context, 'ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID'),
		precedingInvoices: childrenOf(settlement, 'ram:InvoiceReferencedDocument').flatMap((reference) => {
			const number = valueOf(reference, 'ram:IssuerAssignedID');
			return number === null ? [] : [{ number, date: dateAt(reference, 'ram:FormattedIssueDateTime') }];
		}),
		seller: party(agreement, 'ram:SellerTradeParty'),
		buyer: party(agreement, 'ram:BuyerTradeParty'),
		payee: party(settlement, 'ram:PayeeTradeParty'),
		invoicee: party(settlement, 'ram:InvoiceeTradeParty'),
		taxRepresentative: party(agreement, 'ram:SellerTaxRepresentativeTradeParty'),
		delivery: {
			name: textOf(shipTo, 'ram:Name'),
			location: idsOf(shipTo)[0] ?? null,
			date: dateAt(childOf(delivery, 'ram:ActualDeliverySupplyChainEvent'), 'ram:OccurrenceDateTime'),
			address: shipToAddress && addressTermsOf(shipToAddress),
		},
		periodStart: dateAt(period, 'ram:StartDateTime'),
		periodEnd: dateAt(period, 'ram:EndDateTime'),
		paymentMeans: childrenOf(settlement, 'ram:SpecifiedTradeSettlementPaymentMeans').map(paymentMeansOf),
		remittances: present([valueOf(settlement, 'ram:PaymentReference')]),
		mandate: present(paymentTerms.map((terms) => valueOf(terms, 'ram:DirectDebitMandateID')))[0] ?? null,
		creditorId: valueOf(settlement, 'ram:CreditorReferenceID'),
		allowancesAndCharges: allowancesAndChargesOf(settlement),
		// BT-179 and 180 of EXTENDED
		thirdPartyAmounts: childrenOf(settlement, 'ram:SpecifiedFinancialAdjustment').map((adjustment) => ({
			amount: valueOf(adjustment, 'ram:ActualAmount'),
			text: textOf(adjustment, 'ram:Reason'),
		})),
		exchangeRate: valueOf(settlement, 'ram:TaxApplicableTradeCurrencyExchange', 'ram:ConversionRate'),
		...(yield* taxTermsOf(settlement, currency)),
		supportingDocuments: additional
			.filter((reference) => reference !== invoicedObject && reference !== tender)
			.map((reference) => ({
				id: valueOf(reference, 'ram:IssuerAssignedID'),
				description: textOf(reference, 'ram:Name'),
				location: valueOf(reference, 'ram:URIID'),
			})),
		lines: yield* mapElements(counted, lineTermsOf),
		otherLines: lines.map(otherLineOf).filter((line) => line !== null),
	};
}

function* taxTermsOf(
	settlement: XmlElement | null,
	currency: string | null,
): Steps<
	Pick<DocumentTerms, 'tax' | 'taxInTaxCurrency' | 'taxes' | 'taxPointDate' | 'taxPointDateCode' | 'totals'>
> {
	const entries = childrenOf(settlement, 'ram:ApplicableTradeTax');
	const total = childOf(settlement, 'ram:SpecifiedTradeSettlementHeaderMonetarySummation');
	const taxTotals = childrenOf(total, 'ram:TaxTotalAmount');
	const taxPointCode = present(entries.map((entry) => valueOf(entry, 'ram:DueDateTypeCode')))[0] ?? null;
	return {
		tax: valueOf(totalsInCurrency(taxTotals, currency, (amount) => amount)[0]),
		taxInTaxCurrency: valueOf(taxTotals.find((amount) => !isInCurrency(amount, currency))),
		taxPointDate: present(entries.map((entry) => dateAt(entry, 'ram:TaxPointDate')))[0] ?? null,
		taxPointDateCode: taxPointCode && (TAX_POINT_CODES.get(taxPointCode) ?? taxPointCode),
		taxes: yield* mapInSteps(entries, (entry): TaxTerms => ({
			name: valueOf(entry, 'ram:TypeCode'),
			category: valueOf(entry, 'ram:CategoryCode'),
			rate: valueOf(entry, 'ram:RateApplicablePercent'),
			taxableAmount: valueOf(entry, 'ram:BasisAmount'),
			taxAmount: valueOf(entry, 'ram:CalculatedAmount'),
			exemptionReason: textOf(entry, 'ram:ExemptionReason'),
			exemptionReasonCode: valueOf(entry, 'ram:ExemptionReasonCode'),
		})),
		totals: {
			lines: valueOf(total, 'ram:LineTotalAmount'),
			discount: valueOf(total, 'ram:AllowanceTotalAmount'),
			charges: valueOf(total, 'ram:ChargeTotalAmount'),
			net: valueOf(total, 'ram:TaxBasisTotalAmount'),
			gross: valueOf(total, 'ram:GrandTotalAmount'),
			paid: valueOf(total, 'ram:TotalPrepaidAmount'),
			rounding: valueOf(total, 'ram:RoundingAmount'),
			due: valueOf(total, 'ram:DuePayableAmount'),
		},
	};
}
