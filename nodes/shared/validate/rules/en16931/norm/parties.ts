import type { Rule } from '../../../rule';

/**
 * BR-17: a payee (BG-10) has a name and is not the seller.
 *
 * @param seller the way from the payee to the seller
 * @param identities paths that both have: who has the same at one of them is the same
 */
export const isNamedPayee =
	(name: string, seller: string, identities: readonly string[]): Rule['test'] =>
	(at) =>
		at.has(name) && !identities.some((path) => at.isAmong(`${seller}/${path}`, at.values(path)));
