import type { Findings } from '../shared/invoice/findings';
import { addressOf, partyOf } from '../shared/invoice/build';
import type { Party } from '../shared/invoice/schema';
import type { AddressPayload, CustomerPayload, DocumentPayload } from './schema';

/** The billed party: the address on the document, completed from the customer in the event. */
export function buyerOf(
	{ billing_address: billing, customer_id, vat_number, vat_number_prefix }: DocumentPayload,
	customer: CustomerPayload,
	findings: Findings,
): Party | null {
	const named = nameOf(billing) ?? nameOf(customer) ?? nameOf(customer?.billing_address);
	const taxNumber = vat_number ?? customer?.vat_number ?? null;
	const prefix = vat_number === null ? customer?.vat_number_prefix : vat_number_prefix;
	return partyOf({
		...named,
		taxId:
			taxNumber !== null && prefix && !taxNumber.startsWith(prefix) ? `${prefix}${taxNumber}` : taxNumber,
		customerId: customer_id ?? customer?.id ?? null,
		email: billing?.email ?? customer?.email ?? null,
		phone: billing?.phone ?? customer?.phone ?? null,
		language: customer?.locale ?? null,
		address: placeOf(billing, 'buyer', findings) ?? placeOf(customer?.billing_address, 'buyer', findings),
	});
}

/** The recipient of the goods. */
export const recipientOf = (
	{ shipping_address: shipping }: DocumentPayload,
	findings: Findings,
): Party | null => partyAt(shipping, 'shipTo', findings);

/** The site's own organization, as far as the document names it, with its tax registration. */
export function sellerOf(
	{ site_details_at_creation: site, tax_origin: origin }: DocumentPayload,
	findings: Findings,
): Party | null {
	const organization = site?.organization_address;
	const named = partyAt(organization, 'seller', findings);
	return partyOf({
		...named,
		taxId: origin?.registration_number ?? null,
		address:
			named?.address ??
			addressOf({ countryCode: findings.country('seller.address.countryCode', origin?.country) }),
	});
}

function partyAt(address: AddressPayload, path: string, findings: Findings): Party | null {
	return partyOf({
		...nameOf(address),
		email: address?.email ?? null,
		phone: address?.phone ?? null,
		address: placeOf(address, path, findings),
	});
}

/** Null where neither a company nor a person is named. */
function nameOf(
	named: { first_name: string | null; last_name: string | null; company: string | null } | null | undefined,
) {
	if (!named) return null;
	const { first_name: firstName, last_name: lastName, company } = named;
	const person = [firstName, lastName].filter((part) => part !== null).join(' ') || null;
	return (company ?? person) === null
		? null
		: { name: company ?? person, companyName: company, firstName, lastName };
}

function placeOf(address: AddressPayload, path: string, findings: Findings) {
	if (!address) return null;
	return addressOf({
		street: address.line1,
		additional: [address.line2, address.line3].filter((part) => part !== null).join(', ') || null,
		city: address.city,
		postalCode: address.zip,
		region: address.state ?? address.state_code,
		countryCode: findings.country(`${path}.address.countryCode`, address.country),
	});
}
