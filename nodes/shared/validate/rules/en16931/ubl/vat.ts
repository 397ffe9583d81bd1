import { equals, ZERO, type Decimal } from '../../../../values/decimal';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import type { VatFacts } from '../explain/vatFacts';
import { isTaxOf } from '../norm/amounts';
import { RULED_CATEGORIES, type VatCategory } from '../norm/categories';
import { normRules } from '../norm/rules';
import { centsOf, sumRule } from '../norm/sums';
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
import { isNearSum, isSum } from '../norm/vatSums';
import { categoryRule } from '../norm/vatTerms';
import { VAT } from './vatTerms';
import { amountsOfVat, itemUseOf, vatUseOf, type Uses } from './vatUse';

const TAXABLE = '../cbc:TaxableAmount';
const TAX = '../cbc:TaxAmount';
const AMOUNTS = { 'BT-116': 'cbc:TaxableAmount', 'BT-117': 'cbc:TaxAmount' } as const;

const sumOfTaxes = (at: Node): Decimal => centsOf(at.all('cac:TaxSubtotal'), 'cbc:TaxAmount');

/** BG-23, in any category. */
export const breakdownContexts: readonly Context[] = [
	context('/ubl:Invoice/cac:TaxTotal | /cn:CreditNote/cac:TaxTotal', [
		sumRule('BR-CO-14', 'cbc:TaxAmount', sumOfTaxes, (at) => {
			if (!at.has('cac:TaxSubtotal')) return true;
			const tax = at.decimal('cbc:TaxAmount');
			const sum = sumOfTaxes(at);
			return tax !== null && equals(tax, sum);
		}),
	]),
	context('cac:TaxTotal/cac:TaxSubtotal', [
		...normRules(AMOUNTS, 'BR-45', 'BR-46', 'BR-DEC-19', 'BR-DEC-20'),
		categoryRule('BR-47', VAT, 'cac:TaxCategory'),
		rateRule(VAT, 'cac:TaxCategory'),
		{ ...taxOfRateRule(AMOUNTS, rateOfVat, false), why: noRateOfVat(VAT, 'cac:TaxCategory') },
	]),
];

function rateOfVat(at: Node): Decimal {
	const rates = at
		.all('cac:TaxCategory')
		.filter(VAT.isVat)
		.flatMap((category) => category.decimal(VAT.rate) ?? []);
	if (rates.length > 1) at.document.stop('XPTY0004', at);
	return rates[0] ?? ZERO;
}

/** The VAT facts of a document. */
export const vatFactsOf = (at: Node): VatFacts => ({
	named: () => vatUseOf(at).parties,
	breakdowns: ({ code }) => {
		const { inBreakdown, breakdown } = vatUseOf(at);
		return inBreakdown.get(code) ?? (breakdown.all.has(code) ? 1 : 0);
	},
});

/** The first line, allowance or charge of a category. */
const firstOf =
	(path: string, code: string, isCharge?: boolean) =>
	(at: Node): Node | undefined =>
		at
			.all(path)
			.find(
				(category) =>
					category.equals('cbc:ID', code) &&
					(isCharge === undefined || category.parent?.isFlag('cbc:ChargeIndicator', isCharge)),
			);
const OF_ITEMS = '//cac:AllowanceCharge/cac:TaxCategory';

/** Document-level rules on which parties and breakdowns a category requires. */
export const vatRules: readonly Rule[] = RULED_CATEGORIES.flatMap((category) => {
	const goesWithParties = (uses: (at: Node) => Uses) => (at: Node) => {
		if (!uses(at).vat.has(category.code)) return true;
		const use = vatUseOf(at);
		const unclear = use.unclear(category);
		if (unclear !== null) at.document.stop('FORG0006', unclear);
		return hasParties(category, use.parties);
	};
	const isO = category.code === 'O';
	return [
		fatal(numberOf(category, '01'), (at) => hasBreakdown(category, at)),
		// Lines with code S that are not marked as VAT violate this rule, whichever identifiers are present.
		fatal(
			numberOf(category, '02'),
			(at) => {
				const use = vatUseOf(at);
				if (category.code === 'S' && use.lines.all.has('S') && !use.lines.vat.has('S')) return false;
				return goesWithParties(() => use.lines)(at);
			},
			firstOf('//cac:ClassifiedTaxCategory', category.code),
		),
		fatal(
			numberOf(category, '03'),
			goesWithParties((at) => (isO ? itemUseOf(at).documentAllowances : itemUseOf(at).allowances)),
			firstOf(OF_ITEMS, category.code, false),
		),
		fatal(
			numberOf(category, '04'),
			goesWithParties((at) => (isO ? itemUseOf(at).documentCharges : itemUseOf(at).charges)),
			firstOf(OF_ITEMS, category.code, true),
		),
	];
});

/** For categories with rates, there is a breakdown if and only if the category is used; for the others, exactly one. */
function hasBreakdown({ code, hasRates }: VatCategory, at: Node): boolean {
	const use = vatUseOf(at);
	if (!hasRates) return !use.anywhere.has(code) || use.inBreakdown.get(code) === 1;
	// The rules of the standard rate do not check that a breakdown is of VAT.
	const kind = code === 'S' ? 'all' : 'vat';
	const { allowances, charges } = itemUseOf(at);
	const isUsed = [use.lines, allowances, charges].some((uses) => uses[kind].has(code));
	// If L is used, any breakdown with that code satisfies the rule.
	return isUsed === use.breakdown[isUsed && code === 'L' ? 'all' : kind].has(code);
}

const hasK = (at: Node) => vatUseOf(at).inBreakdown.has('K');
const COUNTRY = 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode';

/** The categories used elsewhere, if a breakdown is not subject to VAT. */
const besideO = (uses: (at: Node) => Uses) => (at: Node) =>
	vatUseOf(at).inBreakdown.has('O') ? uses(at).vat : [];

const ITEM_CODES = 'cac:AllowanceCharge/cac:TaxCategory/cbc:ID';
const LINE_CODES = '//cac:ClassifiedTaxCategory/cbc:ID';

/** Further document-level rules of single categories. */
export const specialVatRules: readonly Rule[] = [
	fatal(
		'BR-IC-11',
		(at) =>
			!hasK(at) || at.text('cac:Delivery/cbc:ActualDeliveryDate').length > 1 || at.has('cac:InvoicePeriod/*'),
	),
	fatal('BR-IC-12', (at) => !hasK(at) || at.text(COUNTRY).length > 1, 'cac:Delivery'),
	...onlyORules({
		'BR-O-11': besideO((at) => vatUseOf(at).breakdown),
		'BR-O-12': besideO((at) => vatUseOf(at).lines),
		'BR-O-13': besideO((at) => itemUseOf(at).allowances),
		'BR-O-14': besideO((at) => itemUseOf(at).charges),
	}),
	...splitPaymentRules({
		codes: ['//cac:TaxCategory/cbc:ID', LINE_CODES],
		countries: '//cbc:IdentificationCode',
		beside: ['cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID', ITEM_CODES, LINE_CODES],
		standard: [ITEM_CODES, LINE_CODES],
	}),
];

const LINES =
	'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory | cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory';

/** The rules per category for breakdowns, allowances, charges and lines. */
export const categoryContexts: readonly Context[] = RULED_CATEGORIES.flatMap((category) => {
	const isOf = (at: Node) => VAT.hasCode(at, category.code) && VAT.isVat(at);
	const isIn = (isCharge: boolean) => (at: Node) =>
		at.parent?.isFlag('cbc:ChargeIndicator', isCharge) === true && isOf(at);
	const ratesRule = (suffix: '05' | '06' | '07') => [rateOfRule(category, suffix, VAT)];
	return [
		contextWhen('/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory', isOf, [
			sumRule(
				numberOf(category, '08'),
				TAXABLE,
				(at) => taxableOf(category, at),
				(at) => hasTaxable(category, at),
			),
			{
				...sumRule(
					numberOf(category, '09'),
					TAX,
					(at) => (category.hasRates ? taxOf(at.decimal(TAXABLE), at.decimal(VAT.rate)) : ZERO),
					(at) => hasTax(category, at),
				),
				...(category.hasRates && { why: noRate(VAT.rate) }),
			},
			reasonRule(category, {
				'BT-120': 'cbc:TaxExemptionReason',
				'BT-121': 'cbc:TaxExemptionReasonCode',
			}),
		]),
		contextWhen('cac:AllowanceCharge/cac:TaxCategory', isIn(false), ratesRule('06')),
		contextWhen('cac:AllowanceCharge/cac:TaxCategory', isIn(true), ratesRule('07')),
		contextWhen(LINES, isOf, ratesRule('05')),
	];
});

function kindsOf(at: Node) {
	const { document } = at;
	const { invoiceSums, creditNoteSums } = amountsOfVat(at);
	return [
		{ hasLines: document.named('cac:InvoiceLine').length > 0, sums: invoiceSums },
		{ hasLines: document.named('cac:CreditNoteLine').length > 0, sums: creditNoteSums },
	];
}

function hasTaxable({ code, hasRates }: VatCategory, at: Node): boolean {
	const kinds = kindsOf(at);
	if (!hasRates) return kinds.some(({ hasLines, sums }) => hasLines && isSum(at, TAXABLE, sums.of(code)));
	const rate = at.decimal(VAT.rate);
	if (rate === null) return true;
	return kinds.some(
		({ hasLines, sums }) =>
			(code === 'S' ? sums.has(code, rate) || amountsOfVat(at).allowanceRates.has(code, rate) : hasLines) &&
			isNearSum(at, TAXABLE, sums.of(code, rate)),
	);
}

/** The taxable amount of a category, and of its rate if it has one, from lines, charges and allowances. */
function taxableOf({ code, hasRates }: VatCategory, at: Node): Decimal | null {
	const kind = kindsOf(at).find(({ hasLines }) => hasLines);
	const rate = hasRates ? at.decimal(VAT.rate) : undefined;
	return kind === undefined || rate === null ? null : kind.sums.of(code, rate);
}

function hasTax({ hasRates }: VatCategory, at: Node): boolean {
	const tax = at.decimal(TAX);
	if (!hasRates) return tax !== null && equals(tax, ZERO);
	return isTaxOf(tax, at.decimal(TAXABLE), at.decimal(VAT.rate));
}
