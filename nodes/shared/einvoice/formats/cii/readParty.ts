import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { AddressTerms, Identifier, PartyTerms } from '../../en16931/terms';
import { identifierOf, present } from '../../en16931/identifiers';

/** `SellerTradeParty` and the like. */
export function partyTermsOf(party: XmlElement): PartyTerms {
	const legal = childOf(party, 'ram:SpecifiedLegalOrganization');
	const contact = childOf(party, 'ram:DefinedTradeContact');
	const address = childOf(party, 'ram:PostalTradeAddress');
	const numbers = childrenOf(party, 'ram:SpecifiedTaxRegistration').map((entry) => childOf(entry, 'ram:ID'));
	const isVat = (number: XmlElement | null) => attributeOf(number, 'schemeID') === 'VA';
	return {
		name: textOf(party, 'ram:Name'),
		tradingName: textOf(legal, 'ram:TradingBusinessName'),
		ids: idsOf(party),
		registration: identifierOf(childOf(legal, 'ram:ID')),
		vatId: valueOf(numbers.find(isVat)),
		taxNumber: valueOf(numbers.find((number) => !isVat(number))),
		legalInformation: textOf(party, 'ram:Description'),
		electronicAddress: identifierOf(childOf(party, 'ram:URIUniversalCommunication', 'ram:URIID')),
		contact: textOf(contact, 'ram:PersonName') ?? textOf(contact, 'ram:DepartmentName'),
		phone: valueOf(contact, 'ram:TelephoneUniversalCommunication', 'ram:CompleteNumber'),
		email: valueOf(contact, 'ram:EmailURIUniversalCommunication', 'ram:URIID'),
		address: address && addressTermsOf(address),
	};
}

/** Identifiers without a scheme, which the parties assign themselves, come before global ones. */
export const idsOf = (party: XmlElement | null): Identifier[] =>
	present([...childrenOf(party, 'ram:ID'), ...childrenOf(party, 'ram:GlobalID')].map(identifierOf));

export function addressTermsOf(address: XmlElement): AddressTerms {
	return {
		line1: textOf(address, 'ram:LineOne'),
		streetNumber: null,
		furtherLines: present([textOf(address, 'ram:LineTwo'), textOf(address, 'ram:LineThree')]),
		city: textOf(address, 'ram:CityName'),
		postalCode: textOf(address, 'ram:PostcodeCode'),
		region: textOf(address, 'ram:CountrySubDivisionName'),
		country: valueOf(address, 'ram:CountryID'),
	};
}
