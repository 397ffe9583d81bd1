import type { Rule } from '../../../rule';

/**
 * BR-17: a payee (BG-10) has a name and differs from the seller.
 *
 * @param seller path from the payee to the seller
 * @param identities paths relative to both; payee and seller are the same if they have the same value at one of them
 */
export const isNamedPayee =
	(name: string, seller: string, identities: readonly string[]): Rule['test'] =>
	(at) =>
		at.has(name) && !identities.some((path) => at.isAmong(`${seller}/${path}`, at.values(path)));
