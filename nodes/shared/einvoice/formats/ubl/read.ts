import { mapInSteps, type Steps } from '../../../steps';
import {
	childOf,
	childrenOf,
	hasChild,
	mapElements,
	textOf,
	valueOf,
	type XmlElement,
} from '../../../xml/element';
import { checkCurrencies, isInCurrency, totalsInCurrency } from '../currencies';
import { isTrue, type Reader } from '../../reader';
import type { DocumentTerms, TaxTerms } from '../../en16931/terms';
import { invoiceOfTerms } from '../../en16931/toInvoice/invoiceOfTerms';
import { identifierOf, present } from '../../en16931/identifiers';
import { isXRechnungExtension } from '../../en16931/specifications';
import { lineTermsOf, subLinesOf } from './readLine';
import { allowanceOrChargeOf, dateAt } from './readValues';
import { addressTermsOf, partyTermsOf } from './readParty';
import { creditorIdOf, discountOf, dueDatesOf, paymentMeansOf } from './readPayment';

/**
 * UBL 2.1 as used by EN 16931 (CEN/TS 16931-3-2), including Peppol BIS Billing 3 and XRechnung. Ignores elements that
 * the norm does not use, so that other UBL 2.0 to 2.4 is read as far as it agrees with the norm.
 */
export const ublReaders: Record<string, Reader> = {
	'ubl:Invoice': reader('invoice'),
	'cn:CreditNote': reader('creditNote'),
};

function reader(root: 'invoice' | 'creditNote'): Reader {
	return function* (document, findings) {
		const terms = yield* termsOf(document, root);
		const taxTotals = childrenOf(document, 'cac:TaxTotal').flatMap((total) =>
			childrenOf(total, 'cbc:TaxAmount'),
		);
		yield* checkCurrencies(document.children, taxTotals, terms, findings);
		return yield* invoiceOfTerms(terms, findings);
	};
}

/** UNTDID 1001 in `DocumentTypeCode`: the additional document is the invoiced object (BT-18). */
const INVOICED_OBJECT = '130';
const PROJECT = '50';

/** Peppol's placeholder for a mandatory order reference that is unknown. */
const NOT_AVAILABLE = 'NA';

function* termsOf(document: XmlElement, root: 'invoice' | 'creditNote'): Steps<DocumentTerms> {
	const currency = valueOf(document, 'cbc:DocumentCurrencyCode');
	const specification = valueOf(document, 'cbc:CustomizationID');
	const period = childOf(document, 'cac:InvoicePeriod');
	const delivery = childOf(document, 'cac:Delivery');
	const seller = childOf(document, 'cac:AccountingSupplierParty', 'cac:Party');
	const buyer = childOf(document, 'cac:AccountingCustomerParty', 'cac:Party');
	const payee = childOf(document, 'cac:PayeeParty');
	const taxRepresentative = childOf(document, 'cac:TaxRepresentativeParty');
	const means = childrenOf(document, 'cac:PaymentMeans');
	const additional = childrenOf(document, 'cac:AdditionalDocumentReference');
	const typeOf = (reference: XmlElement) => valueOf(reference, 'cbc:DocumentTypeCode');
	const invoicedObject = additional.find((reference) => typeOf(reference) === INVOICED_OBJECT);
	// A credit note has no element for the project.
	const projectReference =
		root === 'creditNote' ? additional.find((entry) => typeOf(entry) === PROJECT) : null;
	const salesOrder = valueOf(document, 'cac:OrderReference', 'cbc:SalesOrderID');
	const purchaseOrder = valueOf(document, 'cac:OrderReference', 'cbc:ID');
	const address = childOf(delivery, 'cac:DeliveryLocation', 'cac:Address');
	const lines = [...childrenOf(document, 'cac:InvoiceLine'), ...childrenOf(document, 'cac:CreditNoteLine')];
	return {
		root,
		isTest: false,
		isCopy: isTrue(valueOf(document, 'cbc:CopyIndicator')),
		number: valueOf(document, 'cbc:ID'),
		issueDate: dateAt(document, 'cbc:IssueDate'),
		typeCode: valueOf(document, 'cbc:InvoiceTypeCode') ?? valueOf(document, 'cbc:CreditNoteTypeCode'),
		currency,
		taxCurrency: valueOf(document, 'cbc:TaxCurrencyCode'),
		taxPointDate: dateAt(document, 'cbc:TaxPointDate'),
		taxPointDateCode: valueOf(period, 'cbc:DescriptionCode'),
		// In a credit note, it is inside the means of payment.
		dueDates: present([
			dateAt(document, 'cbc:DueDate'),
			...means.map((entry) => dateAt(entry, 'cbc:PaymentDueDate')),
			...dueDatesOf(childrenOf(document, 'cac:PaymentTerms')),
		]),
		buyerReference: valueOf(document, 'cbc:BuyerReference'),
		project: valueOf(document, 'cac:ProjectReference', 'cbc:ID') ?? valueOf(projectReference, 'cbc:ID'),
		contract: valueOf(document, 'cac:ContractDocumentReference', 'cbc:ID'),
		purchaseOrder: salesOrder !== null && purchaseOrder === NOT_AVAILABLE ? null : purchaseOrder,
		salesOrder,
		receivingAdvice: valueOf(document, 'cac:ReceiptDocumentReference', 'cbc:ID'),
		despatchAdvice: valueOf(document, 'cac:DespatchDocumentReference', 'cbc:ID'),
		deliveryNote: null,
		tender: valueOf(document, 'cac:OriginatorDocumentReference', 'cbc:ID'),
		invoicedObject: identifierOf(childOf(invoicedObject, 'cbc:ID')),
		buyerAccountingReference: valueOf(document, 'cbc:AccountingCost'),
		discounts: childrenOf(document, 'cac:PaymentTerms').flatMap(discountOf),
		paymentTerms: present(childrenOf(document, 'cac:PaymentTerms').map((entry) => textOf(entry, 'cbc:Note'))),
		notes: present(childrenOf(document, 'cbc:Note').map((note) => textOf(note))).map(noteOf),
		process: valueOf(document, 'cbc:ProfileID'),
		specification,
		precedingInvoices: childrenOf(document, 'cac:BillingReference').flatMap((reference) => {
			const invoice =
				childOf(reference, 'cac:InvoiceDocumentReference') ??
				childOf(reference, 'cac:CreditNoteDocumentReference');
			const number = valueOf(invoice, 'cbc:ID');
			return number === null ? [] : [{ number, date: dateAt(invoice, 'cbc:IssueDate') }];
		}),
		seller: seller && partyTermsOf(seller),
		buyer: buyer && partyTermsOf(buyer),
		payee: payee && partyTermsOf(payee),
		invoicee: null,
		taxRepresentative: taxRepresentative && partyTermsOf(taxRepresentative),
		delivery: {
			name: textOf(delivery, 'cac:DeliveryParty', 'cac:PartyName', 'cbc:Name'),
			location: identifierOf(childOf(delivery, 'cac:DeliveryLocation', 'cbc:ID')),
			date: dateAt(delivery, 'cbc:ActualDeliveryDate'),
			address: address && addressTermsOf(address),
		},
		periodStart: dateAt(period, 'cbc:StartDate'),
		periodEnd: dateAt(period, 'cbc:EndDate'),
		paymentMeans: means.map(paymentMeansOf),
		remittances: present(
			means.flatMap((entry) => childrenOf(entry, 'cbc:PaymentID').map((id) => valueOf(id))),
		),
		mandate: present(means.map((entry) => valueOf(entry, 'cac:PaymentMandate', 'cbc:ID')))[0] ?? null,
		creditorId: creditorIdOf(seller) ?? creditorIdOf(payee),
		allowancesAndCharges: yield* mapInSteps(childrenOf(document, 'cac:AllowanceCharge'), allowanceOrChargeOf),
		// BG-DEX-09 of XRechnung's extension; in other UBL, it is what the buyer has paid.
		thirdPartyAmounts: isXRechnungExtension(specification)
			? childrenOf(document, 'cac:PrepaidPayment').map((payment) => ({
					amount: valueOf(payment, 'cbc:PaidAmount'),
					text: textOf(payment, 'cbc:InstructionID'),
				}))
			: [],
		...(yield* taxTermsOf(document, currency)),
		exchangeRate: valueOf(document, 'cac:TaxExchangeRate', 'cbc:CalculationRate'),
		totals: totalTermsOf(childOf(document, 'cac:LegalMonetaryTotal')),
		supportingDocuments: additional
			.filter((reference) => reference !== invoicedObject && reference !== projectReference)
			.map((reference) => ({
				id: valueOf(reference, 'cbc:ID'),
				description: textOf(reference, 'cbc:DocumentDescription'),
				location: valueOf(reference, 'cac:Attachment', 'cac:ExternalReference', 'cbc:URI'),
			})),
		lines: yield* mapElements(lines, lineTermsOf),
		otherLines: (yield* mapElements(lines, subLinesOf)).flat(),
	};
}

/** BT-21 precedes the text, between number signs; without any text behind it, it is the text. */
function noteOf(text: string): DocumentTerms['notes'][number] {
	const [mark, subject] = /^\s*#([A-Z]{3})#(?=[^]*\S)/.exec(text) ?? [];
	return mark === undefined
		? { subject: null, text }
		: { subject: subject ?? null, text: text.slice(mark.length) };
}

/** The total in invoice currency has the breakdown; the one in tax currency does not. */
function* taxTermsOf(
	document: XmlElement,
	currency: string | null,
): Steps<Pick<DocumentTerms, 'tax' | 'taxInTaxCurrency' | 'taxes'>> {
	const totals = childrenOf(document, 'cac:TaxTotal');
	const amountOf = (total: XmlElement) => childOf(total, 'cbc:TaxAmount');
	const isOwn = (total: XmlElement) => isInCurrency(amountOf(total), currency);
	const hasBreakdown = (total: XmlElement) => hasChild(total, 'cac:TaxSubtotal');
	const inCurrency = totalsInCurrency(totals, currency, amountOf);
	const own = inCurrency.find(hasBreakdown) ?? inCurrency[0];
	const breakdown =
		own && hasBreakdown(own) ? own : totals.find((total) => isOwn(total) && hasBreakdown(total));
	const other = totals.find((total) => !isOwn(total));
	return {
		tax: valueOf(own, 'cbc:TaxAmount'),
		taxInTaxCurrency: valueOf(other, 'cbc:TaxAmount'),
		taxes: yield* mapInSteps(childrenOf(breakdown, 'cac:TaxSubtotal'), (subtotal): TaxTerms => {
			const category = childOf(subtotal, 'cac:TaxCategory');
			return {
				name: valueOf(category, 'cac:TaxScheme', 'cbc:ID'),
				category: valueOf(category, 'cbc:ID'),
				rate: valueOf(category, 'cbc:Percent'),
				taxableAmount: valueOf(subtotal, 'cbc:TaxableAmount'),
				taxAmount: valueOf(subtotal, 'cbc:TaxAmount'),
				exemptionReason: textOf(category, 'cbc:TaxExemptionReason'),
				exemptionReasonCode: valueOf(category, 'cbc:TaxExemptionReasonCode'),
			};
		}),
	};
}

function totalTermsOf(total: XmlElement | null): DocumentTerms['totals'] {
	return {
		lines: valueOf(total, 'cbc:LineExtensionAmount'),
		discount: valueOf(total, 'cbc:AllowanceTotalAmount'),
		charges: valueOf(total, 'cbc:ChargeTotalAmount'),
		net: valueOf(total, 'cbc:TaxExclusiveAmount'),
		gross: valueOf(total, 'cbc:TaxInclusiveAmount'),
		paid: valueOf(total, 'cbc:PrepaidAmount'),
		rounding: valueOf(total, 'cbc:PayableRoundingAmount'),
		due: valueOf(total, 'cbc:PayableAmount'),
	};
}
