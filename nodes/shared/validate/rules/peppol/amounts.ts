import {
	abs,
	add,
	compare,
	decimal,
	isZero,
	multiply,
	ONE,
	subtract,
	sum,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { percentOf } from '../../../values/money';
import { divide, normalizeSpace, round } from '../../xpath/cast';
import type { Node } from '../../xpath/node';

// Amounts that follow from others within a tolerance; UBL and CII differ only in paths.

/** Paths of the parts of an allowance or charge. */
export interface AllowancePaths {
	amount: string;
	percent: string;
	base: string;
	indicator: string;
}

/** Paths of the parts of a line. */
export interface LinePaths {
	net: string;
	quantity: string;
	price: string;
	baseQuantity: string;
	allowances: string;
}

const toSlack = (text: string): Decimal => decimal(text) ?? ZERO;

const isWithin = (expected: Decimal, actual: Decimal, slack: Decimal): boolean =>
	compare(abs(subtract(expected, actual)), slack) <= 0;

/** R040: base × percentage of an allowance or charge; null when one of them is absent. */
export function amountOfPercent(at: Node, paths: AllowancePaths): Decimal | null {
	const [base, percent] = [at.decimal(paths.base), at.decimal(paths.percent)];
	return base === null || percent === null ? null : percentOf(base, percent);
}

export function isAmountOfPercent(at: Node, paths: AllowancePaths, slack: string): boolean {
	if (!at.has(paths.percent) || !at.has(paths.base)) return true;
	const amount = at.has(paths.amount) ? at.decimal(paths.amount) : ZERO;
	const expected = amountOfPercent(at, paths);
	return amount !== null && expected !== null && isWithin(amount, expected, toSlack(slack));
}

/**
 * R120: quantity × (price ÷ base quantity) + charges − allowances; absent factors count as one, absent amounts as zero.
 * The division comes first, as in the official rule, which can matter at the limit of the tolerance.
 */
export function netOfQuantity(at: Node, paths: LinePaths, allowance: AllowancePaths): Decimal | null {
	const quantity = valueOr(at, paths.quantity, ONE);
	const price = valueOr(at, paths.price, ZERO);
	const written = valueOr(at, paths.baseQuantity, ONE);
	const unitPrice = divide(price, isZero(written) ? ONE : written);
	if (unitPrice === null) return null;
	const balance = subtract(chargesOf(at, paths, allowance, 'true'), chargesOf(at, paths, allowance, 'false'));
	return add(multiply(quantity, unitPrice), balance);
}

export function isNetOfQuantity(
	at: Node,
	paths: LinePaths,
	allowance: AllowancePaths,
	slack: string,
): boolean {
	const net = valueOr(at, paths.net, ZERO);
	const expected = netOfQuantity(at, paths, allowance);
	return expected !== null && isWithin(net, expected, toSlack(slack));
}

const valueOr = (at: Node, path: string, other: Decimal): Decimal => at.decimal(path) ?? other;

const chargesOf = (
	at: Node,
	paths: LinePaths,
	{ indicator, amount }: AllowancePaths,
	flag: string,
): Decimal =>
	round(
		sum(
			at
				.all(paths.allowances)
				.filter((item) => normalizeSpace(item.text(indicator)) === flag)
				.flatMap((item) => item.all(amount).flatMap((node) => node.decimal('.') ?? [])),
		),
		2,
	);

/** R046: gross price − discount; null when one of them is absent. */
export function netOfPrice(at: Node, gross: string, discount: string): Decimal | null {
	const [price, less] = [at.decimal(gross), at.decimal(discount)];
	return price === null || less === null ? null : subtract(price, less);
}
