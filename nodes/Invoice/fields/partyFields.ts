import type { INodeProperties } from 'n8n-workflow';

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

/** Fields that seller and buyer share, named as in `shape.ts` of `einvoice/ownData`. */
const common = (party: string): INodeProperties[] => [
	text('City', 'city', 'e.g. Berlin', `City of the ${party}`),
	text('Country', 'countryCode', 'e.g. DE', 'Two-letter country code'),
	text(
		'Electronic Address',
		'electronicAddress',
		'e.g. 0088:4304171000002',
		`Where the ${party} receives e-invoices, prefixed with its scheme; for XRechnung an email address will do. Required by Peppol and XRechnung.`,
	),
	text('Email', 'email', 'e.g. billing@example.com', 'Email address for questions'),
	text('Name', 'name', 'e.g. Example Ltd', `Legal name of the ${party}`),
	text('Postal Code', 'postalCode', 'e.g. 10115', `Postal code of the ${party}`),
	text('Registration Number', 'registrationId', 'e.g. HRB 12345', 'Number in a company register'),
	text('Street and Number', 'street', 'e.g. Main Street 1', `Street of the ${party}`),
	text('VAT ID', 'taxId', 'e.g. DE123456789', 'VAT ID with its country prefix'),
];

const OF_SELLER: INodeProperties[] = [
	text('Account Holder', 'accountHolder', 'e.g. Example Ltd', 'Who owns the bank account'),
	text('BIC', 'bic', 'e.g. COBADEFFXXX', "BIC of the seller's bank"),
	text(
		'Contact Person',
		'contact',
		'e.g. Jane Doe',
		'Person to contact with questions; required by XRechnung',
	),
	text('IBAN', 'iban', 'e.g. DE89370400440532013000', 'Account to pay into'),
	text('Phone', 'phone', 'e.g. +49 30 1234567', 'Phone number for questions; required by XRechnung'),
	text(
		'Tax Number',
		'taxNumber',
		'e.g. 12/345/67890',
		'Number issued by the tax office, for sellers without a VAT ID',
	),
];

const byName = (a: INodeProperties, b: INodeProperties) => a.displayName.localeCompare(b.displayName, 'en');

const party = (displayName: string, name: string, values: INodeProperties[]): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	placeholder: `Fill In ${displayName}`,
	default: {},
	description: 'Fields you fill in here replace those of the item',
	options: [{ displayName, name: 'fields', values: values.toSorted(byName) }],
});

export const buyerField = party('Buyer', 'buyer', common('buyer'));
export const sellerField = party('Seller', 'seller', [...common('seller'), ...OF_SELLER]);
