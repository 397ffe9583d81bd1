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
	text('City', 'city', 'e.g. Berlin', `Town of the ${party}`),
	text('Country', 'countryCode', 'e.g. DE', 'Code of two letters'),
	text(
		'Electronic Address',
		'electronicAddress',
		'e.g. 0088:4304171000002',
		`Where the ${party} receives e-invoices, with the scheme before it, or for XRechnung a mail address; Peppol and XRechnung require it`,
	),
	text('Email', 'email', 'e.g. billing@example.com', 'Address for questions'),
	text('Name', 'name', 'e.g. Example Ltd', `Legal name of the ${party}`),
	text('Postal Code', 'postalCode', 'e.g. 10115', `Postal code of the ${party}`),
	text('Registration Number', 'registrationId', 'e.g. HRB 12345', 'Number in a register of companies'),
	text('Street and Number', 'street', 'e.g. Main Street 1', `Street of the ${party}`),
	text('VAT ID', 'taxId', 'e.g. DE123456789', 'With the code of the country before it'),
];

const OF_SELLER: INodeProperties[] = [
	text('Account Holder', 'accountHolder', 'e.g. Example Ltd', 'To whom the bank account belongs'),
	text('BIC', 'bic', 'e.g. COBADEFFXXX', 'Of the bank of the seller'),
	text('Contact Person', 'contact', 'e.g. Jane Doe', 'Whom to ask; XRechnung requires it'),
	text('IBAN', 'iban', 'e.g. DE89370400440532013000', 'The account to pay to'),
	text('Phone', 'phone', 'e.g. +49 30 1234567', 'Number for questions; XRechnung requires it'),
	text(
		'Tax Number',
		'taxNumber',
		'e.g. 12/345/67890',
		'Number of the tax office, for sellers without a VAT ID',
	),
];

const byName = (a: INodeProperties, b: INodeProperties) => a.displayName.localeCompare(b.displayName, 'en');

const party = (displayName: string, name: string, values: INodeProperties[]): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	default: {},
	description: 'Fields that are filled in replace those of the item',
	options: [{ displayName, name: 'fields', values: values.toSorted(byName) }],
});

export const buyerField = party('Buyer', 'buyer', common('buyer'));
export const sellerField = party('Seller', 'seller', [...common('seller'), ...OF_SELLER]);
