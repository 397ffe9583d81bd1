import { equals, isZero, ZERO } from '../../../../values/decimal';
import { round } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { absent, exists, twoDecimals } from '../../../tests';
import { isRoundedSum, isTaxOf } from '../amounts';
import { VAT_CATEGORIES, type VatCategory } from '../categories';
import { isNearSum, isSum } from '../vatSums';
import { isVat } from './totals';
import { vatUseOf, type Uses, type VatUse } from './vatUse';

const TAXABLE = '../cbc:TaxableAmount';
const TAX = '../cbc:TaxAmount';

/** BG-23, whatever the category. */
export const breakdownContexts: readonly Context[] = [
	context('/ubl:Invoice/cac:TaxTotal | /cn:CreditNote/cac:TaxTotal', [
		fatal(
			'BR-CO-14',
			(at) =>
				!at.has('cac:TaxSubtotal') ||
				isRoundedSum(at.decimal('cbc:TaxAmount'), at.decimals('cac:TaxSubtotal', 'cbc:TaxAmount')),
			'cbc:TaxAmount',
		),
	]),
	context('cac:TaxTotal/cac:TaxSubtotal', [
		fatal('BR-45', exists('cbc:TaxableAmount')),
		fatal('BR-46', exists('cbc:TaxAmount')),
		fatal('BR-47', (at) => vatCategories(at).some((category) => category.has('cbc:ID'))),
		fatal(
			'BR-48',
			(at) =>
				vatCategories(at).some((category) => category.has('cbc:Percent')) ||
				vatCategories(at).some((category) => category.normal('cbc:ID') === 'O'),
		),
		fatal('BR-CO-17', hasTaxOfRate, 'cbc:TaxAmount'),
		fatal('BR-DEC-19', twoDecimals('cbc:TaxableAmount'), 'cbc:TaxableAmount'),
		fatal('BR-DEC-20', twoDecimals('cbc:TaxAmount'), 'cbc:TaxAmount'),
	]),
];

const vatCategories = (at: Node) => at.all('cac:TaxCategory').filter(isVat);

/** A rate that rounds to 0 asks for a tax that does, too. */
function hasTaxOfRate(at: Node): boolean {
	const rates = vatCategories(at).flatMap((category) => category.decimal('cbc:Percent') ?? []);
	if (rates.length > 1) at.document.stop('XPTY0004', at);
	const tax = at.decimal('cbc:TaxAmount');
	const [rate = ZERO] = rates;
	if (isZero(round(rate))) return tax !== null && isZero(round(tax));
	return isTaxOf(tax, at.decimal('cbc:TaxableAmount'), rate);
}

/** The rules of the root on which categories go with which parties and breakdowns. */
export const vatRules: readonly Rule[] = VAT_CATEGORIES.flatMap((category) => {
	const number = (suffix: string) => `BR-${category.rules}-${suffix}`;
	const hasParties = partiesFor(category);
	const goesWithParties = (uses: (use: VatUse) => Uses) => (at: Node) => {
		const use = vatUseOf(at);
		return !uses(use).vat.has(category.code) || hasParties(use);
	};
	const isO = category.code === 'O';
	return [
		fatal(number('01'), (at) => hasBreakdown(category, vatUseOf(at))),
		// Standard rated lines that are not said to be of VAT break this one, whoever is named.
		fatal(number('02'), (at) => {
			const use = vatUseOf(at);
			if (category.code === 'S' && use.lines.all.has('S') && !use.lines.vat.has('S')) return false;
			return goesWithParties(({ lines }) => lines)(at);
		}),
		fatal(
			number('03'),
			goesWithParties((use) => (isO ? use.documentAllowances : use.allowances)),
		),
		fatal(
			number('04'),
			goesWithParties((use) => (isO ? use.documentCharges : use.charges)),
		),
	];
});

function partiesFor({ parties }: VatCategory): (use: VatUse) => boolean {
	switch (parties) {
		case 'seller':
			return (use) => use.hasSellerId;
		case 'sellerVat':
			return (use) => use.hasSellerVatId;
		case 'sellerAndBuyer':
			return (use) => use.hasSellerId && use.hasBuyerId;
		case 'sellerVatAndBuyerVat':
			return (use) => use.hasSellerVatId && use.hasBuyerVatId;
		case 'nobody':
			return (use) => !use.hasSellerVatId && !use.hasBuyerVatId;
	}
}

/** Of the rated categories, a breakdown is there if and only if the category is used; of the others exactly one. */
function hasBreakdown({ code, hasRates }: VatCategory, use: VatUse): boolean {
	if (!hasRates) return !use.anywhere.has(code) || use.inBreakdown.get(code) === 1;
	// The rules of the standard rate do not look at whether it is one of VAT.
	const kind = code === 'S' ? 'all' : 'vat';
	const isUsed = [use.lines, use.allowances, use.charges].some((uses) => uses[kind].has(code));
	return isUsed === use.breakdown[kind].has(code);
}

const hasK = (at: Node) => vatUseOf(at).inBreakdown.has('K');
const COUNTRY = 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode';

const onlyO = (uses: (use: VatUse) => Uses) => (at: Node) => {
	const use = vatUseOf(at);
	return !use.inBreakdown.has('O') || [...uses(use).vat].every((code) => code === 'O');
};

/** What single categories ask of the document besides. */
export const specialVatRules: readonly Rule[] = [
	fatal(
		'BR-IC-11',
		(at) =>
			!hasK(at) || at.text('cac:Delivery/cbc:ActualDeliveryDate').length > 1 || at.has('cac:InvoicePeriod/*'),
	),
	fatal('BR-IC-12', (at) => !hasK(at) || at.text(COUNTRY).length > 1, 'cac:Delivery'),
	fatal(
		'BR-O-11',
		onlyO(({ breakdown }) => breakdown),
	),
	fatal(
		'BR-O-12',
		onlyO(({ lines }) => lines),
	),
	fatal(
		'BR-O-13',
		onlyO(({ allowances }) => allowances),
	),
	fatal(
		'BR-O-14',
		onlyO(({ charges }) => charges),
	),
	fatal(
		'BR-B-01',
		(at) => !usesB(at) || at.values('//cbc:IdentificationCode').every((code) => code === 'IT'),
	),
	fatal(
		'BR-B-02',
		(at) =>
			!['cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID', ...TAXED].some((path) =>
				at.equals(path, 'B'),
			) || !TAXED.some((path) => at.equals(path, 'S')),
	),
];

const TAXED = ['cac:AllowanceCharge/cac:TaxCategory/cbc:ID', '//cac:ClassifiedTaxCategory/cbc:ID'];
const usesB = (at: Node) =>
	at.equals('//cac:TaxCategory/cbc:ID', 'B') || at.equals('//cac:ClassifiedTaxCategory/cbc:ID', 'B');

const LINES =
	'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory | cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory';

/** The rules of each category on breakdowns, allowances, charges and lines that have it. */
export const categoryContexts: readonly Context[] = VAT_CATEGORIES.flatMap((category) => {
	const number = (suffix: string) => `BR-${category.rules}-${suffix}`;
	const isOf = (at: Node) => at.normal('cbc:ID') === category.code && isVat(at);
	const isIn = (isCharge: boolean) => (at: Node) =>
		at.parent?.isFlag('cbc:ChargeIndicator', isCharge) === true && isOf(at);
	const hasRate = rateOf(category);
	const hasReason = exists('cbc:TaxExemptionReason', 'cbc:TaxExemptionReasonCode');
	return [
		contextWhen('/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory', isOf, [
			fatal(number('08'), (at) => hasTaxable(category, at), TAXABLE),
			fatal(number('09'), (at) => hasTax(category, at), TAX),
			fatal(number('10'), (at) => hasReason(at) === (category.reason === 'required')),
		]),
		contextWhen('cac:AllowanceCharge/cac:TaxCategory', isIn(false), [
			fatal(number('06'), hasRate, 'cbc:Percent'),
		]),
		contextWhen('cac:AllowanceCharge/cac:TaxCategory', isIn(true), [
			fatal(number('07'), hasRate, 'cbc:Percent'),
		]),
		contextWhen(LINES, isOf, [fatal(number('05'), hasRate, 'cbc:Percent')]),
	];
});

function rateOf({ rate }: VatCategory): (at: Node) => boolean {
	switch (rate) {
		case 'positive':
			return (at) => at.compares('cbc:Percent', (percent) => percent > 0);
		case 'notNegative':
			return (at) => at.compares('cbc:Percent', (percent) => percent >= 0);
		case 'zero':
			return (at) => {
				const percent = at.decimal('cbc:Percent');
				return percent !== null && isZero(percent);
			};
		case 'none':
			return absent('cbc:Percent');
	}
}

function hasTaxable({ code, hasRates }: VatCategory, at: Node): boolean {
	const { invoiceSums, creditNoteSums, allowanceRates } = vatUseOf(at);
	const kinds = [
		{ lines: '//cac:InvoiceLine', sums: invoiceSums },
		{ lines: '//cac:CreditNoteLine', sums: creditNoteSums },
	];
	if (!hasRates) return kinds.some(({ lines, sums }) => at.has(lines) && isSum(at, TAXABLE, sums.of(code)));
	const rate = at.decimal('cbc:Percent');
	if (rate === null) return true;
	return kinds.some(
		({ lines, sums }) =>
			(code === 'S' ? sums.has(code, rate) || allowanceRates.has(code, rate) : at.has(lines)) &&
			isNearSum(at, TAXABLE, sums.of(code, rate)),
	);
}

function hasTax({ hasRates }: VatCategory, at: Node): boolean {
	const tax = at.decimal(TAX);
	if (!hasRates) return tax !== null && equals(tax, ZERO);
	return isTaxOf(tax, at.decimal(TAXABLE), at.decimal('cbc:Percent'));
}
