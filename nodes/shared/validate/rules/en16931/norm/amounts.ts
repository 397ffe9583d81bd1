import { abs, add, compare, multiply, ONE, shift, subtract, type Decimal } from '../../../../values/decimal';
import { round } from '../../../xpath/cast';

/** `round(x * 10 * 10) div 100`: how the official rules round to cents. */
export const toCents = (amount: Decimal): Decimal => round(amount, 2);

/**
 * Whether a tax differs from rate × taxable amount by less than 1, ignoring signs. False when one is absent.
 *
 * @param orOne also accept a difference of exactly 1, as the CII rule does
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
