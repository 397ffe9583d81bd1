import type { Node } from '../../xpath/node';
import { contextWhen, fatal, warning, type Context, type Pattern, type Rule } from '../../rule';
import { exists } from '../../tests';
import { isFilled } from '../peppol/shapes';
import { addressRules, contactRules, haveOwnNames, paymentRules, skontoRule, TAXED, TYPES } from './rules';

// The UBL rules of XRechnung. Peppol has them for invoices within Germany, too, with different numbers.

/** BR-DE-16: a seller who charges VAT has a tax number or a representative. */
function hasTaxNumber(at: Node): boolean {
	const categories = [
		...at
			.all('cac:AllowanceCharge')
			.flatMap((item) =>
				item.equals('cbc:ChargeIndicator', 'true', 'false') ? item.values('cac:TaxCategory/cbc:ID') : [],
			),
		...at.values('cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
		...at.values('cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
	];
	return (
		!categories.some((category) => TAXED.includes(category)) ||
		at.has('cac:TaxRepresentativeParty') ||
		isFilled(`${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`)(at)
	);
}

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const CREDITORS = [SELLER, 'cac:PayeeParty'].map((party) => `${party}/cac:PartyIdentification/cbc:ID`);
const MANDATE = 'cac:PaymentMeans/cac:PaymentMandate';

/** The differences between the two specifications with these rules. */
export interface GermanDialect {
	/** Whether the rules apply to a document. */
	applies: (at: Node) => boolean;
	/** The ID of a rule of XRechnung in this specification. */
	numbered: (id: string) => string;
	/** Whether the code at a path is one of these, as the contexts of payments and BR-DE-26 compare it. */
	isCode: (at: Node, path: string, codes: readonly string[]) => boolean;
	/** The same, as the other rules compare it. */
	isText: (at: Node, path: string, codes: readonly string[]) => boolean;
	/** Where they differ: the form of a discount, and of an e-mail address. */
	skonto?: RegExp;
	isEmail?: (text: string) => boolean;
}

/** BT-3 */
const typeCode = (at: Node): Node | undefined =>
	at.all('cbc:InvoiceTypeCode')[0] ?? at.all('cbc:CreditNoteTypeCode')[0];

const isType = (is: GermanDialect['isCode'], at: Node, types: readonly string[]): boolean =>
	['cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode'].some((path) => is(at, path, types));

/** Rules of the document, by XRechnung's numbers. */
const ofDocument = ({ isCode, isText, skonto }: GermanDialect): Rule[] => [
	fatal('BR-DE-1', exists('cac:PaymentMeans')),
	fatal('BR-DE-15', isFilled('cbc:BuyerReference')),
	fatal('BR-DE-16', hasTaxNumber),
	warning('BR-DE-17', (at) => isType(isText, at, TYPES), typeCode),
	skontoRule(
		'cac:PaymentTerms/cbc:Note',
		(at) => at.all('cac:PaymentTerms').flatMap((terms) => terms.values('cbc:Note').slice(0, 1)),
		skonto,
	),
	fatal(
		'BR-DE-22',
		(at) =>
			haveOwnNames(
				at.all('cac:AdditionalDocumentReference'),
				'cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename',
			),
		'cac:AdditionalDocumentReference',
	),
	warning(
		'BR-DE-26',
		(at) => !isType(isCode, at, ['384']) || at.has('cac:BillingReference/cac:InvoiceDocumentReference'),
	),
	fatal(
		'BR-DE-30',
		(at) => !at.has(MANDATE) || CREDITORS.some((path) => at.equals(`${path}/@schemeID`, 'SEPA')),
		MANDATE,
	),
	fatal(
		'BR-DE-31',
		(at) => !at.has(MANDATE) || at.has(`${MANDATE}/cac:PayerFinancialAccount/cbc:ID`),
		MANDATE,
	),
];

const both = (path: string): string => `/ubl:Invoice/${path} | /cn:CreditNote/${path}`;

const addresses = (path: string, ...ids: [city: string, postCode: string]): [string, Rule[]] => [
	both(path),
	addressRules(ids, { city: 'cbc:CityName', postCode: 'cbc:PostalZone' }),
];

const parts = ({ isEmail }: GermanDialect): Array<[match: string, rules: Rule[]]> => [
	[both('cac:AccountingSupplierParty'), [fatal('BR-DE-2', exists('cac:Party/cac:Contact'))]],
	addresses(`${SELLER}/cac:PostalAddress`, 'BR-DE-3', 'BR-DE-4'),
	[both(`${SELLER}/cac:Contact`), contactRules(['cbc:Name'], 'cbc:Telephone', 'cbc:ElectronicMail', isEmail)],
	addresses(`${BUYER}/cac:PostalAddress`, 'BR-DE-8', 'BR-DE-9'),
	addresses('cac:Delivery/cac:DeliveryLocation/cac:Address', 'BR-DE-10', 'BR-DE-11'),
];

const payments = ({ isText }: GermanDialect) =>
	paymentRules({
		is: (at, code) => isText(at, 'cbc:PaymentMeansCode', [code]),
		transfer: exists('cac:PayeeFinancialAccount'),
		card: exists('cac:CardAccount'),
		debit: exists('cac:PaymentMandate'),
		account: 'cac:PayeeFinancialAccount/cbc:ID',
		debited: 'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID',
	});

/**
 * The German rules as a pattern.
 *
 * @param more additional rules of the document
 * @param moreContexts contexts to insert after the document's
 */
export function germanPattern(
	dialect: GermanDialect,
	more: readonly Rule[] = [],
	moreContexts: readonly Context[] = [],
): Pattern {
	const { applies, numbered, isCode } = dialect;
	const renamed = (rules: readonly Rule[]): Rule[] =>
		rules.map((rule) => ({ ...rule, id: numbered(rule.id) }));
	return [
		contextWhen('/ubl:Invoice | /cn:CreditNote', applies, [...renamed(ofDocument(dialect)), ...more]),
		...moreContexts,
		...parts(dialect).map(([match, rules]) => contextWhen(match, applies, renamed(rules))),
		...payments(dialect).map(([codes, rules]) =>
			contextWhen(
				both('cac:PaymentMeans'),
				(at) => applies(at) && isCode(at, 'cbc:PaymentMeansCode', codes),
				renamed(rules),
			),
		),
		contextWhen(
			both('cac:TaxTotal/cac:TaxSubtotal'),
			applies,
			renamed([fatal('BR-DE-14', isFilled('cac:TaxCategory/cbc:Percent'))]),
		),
	];
}
