import { add, equals, subtract, ZERO } from '../../../../values/decimal';
import { ofDouble, toDouble } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context } from '../../../rule';
import { exists, hasTwoDecimals, twoDecimals } from '../../../tests';
import { toCents } from '../amounts';
import { CURRENCY, SETTLEMENT, TAX_CURRENCY, TOTALS } from './paths';

const LINE_TOTALS =
	'../../ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount';

const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);

/** `round(x * 10 * 10) div 100` of doubles, which amounts without a cast are in XPath. */
export const centsOfDouble = (value: number): number => Math.round(value * 10 * 10) / 100;

/** BG-22 */
export const totalContexts: readonly Context[] = [
	context(TOTALS, [
		fatal('BR-12', exists('ram:LineTotalAmount')),
		fatal('BR-13', exists('ram:TaxBasisTotalAmount')),
		fatal('BR-14', exists('ram:GrandTotalAmount')),
		fatal('BR-15', exists('ram:DuePayableAmount')),
		fatal('BR-53', hasTaxInTaxCurrency),
		fatal('BR-CO-10', isSumOfLines, 'ram:LineTotalAmount'),
		fatal('BR-CO-11', (at) => isSumOf(at, 'ram:AllowanceTotalAmount', false), 'ram:AllowanceTotalAmount'),
		fatal('BR-CO-12', (at) => isSumOf(at, 'ram:ChargeTotalAmount', true), 'ram:ChargeTotalAmount'),
		fatal('BR-CO-13', hasNet, 'ram:TaxBasisTotalAmount'),
		fatal('BR-CO-16', hasDue, 'ram:DuePayableAmount'),
		fatal('BR-DEC-09', twoDecimals('ram:LineTotalAmount'), 'ram:LineTotalAmount'),
		fatal('BR-DEC-10', twoDecimals('ram:AllowanceTotalAmount'), 'ram:AllowanceTotalAmount'),
		fatal('BR-DEC-11', twoDecimals('ram:ChargeTotalAmount'), 'ram:ChargeTotalAmount'),
		fatal('BR-DEC-12', twoDecimals('ram:TaxBasisTotalAmount'), 'ram:TaxBasisTotalAmount'),
		fatal('BR-DEC-14', twoDecimals('ram:GrandTotalAmount'), 'ram:GrandTotalAmount'),
		fatal(
			'BR-DEC-13',
			hasTaxInCents(CURRENCY, (isIn) => !isIn),
			'ram:TaxTotalAmount',
		),
		fatal(
			'BR-DEC-15',
			hasTaxInCents(TAX_CURRENCY, (_, at) => !at.has(TAX_CURRENCY)),
			'ram:TaxTotalAmount',
		),
		fatal('BR-DEC-16', twoDecimals('ram:TotalPrepaidAmount'), 'ram:TotalPrepaidAmount'),
		fatal('BR-DEC-17', twoDecimals('ram:RoundingAmount'), 'ram:RoundingAmount'),
		fatal('BR-DEC-18', twoDecimals('ram:DuePayableAmount'), 'ram:DuePayableAmount'),
	]),
];

/** The tax currency is another one than that of the invoice, and there is a tax in it. */
function hasTaxInTaxCurrency(at: Node): boolean {
	const currencies = at.values(TAX_CURRENCY);
	return (
		currencies.length === 0 ||
		(at.isAmong('ram:TaxTotalAmount/@currencyID', currencies) && !at.isAmong(CURRENCY, currencies))
	);
}

function isSumOfLines(at: Node): boolean {
	const amount = at.decimal('ram:LineTotalAmount');
	const sum = ofDouble(total(at.numbers(LINE_TOTALS)));
	return amount !== null && sum !== null && equals(amount, toCents(sum));
}

function isSumOf(at: Node, path: string, isCharge: boolean): boolean {
	const list = at
		.all(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)
		.filter((item) => item.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge));
	if (!at.has(path)) return list.length === 0;
	const sum = centsOfDouble(total(list.flatMap((item) => item.numbers('ram:ActualAmount'))));
	return at.compares(path, (value) => value === sum);
}

/** An absent total counts as zero. */
function hasNet(at: Node): boolean {
	const net = at.decimal('ram:TaxBasisTotalAmount');
	const lines = at.decimal('ram:LineTotalAmount');
	const allowances = at.decimal('ram:AllowanceTotalAmount') ?? ZERO;
	const charges = at.decimal('ram:ChargeTotalAmount') ?? ZERO;
	return net !== null && lines !== null && equals(net, toCents(add(subtract(lines, allowances), charges)));
}

function hasDue(at: Node): boolean {
	const due = at.decimal('ram:DuePayableAmount');
	const gross = at.decimal('ram:GrandTotalAmount');
	const paid = at.decimal('ram:TotalPrepaidAmount') ?? ZERO;
	const rounding = at.decimal('ram:RoundingAmount') ?? ZERO;
	return due !== null && gross !== null && equals(due, add(subtract(gross, paid), rounding));
}

/** One of the total taxes is in the currency and in whole cents, or it is excused. */
function hasTaxInCents(
	currency: string,
	isExcused: (isInCurrency: boolean, at: Node) => boolean,
): (at: Node) => boolean {
	return (at) => {
		const taxes = at.all('ram:TaxTotalAmount');
		const isFitting = (tax: Node) => {
			const isIn = at.values(currency).includes(tax.attribute('currencyID') ?? NONE);
			return (isIn && isInCents(tax)) || isExcused(isIn, at);
		};
		return taxes.length === 0 || taxes.some(isFitting);
	};
}

/** No text of a document has it. */
const NONE = '\0';

function isInCents(tax: Node): boolean {
	const value = toDouble(tax.value);
	if (value === null) tax.document.stop('FORG0001', tax);
	return value !== null && value === Math.round(value * 100) / 100;
}

const AMOUNT = '../ram:ActualAmount';
const baseDecimals = (id: string) => fatal(id, twoDecimals('../ram:BasisAmount'), '../ram:BasisAmount');
const amountDecimals = (id: string) => fatal(id, twoDecimals(AMOUNT), AMOUNT);
/** In lines, several amounts are each looked at: CII-SR-473 says that there are too many. */
const lineAmountDecimals = (id: string) => fatal(id, (at) => at.values(AMOUNT).every(hasTwoDecimals), AMOUNT);

const hasAmount = exists(AMOUNT);
const hasReason = exists('../ram:Reason', '../ram:ReasonCode');
const hasCategory = (at: Node) =>
	at.all('../ram:CategoryTradeTax').some((tax) => isVat(tax) && tax.has('ram:CategoryCode'));

/** Whether a tax is VAT; blanks around it count. */
export const isVat = (tax: Node): boolean => tax.text('ram:TypeCode').toUpperCase() === 'VAT';

const INDICATOR = 'ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator';
const ALLOWANCE = `ram:ApplicableHeaderTradeSettlement/${INDICATOR}`;
const LINE_ALLOWANCE = `ram:SpecifiedLineTradeSettlement/${INDICATOR}`;
/** Of an allowance or charge, the indicator is where its rules apply; here `1` and `0` are neither. */
const saysCharge = (at: Node) => at.equals('udt:Indicator', 'true');
const saysAllowance = (at: Node) => at.equals('udt:Indicator', 'false');

/** BG-20, BG-21 */
export const allowanceContexts: readonly Context[] = [
	contextWhen(ALLOWANCE, saysAllowance, [
		fatal('BR-31', hasAmount),
		fatal('BR-32', hasCategory),
		fatal('BR-33', hasReason),
		fatal('BR-CO-21', hasReason),
		amountDecimals('BR-DEC-01'),
		baseDecimals('BR-DEC-02'),
	]),
	contextWhen(ALLOWANCE, saysCharge, [
		fatal('BR-36', hasAmount),
		fatal('BR-37', hasCategory),
		fatal('BR-38', hasReason),
		fatal('BR-CO-22', hasReason),
		amountDecimals('BR-DEC-05'),
		baseDecimals('BR-DEC-06'),
	]),
];

/** BG-27, BG-28 */
export const lineAllowanceContexts: readonly Context[] = [
	contextWhen(LINE_ALLOWANCE, saysAllowance, [
		fatal('BR-41', hasAmount),
		fatal('BR-42', hasReason),
		fatal('BR-CO-23', hasReason),
		lineAmountDecimals('BR-DEC-24'),
		baseDecimals('BR-DEC-25'),
	]),
	contextWhen(LINE_ALLOWANCE, saysCharge, [
		fatal('BR-43', hasAmount),
		fatal('BR-44', hasReason),
		fatal('BR-CO-24', hasReason),
		lineAmountDecimals('BR-DEC-27'),
		baseDecimals('BR-DEC-28'),
	]),
];
