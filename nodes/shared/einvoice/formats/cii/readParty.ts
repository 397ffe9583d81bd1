import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { AddressTerms, Identifier, PartyTerms } from '../../en16931/terms';
import { identifierOf, present } from '../../en16931/identifiers';

/** `SellerTradeParty` and the like. */
export function partyTermsOf(party: XmlElement): PartyTerms {
	const legal = childOf(party, 'SpecifiedLegalOrganization');
	const contact = childOf(party, 'DefinedTradeContact');
	const address = childOf(party, 'PostalTradeAddress');
	const numbers = childrenOf(party, 'SpecifiedTaxRegistration').map((entry) => childOf(entry, 'ID'));
	const isVat = (number: XmlElement | null) => attributeOf(number, 'schemeID') === 'VA';
	return {
		name: textOf(party, 'Name'),
		tradingName: textOf(legal, 'TradingBusinessName'),
		ids: idsOf(party),
		registration: identifierOf(childOf(legal, 'ID')),
		vatId: valueOf(numbers.find(isVat)),
		taxNumber: valueOf(numbers.find((number) => !isVat(number))),
		legalInformation: textOf(party, 'Description'),
		electronicAddress: identifierOf(childOf(party, 'URIUniversalCommunication', 'URIID')),
		contact: textOf(contact, 'PersonName') ?? textOf(contact, 'DepartmentName'),
		phone: valueOf(contact, 'TelephoneUniversalCommunication', 'CompleteNumber'),
		email: valueOf(contact, 'EmailURIUniversalCommunication', 'URIID'),
		address: address && addressTermsOf(address),
	};
}

/** Those without a scheme, which are the parties' own, before the global ones. */
export const idsOf = (party: XmlElement | null): Identifier[] =>
	present([...childrenOf(party, 'ID'), ...childrenOf(party, 'GlobalID')].map(identifierOf));

export function addressTermsOf(address: XmlElement): AddressTerms {
	return {
		line1: textOf(address, 'LineOne'),
		streetNumber: null,
		furtherLines: present([textOf(address, 'LineTwo'), textOf(address, 'LineThree')]),
		city: textOf(address, 'CityName'),
		postalCode: textOf(address, 'PostcodeCode'),
		region: textOf(address, 'CountrySubDivisionName'),
		country: valueOf(address, 'CountryID'),
	};
}
