import { addressOf as postalAddress } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Address } from '../shared/invoice/schema';
import type { AddressPayload } from './schema';

/** @param path of the party, such as `seller` */
export function addressOf(address: AddressPayload, path: string, findings: Findings): Address | null {
	if (!address) return null;
	return postalAddress({
		street: address.line1,
		additional: address.line2,
		city: address.city,
		postalCode: address.zip_code,
		region: address.state,
		countryCode: findings.country(`${path}.address.countryCode`, address.country),
	});
}
