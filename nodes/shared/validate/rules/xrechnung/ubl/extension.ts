import { equals, subtract, sum, ZERO, type Decimal } from '../../../../values/decimal';
import { round } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Context, type Pattern, type Rule } from '../../../rule';
import { hasTwoDecimals, isWithin } from '../../../tests';
import { isFilled } from '../../peppol/shapes';
import {
	EXTENSION_MIME_TYPES,
	hasScheme,
	isAddressScheme,
	isExtension,
	isIdentifierScheme,
} from '../specifications';

// XRechnung's extension: sub-lines, third-party payments, further schemes and file types.

const SUB_LINE = 'cac:SubInvoiceLine';
const AMOUNT = 'cbc:LineExtensionAmount';

/** BR-DEX-02: a line with sub-lines is their sum, at every level. */
const isSumOfLines = (line: Node): boolean => {
	if (!line.has(SUB_LINE)) return true;
	const net = line.decimal(AMOUNT);
	return net !== null && equals(net, sum(line.decimals(SUB_LINE, AMOUNT)));
};
const areSumsOfLines = (at: Node): boolean =>
	at.all('cac:InvoiceLine').every(isSumOfLines) && at.document.named(SUB_LINE).every(isSumOfLines);

const haveOneTax = (at: Node): boolean =>
	at.document
		.named(SUB_LINE)
		.every((line) => line.all('cac:Item').every((item) => item.count('cac:ClassifiedTaxCategory') === 1));

const PAID_BY_OTHERS = '../cac:PrepaidPayment/cbc:PaidAmount';

/** BR-DEX-09: due − rounding = gross − paid + third-party payments. */
function isAmountDue(at: Node): boolean {
	const amount = (path: string): Decimal => at.decimal(path) ?? ZERO;
	const others = isFilled(PAID_BY_OTHERS)(at)
		? sum(at.decimals('../cac:PrepaidPayment', 'cbc:PaidAmount'))
		: ZERO;
	const [due, gross] = [at.decimal('cbc:PayableAmount'), at.decimal('cbc:TaxInclusiveAmount')];
	if (due === null || gross === null) return false;
	const left = subtract(due, amount('cbc:PayableRoundingAmount'));
	const right = subtract(gross, subtract(amount('cbc:PrepaidAmount'), others));
	return equals(round(left, 2), round(right, 2));
}

const isOfSellerOrPayee = (at: Node): boolean =>
	isWithin(at, 'cac:AccountingSupplierParty', 'cac:PayeeParty');

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isExtension(at) && isMore(at), rules);

export const extension: Pattern = [
	when('cbc:EmbeddedDocumentBinaryObject', [
		fatal('BR-DEX-01', (at) => EXTENSION_MIME_TYPES.has(at.attribute('mimeCode') ?? '')),
	]),
	when('/ubl:Invoice', [
		warning('BR-DEX-02', areSumsOfLines, 'cac:InvoiceLine'),
		fatal('BR-DEX-03', haveOneTax, (at) => at.document.named(SUB_LINE)[0]),
	]),
	when('cac:LegalMonetaryTotal', [fatal('BR-DEX-09', isAmountDue, 'cbc:PayableAmount')]),
	when(
		'cac:PartyIdentification/cbc:ID',
		[
			fatal(
				'BR-DEX-04',
				(at) => isIdentifierScheme(at) || (at.normal('@schemeID') === 'SEPA' && isOfSellerOrPayee(at)),
			),
		],
		hasScheme,
	),
	when('cac:PartyLegalEntity/cbc:CompanyID', [fatal('BR-DEX-05', isIdentifierScheme)], hasScheme),
	when('cac:StandardItemIdentification/cbc:ID', [fatal('BR-DEX-06', isIdentifierScheme)], hasScheme),
	when('cbc:EndpointID', [fatal('BR-DEX-07', isAddressScheme)], hasScheme),
	when('cac:DeliveryLocation/cbc:ID', [fatal('BR-DEX-08', isIdentifierScheme)], hasScheme),
	when('/ubl:Invoice/cac:PrepaidPayment', [
		fatal('BR-DEX-10', isFilled('cbc:ID')),
		fatal('BR-DEX-11', isFilled('cbc:PaidAmount')),
		fatal('BR-DEX-12', isFilled('cbc:InstructionID')),
		fatal('BR-DEX-13', (at) => hasTwoDecimals(at.text('cbc:PaidAmount')), 'cbc:PaidAmount'),
		fatal(
			'BR-DEX-14',
			(at) => at.equals('cbc:PaidAmount/@currencyID', ...at.document.root.values('cbc:DocumentCurrencyCode')),
			'cbc:PaidAmount',
		),
	]),
];
