import type { Address, Invoice, Party } from '../../../invoice/schema';
import { countryOfNorm } from '../../../values/countries';
import { ADDRESS, PARTY_ID } from '../identifiers';
import { listOfText } from '../list';
import type { AddressTerms, Identifier, PartyTerms } from '../terms';

type References = Invoice['references'];

const said = (...parts: Array<string | null>) => parts.filter((part) => part !== null).join(' ') || null;

function idsOfText(text: string | null | undefined): Identifier[] {
	return listOfText(text)
		.map(PARTY_ID.ofText)
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
		electronicAddress: ADDRESS.ofText(references[`${name}ElectronicAddress`]),
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
		registration: PARTY_ID.ofText(references[`${name}RegistrationId`]),
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
