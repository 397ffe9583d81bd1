import {
	abs,
	compare,
	decimal,
	equals,
	isZero,
	multiply,
	ONE,
	shift,
	subtract,
	sum,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { normalizeSpace, round } from '../../cast';
import type { Node } from '../../node';

// Amounts that follow from others, within a slack: the same for UBL and CII but for the paths.

/** Where an allowance or charge has its parts. */
export interface AllowancePaths {
	amount: string;
	percent: string;
	base: string;
	indicator: string;
}

/** Where a line has its parts. */
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

/** R040: the amount is the percentage of its base. */
export function isAmountOfPercent(at: Node, paths: AllowancePaths, slack: string): boolean {
	if (!at.has(paths.percent) || !at.has(paths.base)) return true;
	const amount = at.has(paths.amount) ? at.decimal(paths.amount) : ZERO;
	const [base, percent] = [at.decimal(paths.base), at.decimal(paths.percent)];
	if (amount === null || base === null || percent === null) return false;
	return isWithin(amount, shift(multiply(base, percent), -2), toSlack(slack));
}

/** R120: net = quantity × (price ÷ base quantity) + charges − allowances, without a division that might not end. */
export function isNetOfQuantity(
	at: Node,
	paths: LinePaths,
	allowance: AllowancePaths,
	slack: string,
): boolean {
	const net = valueOr(at, paths.net, ZERO);
	const quantity = valueOr(at, paths.quantity, ONE);
	const price = valueOr(at, paths.price, ZERO);
	const written = valueOr(at, paths.baseQuantity, ONE);
	const base = isZero(written) ? ONE : written;
	const balance = subtract(chargesOf(at, paths, allowance, 'true'), chargesOf(at, paths, allowance, 'false'));
	const difference = subtract(multiply(subtract(net, balance), base), multiply(quantity, price));
	return compare(abs(difference), multiply(toSlack(slack), abs(base))) <= 0;
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

/** R046: net price = gross price − discount; an absent discount makes it false. */
export function isNetOfPrice(at: Node, net: string, gross: string, discount: string): boolean {
	const [a, b, c] = [at.decimal(net), at.decimal(gross), at.decimal(discount)];
	return a !== null && b !== null && c !== null && equals(a, subtract(b, c));
}
