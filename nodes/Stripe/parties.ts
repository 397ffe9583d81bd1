import { addressOf, partyOf } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Address, Party } from '../shared/invoice/schema';
import type { StripeCreditNote, StripeInvoice } from './schema';

export function sellerOf(invoice: StripeInvoice, findings: Findings): Party | null {
	return partyOf({
		name: invoice.account_name,
		companyName: invoice.account_name,
		taxId: taxIdOf((invoice.account_tax_ids ?? []).map((id) => (typeof id === 'string' ? {} : id))),
		address: addressOf({
			countryCode: findings.country('seller.address.countryCode', invoice.account_country),
		}),
	});
}

/** A customer that is an account of API version 2 has only the account's ID. */
export const customerIdOf = ({
	customer,
	customer_account,
}: StripeInvoice | StripeCreditNote): string | null =>
	(typeof customer === 'string' ? customer : customer?.id) ?? customer_account;

export function buyerOf(invoice: StripeInvoice, findings: Findings): Party | null {
	return partyOf({
		name: invoice.customer_name,
		taxId: taxIdOf(invoice.customer_tax_ids ?? []),
		customerId: customerIdOf(invoice),
		email: invoice.customer_email,
		phone: invoice.customer_phone,
		address: readAddress(invoice.customer_address, 'buyer', findings),
	});
}

/** The customer of a credit note: an id, unless the API was asked to expand it. */
export function customerOf(note: StripeCreditNote, findings: Findings): Party | null {
	const customer = typeof note.customer === 'string' ? null : note.customer;
	return partyOf({
		name: customer?.name,
		customerId: customerIdOf(note),
		email: customer?.email,
		phone: customer?.phone,
		address: readAddress(customer?.address, 'buyer', findings),
	});
}

/** The recipient printed on the PDF: the invoice's own shipping address, or the customer's. */
export function shipToOf(invoice: StripeInvoice, findings: Findings): Party | null {
	const shipping = invoice.shipping_details ?? invoice.customer_shipping;
	return partyOf({
		name: shipping?.name,
		phone: shipping?.phone,
		address: readAddress(shipping?.address, 'shipTo', findings),
	});
}

interface TaxId {
	type?: string | null;
	value?: string | null;
}

/** The VAT ID if there is one, else the first tax ID. */
function taxIdOf(ids: readonly TaxId[]): string | null {
	const filled = ids.filter(({ value }) => value);
	const vat = filled.find(({ type }) => /_vat$/.test(type ?? ''));
	return (vat ?? filled[0])?.value ?? null;
}

/** All tax IDs, such as `eu_vat:DE123456789, de_stn:12/345/67890`; Stripe's id where only that was sent. */
export const taxIdsText = (ids: ReadonlyArray<TaxId | string> | null | undefined): string =>
	(ids ?? [])
		.map((id) => (typeof id === 'string' ? id : id.value ? `${id.type ?? ''}:${id.value}` : ''))
		.filter((text) => text !== '')
		.join(', ');

function readAddress(
	address: StripeInvoice['customer_address'],
	party: string,
	findings: Findings,
): Address | null {
	return addressOf({
		street: address?.line1,
		additional: address?.line2,
		city: address?.city,
		postalCode: address?.postal_code,
		region: address?.state,
		countryCode: findings.country(`${party}.address.countryCode`, address?.country),
	});
}
