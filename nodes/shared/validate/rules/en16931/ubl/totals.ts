import { add, equals, subtract, ZERO, type Decimal } from '../../../../values/decimal';
import { perDocument } from '../../../document';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context } from '../../../rule';
import { exists, twoDecimals } from '../../../tests';
import { isRoundedSum, toCents } from '../amounts';

const sumsOfLines = perDocument(({ root }) =>
	[...root.all('//cac:InvoiceLine'), ...root.all('//cac:CreditNoteLine')].flatMap(
		(line) => line.decimal('cbc:LineExtensionAmount') ?? [],
	),
);

/** BG-22 */
export const totalContexts: readonly Context[] = [
	context('cac:LegalMonetaryTotal', [
		fatal('BR-12', exists('cbc:LineExtensionAmount')),
		fatal('BR-13', exists('cbc:TaxExclusiveAmount')),
		fatal('BR-14', exists('cbc:TaxInclusiveAmount')),
		fatal('BR-15', exists('cbc:PayableAmount')),
		fatal(
			'BR-CO-10',
			(at) => isRoundedSum(at.decimal('cbc:LineExtensionAmount'), sumsOfLines(at)),
			'cbc:LineExtensionAmount',
		),
		fatal('BR-CO-11', (at) => isSumOf(at, 'cbc:AllowanceTotalAmount', false), 'cbc:AllowanceTotalAmount'),
		fatal('BR-CO-12', (at) => isSumOf(at, 'cbc:ChargeTotalAmount', true), 'cbc:ChargeTotalAmount'),
		fatal('BR-CO-13', hasNet, 'cbc:TaxExclusiveAmount'),
		fatal('BR-CO-16', hasDue, 'cbc:PayableAmount'),
		fatal('BR-DEC-09', twoDecimals('cbc:LineExtensionAmount'), 'cbc:LineExtensionAmount'),
		fatal('BR-DEC-10', twoDecimals('cbc:AllowanceTotalAmount'), 'cbc:AllowanceTotalAmount'),
		fatal('BR-DEC-11', twoDecimals('cbc:ChargeTotalAmount'), 'cbc:ChargeTotalAmount'),
		fatal('BR-DEC-12', twoDecimals('cbc:TaxExclusiveAmount'), 'cbc:TaxExclusiveAmount'),
		fatal('BR-DEC-14', twoDecimals('cbc:TaxInclusiveAmount'), 'cbc:TaxInclusiveAmount'),
		fatal('BR-DEC-16', twoDecimals('cbc:PrepaidAmount'), 'cbc:PrepaidAmount'),
		fatal('BR-DEC-17', twoDecimals('cbc:PayableRoundingAmount'), 'cbc:PayableRoundingAmount'),
		fatal('BR-DEC-18', twoDecimals('cbc:PayableAmount'), 'cbc:PayableAmount'),
	]),
];

function isSumOf(at: Node, total: string, isCharge: boolean): boolean {
	const list = at
		.all('../cac:AllowanceCharge')
		.filter((item) => item.isFlag('cbc:ChargeIndicator', isCharge));
	if (!at.has(total)) return list.length === 0;
	return isRoundedSum(
		at.decimal(total),
		list.flatMap((item) => item.decimal('cbc:Amount') ?? []),
	);
}

/** An absent total counts as zero, and what is only copied need not be rounded. */
function hasNet(at: Node): boolean {
	const net = at.decimal('cbc:TaxExclusiveAmount');
	const lines = at.decimal('cbc:LineExtensionAmount');
	if (net === null || lines === null) return false;
	if (!at.has('cbc:ChargeTotalAmount') && !at.has('cbc:AllowanceTotalAmount')) return equals(net, lines);
	const charges = at.decimal('cbc:ChargeTotalAmount') ?? ZERO;
	return equals(net, toCents(subtract(add(lines, charges), at.decimal('cbc:AllowanceTotalAmount') ?? ZERO)));
}

function hasDue(at: Node): boolean {
	const due = at.decimal('cbc:PayableAmount');
	const gross = at.decimal('cbc:TaxInclusiveAmount');
	if (due === null || gross === null) return false;
	const [paid, rounding] = [at.decimal('cbc:PrepaidAmount'), at.decimal('cbc:PayableRoundingAmount')];
	const open: Decimal = paid === null ? gross : toCents(subtract(gross, paid));
	return equals(rounding === null ? due : toCents(subtract(due, rounding)), open);
}

const ALLOWANCE = '/ubl:Invoice/cac:AllowanceCharge | /cn:CreditNote/cac:AllowanceCharge';
const LINE_ALLOWANCE = 'cac:InvoiceLine/cac:AllowanceCharge | cac:CreditNoteLine/cac:AllowanceCharge';
const isAllowance = (at: Node) => at.isFlag('cbc:ChargeIndicator', false);
const isCharge = (at: Node) => at.isFlag('cbc:ChargeIndicator', true);
const hasReason = exists('cbc:AllowanceChargeReason', 'cbc:AllowanceChargeReasonCode');
const hasCategory = (at: Node) =>
	at.all('cac:TaxCategory').some((category) => isVat(category) && category.has('cbc:ID'));

/** Whether a category or a number is one of VAT. */
export const isVat = (at: Node): boolean =>
	at.all('cac:TaxScheme').some((scheme) => scheme.normal('cbc:ID').toUpperCase() === 'VAT');

const decimals = (amount: string, base: string) => [
	fatal(amount, twoDecimals('cbc:Amount'), 'cbc:Amount'),
	fatal(base, twoDecimals('cbc:BaseAmount'), 'cbc:BaseAmount'),
];

/** BG-20, BG-21 */
export const allowanceContexts: readonly Context[] = [
	contextWhen(ALLOWANCE, isAllowance, [
		fatal('BR-31', exists('cbc:Amount')),
		fatal('BR-32', hasCategory),
		fatal('BR-33', hasReason),
		fatal('BR-CO-21', hasReason),
		...decimals('BR-DEC-01', 'BR-DEC-02'),
	]),
	contextWhen(ALLOWANCE, isCharge, [
		fatal('BR-36', exists('cbc:Amount')),
		fatal('BR-37', hasCategory),
		fatal('BR-38', hasReason),
		fatal('BR-CO-22', hasReason),
		...decimals('BR-DEC-05', 'BR-DEC-06'),
	]),
];

/** BG-27, BG-28 */
export const lineAllowanceContexts: readonly Context[] = [
	contextWhen(LINE_ALLOWANCE, isAllowance, [
		fatal('BR-41', exists('cbc:Amount')),
		fatal('BR-42', hasReason),
		fatal('BR-CO-23', hasReason),
		...decimals('BR-DEC-24', 'BR-DEC-25'),
	]),
	contextWhen(LINE_ALLOWANCE, isCharge, [
		fatal('BR-43', exists('cbc:Amount')),
		fatal('BR-44', hasReason),
		fatal('BR-CO-24', hasReason),
		...decimals('BR-DEC-27', 'BR-DEC-28'),
	]),
];
