import { add, toText, type Decimal } from '../../../../values/decimal';
import { ofDouble, toDouble } from '../../../xpath/cast';
import { perDocument, perElement } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { hasTwoDecimals } from '../../../tests';
import { groupedBy } from '../../../../values/groups';
import { toCents } from '../norm/amounts';
import { normRules } from '../norm/rules';
import {
	centsOfDoubles,
	dueOf,
	isSumOfDoubles,
	itemTotalRule,
	netRule,
	sumRule,
	type TotalItems,
} from '../norm/sums';
import { ruleOn, type Requirement, type Term } from '../norm/terms';
import { noSingleTax } from '../norm/vat';
import { categoryRule } from '../norm/vatTerms';
import { CURRENCY, SETTLEMENT, TAX_CURRENCY, TOTALS as TOTALS_GROUP } from './paths';
import { VAT } from './vatTerms';

const TOTALS = {
	'BT-106': 'ram:LineTotalAmount',
	'BT-107': 'ram:AllowanceTotalAmount',
	'BT-108': 'ram:ChargeTotalAmount',
	'BT-109': 'ram:TaxBasisTotalAmount',
	'BT-112': 'ram:GrandTotalAmount',
	'BT-113': 'ram:TotalPrepaidAmount',
	'BT-114': 'ram:RoundingAmount',
	'BT-115': 'ram:DuePayableAmount',
} as const;

const LINE_TOTALS =
	'ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount';

const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);

const sumOfLinesIn = perElement((transaction) => {
	const sum = ofDouble(total(transaction.numbers(LINE_TOTALS)));
	return sum === null ? null : toCents(sum);
});

/** The sum of the lines, which are children of the element two levels above the totals. */
const sumOfLines = ({ parent, document }: Node): Decimal | null =>
	sumOfLinesIn(parent?.parent ?? document.root);

function items(isCharge: boolean): TotalItems {
	const list = perDocument(({ root }) =>
		root
			.all(`${SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge`)
			.filter((item) => item.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge)),
	);
	const cents = perDocument(({ root }) => centsOfDoubles(list(root), 'ram:ActualAmount'));
	return {
		exist: (at) => list(at).length > 0,
		sum: (at) => ofDouble(cents(at), 2),
		isSum: (at, path) => isSumOfDoubles(at, path, cents(at)),
	};
}

/** BT-5 and BT-6, each once in a valid document. */
export const currencies = perDocument(({ root }): ReadonlySet<string> => new Set(root.values(CURRENCY)));
const taxCurrencies = perDocument(({ root }): ReadonlySet<string> => new Set(root.values(TAX_CURRENCY)));
const areShared = perDocument(({ root }) =>
	[...currencies(root)].some((currency) => taxCurrencies(root).has(currency)),
);

/** BG-22 */
export const totalContexts: readonly Context[] = [
	context(TOTALS_GROUP, [
		...normRules(TOTALS, 'BR-12', 'BR-13', 'BR-14', 'BR-15'),
		fatal('BR-53', hasTaxInTaxCurrency),
		sumRule('BR-CO-10', TOTALS['BT-106'], sumOfLines),
		itemTotalRule('BR-CO-11', TOTALS['BT-107'], items(false)),
		itemTotalRule('BR-CO-12', TOTALS['BT-108'], items(true)),
		netRule(TOTALS, false),
		sumRule('BR-CO-16', TOTALS['BT-115'], dueOf(TOTALS)),
		...normRules(TOTALS, 'BR-DEC-09', 'BR-DEC-10', 'BR-DEC-11', 'BR-DEC-12', 'BR-DEC-14'),
		...normRules(TOTALS, 'BR-DEC-16', 'BR-DEC-17', 'BR-DEC-18'),
		fatal(
			'BR-DEC-13',
			hasTaxInCents(currencies, (isIn) => !isIn),
			'ram:TaxTotalAmount',
		),
		fatal(
			'BR-DEC-15',
			hasTaxInCents(taxCurrencies, (_, at) => taxCurrencies(at).size === 0),
			'ram:TaxTotalAmount',
		),
	]),
];

/** Whether the tax currency differs from the invoice currency and there is a tax in it. */
function hasTaxInTaxCurrency(at: Node): boolean {
	const wanted = taxCurrencies(at);
	return (
		wanted.size === 0 ||
		(at.values('ram:TaxTotalAmount/@currencyID').some((currency) => wanted.has(currency)) && !areShared(at))
	);
}

/** Whether a total tax in the currency has at most two decimals, or none is required. */
function hasTaxInCents(
	currenciesOf: (at: Node) => ReadonlySet<string>,
	isExcused: (isInCurrency: boolean, at: Node) => boolean,
): (at: Node) => boolean {
	return (at) => {
		const taxes = at.all('ram:TaxTotalAmount');
		const isFitting = (tax: Node) => {
			const isIn = currenciesOf(at).has(tax.attribute('currencyID') ?? NONE);
			return (isIn && isInCents(tax)) || isExcused(isIn, at);
		};
		return taxes.length === 0 || taxes.some(isFitting);
	};
}

/** A text that no document can contain. */
const NONE = '\0';

function isInCents(tax: Node): boolean {
	const value = toDouble(tax.value);
	if (value === null) tax.document.stop('FORG0001', tax);
	return value !== null && value === Math.round(value * 100) / 100;
}

const GROSS = `${SETTLEMENT}/${TOTALS_GROUP}/ram:GrandTotalAmount`;

const TAXES = `${SETTLEMENT}/${TOTALS_GROUP}/ram:TaxTotalAmount`;

/** Total taxes by currency. */
const taxesByCurrency = perDocument(({ root }) =>
	groupedBy(root.all(TAXES), (tax) => tax.attribute('currencyID')),
);
const nets = perDocument(({ root }) => root.decimals(`//${TOTALS_GROUP}`, 'ram:TaxBasisTotalAmount'));
const grosses = perDocument(
	({ root }) => new Set(root.decimals(`//${TOTALS_GROUP}`, 'ram:GrandTotalAmount').map(toText)),
);

/** The total with VAT in a currency; null when the document does not give the VAT in it. */
function grossIn(currency: string, at: Node): Decimal | null {
	const taxes = taxesByCurrency(at).get(currency) ?? [];
	const [tax] = taxes;
	if (taxes.length !== 1 || tax === undefined) return null;
	const [net, second] = nets(at);
	if (second !== undefined) at.document.stop('XPTY0004', at.all(`//${TOTALS_GROUP}`)[1]!);
	const amount = tax.decimal('.');
	return net === undefined || amount === null ? null : toCents(add(net, amount));
}

const sumWithTax = sumRule(
	'BR-CO-15',
	GROSS,
	(at) => {
		const [currency] = at.values(CURRENCY);
		return currency === undefined ? null : grossIn(currency, at);
	},
	(at) => {
		const wanted = currencies(at);
		if (wanted.size === 0) return true;
		const [known, withoutTax] = [grosses(at), nets(at)];
		const isGross = (amount: Decimal | null) => amount !== null && known.has(toText(amount));
		const isFree = withoutTax.some(isGross);
		return [...wanted].every((currency) => isGross(grossIn(currency, at)) || isFree);
	},
);

/** Satisfied if the total with VAT equals the total without VAT, whatever the VAT is. */
export const addsUpWithTax: Rule = {
	...sumWithTax,
	why: (at) => {
		const [currency = ''] = at.values(CURRENCY);
		return noSingleTax(currency, at.values(`${TAXES}/@currencyID`), at.count(TAXES));
	},
};

const INDICATOR = 'ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator';
const ALLOWANCE = `ram:ApplicableHeaderTradeSettlement/${INDICATOR}`;
const LINE_ALLOWANCE = `ram:SpecifiedLineTradeSettlement/${INDICATOR}`;
/** The context of allowances and charges is their indicator. Here, the values `1` and `0` match neither. */
const saysCharge = (at: Node) => at.equals('udt:Indicator', 'true');
const saysAllowance = (at: Node) => at.equals('udt:Indicator', 'false');

const [AMOUNT, BASE] = ['../ram:ActualAmount', '../ram:BasisAmount'] as const;
const [REASON, REASON_CODE] = ['../ram:Reason', '../ram:ReasonCode'] as const;

/** Several amounts in a line are checked one by one: CII-SR-473 reports that there are too many. */
const eachInCents = <T extends Term>(term: T): Requirement<T> => ({
	terms: [term],
	test:
		([paths = []]) =>
		(at) =>
			paths.every((path) => at.values(path).every(hasTwoDecimals)),
});

/** BG-20, BG-21 */
export const allowanceContexts: readonly Context[] = [
	contextWhen(ALLOWANCE, saysAllowance, [
		...normRules(
			{ 'BT-92': AMOUNT, 'BT-93': BASE, 'BT-97': REASON, 'BT-98': REASON_CODE },
			...(['BR-31', 'BR-33', 'BR-CO-21', 'BR-DEC-01', 'BR-DEC-02'] as const),
		),
		categoryRule('BR-32', VAT, '../ram:CategoryTradeTax'),
	]),
	contextWhen(ALLOWANCE, saysCharge, [
		...normRules(
			{ 'BT-99': AMOUNT, 'BT-100': BASE, 'BT-104': REASON, 'BT-105': REASON_CODE },
			...(['BR-36', 'BR-38', 'BR-CO-22', 'BR-DEC-05', 'BR-DEC-06'] as const),
		),
		categoryRule('BR-37', VAT, '../ram:CategoryTradeTax'),
	]),
];

/** BG-27, BG-28 */
export const lineAllowanceContexts: readonly Context[] = [
	contextWhen(LINE_ALLOWANCE, saysAllowance, [
		...normRules(
			{ 'BT-136': AMOUNT, 'BT-137': BASE, 'BT-139': REASON, 'BT-140': REASON_CODE },
			...(['BR-41', 'BR-42', 'BR-CO-23', 'BR-DEC-25'] as const),
		),
		ruleOn('BR-DEC-24', eachInCents('BT-136'), { 'BT-136': AMOUNT }),
	]),
	contextWhen(LINE_ALLOWANCE, saysCharge, [
		...normRules(
			{ 'BT-141': AMOUNT, 'BT-142': BASE, 'BT-144': REASON, 'BT-145': REASON_CODE },
			...(['BR-43', 'BR-44', 'BR-CO-24', 'BR-DEC-28'] as const),
		),
		ruleOn('BR-DEC-27', eachInCents('BT-141'), { 'BT-141': AMOUNT }),
	]),
];
