import { addressOf as postalAddress } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Address } from '../shared/invoice/schema';
import type { AddressPayload } from './schema';

/** @param path of the party, such as `seller` */
export function addressOf(
	address: AddressPayload | null | undefined,
	path: string,
	findings: Findings,
): Address | null {
	if (!address) return null;
	return postalAddress({
		street: address.line1 || null,
		additional: address.line2 || null,
		city: address.city || null,
		postalCode: address.zip_code || null,
		region: address.state || null,
		countryCode: findings.country(`${path}.address.countryCode`, address.country),
	});
}
