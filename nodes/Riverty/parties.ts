import type { Findings } from '../shared/invoice/findings';
import { addressOf, partyOf } from '../shared/invoice/build';
import type { Party } from '../shared/invoice/schema';
import type { Address, InvoiceCreated } from './schema';

type Parameters = InvoiceCreated['parameters'];

/** The buyer: the company if there is one, with the name of the person who is billed. */
export function buyerOf(
	{ companyAddress, billToAddress, customerNumber }: Parameters,
	findings: Findings,
): Party | null {
	const company = companyAddress ?? null;
	const person = billToAddress ?? null;
	const companyName = company?.companyName ?? person?.companyName ?? null;
	const firstName = person?.firstName ?? company?.firstName ?? null;
	const lastName = person?.lastName ?? company?.lastName ?? null;
	const names = [firstName, lastName].filter((name) => name !== null);
	return partyOf({
		name: companyName ?? (names.length > 0 ? names.join(' ') : null),
		companyName,
		firstName,
		lastName,
		taxId: company?.taxIdentificationNumber ?? person?.taxIdentificationNumber ?? null,
		customerId: customerNumber,
		email: company?.email ?? person?.email ?? null,
		language: company?.language ?? person?.language ?? null,
		// Take one address as a whole: mixing both could yield one that does not exist.
		address: postalAddress(company, findings) ?? postalAddress(person, findings),
	});
}

function postalAddress(address: Address | null, findings: Findings) {
	if (address === null) return null;
	return addressOf({
		street: address.street,
		streetNumber: address.streetNumber,
		postalCode: address.postalCode,
		city: address.postalPlace,
		countryCode: findings.country('buyer.address.countryCode', address.countryCode),
	});
}
