import { addressOf, partyOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Address, Party } from '../../../invoice/schema';
import { childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';

/** `CedentePrestatore` or `CessionarioCommittente`. */
export function partyAt(party: XmlElement | null, path: string, findings: Findings): Party | null {
	const data = childOf(party, 'fpa:DatiAnagrafici');
	const name = childOf(data, 'fpa:Anagrafica');
	const company = textOf(name, 'fpa:Denominazione');
	const [firstName, lastName] = [textOf(name, 'fpa:Nome'), textOf(name, 'fpa:Cognome')];
	const person = [firstName, lastName].filter((part) => part !== null).join(' ');
	const vatId = vatIdAt(data);
	const fiscalCode = valueOf(data, 'fpa:CodiceFiscale');
	return partyOf({
		name: company ?? (person || null),
		companyName: company,
		firstName,
		lastName,
		taxId: vatId ?? fiscalCode,
		// CIUS-IT writes the codice fiscale as BT-30 and BT-47, with the scheme 0210.
		registrationId: vatId === null ? null : fiscalCode,
		email: valueOf(party, 'fpa:Contatti', 'fpa:Email'),
		phone: valueOf(party, 'fpa:Contatti', 'fpa:Telefono'),
		address: addressAt(childOf(party, 'fpa:Sede'), path, findings),
	});
}

/** The VAT ID, composed of country and number. */
export function vatIdAt(data: XmlElement | null): string | null {
	const [country, code] = ['fpa:IdPaese', 'fpa:IdCodice'].map((name) =>
		valueOf(data, 'fpa:IdFiscaleIVA', name),
	);
	return code ? `${country ?? ''}${code}` : null;
}

function addressAt(place: XmlElement | null, path: string, findings: Findings): Address | null {
	return addressOf({
		street: textOf(place, 'fpa:Indirizzo'),
		streetNumber: textOf(place, 'fpa:NumeroCivico'),
		postalCode: valueOf(place, 'fpa:CAP'),
		city: textOf(place, 'fpa:Comune'),
		region: valueOf(place, 'fpa:Provincia'),
		countryCode: findings.country(`${path}.address.countryCode`, valueOf(place, 'fpa:Nazione')),
	});
}
