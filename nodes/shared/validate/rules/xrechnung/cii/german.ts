import { perDocument } from '../../../document';
import type { Node } from '../../../node';
import {
	context,
	contextWhen,
	fatal,
	information,
	warning,
	type Context,
	type Pattern,
	type Rule,
} from '../../../rule';
import { exists } from '../../../tests';
import {
	hasSkontoForm,
	hasThreeDigits,
	isAbsoluteUrl,
	isEmailAddress,
	isIbanAt,
	TAXED,
	TYPES,
} from '../../german/ubl';
import { isFilled } from '../../peppol/shapes';
import { isKnown } from '../specifications';
import { AGREEMENT, DELIVERY, LINES, PAYMENT_MEANS, ROOT, SETTLEMENT } from './paths';

// XRechnung's own rules for CII.

const MANDATE = `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`;
const CREDITOR = `${SETTLEMENT}/ram:CreditorReferenceID`;
const OWN_DEBITED = 'ram:PayerPartyDebtorFinancialAccount/ram:IBANID';
const DEBITED = `${SETTLEMENT}/${PAYMENT_MEANS}/${OWN_DEBITED}`;
const isDebited = exists(MANDATE, CREDITOR, DEBITED);

const LINE_TAX = `${LINES}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax`;
const ALLOWANCE_TAX = `${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax`;

/** BR-DE-16: who writes VAT has a tax number or a representative. */
const hasTaxNumber = (at: Node): boolean =>
	!(
		(at.equals(`${LINE_TAX}/ram:TypeCode`, 'VAT') && at.equals(`${LINE_TAX}/ram:CategoryCode`, ...TAXED)) ||
		(at.equals(ALLOWANCE_TAX, 'VAT') && at.equals(`${ALLOWANCE_TAX}/ram:CategoryCode`, ...TAXED))
	) ||
	at.has(`${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty`) ||
	at
		.all(`${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID`)
		.some((id) => ['VA', 'FC'].includes(id.normal('@schemeID')) && id.normal('.') !== '');

/** BR-DE-22: no two attached files beside each other have the same name. */
function haveOwnNames(at: Node): boolean {
	const seen = new Map<Node | null, Set<string>>();
	for (const reference of at.document.named('ram:AdditionalReferencedDocument')) {
		const names = reference.values('ram:AttachmentBinaryObject/@filename');
		const before = seen.get(reference.parent) ?? new Set<string>();
		seen.set(reference.parent, before);
		if (names.some((name) => before.has(name))) return false;
		for (const name of names) before.add(name);
	}
	return true;
}

const TERMS = `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms`;
const skonto = (at: Node): string[] =>
	at.all(TERMS).flatMap((terms) => terms.values('ram:Description').slice(0, 1));

const LINE_PERIOD = 'ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod';
const saysWhen = (at: Node): boolean =>
	at.has(`${DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime`) ||
	at.has(`${SETTLEMENT}/ram:BillingSpecifiedPeriod`) ||
	at.all(LINES).every((line) => line.has(LINE_PERIOD));

const documentRules: Rule[] = [
	fatal('BR-DE-30', (at) => (exists(MANDATE, DEBITED)(at) && at.has(CREDITOR)) || !isDebited(at), SETTLEMENT),
	fatal('BR-DE-31', (at) => (exists(MANDATE, CREDITOR)(at) && at.has(DEBITED)) || !isDebited(at), SETTLEMENT),
	fatal('BR-DE-1', exists(`${SETTLEMENT}/${PAYMENT_MEANS}`), SETTLEMENT),
	fatal('BR-DE-15', isFilled(`${AGREEMENT}/ram:BuyerReference`), AGREEMENT),
	fatal('BR-DE-16', hasTaxNumber, `${AGREEMENT}/ram:SellerTradeParty`),
	warning(
		'BR-DE-17',
		(at) => TYPES.includes(at.normal('rsm:ExchangedDocument/ram:TypeCode')),
		'rsm:ExchangedDocument/ram:TypeCode',
	),
	fatal('BR-DE-18', (at) => hasSkontoForm(skonto(at)), `${TERMS}/ram:Description`),
	fatal('BR-DE-22', haveOwnNames, '//ram:AdditionalReferencedDocument'),
	warning(
		'BR-DE-26',
		(at) =>
			at.normal('rsm:ExchangedDocument/ram:TypeCode') !== '384' ||
			at.has(`${SETTLEMENT}/ram:InvoiceReferencedDocument`),
		SETTLEMENT,
	),
	information('BR-DE-TMP-32', saysWhen),
];

const address = (path: string, city: string, postCode: string): Context =>
	context(`${ROOT}/${path}/ram:PostalTradeAddress`, [
		fatal(city, isFilled('ram:CityName')),
		fatal(postCode, isFilled('ram:PostcodeCode')),
	]);

const SELLER = `${AGREEMENT}/ram:SellerTradeParty`;
const PHONE = 'ram:TelephoneUniversalCommunication/ram:CompleteNumber';
const EMAIL = 'ram:EmailURIUniversalCommunication/ram:URIID';

const parties: Context[] = [
	context(`${ROOT}/${SELLER}`, [fatal('BR-DE-2', exists('ram:DefinedTradeContact'))]),
	address(SELLER, 'BR-DE-3', 'BR-DE-4'),
	context(`${ROOT}/${SELLER}/ram:DefinedTradeContact`, [
		fatal('BR-DE-5', (at) => isFilled('ram:PersonName')(at) || isFilled('ram:DepartmentName')(at)),
		fatal('BR-DE-6', isFilled(PHONE)),
		fatal('BR-DE-7', isFilled(EMAIL)),
		warning('BR-DE-27', (at) => hasThreeDigits(at.normal(PHONE)), PHONE),
		warning('BR-DE-28', (at) => isEmailAddress(at.normal(EMAIL)), EMAIL),
	]),
	address(`${AGREEMENT}/ram:BuyerTradeParty`, 'BR-DE-8', 'BR-DE-9'),
	address(`${DELIVERY}/ram:ShipToTradeParty`, 'BR-DE-10', 'BR-DE-11'),
];

const CARD = exists('ram:ApplicableTradeSettlementFinancialCard');
const TRANSFER = exists('ram:PayeePartyCreditorFinancialAccount');
/** The banks of a transfer are part of it (BT-86). */
const BANK = exists(
	'ram:PayeeSpecifiedCreditorFinancialInstitution',
	'ram:PayerSpecifiedDebtorFinancialInstitution',
);
const isDebitedByDocument = perDocument(({ root }) => root.has(MANDATE) || root.has(CREDITOR));
const DEBIT = (at: Node): boolean => isDebitedByDocument(at) || at.has(OWN_DEBITED);
const ACCOUNT = 'ram:PayeePartyCreditorFinancialAccount/ram:IBANID';

const paidBy = (codes: readonly string[], rules: readonly Rule[]): Context =>
	contextWhen(
		`${ROOT}/${SETTLEMENT}/${PAYMENT_MEANS}`,
		(at) => codes.includes(at.normal('ram:TypeCode')),
		rules,
	);

const payments: Context[] = [
	paidBy(
		['30', '58'],
		[
			warning('BR-DE-19', (at) => at.normal('ram:TypeCode') !== '58' || isIbanAt(at, ACCOUNT), ACCOUNT),
			fatal('BR-DE-23-a', TRANSFER),
			fatal('BR-DE-23-b', (at) => !CARD(at) && !DEBIT(at)),
		],
	),
	paidBy(
		['48', '54', '55'],
		[fatal('BR-DE-24-a', CARD), fatal('BR-DE-24-b', (at) => !TRANSFER(at) && !DEBIT(at))],
	),
	paidBy(
		['59'],
		[
			warning('BR-DE-20', (at) => isIbanAt(at, OWN_DEBITED), OWN_DEBITED),
			fatal('BR-DE-25-a', DEBIT),
			fatal('BR-DE-25-b', (at) => !TRANSFER(at) && !BANK(at) && !CARD(at)),
		],
	),
];

const NET_QUANTITY = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity';
const GROSS_QUANTITY = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:BasisQuantity';

/** BR-TMP-3: the base quantity is the same in both prices. */
function haveSameBase(line: Node): boolean {
	const [gross, net] = [line.values(GROSS_QUANTITY), line.values(NET_QUANTITY)];
	const [grossUnit, netUnit] = [
		line.values(`${GROSS_QUANTITY}/@unitCode`),
		line.values(`${NET_QUANTITY}/@unitCode`),
	];
	if (gross.length === 0 || net.length === 0) return true;
	if (!gross.some((value) => net.includes(value))) return false;
	return grossUnit.length === 0 || netUnit.length === 0 || grossUnit.some((unit) => netUnit.includes(unit));
}

export const german: Pattern = [
	context(ROOT, documentRules),
	context(`${ROOT}/rsm:ExchangedDocumentContext`, [
		warning(
			'BR-DE-21',
			(at) => at.values('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID').some(isKnown),
			'ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
		),
	]),
	...parties,
	...payments,
	context(`${ROOT}/${SETTLEMENT}/ram:ApplicableTradeTax`, [
		fatal('BR-DE-14', isFilled('ram:RateApplicablePercent')),
	]),
	contextWhen(`${ROOT}/${AGREEMENT}/ram:AdditionalReferencedDocument`, exists('ram:URIID'), [
		warning('BR-TMP-2', (at) => isAbsoluteUrl(at.text('ram:URIID')), 'ram:URIID'),
	]),
	context(`${ROOT}/${LINES}`, [fatal('BR-TMP-3', haveSameBase, GROSS_QUANTITY)]),
];
