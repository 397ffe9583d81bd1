import { referencesOf } from '../../../invoice/build';
import type { DocumentTerms, Identifier, OtherLine, PartyTerms } from '../terms';

type Texts = ReadonlyArray<string | null>;

/** The distinct values of a list: the norm allows one of most, but documents have several. */
const joined = (texts: Texts, separator = ', ') =>
	[...new Set(texts.filter((text) => text !== null))].join(separator);

/** As Peppol writes it: `0088:4304171000002`. */
const withScheme = (identifier: Identifier | null | undefined) =>
	identifier ? (identifier.scheme === null ? identifier.id : `${identifier.scheme}:${identifier.id}`) : null;

/** Each further one is up to three fields of the item. */
export const MAX_PAYMENT_MEANS = 100;

/** The terms without a field in the normal form, under the names that docs/reading.md lists. */
export function referencesOfTerms(terms: DocumentTerms): Record<string, string> {
	const [means, ...furtherMeans] = terms.paymentMeans.slice(0, MAX_PAYMENT_MEANS);
	const [, ...furtherPreceding] = terms.precedingInvoices;
	return referencesOf({
		documentType: terms.typeCode,
		process: terms.process,
		specification: terms.specification,
		noteSubject: joined(terms.notes.map(({ subject }) => subject)),
		buyerReference: terms.buyerReference,
		project: terms.project,
		contract: terms.contract,
		salesOrder: terms.salesOrder,
		receivingAdvice: terms.receivingAdvice,
		despatchAdvice: terms.despatchAdvice,
		tender: terms.tender,
		invoicedObject: withScheme(terms.invoicedObject),
		buyerAccountingReference: terms.buyerAccountingReference,
		precedingInvoiceDate: terms.precedingInvoices[0]?.date,
		furtherPrecedingInvoices: joined(furtherPreceding.map(({ number }) => number)),
		supportingDocuments: joined(terms.supportingDocuments.map(({ id }) => id)),
		supportingDocumentDescriptions: descriptionsOf(terms),
		supportingDocumentLinks: joined(
			terms.supportingDocuments.map(({ location }) => location),
			' ',
		),
		taxCurrency: terms.taxCurrency,
		taxTotalInTaxCurrency: terms.taxInTaxCurrency,
		taxPointDate: terms.taxPointDate,
		taxPointDateCode: terms.taxPointDateCode,
		taxExemptionReason: joined(
			terms.taxes.map((tax) => tax.exemptionReason),
			'; ',
		),
		taxExemptionReasonCode: joined(terms.taxes.map((tax) => tax.exemptionReasonCode)),
		periodStart: terms.periodStart,
		periodEnd: terms.periodEnd,
		furtherDueDates: joined(terms.dueDates.filter((date) => date !== terms.dueDates[0])),
		lineGroups: otherLines(terms, 'group'),
		lineInformation: otherLines(terms, 'information'),
		subLines: otherLines(terms, 'subLine'),
		deliveryLocation: withScheme(terms.delivery.location),
		...partyReferences('seller', terms.seller),
		...partyReferences('buyer', terms.buyer),
		...otherPartyReferences('payee', terms.payee),
		...otherPartyReferences('taxRepresentative', terms.taxRepresentative),
		paymentMethodText: means?.text,
		paymentAccountName: means?.accountName,
		cardNumber: means?.cardNumber,
		cardHolder: means?.cardHolder,
		debitedAccount: means?.debitedAccount,
		mandate: terms.mandate,
		creditorId: terms.creditorId,
		furtherRemittances: joined(terms.remittances.filter((text) => text !== terms.remittances[0])),
		...Object.fromEntries(
			furtherMeans.flatMap((entry, index) => [
				[`paymentMethod${index + 2}`, entry.code],
				[`paymentAccount${index + 2}`, entry.account],
				[`paymentBic${index + 2}`, entry.bic],
			]),
		),
	});
}

/** BT-123, each at the place of its document. */
function descriptionsOf({ supportingDocuments }: DocumentTerms): string | null {
	const descriptions = supportingDocuments.map(({ description }) => description ?? '');
	return descriptions.some((text) => text !== '') ? descriptions.join('; ').replace(/(?:; )+$/, '') : null;
}

/** More than a person reads in one text. */
const MOST_LINES = 100;

/** Such as `01 Travel expenses; 02 Fees`. */
function otherLines({ otherLines: all }: DocumentTerms, kind: OtherLine['kind']): string {
	const own = all.filter((line) => line.kind === kind);
	const texts = own
		.slice(0, MOST_LINES)
		.map(({ id, text }) => [id, text].filter(Boolean).join(' ').replace(/\s+/g, ' '));
	return [...texts, ...(own.length > MOST_LINES ? [`and ${own.length - MOST_LINES} more`] : [])].join('; ');
}

function partyReferences(name: 'seller' | 'buyer', party: PartyTerms | null) {
	return {
		[`${name}Id`]: joined(party?.ids.map(withScheme) ?? []),
		[`${name}TradingName`]: party?.tradingName === party?.name ? null : party?.tradingName,
		[`${name}RegistrationScheme`]: party?.registration?.scheme,
		[`${name}TaxNumber`]: party?.taxNumber,
		[`${name}LegalInformation`]: party?.legalInformation,
		[`${name}ElectronicAddress`]: withScheme(party?.electronicAddress),
		[`${name}Contact`]: party?.contact,
	};
}

/** Parties without a field in the normal form. */
function otherPartyReferences(name: 'payee' | 'taxRepresentative', party: PartyTerms | null) {
	const address = party?.address;
	return {
		[`${name}Name`]: party?.name,
		[`${name}Id`]: joined(party?.ids.map(withScheme) ?? []),
		[`${name}RegistrationId`]: withScheme(party?.registration),
		[`${name}TaxId`]: party?.vatId,
		[`${name}Address`]:
			address &&
			joined([
				address.line1,
				...address.furtherLines,
				address.postalCode,
				address.city,
				address.region,
				address.country,
			]),
	};
}
