import { add, equals, isNegative, isZero, toText, ZERO, type Decimal } from '../../values/decimal';
import type { Gaps } from './gaps';
import { taxedOf, type Taxed } from './taxedAmounts';
import { CATEGORIES, type Category } from './taxCategories';
import { isPositive } from '../en16931/termsOfTotals';
import { readFigure, type WrittenTerms } from '../en16931/writtenTerms';

/** The VAT breakdown, and what each tax category asks for. */
export function taxRules(terms: WrittenTerms, gaps: Gaps): void {
	const taxed = taxedOf(terms);
	gaps.require(
		terms.taxes.length > 0,
		'BR-CO-18',
		'taxes',
		'Fill in the taxes: for each category and rate the amount that it is of, and the tax',
	);
	breakdown(terms, taxed, gaps);
	for (const [code, category] of CATEGORIES) {
		const own = taxed.filter((entry) => entry.category === code);
		inUse(terms, code, category, own, gaps);
		for (const entry of own) rateOf(entry, category, gaps);
	}
	const known = (code: string | null) => code === null || code === 'B' || CATEGORIES.has(code);
	terms.lines.forEach(({ taxCategory }, index) =>
		gaps.require(
			known(taxCategory),
			'BR-CL-18',
			`lines[${index}].taxCategory`,
			`${taxCategory} is no tax category of EN 16931`,
		),
	);
	notSubject(terms, taxed, gaps);
	intraCommunity(terms, gaps);
}

const keyOf = (category: string | null, rate: string | null) => `${category} ${rate}`;

/** What the lines, allowances and charges of each category come to, and those of each rate where it has a tax. */
function basesOf(taxed: readonly Taxed[]): ReadonlyMap<string, Decimal | 'unknown'> {
	const bases = new Map<string, Decimal | 'unknown'>();
	for (const { category, rate, amount } of taxed) {
		const key = keyOf(category, CATEGORIES.get(category ?? '')?.isTaxed ? rate : null);
		const base = bases.get(key) ?? ZERO;
		bases.set(key, base === 'unknown' || amount === null ? 'unknown' : add(base, amount));
	}
	return bases;
}

function breakdown({ taxes }: WrittenTerms, taxed: readonly Taxed[], gaps: Gaps): void {
	const bases = basesOf(taxed);
	const isKnown = taxed.every(({ category }) => category !== null);
	taxes.forEach((tax, index) => {
		const path = `taxes[${index}]`;
		const category = tax.category === null ? undefined : CATEGORIES.get(tax.category);
		gaps.require(
			tax.taxableAmount !== null,
			'BR-45',
			`${path}.taxableAmount`,
			'Fill in the amount that the tax is of',
		);
		gaps.require(tax.taxAmount !== null, 'BR-46', `${path}.taxAmount`, 'Fill in the amount of the tax');
		gaps.require(
			tax.category !== null,
			'BR-47',
			`${path}.category`,
			'Fill in the tax category, such as S for the standard or a reduced rate',
		);
		gaps.require(
			tax.rate !== null || tax.category === 'O',
			'BR-48',
			`${path}.rate`,
			'Fill in the rate of the tax in percent',
		);
		if (tax.category === null) return;
		gaps.require(
			!!category || tax.category === 'B',
			'BR-CL-17',
			`${path}.category`,
			`${tax.category} is no tax category of EN 16931`,
		);
		if (!category) return;
		const { name } = category;
		const taxable = readFigure(tax.taxableAmount);
		const expected = bases.get(keyOf(tax.category, category.isTaxed ? tax.rate : null)) ?? ZERO;
		// Where a category or an amount is missing, that is the gap.
		if (taxable && expected !== 'unknown' && isKnown) {
			const rule = `BR-${name}-08`;
			const at = `${path}.taxableAmount`;
			const message = `It is ${toText(taxable)}, but lines, discounts and charges of this category${category.isTaxed ? ' and rate' : ''} are ${toText(expected)}`;
			if (category.isTaxed) gaps.agree({ written: taxable, expected, within: ZERO }, rule, at, message);
			else gaps.require(equals(taxable, expected), rule, at, message);
		}
		const amount = readFigure(tax.taxAmount);
		gaps.require(
			category.isTaxed || amount === null || isZero(amount),
			`BR-${name}-09`,
			`${path}.taxAmount`,
			`There is no tax in the category ${tax.category}: make it 0`,
		);
		const hasReason = tax.exemptionReason !== null || tax.exemptionReasonCode !== null;
		gaps.require(
			hasReason === category.hasReason,
			`BR-${name}-10`,
			'references.taxExemptionReason',
			category.hasReason
				? `Fill in why there is no tax (category ${tax.category}), or references.taxExemptionReasonCode${category.reasonCode ? ` with ${category.reasonCode}` : ''}`
				: `There is no reason for an exemption in the category ${tax.category}`,
		);
	});
}

/** BR-S-01 to 04 and the like. */
function inUse(
	terms: WrittenTerms,
	code: string,
	category: Category,
	own: readonly Taxed[],
	gaps: Gaps,
): void {
	const count = terms.taxes.filter((tax) => tax.category === code).length;
	if (own.length > 0) {
		gaps.require(
			category.isTaxed ? count > 0 : count === 1,
			`BR-${category.name}-01`,
			'taxes',
			`The category ${code} must stand ${category.isTaxed ? '' : 'exactly once '}among the taxes, because lines, discounts or charges have it`,
		);
	}
	for (const place of new Set(own.map((entry) => entry.place))) {
		const [path, message] = category.missingParty(terms) ?? [];
		if (path === undefined || message === undefined) continue;
		gaps.require(false, `BR-${category.name}-0${place + 2}`, path, message);
	}
}

/** BR-S-05 to 07 and the like. */
function rateOf({ rate, place, path }: Taxed, { name, rates }: Category, gaps: Gaps): void {
	const figure = readFigure(rate);
	const [isMet, message] = {
		positive: [isPositive(figure), 'Fill in the rate in percent; it is more than 0'],
		notNegative: [!!figure && !isNegative(figure), 'Fill in the rate in percent'],
		zero: [!!figure && isZero(figure), 'The rate in this tax category is 0'],
		none: [rate === null, 'What is not subject to VAT has no rate: remove it'],
	}[rates] as [boolean, string];
	gaps.require(isMet, `BR-${name}-0${place + 5}`, path, message);
}

/** BR-O-11 to 14: what is not subject to VAT stands alone. */
function notSubject({ taxes }: WrittenTerms, taxed: readonly Taxed[], gaps: Gaps): void {
	if (!taxes.some(({ category }) => category === 'O')) return;
	const message = 'Where one category is O (not subject to VAT), every other one must be O';
	gaps.require(
		taxes.every(({ category }) => category === 'O'),
		'BR-O-11',
		'taxes',
		message,
	);
	for (const { category, place, path } of taxed) {
		gaps.require(
			category === null || category === 'O',
			`BR-O-${place + 12}`,
			path.replace('.taxRate', '.taxCategory'),
			message,
		);
	}
}

/** BR-IC-11 and 12. */
function intraCommunity({ taxes, delivery, periodStart, periodEnd }: WrittenTerms, gaps: Gaps): void {
	if (!taxes.some(({ category }) => category === 'K')) return;
	gaps.require(
		delivery.date !== null || periodStart !== null || periodEnd !== null,
		'BR-IC-11',
		'deliveryDate',
		'Fill in the date of the delivery, which a supply inside the EU (category K) must tell',
	);
	gaps.require(
		!!delivery.address?.country,
		'BR-IC-12',
		'shipTo.address.countryCode',
		'Fill in the country that was delivered to, which a supply inside the EU (category K) must tell',
	);
}
