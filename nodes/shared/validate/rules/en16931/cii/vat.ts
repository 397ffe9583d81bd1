import { abs, add, subtract, toText, type Decimal, ONE, ZERO } from '../../../../values/decimal';
import { ofDouble } from '../../../xpath/cast';
import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { exists } from '../../../tests';
import type { VatFacts } from '../explain/vatFacts';
import { toCents } from '../norm/amounts';
import { RULED_CATEGORIES, type VatCategory } from '../norm/categories';
import { normRules } from '../norm/rules';
import { centsOfDoubles, isSumOfDoubles, sumRule } from '../norm/sums';
import {
	hasParties,
	noRate,
	noRateOfVat,
	numberOf,
	onlyORules,
	rateOfRule,
	rateRule,
	reasonRule,
	splitPaymentRules,
	taxOf,
	taxOfRateRule,
} from '../norm/vat';
import { categoryRule } from '../norm/vatTerms';
import { DELIVERY, SETTLEMENT } from './paths';
import { currencies } from './totals';
import { VAT } from './vatTerms';
import type { VatSums } from '../norm/vatSums';
import { amountsOfVat, haveIndicators, vatUseOf, type VatUse } from './vatUse';

const CODES = ['//ram:CategoryCode'];

/** Document-level rules on which categories have a breakdown. */
export const vatRules: readonly Rule[] = [
	...RULED_CATEGORIES.map((category) =>
		fatal(numberOf(category, '01'), (at) => hasBreakdown(category, vatUseOf(at))),
	),
	...splitPaymentRules({ codes: CODES, countries: '//ram:CountryID', beside: CODES, standard: CODES }),
];

function hasBreakdown({ code, hasRates }: VatCategory, use: VatUse): boolean {
	const [lines, items, breakdown] = [use.lines, use.items, use.breakdown].map(
		(codes) => codes.get(code) ?? 0,
	);
	if (lines === undefined || items === undefined || breakdown === undefined) return true;
	// Two lines without a breakdown also satisfy this rule, because it counts lines and breakdowns together.
	if (hasRates) {
		return (lines === 0 || lines + breakdown >= 2) && (items === 0 || items + breakdown >= 2);
	}
	// One breakdown per used category, none for unused ones; the rule for O does not require one.
	if (breakdown === 0) return code === 'O' || (lines === 0 && items === 0);
	return breakdown === 1 && lines + items > 0;
}

const sumOfTaxes = perDocument(({ root }) =>
	centsOfDoubles(root.all(`${SETTLEMENT}/ram:ApplicableTradeTax`), 'ram:CalculatedAmount'),
);

function isInCurrency(tax: Node): boolean {
	const currency = tax.attribute('currencyID');
	return currency !== null && currencies(tax).has(currency);
}

/** BG-23 of a total tax. */
export const taxTotalContexts: readonly Context[] = [
	contextWhen('ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount', isInCurrency, [
		sumRule(
			'BR-CO-14',
			'.',
			(at) => ofDouble(sumOfTaxes(at), 2),
			(at) => isSumOfDoubles(at, '.', sumOfTaxes(at)),
		),
	]),
];

/** Whether both the tax point date (BT-7) and its code (BT-8) are present. */
const saysWhenTwice = perDocument(
	({ root }) => root.has('//ram:TaxPointDate') && root.has('//ram:DueDateTypeCode'),
);

const AMOUNTS = { 'BT-116': 'ram:BasisAmount', 'BT-117': 'ram:CalculatedAmount' } as const;

/** Comes last, so that breakdowns of the categories L, M and O are only checked by their own rules. */
export const breakdownContexts: readonly Context[] = [
	context('ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax', [
		...normRules(AMOUNTS, 'BR-45', 'BR-46', 'BR-DEC-19', 'BR-DEC-20'),
		categoryRule('BR-47', VAT, '.'),
		rateRule(VAT, '.'),
		fatal('BR-CO-03', (at) => !saysWhenTwice(at)),
		{ ...taxOfRateRule(AMOUNTS, rateOfVat, true), why: noRateOfVat(VAT, '.') },
	]),
];

/** Here, white space around the type is ignored. */
function rateOfVat(at: Node): Decimal {
	const isOfVat = at.normal('ram:TypeCode').toUpperCase() === 'VAT';
	return (isOfVat ? at.decimal(VAT.rate) : null) ?? ZERO;
}

const LINE =
	'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax';
const ITEM = 'ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax';

/** The CII rules require a positive rate for L, too, although the norm allows 0. */
const rateAsked = (category: VatCategory): Pick<VatCategory, 'rate'> =>
	category.code === 'L' ? { rate: 'positive' } : category;

/** The rules of some categories look at parties anywhere in the document, others at the regular places only. */
const partiesOf = ({ parties }: VatCategory, { anywhere, inPlace }: VatUse) =>
	parties === 'seller' || parties === 'nobody' ? inPlace : anywhere;

/** The VAT facts of a document. */
export const vatFactsOf = (at: Node): VatFacts => ({
	named: (category) => partiesOf(category, vatUseOf(at)),
	breakdowns: ({ code }) => vatUseOf(at).breakdown.get(code) ?? 0,
});

const BREAKDOWN = 'ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax';

/** For most categories the context is the code of the breakdown; for L, M and O it is the breakdown itself. */
function breakdownOf(category: VatCategory, isOf: (at: Node) => boolean): Context {
	const { code } = category;
	const reasonOf = (up: string) =>
		reasonRule(category, { 'BT-120': `${up}ram:ExemptionReason`, 'BT-121': `${up}ram:ExemptionReasonCode` });
	const taxable = (up: string, isMet: Rule['test']) =>
		sumRule(numberOf(category, '08'), `${up}ram:BasisAmount`, (at) => taxableOf(category, at, up), isMet);
	const tax = (up: string) => {
		const path = `${up}ram:CalculatedAmount`;
		return sumRule(
			numberOf(category, '09'),
			path,
			() => ZERO,
			(at) => at.compares(path, (amount) => amount === 0),
		);
	};
	if (code === 'L' || code === 'M')
		return contextWhen(`rsm:SupplyChainTradeTransaction/${BREAKDOWN}`, isOf, [reasonOf('')]);
	if (code === 'O') {
		return contextWhen(`rsm:SupplyChainTradeTransaction/${BREAKDOWN}`, isOf, [
			taxable('', (at) => haveIndicators(at) && isExactly(at, 'ram:BasisAmount', sumOf(at, code))),
			tax(''),
			reasonOf(''),
			...onlyORules({ 'BR-O-11': taxCodes, 'BR-O-12': taxCodes, 'BR-O-13': itemCodes, 'BR-O-14': itemCodes }),
		]);
	}
	const isCode = (at: Node) => at.value === code;
	if (code === 'S') {
		return contextWhen(`${BREAKDOWN}/ram:CategoryCode`, isCode, [
			taxable('../', hasTaxableOfRate),
			{
				...sumRule(
					numberOf(category, '09'),
					'../ram:CalculatedAmount',
					(at) => taxOf(at.decimal('../ram:BasisAmount'), at.decimal(`../${VAT.rate}`)),
					hasTaxOfStandardRate,
				),
				why: noRate(`../${VAT.rate}`),
			},
			reasonOf('../'),
		]);
	}
	const isCodeOfVat = (at: Node) => isCode(at) && at.text('../ram:TypeCode').toUpperCase() === 'VAT';
	return contextWhen(`${BREAKDOWN}/ram:CategoryCode`, code === 'Z' ? isCode : isCodeOfVat, [
		taxable(
			'../',
			(at) => (code !== 'Z' || haveIndicators(at)) && isNear(at, '../ram:BasisAmount', sumOf(at, code)),
		),
		tax('../'),
		reasonOf('../'),
		...(code === 'K' ? ofSupplyInEu : []),
	]);
}

const taxCodes = (at: Node) => vatUseOf(at).taxes.keys();
const itemCodes = (at: Node) => vatUseOf(at).items.keys();

const PERIOD = '../../ram:BillingSpecifiedPeriod';

const ofSupplyInEu: readonly Rule[] = [
	fatal(
		'BR-IC-11',
		exists(
			`${DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString`,
			`${PERIOD}/ram:StartDateTime`,
			`${PERIOD}/ram:EndDateTime`,
		),
	),
	fatal('BR-IC-12', exists(`${DELIVERY}/ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID`)),
];

/** The total of a category; lines, charges and allowances are each rounded to cents. */
function sumOf(at: Node, code: string, rate?: Decimal): Decimal {
	const { lines, charges, allowances } = amountsOfVat(at);
	const cents = (sums: VatSums) => toCents(sums.of(code, rate));
	return subtract(add(cents(lines), cents(charges)), cents(allowances));
}

/** The taxable amount of a category, and of its rate if it has one, from lines, charges and allowances. */
function taxableOf({ code, hasRates }: VatCategory, at: Node, up: string): Decimal | null {
	const rate = hasRates ? at.decimal(`${up}${VAT.rate}`) : undefined;
	return rate === null ? null : sumOf(at, code, rate);
}

const isExactly = (at: Node, path: string, sum: Decimal): boolean => {
	const expected = Number(toText(sum));
	return at.compares(path, (value) => value === expected);
};

/** Whether an amount differs from a sum by less than 1, computed with doubles. */
function isNear(at: Node, path: string, sum: Decimal): boolean {
	const amount = at.number(path);
	const expected = Number(toText(sum));
	return amount !== null && amount - 1 < expected && amount + 1 > expected;
}

function hasTaxableOfRate(at: Node): boolean {
	return at.all('../ram:RateApplicablePercent').every((node) => {
		const rate = node.decimal('.');
		return rate !== null && isExactly(at, '../ram:BasisAmount', sumOf(at, 'S', rate));
	});
}

/** Computed partly with decimals and partly with doubles, like the official rule. */
function hasTaxOfStandardRate(at: Node): boolean {
	const tax = at.decimal('../ram:CalculatedAmount');
	const basis = at.decimal('../ram:BasisAmount');
	const rate = at.number('../ram:RateApplicablePercent');
	if (tax === null || basis === null || rate === null) return false;
	const expected = Math.round(Number(toText(abs(basis))) * rate) / 100;
	const amount = abs(tax);
	return Number(toText(subtract(amount, ONE))) < expected && Number(toText(add(amount, ONE))) > expected;
}

/** The rules per category for breakdowns, allowances, charges and lines. */
export const categoryContexts: readonly Context[] = RULED_CATEGORIES.flatMap((category) => {
	const isOf = (at: Node) => VAT.hasCode(at, category.code) && VAT.isVat(at);
	const isIn = (isCharge: boolean) => (at: Node) =>
		at.parent?.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge) === true && isOf(at);
	const partyAndRate = (party: string, rate: '05' | '06' | '07') => [
		fatal(numberOf(category, party), (at) => hasParties(category, partiesOf(category, vatUseOf(at)))),
		rateOfRule(category, rate, VAT, rateAsked(category)),
	];
	return [
		breakdownOf(category, isOf),
		contextWhen(ITEM, isIn(false), partyAndRate('03', '06')),
		contextWhen(ITEM, isIn(true), partyAndRate('04', '07')),
		contextWhen(LINE, isOf, partyAndRate('02', '05')),
	];
});
