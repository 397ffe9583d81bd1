import type { Findings } from '../shared/invoice/findings';
import { addressOf, partyOf } from '../shared/invoice/build';
import type { Party } from '../shared/invoice/schema';
import type { Order } from './schema';

type Address = NonNullable<Order['address']>['billing'];

export function buyerOf({ customer, address, contacts }: Order, findings: Findings): Party | null {
	const contact = (type: string) =>
		contacts.find((entry) => entry.type?.toLowerCase() === type)?.value ?? null;
	const named = partyAt(address?.billing, 'buyer', findings) ?? personOf(customer);
	return partyOf({
		...named,
		customerId: customer?.id ?? null,
		email: customer?.email ?? contact('email'),
		phone: named?.phone ?? customer?.phone ?? contact('phone'),
	});
}

/** The recipient of the goods, at the collection point if one was chosen. */
export const recipientOf = ({ address }: Order, findings: Findings): Party | null =>
	partyAt(atCollectionPoint(address?.shipping), 'shipTo', findings);

function partyAt(address: Address, path: string, findings: Findings): Party | null {
	if (!address) return null;
	const { recipient } = address;
	const isOrganization = recipient?.type === 'organization';
	return partyOf({
		...(isOrganization ? { name: recipient.lastName, companyName: recipient.lastName } : personOf(recipient)),
		phone: address.phone,
		address: addressOf({
			street: address.street,
			streetNumber: address.houseNumber,
			additional: address.additional,
			postalCode: address.zipCode,
			city: address.city,
			region: address.state,
			countryCode: findings.country(`${path}.address.countryCode`, address.countryCode),
		}),
	});
}

/** Puts a collection point, such as a parcel shop, into the address' additional line if that is empty. */
function atCollectionPoint(address: Address): Address {
	if (!address) return address;
	const { additional, collectionPoint } = address;
	return {
		...address,
		additional: additional ?? collectionPoint?.description ?? collectionPoint?.key ?? null,
	};
}

function personOf(person: { firstName: string | null; lastName: string | null } | null | undefined) {
	if (!person) return null;
	const { firstName, lastName } = person;
	return partyOf({
		name: [firstName, lastName].filter((part) => part !== null).join(' ') || null,
		firstName,
		lastName,
	});
}
