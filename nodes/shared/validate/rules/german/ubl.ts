import { isIban } from '../../../values/checkDigits';
import { normalizeSpace } from '../../cast';
import type { Node } from '../../node';
import { contextWhen, fatal, warning, type Context, type Pattern, type Rule } from '../../rule';
import { exists } from '../../tests';
import { isFilled } from '../peppol/shapes';

// The rules of XRechnung on UBL, which Peppol asks of invoices from Germany to Germany, too, under numbers of its own.

/** Lines of a discount for early payment, as XRechnung has them in the terms of payment. */
const SKONTO =
	/(?:^|\r?\n)#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(?:#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$/;

/** BR-DE-18: each line that begins with # has the form, and the last one ends with a line break. */
export function hasSkontoForm(texts: readonly string[]): boolean {
	const lines = texts
		.flatMap((text) => text.split(/\r?\n/))
		.filter((line) => normalizeSpace(line).startsWith('#'));
	if (lines.length === 0) return true;
	if (!lines.every((line) => SKONTO.test(normalizeSpace(line)))) return false;
	const tails = texts.map((text) => text.split(/#[^\n\r]+#/)).flat();
	return /^[ \t\r\n]*\n/.test(tails.at(-1) ?? '');
}

/** XRechnung's forms, in which a dot does not stand for a line break. */
export const hasThreeDigits = (text: string): boolean => /[0-9].*[0-9].*[0-9]/.test(text);
export const isEmailAddress = (text: string): boolean =>
	/^[^@ \t\r\n]+@([^@. \t\r\n]+\.)+[^@. \t\r\n]+$/.test(text);
export const isAbsoluteUrl = (text: string): boolean => /^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(text);

export const TYPES = ['326', '380', '384', '389', '381', '875', '876', '877'];
export const TAXED = ['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M'];

/** BR-DE-19 and 20: blanks in an IBAN do not count. */
export const isIbanAt = (at: Node, path: string): boolean => isIban(at.text(path).replace(/[ \t\r\n]/g, ''));

/** BR-DE-16: who writes VAT has a tax number or a representative. */
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

/** BR-DE-22: no two attached files have the same name. */
function haveOwnNames(at: Node): boolean {
	const seen = new Set<string>();
	for (const reference of at.all('cac:AdditionalDocumentReference')) {
		const names = reference.values('cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename');
		if (names.some((name) => seen.has(name))) return false;
		for (const name of names) seen.add(name);
	}
	return true;
}

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const CREDITORS = [SELLER, 'cac:PayeeParty'].map((party) => `${party}/cac:PartyIdentification/cbc:ID`);
const MANDATE = 'cac:PaymentMeans/cac:PaymentMandate';

/** What differs between the two specifications that have these rules. */
export interface GermanDialect {
	/** Whether the rules apply to a document. */
	applies: (at: Node) => boolean;
	/** The number that a rule of XRechnung has. */
	numbered: (id: string) => string;
	/** Whether the one code, or one of the codes, at a path is among these. */
	isCode: (at: Node, path: string, codes: readonly string[]) => boolean;
}

const isType = ({ isCode }: GermanDialect, at: Node, types: readonly string[]): boolean =>
	['cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode'].some((path) => isCode(at, path, types));

/** The rules of the document by XRechnung's numbers. */
const ofDocument = (dialect: GermanDialect): Rule[] => [
	fatal('BR-DE-1', exists('cac:PaymentMeans')),
	fatal('BR-DE-15', isFilled('cbc:BuyerReference')),
	fatal('BR-DE-16', hasTaxNumber),
	warning('BR-DE-17', (at) => isType(dialect, at, TYPES)),
	fatal(
		'BR-DE-18',
		(at) =>
			hasSkontoForm(at.all('cac:PaymentTerms').flatMap((terms) => terms.values('cbc:Note').slice(0, 1))),
		'cac:PaymentTerms/cbc:Note',
	),
	fatal('BR-DE-22', haveOwnNames, 'cac:AdditionalDocumentReference'),
	warning(
		'BR-DE-26',
		(at) => !isType(dialect, at, ['384']) || at.has('cac:BillingReference/cac:InvoiceDocumentReference'),
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

const addresses = (path: string, city: string, postCode: string): [string, Rule[]] => [
	both(path),
	[fatal(city, isFilled('cbc:CityName')), fatal(postCode, isFilled('cbc:PostalZone'))],
];

const parts: Array<[match: string, rules: Rule[]]> = [
	[both('cac:AccountingSupplierParty'), [fatal('BR-DE-2', exists('cac:Party/cac:Contact'))]],
	addresses(`${SELLER}/cac:PostalAddress`, 'BR-DE-3', 'BR-DE-4'),
	[
		both(`${SELLER}/cac:Contact`),
		[
			fatal('BR-DE-5', isFilled('cbc:Name')),
			fatal('BR-DE-6', isFilled('cbc:Telephone')),
			fatal('BR-DE-7', isFilled('cbc:ElectronicMail')),
			warning('BR-DE-27', (at) => hasThreeDigits(at.normal('cbc:Telephone')), 'cbc:Telephone'),
			warning('BR-DE-28', (at) => isEmailAddress(at.normal('cbc:ElectronicMail')), 'cbc:ElectronicMail'),
		],
	],
	addresses(`${BUYER}/cac:PostalAddress`, 'BR-DE-8', 'BR-DE-9'),
	addresses('cac:Delivery/cac:DeliveryLocation/cac:Address', 'BR-DE-10', 'BR-DE-11'),
];

const CARD = exists('cac:CardAccount');
const DEBIT = exists('cac:PaymentMandate');
const TRANSFER = exists('cac:PayeeFinancialAccount');
const ACCOUNT = 'cac:PayeeFinancialAccount/cbc:ID';
const DEBITED = 'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID';

/** A kind of payment with what it needs and what it excludes; the numbers end with a letter or a digit. */
const payments: Array<[codes: string[], rules: Rule[]]> = [
	[
		['30', '58'],
		[
			warning(
				'BR-DE-19',
				(at) => at.normal('cbc:PaymentMeansCode') !== '58' || isIbanAt(at, ACCOUNT),
				ACCOUNT,
			),
			fatal('BR-DE-23-a', TRANSFER),
			fatal('BR-DE-23-b', (at) => !CARD(at) && !DEBIT(at)),
		],
	],
	[
		['48', '54', '55'],
		[fatal('BR-DE-24-a', CARD), fatal('BR-DE-24-b', (at) => !TRANSFER(at) && !DEBIT(at))],
	],
	[
		['59'],
		[
			warning('BR-DE-20', (at) => isIbanAt(at, DEBITED), DEBITED),
			fatal('BR-DE-25-a', DEBIT),
			fatal('BR-DE-25-b', (at) => !TRANSFER(at) && !CARD(at)),
		],
	],
];

/**
 * The German rules as a pattern.
 *
 * @param more rules of the document beside these
 * @param moreContexts contexts that come right after the document
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
		...parts.map(([match, rules]) => contextWhen(match, applies, renamed(rules))),
		...payments.map(([codes, rules]) =>
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
