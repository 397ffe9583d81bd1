import type { Address, Invoice, Party } from '../../../invoice/schema';
import { countryOfNorm } from '../../../values/countries';
import { codesOf } from '../../../values/codeLists/codeList';
import { ICD, REFERENCE_QUALIFIERS } from '../../../values/codeLists/lists';
import type { AddressTerms, Identifier, PartyTerms } from '../terms';

type References = Invoice['references'];

const said = (...parts: Array<string | null>) => parts.filter((part) => part !== null).join(' ') || null;

const ICD_SCHEMES = codesOf(ICD);
/** ISO 6523, plus "SEPA" for the creditor of a direct debit (BT-90). */
const isPartyScheme = (scheme: string) => ICD_SCHEMES.has(scheme) || scheme === 'SEPA';
/**
 * Accepts any scheme of that form: an address with an unknown scheme must be reported rather than written without it.
 */
const isAddressScheme = (scheme: string) => /^(\d{4}|[A-Z]{2})$/.test(scheme);
const OBJECT_SCHEMES = codesOf(REFERENCE_QUALIFIERS);

const identifier = (
	text: string | null | undefined,
	isScheme: (scheme: string) => boolean,
): Identifier | null => {
	if (!text) return null;
	const [, scheme, id] = /^([^:]+):(.+)$/s.exec(text) ?? [];
	return scheme === undefined || id === undefined || !isScheme(scheme)
		? { id: text, scheme: null }
		: { id, scheme };
};

/**
 * Splits an identifier and its scheme of ISO 6523, such as `0088:4304171000002`, as the reader joins them. A prefix
 * that is not such a scheme, as in `HRB:12345`, belongs to the identifier.
 */
export const identifierOfText = (text: string | null | undefined) => identifier(text, isPartyScheme);

/** An electronic address with its scheme, such as `0088:4304171000002` or `EM:name@example.com`. */
export const addressOfText = (text: string | null | undefined) => identifier(text, isAddressScheme);

/** BT-18 with its scheme of UNTDID 1153, such as `ABZ:4711`. */
export const objectOfText = (text: string | null | undefined) =>
	identifier(text, (scheme) => OBJECT_SCHEMES.has(scheme));

/** Splits a list that the reader joined. */
export const listOf = (text: string | null | undefined, separator = ', '): string[] =>
	text ? text.split(separator) : [];

export function idsOfText(text: string | null | undefined): Identifier[] {
	return listOf(text)
		.map(identifierOfText)
		.filter((identifier) => identifier !== null);
}

/**
 * BG-4 and BG-7. The legal name is that of the company. Another name of the party is its trading name or, if it is a
 * person, the contact.
 * @param customerNumber BT-46, which the item has outside of the party
 */
export function partyTermsOfItem(
	name: 'seller' | 'buyer',
	party: Party | null,
	references: References,
	customerNumber: string | null = null,
): PartyTerms | null {
	const ids = idsOfText(references[`${name}Id`]);
	// An identifier whose scheme is not in ISO 6523 still has the scheme in front here.
	const isCustomer = ({ id }: Identifier) => id === customerNumber || id.endsWith(`:${customerNumber}`);
	if (customerNumber !== null && !ids.some(isCustomer)) {
		ids.unshift({ id: customerNumber, scheme: null });
	}
	const person = said(party?.firstName ?? null, party?.lastName ?? null);
	const legalName = party?.companyName ?? party?.name ?? person;
	const otherName = party?.name === legalName ? null : (party?.name ?? null);
	const taxNumber = references[`${name}TaxNumber`] ?? null;
	const registrationId = party?.registrationId ?? null;
	const terms: PartyTerms = {
		name: legalName,
		tradingName: references[`${name}TradingName`] ?? (otherName === person ? null : otherName),
		ids,
		registration:
			registrationId === null
				? null
				: { id: registrationId, scheme: references[`${name}RegistrationScheme`] ?? null },
		// For a seller without a VAT number, the reader uses the other tax number as tax ID.
		vatId: party?.taxId === taxNumber ? null : (party?.taxId ?? null),
		taxNumber,
		legalInformation: references[`${name}LegalInformation`] ?? null,
		electronicAddress: addressOfText(references[`${name}ElectronicAddress`]),
		contact: references[`${name}Contact`] ?? (person === legalName ? null : person),
		phone: party?.phone ?? null,
		email: party?.email ?? null,
		address: addressTermsOfItem(party?.address ?? null),
	};
	return terms;
}

/** The norm has one line for street and number. */
export function addressTermsOfItem(address: Address | null): AddressTerms | null {
	if (address === null) return null;
	return {
		line1: said(address.street, address.streetNumber),
		streetNumber: null,
		furtherLines: address.additional === null ? [] : [address.additional],
		city: address.city,
		postalCode: address.postalCode,
		region: address.region,
		country: address.countryCode && countryOfNorm(address.countryCode),
	};
}

/** BG-10 and BG-11, which an item only has in its references; null when there are none. */
export function otherPartyTermsOf(
	name: 'payee' | 'taxRepresentative',
	references: References,
): PartyTerms | null {
	const terms: PartyTerms = {
		name: references[`${name}Name`] ?? null,
		tradingName: null,
		ids: idsOfText(references[`${name}Id`]),
		registration: identifierOfText(references[`${name}RegistrationId`]),
		vatId: references[`${name}TaxId`] ?? null,
		taxNumber: null,
		legalInformation: null,
		electronicAddress: null,
		contact: null,
		phone: null,
		email: null,
		address: addressTermsOfText(references[`${name}Address`]),
	};
	const { ids, ...others } = terms;
	return ids.length === 0 && Object.values(others).every((value) => value === null) ? null : terms;
}

/** An address in one text, of which only the end is certain: the country. */
function addressTermsOfText(text: string | undefined): AddressTerms | null {
	if (!text) return null;
	const [, lines, country] = /^(?:(.*), )?([A-Z]{2})$/s.exec(text) ?? [null, text, null];
	return {
		line1: null,
		streetNumber: null,
		furtherLines: lines ? [lines] : [],
		city: null,
		postalCode: null,
		region: null,
		country: country ?? null,
	};
}
