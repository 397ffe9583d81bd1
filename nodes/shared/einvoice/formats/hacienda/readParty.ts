import { addressOf, partyOf } from '../../../invoice/build';
import type { Address, Party } from '../../../invoice/schema';
import { childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';

const PROVINCES: ReadonlyMap<string | null, string> = new Map([
	['1', 'San José'],
	['2', 'Alajuela'],
	['3', 'Cartago'],
	['4', 'Heredia'],
	['5', 'Guanacaste'],
	['6', 'Puntarenas'],
	['7', 'Limón'],
]);

const LEGAL_PERSON = '02';

/** `Emisor` or `Receptor`. Of several e-mail addresses the first one. */
export function partyAt(party: XmlElement | null): Party | null {
	const name = textOf(party, 'Nombre');
	const telephone = childOf(party, 'Telefono');
	const [country, number] = [valueOf(telephone, 'CodigoPais'), valueOf(telephone, 'NumTelefono')];
	return partyOf({
		name: textOf(party, 'NombreComercial') ?? name,
		companyName: valueOf(party, 'Identificacion', 'Tipo') === LEGAL_PERSON ? name : null,
		// The second is for foreigners in 4.2 and 4.3; 4.4 gives them the type 05.
		taxId: valueOf(party, 'Identificacion', 'Numero') ?? valueOf(party, 'IdentificacionExtranjero'),
		email: valueOf(party, 'CorreoElectronico'),
		phone: country !== null && number !== null ? `+${country} ${number}` : number,
		address: addressAt(party),
	});
}

/** Province, canton and district by their numbers, such as `1-01-08`; their names are not in the document. */
export function locationOf(party: XmlElement | null): string | null {
	const codes = ['Provincia', 'Canton', 'Distrito'].map((name) => valueOf(party, 'Ubicacion', name));
	return codes.every((code) => code !== null) ? codes.join('-') : null;
}

function addressAt(party: XmlElement | null): Address | null {
	const place = childOf(party, 'Ubicacion');
	if (place === null) return addressOf({ street: textOf(party, 'OtrasSenasExtranjero') });
	return addressOf({
		street: textOf(place, 'OtrasSenas'),
		additional: textOf(place, 'Barrio'),
		region: PROVINCES.get(valueOf(place, 'Provincia')) ?? null,
		countryCode: 'CR',
	});
}
