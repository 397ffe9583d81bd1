import type { Findings } from '../../../invoice/findings';
import type { Invoice, Line, Tax } from '../../../invoice/schema';
import { currencyDigits } from '../../../values/currencies';
import {
	abs,
	add,
	compare,
	equals,
	fractionDigits,
	negate,
	ofDigits,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { amount, sumOfAll } from '../../../values/money';
import { xmlDecimal } from '../../reader';
import type { AllowanceOrCharge } from '../terms';

/** The amounts of one category and rate. */
interface Share {
	category: string;
	rate: Decimal | null;
	sum: Decimal;
}

/** Amounts by category and rate; null where an amount does not say to which it belongs. */
type Shares = Map<string, Share> | null;

interface Sources {
	lines: readonly Line[];
	taxes: readonly Tax[];
	allowancesAndCharges: readonly AllowanceOrCharge[];
	currency: Invoice['currency'];
	/** BT-106. If the lines do not add up to it, that has an issue, and a line that is wrong makes no second one. */
	total: number | null | undefined;
}

/**
 * Adds an issue for each tax whose taxable amount is not the sum of the lines, charges and discounts with its category
 * and rate (BR-S-08 and its siblings), and for each rate of those that has no tax.
 */
export function checkBreakdown(sources: Sources, findings: Findings): void {
	const { lines, taxes, currency, total } = sources;
	if (lines.length === 0 || taxes.length === 0) return;
	const [whole, sum] = [amount(total), sumOfAll(lines.map(({ net }) => amount(net)))];
	if (whole && sum && !equals(whole, sum)) return;
	const [expected, sent] = [sharesOf(sources), sharesOfTaxes(taxes)];
	if (expected === null || sent === null) return;
	const digits = currencyDigits(currency ?? '') ?? 2;
	const isNear = ({ sum }: Share, other: Decimal) => {
		// Lines finer than the currency are rounded per tax.
		const slack = fractionDigits(sum) > digits ? ofDigits(1, digits) : ZERO;
		return compare(abs(subtract(sum, other)), slack) <= 0;
	};
	for (const [key, share] of expected) {
		const { category, rate, sum } = share;
		const found = sent.get(key);
		if (isNear(share, found?.sum ?? ZERO)) continue;
		const what = `the lines, discounts and charges with ${category}${rate === null ? '' : ` ${toText(rate)} %`}`;
		const index = taxes.findIndex((tax) => keyOf(tax.category ?? '', amount(tax.rate)) === key);
		if (found) {
			findings.add(
				'sum-mismatch',
				`taxes[${index}].taxableAmount`,
				`${toText(found.sum)} was sent, but ${what} come to ${toText(sum)} (BR-${category}-08)`,
			);
		} else {
			findings.add('tax-missing', 'taxes', `There is no tax for ${what}, which come to ${toText(sum)}`);
		}
	}
	for (const [key, { sum }] of sent) {
		if (expected.has(key) || compare(sum, ZERO) === 0) continue;
		const index = taxes.findIndex((tax) => keyOf(tax.category ?? '', amount(tax.rate)) === key);
		findings.add(
			'sum-mismatch',
			`taxes[${index}].taxableAmount`,
			`${toText(sum)} was sent, but no line, discount or charge has this category and rate`,
		);
	}
}

/** Categories without VAT may leave out the rate. */
const keyOf = (category: string, rate: Decimal | null): string => `${category} ${rate ? toText(rate) : '0'}`;

function put(shares: NonNullable<Shares>, category: string, rate: Decimal | null, sum: Decimal): void {
	const key = keyOf(category, rate);
	const share = shares.get(key);
	if (share) share.sum = add(share.sum, sum);
	else shares.set(key, { category, rate, sum });
}

function sharesOf({ lines, allowancesAndCharges }: Sources): Shares {
	const shares: NonNullable<Shares> = new Map();
	for (const { net, taxCategory, taxRate } of lines) {
		const figure = amount(net);
		if (figure === null || taxCategory === null) return null;
		put(shares, taxCategory, amount(taxRate), figure);
	}
	for (const { isCharge, taxCategory, taxRate, ...entry } of allowancesAndCharges) {
		const figure = entry.amount === null ? null : xmlDecimal(entry.amount);
		if (figure === null || taxCategory === null) return null;
		const rate = taxRate === null ? null : xmlDecimal(taxRate);
		put(shares, taxCategory, rate, isCharge ? figure : negate(figure));
	}
	return shares;
}

function sharesOfTaxes(taxes: readonly Tax[]): Shares {
	const shares: NonNullable<Shares> = new Map();
	for (const { category, rate, taxableAmount } of taxes) {
		const figure = amount(taxableAmount);
		if (figure === null || category === null) return null;
		put(shares, category, amount(rate), figure);
	}
	return shares;
}
