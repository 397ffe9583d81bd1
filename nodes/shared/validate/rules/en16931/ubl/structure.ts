import type { Node } from '../../../xpath/node';
import {
	context,
	contextWhen,
	fatal,
	type Context,
	type Explanation,
	type Pattern,
	type Rule,
} from '../../../rule';
import { explainBy, withValues } from '../explain/entry';
import { STRUCTURE_OF_UBL } from '../explain/structureOfUbl';
import { perElement } from '../../../document';
import { atMostOne, exists, hasTwoDecimals } from '../../../tests';

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const SELLER_NAME = `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`;
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const PAYEE_NAME = 'cac:PartyName/cbc:Name';

/** What the whole document may have only once. */
const ONCE: ReadonlyArray<[rule: string, path: string]> = [
	['UBL-SR-01', 'cac:ContractDocumentReference/cbc:ID'],
	['UBL-SR-02', 'cac:ReceiptDocumentReference/cbc:ID'],
	['UBL-SR-03', 'cac:DespatchDocumentReference/cbc:ID'],
	['UBL-SR-05', 'cac:PaymentTerms/cbc:Note'],
	['UBL-SR-08', 'cac:InvoicePeriod'],
	['UBL-SR-09', SELLER_NAME],
	['UBL-SR-10', `${SELLER}/cac:PartyName/cbc:Name`],
	['UBL-SR-11', `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`],
	['UBL-SR-14', `${SELLER}/cac:PartyLegalEntity/cbc:CompanyLegalForm`],
	['UBL-SR-15', `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`],
	['UBL-SR-16', `${BUYER}/cac:PartyIdentification/cbc:ID`],
	['UBL-SR-17', `${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`],
	['UBL-SR-24', 'cac:Delivery'],
	['UBL-SR-39', 'cac:ProjectReference/cbc:ID'],
	['UBL-SR-40', `${BUYER}/cac:PartyName/cbc:Name`],
	['UBL-SR-45', 'cac:PaymentMeans/cbc:PaymentDueDate'],
	['UBL-SR-46', 'cac:PaymentMeans/cbc:PaymentMeansCode/@name'],
	['UBL-SR-49', 'cac:InvoicePeriod/cbc:DescriptionCode'],
	['UBL-SR-54', 'cac:PaymentMeans/cac:CardAccount'],
	['UBL-SR-55', 'cac:PaymentMeans/cac:PaymentMandate'],
	['UBL-SR-56', 'cac:OriginatorDocumentReference/cbc:ID'],
];

const once = (id: string, path: string): Rule => fatal(id, atMostOne(path), path);

/** The identifiers of a kind. The code of a tax scheme is compared as written, including blanks. */
const numbersOf = (at: Node, party: string, isOfKind: (code: string) => boolean): Node[] =>
	at
		.all(`${party}/cac:PartyTaxScheme`)
		.filter((number) =>
			number.all('cac:TaxScheme').some((scheme) => isOfKind(scheme.text('cbc:ID').toUpperCase())),
		)
		.flatMap((number) => number.all('cbc:CompanyID'));

const oneNumber = (id: string, party: string, isOfKind: (code: string) => boolean): Rule =>
	fatal(
		id,
		(at) => numbersOf(at, party, isOfKind).length <= 1,
		(at) => numbersOf(at, party, isOfKind)[0],
	);

const isVat = (code: string) => code === 'VAT';
const isOther = (code: string) => code !== 'VAT';

/** BT-18 is the supporting document of this type. */
const invoicedObjects = (at: Node, list: string) =>
	at.all(list).filter((reference) => reference.equals('cbc:DocumentTypeCode', '130'));

/** What must be identical in all payment instructions. */
const ALIKE: ReadonlyMap<string, string> = new Map([
	['UBL-SR-44', '//cbc:PaymentID'],
	['UBL-SR-47', '//cbc:PaymentMeansCode'],
]);
const isAlike = (at: Node, path: string) => {
	const [first, ...others] = at.values(path);
	return others.every((value) => value === first);
};

const documentRules: readonly Rule[] = [
	...ONCE.map(([id, path]) => once(id, path)),
	fatal(
		'UBL-SR-04',
		(at) =>
			invoicedObjects(at, 'cac:AdditionalDocumentReference').flatMap((reference) => reference.all('cbc:ID'))
				.length <= 1,
	),
	oneNumber('UBL-SR-12', SELLER, isVat),
	oneNumber('UBL-SR-13', SELLER, isOther),
	oneNumber('UBL-SR-18', BUYER, isVat),
	fatal(
		'UBL-SR-29',
		(at) =>
			at
				.values('//cac:PartyIdentification/cbc:ID/@schemeID')
				.filter((scheme) => scheme.toUpperCase() === 'SEPA').length <= 1,
	),
	...[...ALIKE].map(([id, path]) => fatal(id, (at) => isAlike(at, path), path)),
	fatal('UBL-CR-666', hasNothingOnObjects('cac:Attachment')),
	fatal('UBL-CR-673', hasNothingOnObjects('cbc:DocumentDescription')),
];

function hasNothingOnObjects(path: string): (at: Node) => boolean {
	return (at) =>
		!invoicedObjects(at, '//cac:AdditionalDocumentReference').some((reference) => reference.has(path));
}

/** BG-10 is for a payee whose name differs from the seller's; each of its rules checks that, too. */
const payee = (id: string, isOnce: (at: Node) => boolean): Rule =>
	fatal(id, (at) => {
		const sellers = sellersBeside(at);
		return isOnce(at) && at.values(PAYEE_NAME).some((name) => isOtherName(name, sellers));
	});

const sellersOf = perElement((document) => new Set(document.values(SELLER_NAME)));
const sellersBeside = ({ parent }: Node): ReadonlySet<string> =>
	parent === null ? new Set() : sellersOf(parent);

/** Whether one of the sellers has another name. */
const isOtherName = (name: string, sellers: ReadonlySet<string>): boolean =>
	sellers.size > (sellers.has(name) ? 1 : 0);

const isAmount = (at: Node): boolean => {
	if (!at.name.endsWith('Amount') || at.name.endsWith('PriceAmount')) return false;
	for (let above = at.parent; above !== null; above = above.parent) {
		if (above.name === 'cac:Price' && above.has('cac:AllowanceCharge')) return false;
	}
	return true;
};

const partContexts: readonly Context[] = [
	context(SELLER, [fatal('UBL-SR-42', (at) => at.count('cac:PartyTaxScheme') <= 2)]),
	context('cac:AdditionalDocumentReference', [
		once('UBL-SR-33', 'cbc:DocumentDescription'),
		fatal('UBL-SR-43', hasTypeOfObject, 'cbc:DocumentTypeCode'),
	]),
	context('cac:PostalAddress | cac:Address', [once('UBL-SR-51', 'cac:AddressLine')]),
	context('cac:Delivery', [once('UBL-SR-25', 'cac:DeliveryParty/cac:PartyName/cbc:Name')]),
	contextWhen('cac:AllowanceCharge', (at) => at.isFlag('cbc:ChargeIndicator', false), [
		once('UBL-SR-30', 'cbc:AllowanceChargeReason'),
	]),
	contextWhen('cac:AllowanceCharge', (at) => at.isFlag('cbc:ChargeIndicator', true), [
		once('UBL-SR-31', 'cbc:AllowanceChargeReason'),
	]),
	context('/ubl:Invoice | /cn:CreditNote', documentRules),
	context('cac:InvoiceLine | cac:CreditNoteLine', [
		once('UBL-SR-34', 'cbc:Note'),
		once('UBL-SR-35', 'cac:OrderLineReference/cbc:LineID'),
		once('UBL-SR-36', 'cac:InvoicePeriod'),
		once('UBL-SR-37', 'cac:Price/cac:AllowanceCharge/cbc:Amount'),
		fatal('UBL-SR-48', (at) => at.count('cac:Item/cac:ClassifiedTaxCategory') === 1),
		once('UBL-SR-50', 'cac:Item/cbc:Description'),
		once('UBL-SR-52', 'cac:DocumentReference'),
	]),
	context('cac:PartyTaxScheme', [
		fatal('UBL-SR-53', (at) => at.has('cac:TaxScheme/cbc:ID') && at.has('cbc:CompanyID'), 'cbc:CompanyID'),
	]),
	context('cac:PayeeParty', [
		payee('UBL-SR-19', atMostOne(PAYEE_NAME)),
		payee(
			'UBL-SR-20',
			(at) =>
				at
					.all('cac:PartyIdentification/cbc:ID')
					.filter((id) => (id.attribute('schemeID') ?? '').toUpperCase() !== 'SEPA').length <= 1,
		),
		payee('UBL-SR-21', atMostOne('cac:PartyLegalEntity/cbc:CompanyID')),
	]),
	context('cac:PaymentMeans', [
		once('UBL-SR-26', 'cbc:PaymentID'),
		once('UBL-SR-27', 'cbc:PaymentMeansCode'),
		once('UBL-SR-28', 'cac:PaymentMandate/cbc:ID'),
	]),
	context('cac:BillingReference', [
		once('UBL-SR-06', 'cac:InvoiceDocumentReference'),
		fatal('UBL-SR-07', exists('cac:InvoiceDocumentReference/cbc:ID')),
	]),
	context('cac:TaxRepresentativeParty', [
		once('UBL-SR-22', 'cac:PartyName/cbc:Name'),
		once('UBL-SR-23', 'cac:PartyTaxScheme/cbc:CompanyID'),
	]),
	context('cac:TaxSubtotal', [once('UBL-SR-32', 'cac:TaxCategory/cbc:TaxExemptionReason')]),
];

/** A scheme and a type are allowed for the invoiced object only (BT-18); in a credit note, also for a project. */
function hasTypeOfObject(at: Node): boolean {
	return (
		at.equals('cbc:DocumentTypeCode', '130') ||
		(at.document.root.name === 'cn:CreditNote' && at.equals('cbc:DocumentTypeCode', '50')) ||
		(!at.has('cbc:ID/@schemeID') && !at.has('cbc:DocumentTypeCode'))
	);
}

export const structurePatterns: readonly Pattern[] = [
	partContexts,
	[
		contextWhen('*', isAmount, [fatal('UBL-DT-01', (at) => hasTwoDecimals(at.value))]),
		contextWhen('*', (at) => at.name.endsWith('BinaryObject'), [
			fatal('UBL-DT-06', exists('@mimeCode')),
			fatal('UBL-DT-07', exists('@filename')),
		]),
	],
];

const explainTable = explainBy(Object.entries(STRUCTURE_OF_UBL));

/** The fault of the payee that all of its rules report, whatever else they check. */
function explainPayee(at: Node): Explanation | null {
	const names = at.values(PAYEE_NAME);
	const field = 'references.payeeName';
	if (names.length === 0) return { message: 'The payee (BG-10) has no name (BT-59)', field };
	const sellers = sellersBeside(at);
	if (names.some((name) => isOtherName(name, sellers))) return null;
	return {
		message: 'The payee (BG-10) is the seller: leave the payee out, or name another one (BT-59)',
		field,
	};
}

/** The meaning of a rule on the structure; null for any other rule. */
export function explainStructure(rule: string, at: Node): Explanation | null {
	if (at.name === 'cac:PayeeParty' && PAYEE_RULES.has(rule)) return explainPayee(at) ?? explainTable(rule);
	return withValues(explainTable(rule), at, ALIKE.get(rule));
}

const PAYEE_RULES = new Set(['UBL-SR-19', 'UBL-SR-20', 'UBL-SR-21']);
