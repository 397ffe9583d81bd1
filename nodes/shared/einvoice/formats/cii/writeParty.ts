import type { AddressTerms, Identifier, PartyTerms } from '../../en16931/terms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';

/** Schemes of tax numbers: UNTDID 1153. */
const VAT_ID = 'VA';
const TAX_NUMBER = 'FC';

const identifier = (name: string, of: Identifier | null): XmlElement | null =>
	text(name, of?.id, attributes({ schemeID: of?.scheme }));

/** Identifiers without a scheme have an element of their own. */
const idTags = (ids: readonly Identifier[]): Array<XmlElement | null> => [
	...ids.filter(({ scheme }) => scheme === null).map((id) => identifier('ram:ID', id)),
	...ids.filter(({ scheme }) => scheme !== null).map((id) => identifier('ram:GlobalID', id)),
];

/** `SellerTradeParty` and the like; the sequence of elements is the same for all parties. */
export function partyTag(name: string, party: PartyTerms | null): XmlElement | null {
	if (party === null) return null;
	return group(name, [
		...idTags(party.ids),
		text('ram:Name', party.name),
		text('ram:Description', party.legalInformation),
		group('ram:SpecifiedLegalOrganization', [
			identifier('ram:ID', party.registration),
			text('ram:TradingBusinessName', party.tradingName),
		]),
		group('ram:DefinedTradeContact', [
			text('ram:PersonName', party.contact),
			group('ram:TelephoneUniversalCommunication', [text('ram:CompleteNumber', party.phone)]),
			group('ram:EmailURIUniversalCommunication', [text('ram:URIID', party.email)]),
		]),
		addressTag(party.address),
		group('ram:URIUniversalCommunication', [identifier('ram:URIID', party.electronicAddress)]),
		group('ram:SpecifiedTaxRegistration', [text('ram:ID', party.vatId, attributes({ schemeID: VAT_ID }))]),
		group('ram:SpecifiedTaxRegistration', [
			text('ram:ID', party.taxNumber, attributes({ schemeID: TAX_NUMBER })),
		]),
	]);
}

/** BG-13: the place of delivery, written as a party. */
export const shipToTag = (
	name: string | null,
	location: Identifier | null,
	address: AddressTerms | null,
): XmlElement | null =>
	group('ram:ShipToTradeParty', [
		...idTags(location === null ? [] : [location]),
		text('ram:Name', name),
		addressTag(address),
	]);

function addressTag(address: AddressTerms | null): XmlElement | null {
	if (address === null) return null;
	const [second, ...others] = address.furtherLines;
	return group('ram:PostalTradeAddress', [
		text('ram:PostcodeCode', address.postalCode),
		text('ram:LineOne', address.line1),
		text('ram:LineTwo', second),
		text('ram:LineThree', others.join(', ')),
		text('ram:CityName', address.city),
		text('ram:CountryID', address.country),
		text('ram:CountrySubDivisionName', address.region),
	]);
}
