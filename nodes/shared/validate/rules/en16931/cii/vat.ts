import { abs, add, isZero, subtract, toText, type Decimal, ONE, ZERO } from '../../../../values/decimal';
import { round } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { absent, exists, twoDecimals } from '../../../tests';
import { isTaxOf, toCents } from '../amounts';
import { VAT_CATEGORIES, type VatCategory } from '../categories';
import { CURRENCY, DELIVERY, SETTLEMENT } from './paths';
import { centsOfDouble, isVat } from './totals';
import { haveIndicators, vatUseOf, type VatUse } from './vatUse';

const numberOf = (category: VatCategory, suffix: string) => `BR-${category.rules}-${suffix}`;

/** The rules of the root on which categories have a breakdown. */
export const vatRules: readonly Rule[] = [
	...VAT_CATEGORIES.map((category) =>
		fatal(numberOf(category, '01'), (at) => hasBreakdown(category, vatUseOf(at))),
	),
	fatal('BR-B-01', (at) => !usesB(at) || at.values('//ram:CountryID').every((country) => country === 'IT')),
	fatal('BR-B-02', (at) => !usesB(at) || !at.equals('//ram:CategoryCode', 'S')),
];

const usesB = (at: Node) => at.equals('//ram:CategoryCode', 'B');

function hasBreakdown({ code, hasRates }: VatCategory, use: VatUse): boolean {
	const [lines, items, breakdown] = [use.lines, use.items, use.breakdown].map(
		(codes) => codes.get(code) ?? 0,
	);
	if (lines === undefined || items === undefined || breakdown === undefined) return true;
	// Two lines without a breakdown meet this rule, too: it counts both together.
	if (hasRates) {
		return (lines === 0 || lines + breakdown >= 2) && (items === 0 || items + breakdown >= 2);
	}
	// One breakdown for what is used, none for what is not; the rule of O does not ask for one.
	if (breakdown === 0) return code === 'O' || (lines === 0 && items === 0);
	return breakdown === 1 && lines + items > 0;
}

/** BG-23 of a total tax. */
export const taxTotalContexts: readonly Context[] = [
	contextWhen(
		'ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
		(at) => at.isAmong('@currencyID', at.values(CURRENCY)),
		[
			fatal('BR-CO-14', (at) => {
				const taxes = at.numbers(`${SETTLEMENT}/ram:ApplicableTradeTax/ram:CalculatedAmount`);
				const sum = centsOfDouble(taxes.reduce((total, tax) => total + tax, 0));
				return at.compares('.', (value) => value === sum);
			}),
		],
	),
];

/** Stands last: breakdowns of the categories L, M and O are judged by their own rules alone. */
export const breakdownContexts: readonly Context[] = [
	context('ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax', [
		fatal('BR-45', exists('ram:BasisAmount')),
		fatal('BR-46', exists('ram:CalculatedAmount')),
		fatal('BR-47', (at) => isVat(at) && at.has('ram:CategoryCode')),
		fatal(
			'BR-48',
			(at) => isVat(at) && (at.has('ram:RateApplicablePercent') || at.equals('ram:CategoryCode', 'O')),
		),
		fatal('BR-CO-03', (at) => !at.has('//ram:TaxPointDate') || !at.has('//ram:DueDateTypeCode')),
		fatal('BR-CO-17', hasTaxOfRate, 'ram:CalculatedAmount'),
		fatal('BR-DEC-19', twoDecimals('ram:BasisAmount'), 'ram:BasisAmount'),
		fatal('BR-DEC-20', twoDecimals('ram:CalculatedAmount'), 'ram:CalculatedAmount'),
	]),
];

/** A rate that rounds to 0 asks for a tax that does, too. */
function hasTaxOfRate(at: Node): boolean {
	const isOfVat = at.normal('ram:TypeCode').toUpperCase() === 'VAT';
	const rate = (isOfVat ? at.decimal('ram:RateApplicablePercent') : null) ?? ZERO;
	const tax = at.decimal('ram:CalculatedAmount');
	if (isZero(round(rate))) return tax !== null && isZero(round(tax));
	return isTaxOf(tax, at.decimal('ram:BasisAmount'), rate, true);
}

function partiesFor({ code, parties }: VatCategory): (use: VatUse) => boolean {
	switch (parties) {
		case 'seller':
			return (use) => use.hasSellerIdInPlace;
		case 'sellerVat':
			return (use) => use.hasSellerVatId;
		case 'sellerAndBuyer':
			return (use) => use.hasSellerId && use.hasBuyerId;
		case 'sellerVatAndBuyerVat':
			return (use) => use.hasSellerVatId && use.hasBuyerVatId;
		case 'nobody':
			return (use) => code === 'O' && !use.hasSellerVatIdInPlace && !use.hasBuyerVatId;
	}
}

const LINE =
	'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax';
const ITEM = 'ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax';

function rateOf({ code, rate }: VatCategory): (at: Node) => boolean {
	const holds = (comparison: (percent: number) => boolean) => (at: Node) =>
		at.compares('ram:RateApplicablePercent', comparison);
	if (rate === 'none') return absent('ram:RateApplicablePercent');
	if (rate === 'zero') return holds((percent) => percent === 0);
	// The rules for CII ask it of L, too, which the norm allows to be 0.
	return rate === 'positive' || code === 'L'
		? holds((percent) => percent > 0)
		: holds((percent) => percent >= 0);
}

const BREAKDOWN = 'ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax';

/** Of most categories the rules stand at the code of the breakdown, of L, M and O at the breakdown itself. */
function breakdownOf(category: VatCategory, isOf: (at: Node) => boolean): Context {
	const { code, reason } = category;
	const [hasTaxable, hasTax] = [numberOf(category, '08'), numberOf(category, '09')];
	const reasonRule = (up: string) =>
		fatal(numberOf(category, '10'), (at) => {
			const hasReason = exists(`${up}ram:ExemptionReason`, `${up}ram:ExemptionReasonCode`)(at);
			return hasReason === (reason === 'required');
		});
	if (code === 'L' || code === 'M')
		return contextWhen(`rsm:SupplyChainTradeTransaction/${BREAKDOWN}`, isOf, [reasonRule('')]);
	if (code === 'O') {
		return contextWhen(`rsm:SupplyChainTradeTransaction/${BREAKDOWN}`, isOf, [
			fatal(hasTaxable, (at) => haveIndicators(at) && isExactly(at, 'ram:BasisAmount', sumOf(at, code))),
			fatal(hasTax, (at) => at.compares('ram:CalculatedAmount', (tax) => tax === 0)),
			reasonRule(''),
			...onlyO,
		]);
	}
	const isCode = (at: Node) => at.value === code;
	if (code === 'S') {
		return contextWhen(`${BREAKDOWN}/ram:CategoryCode`, isCode, [
			fatal(hasTaxable, hasTaxableOfRate, '../ram:BasisAmount'),
			fatal(hasTax, hasTaxOfStandardRate, '../ram:CalculatedAmount'),
			reasonRule('../'),
		]);
	}
	const isCodeOfVat = (at: Node) => isCode(at) && at.text('../ram:TypeCode').toUpperCase() === 'VAT';
	return contextWhen(`${BREAKDOWN}/ram:CategoryCode`, code === 'Z' ? isCode : isCodeOfVat, [
		fatal(
			hasTaxable,
			(at) => (code !== 'Z' || haveIndicators(at)) && isNear(at, '../ram:BasisAmount', sumOf(at, code)),
			'../ram:BasisAmount',
		),
		fatal(
			hasTax,
			(at) => at.compares('../ram:CalculatedAmount', (tax) => tax === 0),
			'../ram:CalculatedAmount',
		),
		reasonRule('../'),
		...(code === 'K' ? ofSupplyInEu : []),
	]);
}

const hasOnly = (codes: (use: VatUse) => ReadonlyMap<string, number>) => (at: Node) =>
	[...codes(vatUseOf(at)).keys()].every((code) => code === 'O');

const onlyO: readonly Rule[] = [
	fatal(
		'BR-O-11',
		hasOnly(({ taxes }) => taxes),
	),
	fatal(
		'BR-O-12',
		hasOnly(({ taxes }) => taxes),
	),
	fatal(
		'BR-O-13',
		hasOnly(({ items }) => items),
	),
	fatal(
		'BR-O-14',
		hasOnly(({ items }) => items),
	),
];

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

/** What a category comes to; lines, charges and allowances are each rounded to cents. */
function sumOf(at: Node, code: string, rate?: Decimal): Decimal {
	const { sumsOfLines, sumsOfCharges, sumsOfAllowances } = vatUseOf(at);
	const [lines, charges, allowances] = [sumsOfLines, sumsOfCharges, sumsOfAllowances].map((sums) =>
		toCents(sums.of(code, rate)),
	);
	return subtract(add(lines ?? ZERO, charges ?? ZERO), allowances ?? ZERO);
}

const isExactly = (at: Node, path: string, sum: Decimal): boolean => {
	const expected = Number(toText(sum));
	return at.compares(path, (value) => value === expected);
};

/** Whether an amount is less than 1 away from a sum, reckoned with doubles. */
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

/** Half decimals and half doubles, as the official rule has it. */
function hasTaxOfStandardRate(at: Node): boolean {
	const tax = at.decimal('../ram:CalculatedAmount');
	const basis = at.decimal('../ram:BasisAmount');
	const rate = at.number('../ram:RateApplicablePercent');
	if (tax === null || basis === null || rate === null) return false;
	const expected = Math.round(Number(toText(abs(basis))) * rate) / 100;
	const amount = abs(tax);
	return Number(toText(subtract(amount, ONE))) < expected && Number(toText(add(amount, ONE))) > expected;
}

/** The rules of each category on breakdowns, allowances, charges and lines that have it. */
export const categoryContexts: readonly Context[] = VAT_CATEGORIES.flatMap((category) => {
	const isOf = (at: Node) => at.equals('ram:CategoryCode', category.code) && isVat(at);
	const isIn = (isCharge: boolean) => (at: Node) =>
		at.parent?.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge) === true && isOf(at);
	const hasParties = partiesFor(category);
	const hasRate = rateOf(category);
	const partyAndRate = (party: string, rate: string) => [
		fatal(numberOf(category, party), (at) => hasParties(vatUseOf(at))),
		fatal(numberOf(category, rate), hasRate, 'ram:RateApplicablePercent'),
	];
	return [
		breakdownOf(category, isOf),
		contextWhen(ITEM, isIn(false), partyAndRate('03', '06')),
		contextWhen(ITEM, isIn(true), partyAndRate('04', '07')),
		contextWhen(LINE, isOf, partyAndRate('02', '05')),
	];
});
