import { groupedBy } from '../shared/values/groups';
import {
	abs,
	compare,
	equals,
	isZero,
	subtract,
	sum,
	toText,
	type Decimal,
	ZERO,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Tax } from '../shared/invoice/schema';
import { amount, percentOf, sumOfAll } from '../shared/values/money';
import type { Money } from './minorUnits';
import type { StripeCreditNote, StripeInvoice, StripeLine, StripeTax, TaxRate } from './schema';
import { lookUp } from '../shared/values/lookUp';

/** Known tax rates by id: since basil, taxes in an event have only the id. */
export type TaxRates = ReadonlyMap<string, TaxRate>;

/** One tax of a line or of the document, in either shape. */
export interface TaxPart {
	amount: Decimal | null;
	taxable: Decimal | null;
	/** Whether the line's amount includes it. */
	inclusive: boolean;
	category: string | null;
	name: string | null;
	/** In percent. */
	rate: Decimal | null;
	rateId: string | null;
}

type Document = StripeInvoice | StripeCreditNote;

/** All tax rates that a document contains as objects, and those fetched in addition. */
export function taxRatesOf(document: Document, asked: TaxRates = new Map()): TaxRates {
	const rates = new Map(asked);
	const learn = (rate: TaxRate | string | null | undefined) => {
		if (typeof rate === 'object' && rate?.id) rates.set(rate.id, rate);
	};
	if ('default_tax_rates' in document) document.default_tax_rates?.forEach(learn);
	for (const line of document.lines?.data ?? []) line.tax_rates?.forEach(learn);
	for (const tax of allTaxes(document)) learn(rateOf(tax));
	return rates;
}

/** The ids of tax rates that a document refers to but does not contain. */
export function unknownTaxRates(document: Document): string[] {
	const known = taxRatesOf(document);
	const named = [...allTaxes(document)].flatMap((tax) => idOfRate(tax) ?? []);
	return [...new Set(named)].filter((id) => !known.has(id));
}

function* allTaxes(document: Document): Generator<StripeTax> {
	yield* taxesOfDocument(document) ?? [];
	yield* document.shipping_cost?.taxes ?? [];
	for (const line of document.lines?.data ?? []) yield* taxesOfLine(line) ?? [];
}

type Taxes = readonly StripeTax[] | null | undefined;

/**
 * The taxes in whichever shape has them. Events of versions before basil also have the new lists, which may be empty.
 */
const inEitherShape = (newer: Taxes, older: Taxes): Taxes => (newer?.length ? newer : (older ?? newer));

const taxesOfDocument = (document: Document): Taxes =>
	inEitherShape(
		document.total_taxes,
		'total_tax_amounts' in document ? document.total_tax_amounts : document.tax_amounts,
	);

const taxesOfLine = ({ taxes, tax_amounts }: StripeLine): Taxes => inEitherShape(taxes, tax_amounts);

const rateOf = (tax: StripeTax) => tax.tax_rate_details?.tax_rate ?? tax.tax_rate ?? tax.rate;

function idOfRate(tax: StripeTax): string | null {
	const rate = rateOf(tax);
	return (typeof rate === 'string' ? rate : rate?.id) || null;
}

/** Whether all taxes of the document are exclusive. */
export const isExclusive = (document: Document): boolean =>
	(taxesOfDocument(document) ?? []).every(
		(tax) => tax.tax_behavior !== 'inclusive' && tax.inclusive !== true,
	);

/** Null if the line does not list its taxes. */
export function taxPartsOfLine(line: StripeLine, readTax: ReadTax): TaxPart[] | null {
	return taxesOfLine(line)?.map(readTax) ?? null;
}

/** The categories of which there are several. */
export function sharedCategories(parts: readonly TaxPart[]): string[] {
	const seen = new Set<string>();
	return parts.flatMap(({ category }) => {
		if (category === null) return [];
		const isShared = seen.has(category);
		seen.add(category);
		return isShared ? category : [];
	});
}

export type ReadTax = (tax: StripeTax) => TaxPart;

/**
 * The reader of all taxes of one document.
 * @param exemption the category of what is not taxed because of the customer
 */
export function taxReader(rates: TaxRates, exemption: string | null, money: Money): ReadTax {
	const cent = money('1');
	return (tax) => {
		const rateId = idOfRate(tax);
		const rate = rateId === null ? undefined : rates.get(rateId);
		const taxAmount = money(tax.amount);
		const reason = lookUp(CATEGORIES, tax.taxability_reason);
		const category = reason ?? (taxAmount && isZero(taxAmount) ? exemption : null);
		const taxable = money(tax.taxable_amount);
		const percent = percentageOf(rate);
		const isCharged =
			reason === 'S' ||
			(!NOT_CHARGED.includes(tax.taxability_reason ?? '') && mayYield(percent, taxable, taxAmount, cent));
		return {
			amount: taxAmount,
			taxable,
			inclusive: tax.tax_behavior === 'inclusive' || tax.inclusive === true,
			category,
			name: rate?.display_name ?? null,
			rate: rateIn(category, taxAmount, isCharged ? percent : null),
			rateId,
		};
	};
}

/**
 * The effective percentage is the one that Stripe Tax has charged; the other is that of the law
 * (docs.stripe.com/api/tax_rates/object). A fixed amount has none.
 */
const percentageOf = (rate: TaxRate | undefined): Decimal | null =>
	rate === undefined || rate.rate_type === 'flat_amount'
		? null
		: amount(rate.effective_percentage ?? rate.percentage);

/** Taxability reasons for which a rate is named, but not charged. */
const NOT_CHARGED: readonly string[] = ['not_collecting', 'not_supported'];

/** False where a rate was not charged: there is no tax on an amount that is large enough for one. */
const mayYield = (
	percent: Decimal | null,
	taxable: Decimal | null,
	tax: Decimal | null,
	cent: Decimal | null,
): boolean =>
	percent === null ||
	taxable === null ||
	tax === null ||
	cent === null ||
	!isZero(tax) ||
	compare(abs(percentOf(taxable, percent)), cent) < 0;

/** Why there is no tax, from the customer's tax status: a rate that was set manually carries no reason. */
export const exemptionOf = (document: Document): string | null =>
	'customer_tax_exempt' in document ? lookUp(EXEMPTIONS, document.customer_tax_exempt) : null;

const EXEMPTIONS: Partial<Record<string, string>> = { reverse: 'AE', exempt: 'E' };

/** EN 16931 gives these categories a rate of 0, and "not subject to tax" no rate, whatever rate was not charged. */
const UNTAXED: Partial<Record<string, Decimal | null>> = { Z: ZERO, AE: ZERO, E: ZERO, O: null };

const isUntaxed = (category: string | null, tax: Decimal | null): category is string =>
	category !== null && Object.hasOwn(UNTAXED, category) && tax !== null && isZero(tax);

export const rateIn = (category: string | null, tax: Decimal | null, rate: Decimal | null): Decimal | null =>
	isUntaxed(category, tax) ? (UNTAXED[category] ?? null) : rate;

/** UNTDID 5305 categories for those of Stripe's taxability reasons that have one. */
const CATEGORIES: Partial<Record<string, string>> = {
	standard_rated: 'S',
	reduced_rated: 'S',
	zero_rated: 'Z',
	reverse_charge: 'AE',
	customer_exempt: 'E',
	product_exempt: 'E',
	product_exempt_holiday: 'E',
	not_subject_to_tax: 'O',
};

/** The tax of the whole document: exact if both totals were sent, else the sum of its parts. */
export function totalTaxOf(document: Document, money: Money): Decimal | null {
	const [total, net] = [money(document.total), money(document.total_excluding_tax)];
	if (total && net) return subtract(total, net);
	const parts = taxesOfDocument(document);
	if (parts && parts.length > 0) return sumOfAll(parts.map((part) => money(part.amount)));
	return ('tax' in document ? money(document.tax) : null) ?? (parts ? ZERO : null);
}

/** What the lines say of categories that are not taxed. */
export interface Untaxed {
	/** The category of what is not taxed because of the customer. */
	exemption: string | null;
	/** Whether there is shipping without tax, and it is not known why. */
	isShippingOpen: boolean;
	/** Whether each line has one category. */
	isEachKnown: boolean;
	/** The net amount of a category, with shipping; null where something is not known. */
	netIn(category: string): Decimal | null;
	/** Whether a line may have several of so many taxes of a category, each on the same amount. */
	isShared(category: string, taxes: number): boolean;
}

/**
 * One entry per category and rate. Taxes of lines come first; those of shipping follow if lines do not include them.
 */
export function taxBreakdown(
	document: Document,
	readTax: ReadTax,
	totalTax: Decimal | null,
	money: Money,
	untaxed: Untaxed,
	findings: Findings,
): Tax[] {
	const listed = (taxesOfDocument(document) ?? []).map(readTax);
	const parts = listed.length > 0 ? listed : taxWithoutParts(document, money);
	const ofParts = sumOfAll(parts.map((part) => part.amount)) ?? ZERO;
	const ofShipping = money(document.shipping_cost?.amount_tax);
	const rest = totalTax && subtract(totalTax, ofParts);
	const isShippingApart = rest && ofShipping && !isZero(ofShipping) && equals(rest, ofShipping);
	const apart = isShippingApart ? taxesOfShipping(document, readTax, ofShipping) : [];
	const all = [...parts, ...apart, ...notListed(document, readTax, [...parts, ...apart], totalTax, untaxed)];
	const groups = groupedBy(all, ({ category, amount: tax, name, rate, rateId }) =>
		JSON.stringify(isUntaxed(category, tax) ? [category] : [category, name, rate ? toText(rate) : rateId]),
	);
	return [...groups.values()].map((group, index): Tax => {
		const [{ category, name, rate }] = group as [TaxPart];
		const tax = sumOfAll(group.map((part) => part.amount));
		const taxable = sumOfAll(group.map((part) => part.taxable));
		// Stripe's amount is what a tax was calculated on: nothing, where none was charged, the same twice, where two
		// taxes might have been, and without the shipping.
		const isUnknown =
			isUntaxed(category, tax) &&
			(taxable === null ||
				isZero(taxable) ||
				untaxed.isShippingOpen ||
				untaxed.isShared(category, group.length));
		// It does not count what has no tax of its own, such as shipping.
		const isOfLines = isUntaxed(category, tax) && (isUnknown || untaxed.isEachKnown);
		const net = isOfLines ? untaxed.netIn(category) : null;
		return {
			category,
			name,
			rate: findings.amount('taxes[].rate', rate, index),
			taxableAmount: findings.amount('taxes[].taxableAmount', net ?? (isUnknown ? null : taxable), index),
			taxAmount: findings.amount('taxes[].taxAmount', tax, index),
		};
	});
}

function taxesOfShipping(document: Document, readTax: ReadTax, ofShipping: Decimal): TaxPart[] {
	const parts = (document.shipping_cost?.taxes ?? []).map(readTax);
	const known = sumOfAll(parts.map((part) => part.amount));
	if (known && equals(known, ofShipping)) return parts;
	return [{ ...NOTHING, amount: ofShipping }];
}

/** Taxes of zero that are not listed: of shipping, and of a customer who is not taxed where no rate is set. */
function notListed(
	document: Document,
	readTax: ReadTax,
	listed: readonly TaxPart[],
	totalTax: Decimal | null,
	{ exemption, netIn }: Untaxed,
): TaxPart[] {
	const known = new Set(listed.map(({ category }) => category));
	const isMissing = ({ category, amount: tax }: TaxPart) =>
		isUntaxed(category, tax) && netIn(category) !== null && !known.has(category);
	const ofShipping = (document.shipping_cost?.taxes ?? []).map(readTax).filter(isMissing);
	const isUntaxedCustomer = listed.length === 0 && totalTax !== null && isZero(totalTax);
	const ofCustomer = { ...NOTHING, amount: ZERO, category: exemption, rate: rateIn(exemption, ZERO, null) };
	return [...ofShipping, ...(isUntaxedCustomer && isMissing(ofCustomer) ? [ofCustomer] : [])];
}

const NOTHING = { taxable: null, inclusive: false, category: null, name: null, rate: null, rateId: null };

/** Before 2019, the tax of an invoice is one amount at one rate, charged on all of it. */
function taxWithoutParts(document: Document, money: Money): TaxPart[] {
	const tax = 'tax' in document ? money(document.tax) : null;
	if (tax === null || isZero(tax)) return [];
	const gross = money(document.total);
	const rate = 'tax_percent' in document ? amount(document.tax_percent) : null;
	return [{ ...NOTHING, amount: tax, taxable: gross && subtract(gross, tax), rate }];
}

/** The sum of taxes; zero if there are none. */
export const sumOfTaxes = (parts: readonly TaxPart[]): Decimal | null =>
	parts.every(({ amount: one }) => one !== null) ? sum(parts.map((part) => part.amount!)) : null;
