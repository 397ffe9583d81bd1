import type { AddressTerms, Identifier, PartyTerms } from '../../en16931/terms';
import { CREDITOR_SCHEME } from './readParty';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, groupWith, text } from '../../../xml/write';

/** The only tax scheme in EN 16931, except for BT-32. */
export const VAT = group('cac:TaxScheme', [text('cbc:ID', 'VAT')]);
/** BT-32: any scheme other than VAT (CEN/TS 16931-3-2). */
const OTHER_TAX = group('cac:TaxScheme', [text('cbc:ID', 'TAX')]);

const identifier = (name: string, identifier: Identifier | null): XmlElement | null =>
	text(name, identifier?.id, attributes({ schemeID: identifier?.scheme }));

const partyIdentification = (id: Identifier) => group('cac:PartyIdentification', [identifier('cbc:ID', id)]);

/** `Party`; the sequence of elements is the same for all parties. @param creditorId BT-90, for the seller */
export function partyTag(
	name: string,
	party: PartyTerms,
	creditorId: string | null = null,
): XmlElement | null {
	return group(name, [
		identifier('cbc:EndpointID', party.electronicAddress),
		...party.ids.map(partyIdentification),
		creditorId === null ? null : partyIdentification({ id: creditorId, scheme: CREDITOR_SCHEME }),
		group('cac:PartyName', [text('cbc:Name', party.tradingName)]),
		addressTag('cac:PostalAddress', party.address),
		groupWith('cac:PartyTaxScheme', [text('cbc:CompanyID', party.vatId)], [VAT]),
		groupWith('cac:PartyTaxScheme', [text('cbc:CompanyID', party.taxNumber)], [OTHER_TAX]),
		group('cac:PartyLegalEntity', [
			text('cbc:RegistrationName', party.name),
			identifier('cbc:CompanyID', party.registration),
			text('cbc:CompanyLegalForm', party.legalInformation),
		]),
		group('cac:Contact', [
			text('cbc:Name', party.contact),
			text('cbc:Telephone', party.phone),
			text('cbc:ElectronicMail', party.email),
		]),
	]);
}

/**
 * BG-10 and BG-11 have their name where the seller has its trading name; of the legal entity, a payee only has the
 * registration.
 */
export function otherPartyTag(name: string, party: PartyTerms | null): XmlElement | null {
	return party && partyTag(name, { ...party, name: null, tradingName: party.name });
}

export function addressTag(name: string, address: AddressTerms | null): XmlElement | null {
	if (address === null) return null;
	const [additional, ...lines] = address.furtherLines;
	return group(name, [
		text('cbc:StreetName', address.line1),
		text('cbc:AdditionalStreetName', additional),
		text('cbc:CityName', address.city),
		text('cbc:PostalZone', address.postalCode),
		text('cbc:CountrySubentity', address.region),
		...lines.map((line) => group('cac:AddressLine', [text('cbc:Line', line)])),
		group('cac:Country', [text('cbc:IdentificationCode', address.country)]),
	]);
}
