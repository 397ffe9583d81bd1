import { add, compare, equals, subtract, toText, ZERO, type Decimal } from '../../../../values/decimal';
import { ofDouble } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { RULED_CATEGORIES } from './categories';

/** By the code of a category, whether rules ask for its sums by rate. */
const HAS_RATES: ReadonlyMap<string, boolean> = new Map(
	RULED_CATEGORIES.map(({ code, hasRates }) => [code, hasRates]),
);

/** Sums of lines, charges and allowances, by VAT category and by category with rate. */
export class VatSums {
	private readonly sums = new Map<string, Decimal>();

	/**
	 * Adds an amount under every category and every rate of its line, allowance or charge: the rules do not check that
	 * category and rate belong together. Of the categories, only those count that rules ask for: a hostile line has
	 * thousands of them, and as many rates.
	 */
	add(codes: readonly string[], rates: readonly Decimal[], amount: Decimal, sign: 1 | -1 = 1): void {
		const texts = distinct(rates.map(toText));
		for (const code of distinct(codes)) {
			const hasRates = HAS_RATES.get(code);
			if (hasRates === undefined) continue;
			this.put(code, amount, sign);
			if (hasRates) for (const rate of texts) this.put(`${code} ${rate}`, amount, sign);
		}
	}

	of(code: string, rate?: Decimal): Decimal {
		return this.sums.get(rate === undefined ? code : keyOf(code, rate)) ?? ZERO;
	}

	/** Whether an amount was added for a category and rate. */
	has(code: string, rate: Decimal): boolean {
		return this.sums.has(keyOf(code, rate));
	}

	private put(key: string, amount: Decimal, sign: 1 | -1): void {
		const sum = this.sums.get(key) ?? ZERO;
		this.sums.set(key, sign === 1 ? add(sum, amount) : subtract(sum, amount));
	}
}

/** Nearly every line has one category and one rate, for which a set would be expensive. */
const distinct = (texts: readonly string[]): Iterable<string> => (texts.length < 2 ? texts : new Set(texts));

const keyOf = (code: string, rate: Decimal): string => `${code} ${toText(rate)}`;

/** Whether the amount at a path equals the sum. */
export function isSum(at: Node, path: string, sum: Decimal): boolean {
	const amount = at.decimal(path);
	return amount !== null && equals(amount, sum);
}

/**
 * Whether the amount at a path differs from the sum by less than 1. The official rules subtract and add 1 as doubles,
 * so a difference of exactly 1 may pass or not, depending on the double.
 */
export function isNearSum(at: Node, path: string, sum: Decimal): boolean {
	if (at.decimal(path) === null) return false;
	const amount = Number(at.text(path));
	const [below, above] = [ofDouble(amount - 1), ofDouble(amount + 1)];
	return below !== null && above !== null && compare(below, sum) < 0 && compare(above, sum) > 0;
}
