import type { Invoice } from '../../../invoice/schema';
import { Findings } from '../../../invoice/findings';
import type { Steps } from '../../../steps';
import { paymentTermsWith } from '../discounts';
import { kindOf } from '../documentKind';
import { TAX_POINT_CODES } from '../taxPoint';
import { claimedSpecification, needsProcess, PEPPOL_PROCESS } from '../specifications';
import type { PaymentMeansTerms } from '../terms';
import { OBJECT, PARTY_ID } from '../identifiers';
import { listOfText } from '../list';
import { notesOfReferences } from '../notes';
import { furtherPrecedingOf } from '../precedingInvoices';
import { furtherMeansOf } from './furtherMeans';
import { addressTermsOfItem, otherPartyTermsOf, partyTermsOfItem } from './termsOfParty';
import { detailsByLine, type DetailsByLine } from './detailsByLine';
import { lineTermsOfItem, taxTermsOfItem } from './termsOfLine';
import { allowancesAndChargesOf, exactTotalsOf } from './termsOfTotals';
import { figureText, numberText, type EmbeddedFile, type WrittenTerms } from './writtenTerms';

const CODES: Record<NonNullable<Invoice['kind']>, string> = {
	invoice: '380',
	creditNote: '381',
	corrective: '384',
	proForma: '325',
};

/**
 * BT-3: the code that the item was read from, if it matches the kind of the item. UBL's Invoice may have codes of credit
 * notes, such as 81, which CII has no other element to tell from a credit note.
 */
function typeCodeOf({ kind, references }: Invoice, syntax: Written['syntax']): string | null {
	const { documentType } = references;
	if (kind === null || !documentType) return documentType ?? (kind && CODES[kind]);
	const findings = new Findings();
	const root = syntax === 'ubl' && kind !== 'creditNote' ? 'invoice' : null;
	const isOfKind = kindOf(documentType, root, findings) === kind && findings.issues.length === 0;
	return isOfKind ? documentType : CODES[kind];
}

/** The root element of UBL: that of the kind or, without one, of the type. */
function rootOf(kind: Invoice['kind'], typeCode: string | null): 'invoice' | 'creditNote' {
	return (kind ?? kindOf(typeCode, null, new Findings())) === 'creditNote' ? 'creditNote' : 'invoice';
}

/** What goes into a document besides the fields of an item. */
export interface Written {
	/** The syntax to write, which limits the specifications that can be claimed. */
	syntax: 'ubl' | 'cii';
	/** BG-24 */
	files: readonly EmbeddedFile[];
}

/** The terms of EN 16931 in an item: the inverse of `invoiceOfTerms`. Nothing is rounded or guessed. */
export function* termsOfInvoice(
	invoice: Invoice,
	{ syntax, files }: Written = { syntax: 'ubl', files: [] },
	known?: DetailsByLine,
): Steps<WrittenTerms> {
	const { references, shipTo, buyer } = invoice;
	const reference = (name: string) => references[name] ?? null;
	const totals = exactTotalsOf(invoice);
	const taxes = taxTermsOfItem(invoice, totals.net, totals.tax);
	const lines = yield* lineTermsOfItem(invoice, taxes, known ?? (yield* detailsByLine(invoice)));
	const salesOrder = reference('salesOrder');
	const typeCode = typeCodeOf(invoice, syntax);
	const specification = claimedSpecification(references, syntax);
	const taxPointCode = reference('taxPointDateCode');
	const taxCurrency = reference('taxCurrency')?.trim().toUpperCase() ?? null;
	const isSecondCurrency = taxCurrency !== null && taxCurrency !== invoice.currency;
	const shipToName = shipTo?.name ?? shipTo?.companyName ?? null;
	const root = rootOf(invoice.kind, typeCode);
	return {
		root,
		isTest: false,
		isCopy: false,
		number: invoice.number,
		issueDate: invoice.issueDate,
		typeCode,
		currency: invoice.currency,
		// The norm allows BT-6 only if it differs from BT-5.
		taxCurrency: isSecondCurrency ? taxCurrency : null,
		taxPointDate: reference('taxPointDate'),
		taxPointDateCode: taxPointCode && (TAX_POINT_CODES.get(taxPointCode) ?? taxPointCode),
		dueDates: [
			...(invoice.dueDate === null ? [] : [invoice.dueDate]),
			...listOfText(reference('furtherDueDates')),
		],
		buyerReference: reference('buyerReference'),
		project: reference('project'),
		contract: reference('contract'),
		// Without an order number of the buyer, the reader uses the seller's.
		purchaseOrder: invoice.orderReference === salesOrder ? null : invoice.orderReference,
		salesOrder,
		receivingAdvice: reference('receivingAdvice'),
		despatchAdvice: reference('despatchAdvice'),
		deliveryNote: null,
		thirdPartyAmounts: [],
		tender: reference('tender'),
		invoicedObject: OBJECT.ofText(reference('invoicedObject')),
		buyerAccountingReference: reference('buyerAccountingReference'),
		paymentTerms: paymentTermsWith(invoice),
		discounts: [],
		notes: notesOfReferences(invoice.note, references),
		process: reference('process') ?? (needsProcess(specification) ? PEPPOL_PROCESS : null),
		specification,
		precedingInvoices: precedingInvoicesOf(invoice),
		seller: partyTermsOfItem('seller', invoice.seller, references),
		buyer: partyTermsOfItem('buyer', buyer, references, invoice.customerNumber ?? buyer?.customerId ?? null),
		payee: otherPartyTermsOf('payee', references),
		invoicee: null,
		taxRepresentative: otherPartyTermsOf('taxRepresentative', references),
		delivery: {
			name: shipToName,
			location: PARTY_ID.ofText(reference('deliveryLocation')),
			date: invoice.deliveryDate,
			address: addressTermsOfItem(shipTo?.address ?? null),
		},
		periodStart: reference('periodStart'),
		periodEnd: reference('periodEnd'),
		paymentMeans: paymentMeansOf(invoice, root),
		remittances: [
			...(invoice.payment?.reference ? [invoice.payment.reference] : []),
			...listOfText(reference('furtherRemittances')),
		],
		mandate: reference('mandate'),
		creditorId: reference('creditorId'),
		allowancesAndCharges: allowancesAndChargesOf(totals, taxes, lines, references.allowancesAndCharges),
		totals: {
			lines: figureText(totals.lines),
			discount: figureText(totals.discount),
			charges: figureText(totals.charges),
			net: figureText(totals.net),
			gross: figureText(totals.gross),
			paid: figureText(totals.paid),
			rounding: figureText(totals.rounding),
			due: figureText(totals.due),
		},
		tax: figureText(totals.tax),
		taxInTaxCurrency: isSecondCurrency ? reference('taxTotalInTaxCurrency') : null,
		exchangeRate: numberText(invoice.exchangeRate),
		taxes,
		supportingDocuments: [
			...supportingDocumentsOf(invoice),
			...files.map((file) => ({ id: file.name, description: null, location: null, file })),
		],
		lines,
		otherLines: [],
	};
}

function precedingInvoicesOf({
	precedingInvoiceNumber,
	references,
}: Invoice): WrittenTerms['precedingInvoices'] {
	if (precedingInvoiceNumber === null) return [];
	return [
		{ number: precedingInvoiceNumber, date: references.precedingInvoiceDate ?? null },
		...furtherPrecedingOf(references).flatMap(({ number, date }) =>
			number === null ? [] : [{ number, date }],
		),
	];
}

/** BG-24: number, description and link of a document have the same place in their texts. */
function supportingDocumentsOf({ references }: Invoice): WrittenTerms['supportingDocuments'] {
	const ids = listOfText(references.supportingDocuments);
	const links = listOfText(references.supportingDocumentLinks, ' ');
	const said = listOfText(references.supportingDocumentDescriptions, '; ');
	const isOne = ids.length === 1 && links.length <= 1;
	// Typed by hand, the only description may contain the separator.
	const descriptions = isOne && said.length > 1 ? [references.supportingDocumentDescriptions ?? ''] : said;
	const count = Math.max(ids.length, links.length, descriptions.length);
	return Array.from({ length: count }, (_, index) => ({
		id: ids[index] || null,
		description: descriptions[index] || null,
		location: links[index] || null,
		file: null,
	}));
}

/** A code of UNTDID 4461. */
const MEANS_CODE = /^([1-9]\d?|ZZZ)$/;

/** UNTDID 4461: instrument not defined. */
const NOT_DEFINED = '1';

function paymentMeansOf(
	{ payment, references, dueDate }: Invoice,
	root: WrittenTerms['root'],
): PaymentMeansTerms[] {
	const method = payment?.method ?? null;
	const isCode = method === null || MEANS_CODE.test(method);
	const first: PaymentMeansTerms = {
		code: isCode ? method : NOT_DEFINED,
		text: isCode ? (references.paymentMethodText ?? null) : method,
		account: payment?.iban ?? payment?.accountNumber ?? null,
		accountName: references.paymentAccountName ?? null,
		bic: payment?.bic ?? null,
		bankName: payment?.bankName ?? null,
		cardNumber: references.cardNumber ?? null,
		cardHolder: references.cardHolder ?? null,
		debitedAccount: references.debitedAccount ?? null,
	};
	const further = furtherMeansOf(references);
	// UBL has the reference, the mandate and, in a credit note, the due date inside the means of payment, so it must
	// exist.
	const isSaid = further.length > 0 || Object.values(first).some((value) => value !== null);
	if (isSaid) return [first, ...further];
	if (references.mandate) return [first];
	const isHolder = !!payment?.reference || (root === 'creditNote' && dueDate !== null);
	return isHolder ? [{ ...first, code: NOT_DEFINED }] : [];
}
