import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
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
	addressRules,
	contactRules,
	haveOwnNames,
	paymentRules,
	skontoRule,
	TAXED,
	TYPES,
	urlRule,
} from '../../german/rules';
import { isFilled } from '../../peppol/shapes';
import { isXRechnung } from '../specifications';
import { AGREEMENT, DELIVERY, LINES, PAYMENT_MEANS_OF_SETTLEMENT, ROOT, SETTLEMENT } from './paths';

// XRechnung's own rules for CII.

const MANDATE = `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`;
const CREDITOR = `${SETTLEMENT}/ram:CreditorReferenceID`;
const OWN_DEBITED = 'ram:PayerPartyDebtorFinancialAccount/ram:IBANID';
const DEBITED = `${SETTLEMENT}/${PAYMENT_MEANS_OF_SETTLEMENT}/${OWN_DEBITED}`;
const isDebited = exists(MANDATE, CREDITOR, DEBITED);

const LINE_TAX = `${LINES}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax`;
const ALLOWANCE_TAX = `${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax`;

/** BR-DE-16: a seller who charges VAT has a tax number or a representative. */
const hasTaxNumber = (at: Node): boolean =>
	!(
		(at.equals(`${LINE_TAX}/ram:TypeCode`, 'VAT') && at.equals(`${LINE_TAX}/ram:CategoryCode`, ...TAXED)) ||
		(at.equals(ALLOWANCE_TAX, 'VAT') && at.equals(`${ALLOWANCE_TAX}/ram:CategoryCode`, ...TAXED))
	) ||
	at.has(`${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty`) ||
	at
		.all(`${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID`)
		.some((id) => ['VA', 'FC'].includes(id.normal('@schemeID')) && id.normal('.') !== '');

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
	fatal('BR-DE-1', exists(`${SETTLEMENT}/${PAYMENT_MEANS_OF_SETTLEMENT}`), SETTLEMENT),
	fatal('BR-DE-15', isFilled(`${AGREEMENT}/ram:BuyerReference`), AGREEMENT),
	fatal('BR-DE-16', hasTaxNumber, `${AGREEMENT}/ram:SellerTradeParty`),
	warning(
		'BR-DE-17',
		(at) => TYPES.includes(at.normal('rsm:ExchangedDocument/ram:TypeCode')),
		'rsm:ExchangedDocument/ram:TypeCode',
	),
	skontoRule(`${TERMS}/ram:Description`, skonto),
	fatal(
		'BR-DE-22',
		(at) =>
			haveOwnNames(
				at.document.named('ram:AdditionalReferencedDocument'),
				'ram:AttachmentBinaryObject/@filename',
			),
		'//ram:AdditionalReferencedDocument',
	),
	warning(
		'BR-DE-26',
		(at) =>
			at.normal('rsm:ExchangedDocument/ram:TypeCode') !== '384' ||
			at.has(`${SETTLEMENT}/ram:InvoiceReferencedDocument`),
		SETTLEMENT,
	),
	information('BR-DE-TMP-32', saysWhen),
];

const address = (path: string, ...ids: [city: string, postCode: string]): Context =>
	context(
		`${ROOT}/${path}/ram:PostalTradeAddress`,
		addressRules(ids, { city: 'ram:CityName', postCode: 'ram:PostcodeCode' }),
	);

const SELLER = `${AGREEMENT}/ram:SellerTradeParty`;
const parties: Context[] = [
	context(`${ROOT}/${SELLER}`, [fatal('BR-DE-2', exists('ram:DefinedTradeContact'))]),
	address(SELLER, 'BR-DE-3', 'BR-DE-4'),
	context(
		`${ROOT}/${SELLER}/ram:DefinedTradeContact`,
		contactRules(
			['ram:PersonName', 'ram:DepartmentName'],
			'ram:TelephoneUniversalCommunication/ram:CompleteNumber',
			'ram:EmailURIUniversalCommunication/ram:URIID',
		),
	),
	address(`${AGREEMENT}/ram:BuyerTradeParty`, 'BR-DE-8', 'BR-DE-9'),
	address(`${DELIVERY}/ram:ShipToTradeParty`, 'BR-DE-10', 'BR-DE-11'),
];

const isDebitedByDocument = perDocument(({ root }) => root.has(MANDATE) || root.has(CREDITOR));

const payments: Context[] = paymentRules({
	is: (at, code) => at.normal('ram:TypeCode') === code,
	transfer: exists('ram:PayeePartyCreditorFinancialAccount'),
	// The bank of a credit transfer is part of it (BT-86).
	ofTransfer: exists(
		'ram:PayeeSpecifiedCreditorFinancialInstitution',
		'ram:PayerSpecifiedDebtorFinancialInstitution',
	),
	card: exists('ram:ApplicableTradeSettlementFinancialCard'),
	debit: (at) => isDebitedByDocument(at) || at.has(OWN_DEBITED),
	account: 'ram:PayeePartyCreditorFinancialAccount/ram:IBANID',
	debited: OWN_DEBITED,
}).map(([codes, rules]) =>
	contextWhen(
		`${ROOT}/${SETTLEMENT}/${PAYMENT_MEANS_OF_SETTLEMENT}`,
		(at) => codes.includes(at.normal('ram:TypeCode')),
		rules,
	),
);

const NET_QUANTITY = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity';
const GROSS_QUANTITY = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:BasisQuantity';

/** BR-TMP-3: both prices have the same base quantity. */
function haveSameBase(line: Node): boolean {
	const shareOne = (end: string): boolean | null => {
		const [gross, net] = [line.values(GROSS_QUANTITY + end), new Set(line.values(NET_QUANTITY + end))];
		return gross.length === 0 || net.size === 0 ? null : gross.some((value) => net.has(value));
	};
	const isSame = shareOne('');
	return isSame === null || (isSame && shareOne('/@unitCode') !== false);
}

export const german: Pattern = [
	context(ROOT, documentRules),
	context(`${ROOT}/rsm:ExchangedDocumentContext`, [
		warning(
			'BR-DE-21',
			(at) => at.values('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID').some(isXRechnung),
			'ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
		),
	]),
	...parties,
	...payments,
	context(`${ROOT}/${SETTLEMENT}/ram:ApplicableTradeTax`, [
		fatal('BR-DE-14', isFilled('ram:RateApplicablePercent')),
	]),
	contextWhen(`${ROOT}/${AGREEMENT}/ram:AdditionalReferencedDocument`, exists('ram:URIID'), [
		urlRule('ram:URIID'),
	]),
	context(`${ROOT}/${LINES}`, [fatal('BR-TMP-3', haveSameBase, GROSS_QUANTITY)]),
];
