import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Pattern } from '../../../rule';
import { customerAsWritten, supplierAsWritten } from '../parties';
import { ROOTS } from '../core';
import { CUSTOMER, SUPPLIER, numberOrNaN } from '../shapes';

const isDanish = (at: Node): boolean => supplierAsWritten(at) === 'DK';
const isDomestic = (at: Node): boolean => isDanish(at) && customerAsWritten(at) === 'DK';

const COMPANY = `${SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID`;
const ACCOUNT = 'cac:PayeeFinancialAccount/cbc:ID';
const CODES = ' 1 10 31 42 48 49 50 58 59 93 97 ';

const isPaidBy = (at: Node, ...codes: string[]): boolean => at.equals('cbc:PaymentMeansCode', ...codes);
const isFilled = (at: Node, path: string): boolean => at.normal(path) !== '';
const startsWith = (at: Node, ...kinds: string[]): boolean =>
	kinds.includes(at.text('cbc:PaymentID').slice(0, 3));
const hasLength = (at: Node, path: string, ...lengths: number[]): boolean =>
	lengths.includes(at.text(path).length);

const parties = [SUPPLIER, CUSTOMER].flatMap((party) =>
	['ubl:Invoice', 'cn:CreditNote'].map((root) => `${root}/${party}/cac:PartyIdentification`),
);

const ITEM_CODE = 'cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode';
/** Versions of UNSPSC. */
const VERSIONS = ['19.05.01', '19.0501', '26.08.01', '26.0801'];

/** DK-R-004: a tax other than VAT is identified by four digits, or by a text with a # inside. */
function isTaxNumber(at: Node): boolean {
	const reason = at.text('cbc:AllowanceChargeReason');
	const number = numberOrNaN(reason);
	if (at.normal('cbc:AllowanceChargeReason').length === 4 && number >= 0 && number <= 9999) return true;
	return reason.includes('#') && !reason.startsWith('#') && !reason.endsWith('#');
}

export const denmark: Pattern = [
	contextWhen(ROOTS, isDanish, [
		fatal('DK-R-002', (at) => isFilled(at, COMPANY), COMPANY),
		fatal('DK-R-014', (at) => !at.has(COMPANY) || at.normal(`${COMPANY}/@schemeID`) === '0184', COMPANY),
		fatal(
			'DK-R-016',
			(at) =>
				at.name !== 'cn:CreditNote' ||
				customerAsWritten(at) !== 'DK' ||
				!(numberOrNaN(at.text('cac:LegalMonetaryTotal/cbc:PayableAmount')) < 0),
			'cac:LegalMonetaryTotal/cbc:PayableAmount',
		),
	]),
	contextWhen(parties.join(' | '), isDomestic, [
		fatal('DK-R-013', (at) => !at.has('cbc:ID') || at.normal('cbc:ID/@schemeID') !== '', 'cbc:ID'),
	]),
	contextWhen('ubl:Invoice/cac:PaymentMeans', isDomestic, [
		fatal('DK-R-005', (at) => CODES.includes(` ${at.text('cbc:PaymentMeansCode')} `), 'cbc:PaymentMeansCode'),
		fatal(
			'DK-R-006',
			(at) =>
				!isPaidBy(at, '31', '42') ||
				(isFilled(at, ACCOUNT) &&
					isFilled(at, 'cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID')),
		),
		fatal(
			'DK-R-007',
			(at) =>
				!isPaidBy(at, '49') ||
				(isFilled(at, 'cac:PaymentMandate/cbc:ID') &&
					isFilled(at, 'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID')),
		),
		fatal(
			'DK-R-008',
			(at) =>
				!isPaidBy(at, '50') || (startsWith(at, '01#', '04#', '15#') && /^[0-9]{7,8}$/.test(at.text(ACCOUNT))),
		),
		fatal(
			'DK-R-009',
			(at) => !isPaidBy(at, '50') || !startsWith(at, '04#', '15#') || hasLength(at, 'cbc:PaymentID', 19),
		),
		fatal(
			'DK-R-010',
			(at) => !isPaidBy(at, '93') || (startsWith(at, '71#', '73#', '75#') && hasLength(at, ACCOUNT, 8)),
		),
		fatal(
			'DK-R-011',
			(at) => !isPaidBy(at, '93') || !startsWith(at, '71#', '75#') || hasLength(at, 'cbc:PaymentID', 18, 19),
		),
	]),
	contextWhen('cn:CreditNote/cac:CreditNoteLine | ubl:Invoice/cac:InvoiceLine', isDomestic, [
		warning(
			'DK-R-003',
			(at) =>
				!at.equals(`${ITEM_CODE}/@listID`, 'TST') || at.isAmong(`${ITEM_CODE}/@listVersionID`, VERSIONS),
			ITEM_CODE,
		),
	]),
	contextWhen('cac:AllowanceCharge', isDomestic, [
		fatal(
			'DK-R-004',
			(at) => !at.equals('cbc:AllowanceChargeReasonCode', 'ZZZ') || isTaxNumber(at),
			'cbc:AllowanceChargeReason',
		),
	]),
];
