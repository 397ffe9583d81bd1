import { childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { AddressTerms, PartyTerms } from '../../en16931/terms';
import { identifierOf, present } from '../../en16931/identifiers';

/** BT-90 is among the identifiers of the seller or the payee, under this scheme. */
export const CREDITOR_SCHEME = 'SEPA';

/** `Party` of the seller or the buyer; the payee and the tax representative are such an element themselves. */
export function partyTermsOf(party: XmlElement): PartyTerms {
	const legal = childOf(party, 'PartyLegalEntity');
	const contact = childOf(party, 'Contact');
	const address = childOf(party, 'PostalAddress');
	const tax = childrenOf(party, 'PartyTaxScheme').map((entry) => ({
		number: valueOf(entry, 'CompanyID'),
		isVat: valueOf(entry, 'TaxScheme', 'ID')?.toUpperCase() === 'VAT',
	}));
	const name = textOf(legal, 'RegistrationName');
	const tradingName = textOf(party, 'PartyName', 'Name');
	return {
		name: name ?? tradingName,
		tradingName: name === null ? null : tradingName,
		ids: present(
			childrenOf(party, 'PartyIdentification').map((entry) => identifierOf(childOf(entry, 'ID'))),
		).filter(({ scheme }) => scheme !== CREDITOR_SCHEME),
		registration: identifierOf(childOf(legal, 'CompanyID')),
		vatId: tax.find(({ isVat }) => isVat)?.number ?? null,
		taxNumber: tax.find(({ isVat }) => !isVat)?.number ?? null,
		legalInformation: textOf(legal, 'CompanyLegalForm'),
		electronicAddress: identifierOf(childOf(party, 'EndpointID')),
		contact: textOf(contact, 'Name'),
		phone: valueOf(contact, 'Telephone'),
		email: valueOf(contact, 'ElectronicMail'),
		address: address && addressTermsOf(address),
	};
}

export function addressTermsOf(address: XmlElement): AddressTerms {
	return {
		line1: textOf(address, 'StreetName'),
		streetNumber: textOf(address, 'BuildingNumber'),
		furtherLines: present([
			textOf(address, 'AdditionalStreetName'),
			...childrenOf(address, 'AddressLine').map((line) => textOf(line, 'Line')),
		]),
		city: textOf(address, 'CityName'),
		postalCode: textOf(address, 'PostalZone'),
		region: textOf(address, 'CountrySubentity'),
		country: valueOf(address, 'Country', 'IdentificationCode'),
	};
}
