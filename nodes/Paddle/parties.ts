import { addressOf, partyOf } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Party } from '../shared/invoice/schema';
import type { Transaction } from './schema';

/** Paddle sells as merchant of record; only the PDF says which of its companies did. */
export const SELLER = partyOf({ name: 'Paddle' });

/** The buyer: events have only an id; API responses have name, address and business if the request included them. */
export function buyerOf(
	{ customer_id, customer, address, business }: Transaction,
	findings: Findings,
): Party | null {
	return partyOf({
		name: business?.name ?? customer?.name ?? null,
		companyName: business?.name ?? null,
		taxId: business?.tax_identifier ?? null,
		registrationId: business?.company_number ?? null,
		customerId: customer_id,
		email: customer?.email ?? null,
		language: customer?.locale ?? null,
		address: address
			? addressOf({
					street: address.first_line,
					additional: address.second_line,
					city: address.city,
					postalCode: address.postal_code,
					region: address.region,
					countryCode: findings.country('buyer.address.countryCode', address.country_code),
				})
			: null,
	});
}
