import { childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { AddressTerms, PartyTerms } from '../../en16931/terms';
import { identifierOf, present } from '../../en16931/identifiers';

/** The scheme of BT-90 among the identifiers of seller or payee. */
export const CREDITOR_SCHEME = 'SEPA';

/** `Party` of seller or buyer. Elements of payee and tax representative have the same content directly. */
export function partyTermsOf(party: XmlElement): PartyTerms {
	const legal = childOf(party, 'cac:PartyLegalEntity');
	const contact = childOf(party, 'cac:Contact');
	const address = childOf(party, 'cac:PostalAddress');
	const tax = childrenOf(party, 'cac:PartyTaxScheme').map((entry) => ({
		number: valueOf(entry, 'cbc:CompanyID'),
		isVat: valueOf(entry, 'cac:TaxScheme', 'cbc:ID')?.toUpperCase() === 'VAT',
	}));
	const name = textOf(legal, 'cbc:RegistrationName');
	const tradingName = textOf(party, 'cac:PartyName', 'cbc:Name');
	return {
		name: name ?? tradingName,
		tradingName: name === null ? null : tradingName,
		ids: present(
			childrenOf(party, 'cac:PartyIdentification').map((entry) => identifierOf(childOf(entry, 'cbc:ID'))),
		).filter(({ scheme }) => scheme !== CREDITOR_SCHEME),
		registration: identifierOf(childOf(legal, 'cbc:CompanyID')),
		vatId: tax.find(({ isVat }) => isVat)?.number ?? null,
		taxNumber: tax.find(({ isVat }) => !isVat)?.number ?? null,
		legalInformation: textOf(legal, 'cbc:CompanyLegalForm'),
		electronicAddress: identifierOf(childOf(party, 'cbc:EndpointID')),
		contact: textOf(contact, 'cbc:Name'),
		phone: valueOf(contact, 'cbc:Telephone'),
		email: valueOf(contact, 'cbc:ElectronicMail'),
		address: address && addressTermsOf(address),
	};
}

export function addressTermsOf(address: XmlElement): AddressTerms {
	return {
		line1: textOf(address, 'cbc:StreetName'),
		streetNumber: textOf(address, 'cbc:BuildingNumber'),
		furtherLines: present([
			textOf(address, 'cbc:AdditionalStreetName'),
			...childrenOf(address, 'cac:AddressLine').map((line) => textOf(line, 'cbc:Line')),
		]),
		city: textOf(address, 'cbc:CityName'),
		postalCode: textOf(address, 'cbc:PostalZone'),
		region: textOf(address, 'cbc:CountrySubentity'),
		country: valueOf(address, 'cac:Country', 'cbc:IdentificationCode'),
	};
}
