import type { Invoice } from '../../invoice/schema';
import type { Language, PaymentMethod } from './languages/language';

/** UNTDID 4461, as far as people have words for it. */
const METHODS: ReadonlyMap<string | null, PaymentMethod> = new Map([
	['10', 'cash'],
	['20', 'cheque'],
	['30', 'transfer'],
	['31', 'transfer'],
	['42', 'transfer'],
	['48', 'card'],
	['49', 'directDebit'],
	['54', 'card'],
	['55', 'card'],
	['57', 'agreed'],
	['58', 'transfer'],
	['59', 'directDebit'],
]);

/** Instrument not defined, and mutually defined. */
const SAYS_NOTHING: ReadonlyArray<string | null> = ['1', 'ZZZ'];

/** How an invoice is paid: in its own words (BT-82), or else its code (BT-81) in words, or as it is. */
export function methodOf({ payment, references }: Invoice, { methods }: Language): string | null {
	const method = payment?.method ?? null;
	const known = METHODS.get(method);
	if (references.paymentMethodText?.trim()) return references.paymentMethodText.trim();
	if (SAYS_NOTHING.includes(method)) return null;
	return known === undefined ? method : methods[known];
}
