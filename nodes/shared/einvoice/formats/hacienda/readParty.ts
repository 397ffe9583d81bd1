import { addressOf, partyOf } from '../../../invoice/build';
import type { Address, Party } from '../../../invoice/schema';
import { childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';

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

/** `Emisor` or `Receptor`. Uses the first of several e-mail addresses. */
export function partyAt(party: XmlElement | null): Party | null {
	const name = textOf(party, 'cr:Nombre');
	const telephone = childOf(party, 'cr:Telefono');
	const [country, number] = [valueOf(telephone, 'cr:CodigoPais'), valueOf(telephone, 'cr:NumTelefono')];
	return partyOf({
		name: textOf(party, 'cr:NombreComercial') ?? name,
		companyName: valueOf(party, 'cr:Identificacion', 'cr:Tipo') === LEGAL_PERSON ? name : null,
		// In 4.2 and 4.3, foreigners have the second element; in 4.4, type 05.
		taxId: valueOf(party, 'cr:Identificacion', 'cr:Numero') ?? valueOf(party, 'cr:IdentificacionExtranjero'),
		email: valueOf(childrenOf(party, 'cr:CorreoElectronico')[0]),
		phone: country !== null && number !== null ? `+${country} ${number}` : number,
		address: addressAt(party),
	});
}

/** Province, canton and district by number, such as `1-01-08`; the document does not contain their names. */
export function locationOf(party: XmlElement | null): string | null {
	const codes = ['cr:Provincia', 'cr:Canton', 'cr:Distrito'].map((name) =>
		valueOf(party, 'cr:Ubicacion', name),
	);
	return codes.every((code) => code !== null) ? codes.join('-') : null;
}

function addressAt(party: XmlElement | null): Address | null {
	const place = childOf(party, 'cr:Ubicacion');
	if (place === null) return addressOf({ street: textOf(party, 'cr:OtrasSenasExtranjero') });
	return addressOf({
		street: textOf(place, 'cr:OtrasSenas'),
		additional: textOf(place, 'cr:Barrio'),
		region: PROVINCES.get(valueOf(place, 'cr:Provincia')) ?? null,
		countryCode: 'CR',
	});
}
