import { isZero, multiply, shift, type Decimal } from '../../../../values/decimal';
import { round } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { plainOrQuoted } from '../../../oneLine';
import { fatal, type Rule } from '../../../rule';
import { isTaxOf, toCents } from './amounts';
import type { VatCategory } from './categories';
import { sumRule } from './sums';
import { presentOneOf, ruleOn, type TermPath } from './terms';
import { NOT_VAT, type VatTerms } from './vatTerms';

type Test = Rule['test'];

/** The ID of a rule that every category has, such as `BR-AE-05`. */
export const numberOf = ({ rules }: VatCategory, suffix: string): string => `BR-${rules}-${suffix}`;

/** Which parties have a tax identifier. */
export interface NamedParties {
	/** VAT or tax number of the seller (BT-31, BT-32), or VAT number of its representative (BT-63). */
	seller: boolean;
	/** BT-31 or BT-63 */
	sellerVat: boolean;
	/** VAT number or registration number of the buyer (BT-48, BT-47). */
	buyer: boolean;
	/** BT-48 */
	buyerVat: boolean;
}

/** BR-…-02 to 04: whether the parties have the identifiers that a category requires. */
export function hasParties({ parties }: VatCategory, named: NamedParties): boolean {
	switch (parties) {
		case 'seller':
			return named.seller;
		case 'sellerVat':
			return named.sellerVat;
		case 'sellerAndBuyer':
			return named.seller && named.buyer;
		case 'sellerVatAndBuyerVat':
			return named.sellerVat && named.buyerVat;
		case 'nobody':
			return !named.sellerVat && !named.buyerVat;
	}
}

/** BR-…-05 to 07: whether a line, allowance or charge has a rate that its category allows. */
function hasRateOf({ rate }: Pick<VatCategory, 'rate'>, terms: VatTerms): Test {
	switch (rate) {
		case 'positive':
			return (at) => at.compares(terms.rate, (percent) => percent > 0);
		case 'notNegative':
			return (at) => at.compares(terms.rate, (percent) => percent >= 0);
		case 'zero':
			return (at) => terms.isZero(at, terms.rate);
		case 'none':
			return (at) => !at.has(terms.rate);
	}
}

const PLACES = { '05': 'line', '06': 'allowance', '07': 'charge' } as const;
const RATE_TERMS = { '05': 'BT-152', '06': 'BT-96', '07': 'BT-103' } as const;
const RATES = { positive: 'one above 0', notNegative: 'one of 0 or more', zero: '0' } as const;

/**
 * BR-…-05 to 07, by {@link hasRateOf}.
 *
 * @param asked the rate that the rule of the syntax asks for, if it is another than the category's
 */
export function rateOfRule(
	category: VatCategory,
	suffix: keyof typeof PLACES,
	terms: VatTerms,
	asked: Pick<VatCategory, 'rate'> = category,
): Rule {
	const { code, name, rate } = category;
	const rule = fatal(numberOf(category, suffix), hasRateOf(asked, terms), terms.rate);
	if (rate === 'none') return rule;
	const missing = `The ${PLACES[suffix]} has the VAT category ${code} (${name}), but no rate (${RATE_TERMS[suffix]}): give ${RATES[rate]}`;
	return { ...rule, why: (at) => (at.has(terms.rate) ? null : missing) };
}

/** BR-…-10: a breakdown has an exemption reason if and only if its category requires one. */
export function reasonRule(
	category: VatCategory,
	places: Readonly<Record<'BT-120' | 'BT-121', TermPath>>,
): Rule {
	const rule = ruleOn(numberOf(category, '10'), presentOneOf('BT-120', 'BT-121'), places);
	return { ...rule, test: (at) => rule.test(at) === (category.reason === 'required') };
}

/** BR-O-11 to 14: next to a breakdown not subject to VAT, nothing has another category. */
export const onlyORules = (codes: Readonly<Record<string, (at: Node) => Iterable<string>>>): Rule[] =>
	Object.entries(codes).map(([id, codesAt]) =>
		fatal(id, (at) => [...codesAt(at)].every((code) => code === 'O')),
	);

/** Where BR-B looks for category codes. */
interface SplitPaymentPlaces {
	/** A code B here makes it a split payment invoice. */
	codes: readonly string[];
	countries: string;
	/** Paths that must not have a B if one of `standard` has an S. */
	beside: readonly string[];
	standard: readonly string[];
}

/** BR-B: split payment is for domestic Italian invoices, and not combined with the standard rate. */
export function splitPaymentRules({ codes, countries, beside, standard }: SplitPaymentPlaces): Rule[] {
	const some = (at: Node, paths: readonly string[], code: string) =>
		paths.some((path) => at.equals(path, code));
	return [
		fatal(
			'BR-B-01',
			(at) => !some(at, codes, 'B') || at.values(countries).every((country) => country === 'IT'),
		),
		fatal('BR-B-02', (at) => !some(at, beside, 'B') || !some(at, standard, 'S')),
	];
}

/** BR-48: a VAT breakdown has a rate, unless it is not subject to VAT. */
export const rateRule = ({ isVat, rate, hasCode }: VatTerms, path: string): Rule => ({
	...fatal('BR-48', (at) => {
		const taxes = at.all(path).filter(isVat);
		return taxes.some((tax) => tax.has(rate)) || taxes.some((tax) => hasCode(tax, 'O'));
	}),
	why: (at) => (at.all(path).some((tax) => tax.has(rate)) ? NOT_VAT : null),
});

/** Why the VAT of a breakdown cannot be what its rate says. */
export const noRate =
	(rate: string): NonNullable<Rule['why']> =>
	(at) =>
		at.has(rate) ? null : NO_RATE;

const NO_RATE = 'The rate of the VAT category (BT-119) is missing: its VAT (BT-117) cannot be checked';

/** {@link noRate}, or why the rate does not count, for the taxes of a breakdown at a path. */
export const noRateOfVat =
	({ isVat, rate }: VatTerms, path: string): NonNullable<Rule['why']> =>
	(at) => {
		const taxes = at.all(path).filter((tax) => tax.has(rate));
		if (taxes.length === 0) return NO_RATE;
		return taxes.some(isVat)
			? null
			: 'The tax is not said to be VAT: the VAT of the category (BT-117) cannot be checked';
	};

/** BR-CO-15: why there is no total VAT in the currency of the invoice to add; null if there is. */
export function noSingleTax(currency: string, currencies: readonly string[], count: number): string | null {
	const inCurrency = currencies.filter((other) => other === currency).length;
	const named = currency === '' ? '' : `, ${plainOrQuoted(currency.trim())}`;
	if (inCurrency === 1) return null;
	if (inCurrency > 1)
		return `The total VAT (BT-110) is there ${inCurrency} times in the currency of the invoice${named}: keep only one`;
	if (count === 0) return 'The total VAT (BT-110) is missing: the total with VAT (BT-112) cannot be checked';
	const [other = '', ...more] = new Set(currencies);
	return other.trim() !== '' && more.length === 0 && currency !== ''
		? `The total VAT (BT-110) is in ${plainOrQuoted(other.trim())}, but the invoice is in ${plainOrQuoted(currency.trim())} (BT-5): both must be the same`
		: `The total VAT (BT-110) is not in the currency of the invoice${named}: its currencyID must be the same`;
}

/** The tax at a rate, in cents. */
export const taxOf = (taxable: Decimal | null, percent: Decimal | null): Decimal | null =>
	taxable === null || percent === null ? null : toCents(multiply(taxable, shift(percent, -2)));

/**
 * BR-CO-17: the tax of a breakdown is taxable amount × rate; if the rate rounds to 0, the tax must be 0, too.
 *
 * @param rateOf the rate of a breakdown
 * @param orOne also accept a difference of exactly 1
 */
export const taxOfRateRule = (
	places: Readonly<Record<'BT-116' | 'BT-117', string>>,
	rateOf: (at: Node) => Decimal,
	orOne: boolean,
): Rule =>
	sumRule(
		'BR-CO-17',
		places['BT-117'],
		(at) => taxOf(at.decimal(places['BT-116']), rateOf(at)),
		(at) => {
			const rate = rateOf(at);
			const tax = at.decimal(places['BT-117']);
			if (isZero(round(rate))) return tax !== null && isZero(round(tax));
			return isTaxOf(tax, at.decimal(places['BT-116']), rate, orOne);
		},
	);
