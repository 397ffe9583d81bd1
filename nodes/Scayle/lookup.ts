import type { INodeProperties } from 'n8n-workflow';
import { invoiceOf, referencesOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { UNKNOWN_DOCUMENT } from './document';

const showFor = (...operation: string[]): INodeProperties['displayOptions'] => ({
	show: { resource: ['document', 'invoice'], operation, provider: ['scayle'] },
});

export const lookup: Lookup = {
	description: 'Enter or map shop, country and order below',

	fields: [
		{
			displayName: 'Shop Key',
			name: 'scayleShopKey',
			type: 'string',
			required: true,
			displayOptions: showFor('download', 'get', 'getMany'),
			default: '',
			placeholder: 'e.g. ms',
			description: 'The key of the shop: shopCountry.shopKey in an order',
		},
		{
			displayName: 'Country Code',
			name: 'scayleCountryCode',
			type: 'string',
			required: true,
			displayOptions: showFor('download', 'get', 'getMany'),
			default: '',
			placeholder: 'e.g. DE',
			description: "The shop's two-letter country code: shopCountry.countryCode in an order",
		},
		{
			displayName: 'Order',
			name: 'scayleOrder',
			type: 'string',
			required: true,
			displayOptions: showFor('download', 'get', 'getMany'),
			default: '',
			placeholder: 'e.g. 870231',
			description:
				'The ID of the order, or its reference key. If the reference key is all digits, put key= in front of it.',
		},
		{
			displayName: 'Invoice Number',
			name: 'scayleInvoiceNumber',
			type: 'string',
			displayOptions: showFor('download', 'get'),
			default: '',
			placeholder: 'e.g. ms-26-88412',
			description: 'The invoice or corrective invoice of the order; leave empty for the newest',
		},
	],

	invoice({ scayleShopKey, scayleCountryCode, scayleOrder, scayleInvoiceNumber }) {
		if (!scayleShopKey || !scayleCountryCode || !scayleOrder) {
			return fail(
				'Shop Key, Country Code and Order are needed to find an invoice in SCAYLE',
				'Fill in the fields, or map them from an earlier node.',
			);
		}
		const isId = /^\d+$/.test(scayleOrder);
		return ok(
			invoiceOf({
				provider: 'scayle',
				number: scayleInvoiceNumber ?? null,
				document: UNKNOWN_DOCUMENT,
				references: referencesOf({
					shopKey: scayleShopKey,
					countryCode: scayleCountryCode.toUpperCase(),
					orderId: isId ? scayleOrder : null,
					orderReferenceKey: isId ? null : scayleOrder.replace(/^key=/, ''),
				}),
			}),
		);
	},
};
