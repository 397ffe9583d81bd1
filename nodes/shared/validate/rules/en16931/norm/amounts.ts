import { abs, add, compare, multiply, ONE, shift, subtract, type Decimal } from '../../../../values/decimal';
import { round } from '../../../cast';

/** `round(x * 10 * 10) div 100`: the way in which the official rules round to cents. */
export const toCents = (amount: Decimal): Decimal => round(amount, 2);

/**
 * Whether a tax is less than 1 away from the rate of the taxable amount; signs do not count. False where one is absent.
 *
 * @param orOne the rule for CII takes a difference of exactly 1, too
 */
export function isTaxOf(
	tax: Decimal | null,
	taxable: Decimal | null,
	percent: Decimal | null,
	orOne = false,
): boolean {
	if (tax === null || taxable === null || percent === null) return false;
	const expected = toCents(multiply(abs(taxable), shift(percent, -2)));
	const below = compare(subtract(abs(tax), ONE), expected);
	const above = compare(add(abs(tax), ONE), expected);
	return orOne ? below <= 0 && above >= 0 : below < 0 && above > 0;
}
