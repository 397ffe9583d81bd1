import { byLetters } from './columns';
import { HEAD_FIELDS, LINE, PARTY, PAYMENT, TOTALS } from './fields';
import { PARTIES } from './terms';

/** Common names inside a party for what is a field of the item. */
export const FROM_PARTY: ReadonlyMap<string, (party: string) => string> = new Map([
	['electronicAddress', (party) => `references.${party}ElectronicAddress`],
	['contact', (party) => `references.${party}Contact`],
	['taxNumber', (party) => `references.${party}TaxNumber`],
	...['iban', 'bic', 'bankName', 'accountNumber'].map(
		(name) => [name, (party: string) => (party === 'seller' ? `payment.${name}` : '')] as const,
	),
	['accountHolder', (party) => (party === 'seller' ? 'references.paymentAccountName' : '')],
]);

/** Common names for address fields. */
export const ADDRESS: ReadonlyMap<string, string> = new Map([
	...['street', 'streetNumber', 'additional', 'city', 'postalCode', 'region', 'countryCode'].map(
		(name) => [name, name] as const,
	),
	['country', 'countryCode'],
]);

/** Records of which each name is a field, or means nothing; those of `references` may be any. */
export const FIELDS_OF: ReadonlyMap<string, readonly string[]> = new Map([
	['totals', Object.keys(TOTALS)],
	['payment', [...Object.keys(PAYMENT), 'discounts']],
]);

export const RECORDS = new Set([...PARTIES, 'totals', 'payment', 'references']);
/** Names written next to the invoice number that belong to `references`. */
export const TO_REFERENCES = ['buyerReference', 'taxExemptionReason'];

/** Fields in a party, in its address, or moved out of it. */
const PARTY_FIELDS = [...Object.keys(PARTY), ...ADDRESS.keys(), ...FROM_PARTY.keys()];

/** Names that a column may have. `id` and `status` are often those of the row. */
export const FIELD_NAMES: readonly string[] = [
	...[...HEAD_FIELDS, ...Object.keys(LINE), ...TO_REFERENCES, 'lines'],
	...PARTIES.flatMap((party) => [
		...PARTY_FIELDS.map((field) => `${party}.${field}`),
		...[...ADDRESS.keys()].map((field) => `${party}.address.${field}`),
	]),
	...Object.keys(TOTALS).map((field) => `totals.${field}`),
	...Object.keys(PAYMENT).map((field) => `payment.${field}`),
].filter((name) => name !== 'id' && name !== 'status');

export const FIELDS_BY_LETTERS = byLetters(FIELD_NAMES);
export const RECORD_FIELDS_BY_LETTERS = new Map(
	[...FIELDS_OF].map(([record, fields]) => [record, byLetters(fields)] as const),
);
export const PARTY_FIELDS_BY_LETTERS = byLetters(PARTY_FIELDS);
export const ADDRESS_FIELDS_BY_LETTERS = byLetters([...ADDRESS.keys()]);
