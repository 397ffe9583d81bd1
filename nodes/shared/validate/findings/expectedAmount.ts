import { equals, fractionDigits, toText, type Decimal } from '../../values/decimal';
import { toDecimal } from '../xpath/cast';
import type { Node } from '../xpath/node';
import type { Rule } from '../rule';

/** Adds the expected and the actual amount to a message, if the document contains what is needed to compute them. */
export function withExpectedAmount(message: string, { expected, look }: Rule, context: Node): string {
	const sum = expected?.(context) ?? null;
	if (sum === null || typeof look !== 'string') return message;
	const [amount] = context.all(look);
	if (amount === undefined) return `${message}: it should be ${short(inCents(sum))}, but is missing`;
	const found = toDecimal(amount.value);
	// Some rules check more than these figures, such as both totals where there are two.
	if (found === null || equals(found, sum)) return message;
	return `${message}: it should be ${short(inCents(sum))}, the file says ${short(amount.value.trim())}`;
}

const MAX_LENGTH = 40;

const short = (figure: string): string =>
	figure.length > MAX_LENGTH ? `${figure.slice(0, MAX_LENGTH)}…` : figure;

function inCents(amount: Decimal): string {
	const missing = 2 - fractionDigits(amount);
	if (missing <= 0) return toText(amount);
	return toText(amount) + (missing === 2 ? '.' : '') + '0'.repeat(missing);
}
