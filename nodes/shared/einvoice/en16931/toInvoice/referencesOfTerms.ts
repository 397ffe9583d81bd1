import { referencesOf } from '../../../invoice/build';
import { mapInSteps, type Steps } from '../../../steps';
import { textsOfAllowances } from '../allowanceText';
import { lineKeys, textOfEntries } from '../entries';
import { textOfReasons } from '../exemptions';
import { ADDRESS, OBJECT, PARTY_ID, present } from '../identifiers';
import { LINE_DETAILS, sizeOfLine } from '../lineDetails';
import { textByPlace, textOfDistinct } from '../list';
import { subjectsOfNotes } from '../notes';
import { precedingReferences } from '../precedingInvoices';
import type { DocumentTerms, LineTerms, OtherLine, PartyTerms } from '../terms';

/** Limit, because each further one becomes up to three fields of the item. */
export const MAX_PAYMENT_MEANS = 100;

/** The terms without a field in the normal form, under the names that docs/reading.md lists. */
export function* referencesOfTerms(terms: DocumentTerms): Steps<Record<string, string>> {
	return referencesOf({ ...referencesOfDocument(terms), ...(yield* lineReferencesOf(terms.lines)) });
}

/** {@link referencesOfTerms} without the details of lines; every name is there, even without a value. */
export function referencesOfDocument(terms: DocumentTerms): Record<string, string | null | undefined> {
	const [means, ...furtherMeans] = terms.paymentMeans.slice(0, MAX_PAYMENT_MEANS);
	return {
		documentType: terms.typeCode,
		process: terms.process,
		specification: terms.specification,
		...subjectsOfNotes(terms.notes),
		buyerReference: terms.buyerReference,
		project: terms.project,
		contract: terms.contract,
		salesOrder: terms.salesOrder,
		receivingAdvice: terms.receivingAdvice,
		despatchAdvice: terms.despatchAdvice,
		deliveryNote: terms.deliveryNote,
		tender: terms.tender,
		invoicedObject: OBJECT.textOf(terms.invoicedObject),
		buyerAccountingReference: terms.buyerAccountingReference,
		...precedingReferences(terms.precedingInvoices),
		supportingDocuments: textByPlace(terms.supportingDocuments.map(({ id }) => id)),
		supportingDocumentDescriptions: textByPlace(
			terms.supportingDocuments.map(({ description }) => description),
			'; ',
		),
		supportingDocumentLinks: textByPlace(
			terms.supportingDocuments.map(({ location }) => location),
			' ',
		),
		taxCurrency: terms.taxCurrency,
		taxTotalInTaxCurrency: terms.taxInTaxCurrency,
		taxPointDate: terms.taxPointDate,
		taxPointDateCode: terms.taxPointDateCode,
		taxExemptionReason: textOfReasons(terms.taxes, (tax) => tax.exemptionReason, '; '),
		taxExemptionReasonCode: textOfReasons(terms.taxes, (tax) => tax.exemptionReasonCode, ', '),
		periodStart: terms.periodStart,
		periodEnd: terms.periodEnd,
		furtherDueDates: textOfDistinct(terms.dueDates.filter((date) => date !== terms.dueDates[0])),
		lineGroups: otherLines(terms, 'group'),
		lineInformation: otherLines(terms, 'information'),
		subLines: otherLines(terms, 'subLine'),
		allowancesAndCharges: textOfEntries(textsOfAllowances(terms.allowancesAndCharges)),
		thirdPartyAmounts: textOfEntries(
			terms.thirdPartyAmounts.map(({ amount, text }) => [amount, text].filter(Boolean).join(' ')),
		),
		deliveryLocation: PARTY_ID.textOf(terms.delivery.location),
		...partyReferences('seller', terms.seller),
		...partyReferences('buyer', terms.buyer),
		...otherPartyReferences('payee', terms.payee),
		...otherPartyReferences('invoicee', terms.invoicee),
		...otherPartyReferences('taxRepresentative', terms.taxRepresentative),
		paymentMethodText: means?.text,
		paymentAccountName: means?.accountName,
		cardNumber: means?.cardNumber,
		cardHolder: means?.cardHolder,
		debitedAccount: means?.debitedAccount,
		mandate: terms.mandate,
		creditorId: terms.creditorId,
		furtherRemittances: textOfDistinct(terms.remittances.filter((text) => text !== terms.remittances[0])),
		...Object.fromEntries(
			furtherMeans.flatMap((entry, index) => [
				[`paymentMethod${index + 2}`, entry.code],
				[`paymentAccount${index + 2}`, entry.account],
				[`paymentAccountName${index + 2}`, entry.accountName],
				[`paymentBic${index + 2}`, entry.bic],
			]),
		),
	};
}

const DETAILS = Object.entries(LINE_DETAILS);

/** Details of lines without fields in the item, each after the number of its line. */
function* lineReferencesOf(lines: readonly LineTerms[]): Steps<Record<string, string>> {
	const keys = lineKeys(lines);
	const entries = new Map<string, string[]>(DETAILS.map(([name]) => [name, []]));
	yield* mapInSteps(
		lines,
		(line, index) => {
			for (const [name, { of }] of DETAILS) {
				for (const value of of(line)) if (value) entries.get(name)?.push(`${keys[index]}: ${value}`);
			}
		},
		sizeOfLine,
	);
	return Object.fromEntries([...entries].map(([name, texts]) => [name, textOfEntries(texts)]));
}

/** More than anybody reads in one text. */
const MOST_LINES = 100;

/** Such as `01 Travel expenses; 02 Fees: of the consultant`. */
function otherLines({ otherLines: all }: DocumentTerms, kind: OtherLine['kind']): string {
	const own = all.filter((line) => line.kind === kind);
	const texts = own.slice(0, MOST_LINES).map(({ id, texts: [name, ...more] }) => {
		const further = [...new Set(present(more))].filter((text) => text !== name);
		const said = [...present([name ?? null]), ...further].join(': ');
		return [id, said].filter(Boolean).join(' ').replace(/\s+/g, ' ');
	});
	return [...texts, ...(own.length > MOST_LINES ? [`and ${own.length - MOST_LINES} more`] : [])].join('; ');
}

function partyReferences(name: 'seller' | 'buyer', party: PartyTerms | null) {
	return {
		[`${name}Id`]: textOfDistinct(party?.ids.map(PARTY_ID.textOf) ?? []),
		[`${name}TradingName`]: party?.tradingName === party?.name ? null : party?.tradingName,
		[`${name}RegistrationScheme`]: party?.registration?.scheme,
		[`${name}TaxNumber`]: party?.taxNumber,
		[`${name}LegalInformation`]: party?.legalInformation,
		[`${name}ElectronicAddress`]: ADDRESS.textOf(party?.electronicAddress),
		[`${name}Contact`]: party?.contact,
	};
}

/** Parties that are not fields of the normal form. */
function otherPartyReferences(name: 'payee' | 'invoicee' | 'taxRepresentative', party: PartyTerms | null) {
	const address = party?.address;
	return {
		[`${name}Name`]: party?.name,
		[`${name}Id`]: textOfDistinct(party?.ids.map(PARTY_ID.textOf) ?? []),
		[`${name}RegistrationId`]: PARTY_ID.textOf(party?.registration),
		[`${name}TaxId`]: party?.vatId,
		[`${name}Address`]:
			address &&
			present([
				address.line1,
				...address.furtherLines,
				address.postalCode,
				address.city,
				address.region,
				address.country,
			]).join(', '),
	};
}
