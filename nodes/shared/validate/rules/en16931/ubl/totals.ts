import { add, equals, subtract, sum, toText } from '../../../../values/decimal';
import { groupedBy } from '../../../../values/groups';
import { perDocument, perElement } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, type Context, type Rule } from '../../../rule';
import { toCents } from '../norm/amounts';
import { normRules } from '../norm/rules';
import { centsOf, dueOf, itemTotalRule, netRule, sumRule, type TotalItems } from '../norm/sums';
import { inCents, ruleOn } from '../norm/terms';
import { noSingleTax } from '../norm/vat';
import { categoryRule } from '../norm/vatTerms';
import { VAT } from './vatTerms';

const TOTALS = {
	'BT-106': 'cbc:LineExtensionAmount',
	'BT-107': 'cbc:AllowanceTotalAmount',
	'BT-108': 'cbc:ChargeTotalAmount',
	'BT-109': 'cbc:TaxExclusiveAmount',
	'BT-112': 'cbc:TaxInclusiveAmount',
	'BT-113': 'cbc:PrepaidAmount',
	'BT-114': 'cbc:PayableRoundingAmount',
	'BT-115': 'cbc:PayableAmount',
} as const;

const [AMOUNT, BASE] = ['cbc:Amount', 'cbc:BaseAmount'] as const;

const sumOfLines = perDocument(({ root }) =>
	toCents(
		sum(
			[...root.all('//cac:InvoiceLine'), ...root.all('//cac:CreditNoteLine')].flatMap(
				(line) => line.decimal('cbc:LineExtensionAmount') ?? [],
			),
		),
	),
);

function items(isCharge: boolean): TotalItems {
	const list = perElement((parent) =>
		parent.all('cac:AllowanceCharge').filter((item) => item.isFlag('cbc:ChargeIndicator', isCharge)),
	);
	const cents = perElement((parent) => centsOf(list(parent), AMOUNT));
	const beside = ({ parent, document }: Node) => parent ?? document.root;
	return {
		exist: (at) => list(beside(at)).length > 0,
		sum: (at) => cents(beside(at)),
		isSum: (at, path) => {
			const amount = at.decimal(path);
			const sum = cents(beside(at));
			return amount !== null && equals(amount, sum);
		},
	};
}

/** Rounds after each step, like the official rule. */
function isDue(at: Node): boolean {
	const due = at.decimal(TOTALS['BT-115']);
	const gross = at.decimal(TOTALS['BT-112']);
	if (due === null || gross === null) return false;
	const [paid, rounding] = [at.decimal(TOTALS['BT-113']), at.decimal(TOTALS['BT-114'])];
	const open = paid === null ? gross : toCents(subtract(gross, paid));
	return equals(rounding === null ? due : toCents(subtract(due, rounding)), open);
}

/** BG-22 */
export const totalContexts: readonly Context[] = [
	context('cac:LegalMonetaryTotal', [
		...normRules(TOTALS, 'BR-12', 'BR-13', 'BR-14', 'BR-15'),
		sumRule('BR-CO-10', TOTALS['BT-106'], sumOfLines),
		itemTotalRule('BR-CO-11', TOTALS['BT-107'], items(false)),
		itemTotalRule('BR-CO-12', TOTALS['BT-108'], items(true)),
		netRule(TOTALS, true),
		sumRule('BR-CO-16', TOTALS['BT-115'], dueOf(TOTALS), isDue),
		...normRules(TOTALS, 'BR-DEC-09', 'BR-DEC-10', 'BR-DEC-11', 'BR-DEC-12', 'BR-DEC-14'),
		...normRules(TOTALS, 'BR-DEC-16', 'BR-DEC-17', 'BR-DEC-18'),
	]),
];

const NET = 'cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount';
const GROSS = 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount';

/** Total taxes by currency. */
const taxesByCurrency = perElement((at) =>
	groupedBy(at.all('cac:TaxTotal/cbc:TaxAmount'), (tax) => tax.attribute('currencyID')),
);
const netsOf = perElement((at) => at.decimals('cac:LegalMonetaryTotal', 'cbc:TaxExclusiveAmount'));
const grossesOf = perElement(
	(at) => new Set(at.decimals('cac:LegalMonetaryTotal', 'cbc:TaxInclusiveAmount').map(toText)),
);

/** The total with VAT in a currency. Only VAT in that currency counts; there may be another in the tax currency. */
function grossIn(currency: string, at: Node) {
	const amounts = taxesByCurrency(at).get(currency) ?? [];
	// Amounts of one total follow each other.
	const repeated = amounts.find((amount, index) => amount.parent === amounts[index - 1]?.parent);
	if (repeated !== undefined) at.document.stop('XPTY0004', repeated);
	const taxes = amounts.flatMap((amount) => amount.decimal('.') ?? []);
	const [tax] = taxes;
	if (taxes.length !== 1 || tax === undefined) return null;
	const nets = netsOf(at);
	const [net] = nets;
	if (nets.length > 1) at.document.stop('XPTY0004', at.all(NET)[1]!);
	return net === undefined ? null : toCents(add(net, tax));
}

const sumWithTax = sumRule(
	'BR-CO-15',
	GROSS,
	(at) => {
		const [currency] = at.values('cbc:DocumentCurrencyCode');
		return currency === undefined ? null : grossIn(currency, at);
	},
	(at) =>
		[...new Set(at.values('cbc:DocumentCurrencyCode'))].every((currency) => {
			const expected = grossIn(currency, at);
			return expected !== null && grossesOf(at).has(toText(expected));
		}),
);

export const addsUpWithTax: Rule = {
	...sumWithTax,
	why: (at) => {
		const [currency = ''] = at.values('cbc:DocumentCurrencyCode');
		return noSingleTax(
			currency,
			at.values('cac:TaxTotal/cbc:TaxAmount/@currencyID'),
			at.count('cac:TaxTotal'),
		);
	},
};

const ALLOWANCE = '/ubl:Invoice/cac:AllowanceCharge | /cn:CreditNote/cac:AllowanceCharge';
const LINE_ALLOWANCE = 'cac:InvoiceLine/cac:AllowanceCharge | cac:CreditNoteLine/cac:AllowanceCharge';
const isAllowance = (at: Node) => at.isFlag('cbc:ChargeIndicator', false);
const isCharge = (at: Node) => at.isFlag('cbc:ChargeIndicator', true);

const [REASON, REASON_CODE] = ['cbc:AllowanceChargeReason', 'cbc:AllowanceChargeReasonCode'] as const;

/** BG-20, BG-21 */
export const allowanceContexts: readonly Context[] = [
	contextWhen(ALLOWANCE, isAllowance, [
		...normRules(
			{ 'BT-92': AMOUNT, 'BT-93': BASE, 'BT-97': REASON, 'BT-98': REASON_CODE },
			...(['BR-31', 'BR-33', 'BR-CO-21', 'BR-DEC-01', 'BR-DEC-02'] as const),
		),
		categoryRule('BR-32', VAT, 'cac:TaxCategory'),
	]),
	contextWhen(ALLOWANCE, isCharge, [
		...normRules(
			{ 'BT-99': AMOUNT, 'BT-100': BASE, 'BT-104': REASON, 'BT-105': REASON_CODE },
			...(['BR-36', 'BR-38', 'BR-CO-22', 'BR-DEC-05', 'BR-DEC-06'] as const),
		),
		categoryRule('BR-37', VAT, 'cac:TaxCategory'),
	]),
];

/** BG-27, BG-28 */
export const lineAllowanceContexts: readonly Context[] = [
	contextWhen(
		LINE_ALLOWANCE,
		isAllowance,
		normRules(
			{ 'BT-136': AMOUNT, 'BT-137': BASE, 'BT-139': REASON, 'BT-140': REASON_CODE },
			...(['BR-41', 'BR-42', 'BR-CO-23', 'BR-DEC-25'] as const),
		).concat(ruleOn('BR-DEC-24', inCents('BT-136'), { 'BT-136': AMOUNT })),
	),
	contextWhen(
		LINE_ALLOWANCE,
		isCharge,
		normRules(
			{ 'BT-141': AMOUNT, 'BT-142': BASE, 'BT-144': REASON, 'BT-145': REASON_CODE },
			...(['BR-43', 'BR-44', 'BR-CO-24', 'BR-DEC-28'] as const),
		).concat(ruleOn('BR-DEC-27', inCents('BT-141'), { 'BT-141': AMOUNT })),
	),
];
