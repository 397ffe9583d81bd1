import { addressOf, partyOf } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Party } from '../shared/invoice/schema';
import type { CommerceOrder, Order } from './schema';

/**
 * A party of the Digital River API.
 * @param path of the party, such as `buyer`
 */
export function partyOfOrder(party: Order['billTo'], path: string, findings: Findings): Party | null {
	if (!party) return null;
	const { address } = party;
	return partyOf({
		name: party.name ?? null,
		companyName: party.organization ?? null,
		email: party.email ?? null,
		phone: party.phone ?? null,
		address: address
			? addressOf({
					street: address.line1 ?? null,
					additional: address.line2 ?? null,
					city: address.city ?? null,
					postalCode: address.postalCode ?? null,
					region: address.state ?? null,
					countryCode: findings.country(`${path}.address.countryCode`, address.country),
				})
			: null,
	});
}

/**
 * A party of the Commerce API, which puts the names into the address.
 * @param path of the party, such as `buyer`
 */
export function partyOfAddress(
	address: CommerceOrder['billingAddress'],
	path: string,
	findings: Findings,
): Party | null {
	if (!address) return null;
	const names = [address.firstName, address.lastName].filter(Boolean);
	const additional = [address.line2, address.line3].filter(Boolean);
	return partyOf({
		name: names.length > 0 ? names.join(' ') : null,
		companyName: address.companyName ?? null,
		firstName: address.firstName ?? null,
		lastName: address.lastName ?? null,
		email: address.emailAddress ?? null,
		phone: address.phoneNumber ?? null,
		address: addressOf({
			street: address.line1 ?? null,
			additional: additional.length > 0 ? additional.join(', ') : null,
			city: address.city ?? null,
			postalCode: address.postalCode ?? null,
			region: address.countrySubdivision ?? null,
			countryCode: findings.country(`${path}.address.countryCode`, address.country),
		}),
	});
}
