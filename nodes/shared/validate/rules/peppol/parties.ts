import { normalizeSpace } from '../../xpath/cast';
import { perDocument } from '../../document';
import type { Node, NodeDocument } from '../../xpath/node';
import { COUNTRY, CUSTOMER, SUPPLIER, vatSchemes } from './shapes';

// The countries of seller and buyer: each group of national rules determines them differently.

/** The first two characters of a party's VAT number in upper case; '' when there is none. Stops at several. */
function vatCountry({ root }: NodeDocument, parties: readonly Node[]): string {
	const prefixes = parties.flatMap(vatSchemes).map((scheme) => scheme.text('cbc:CompanyID').slice(0, 2));
	if (prefixes.length > 1) root.document.stop('FORG0006', root);
	return normalizeSpace(prefixes[0] ?? '').toUpperCase();
}

const addressCountry = ({ root }: NodeDocument, party: string): string =>
	root.normal(`${party}/${COUNTRY}`).toUpperCase();

/** The country of the VAT number, or else of the address; XX when both are unknown. */
const countryOf = (document: NodeDocument, party: string, others: readonly string[] = []): string => {
	for (const path of [party, ...others]) {
		const country = vatCountry(document, document.root.all(path));
		if (country !== '') return country;
	}
	return document.root.has(`${party}/${COUNTRY}`) ? addressCountry(document, party) : 'XX';
};

/** From the VAT number of the seller or its representative, or else from the seller's address. */
export const supplierCountry = perDocument((document) =>
	countryOf(document, SUPPLIER, ['cac:TaxRepresentativeParty']),
);
/** {@link supplierCountry} without the representative. */
export const ownSupplierCountry = perDocument((document) => countryOf(document, SUPPLIER));
export const customerCountry = perDocument((document) => countryOf(document, CUSTOMER));

/** From the address, in upper case. */
export const supplierAddress = perDocument((document) => addressCountry(document, SUPPLIER));
export const customerAddress = perDocument((document) => addressCountry(document, CUSTOMER));
export const representativeAddress = perDocument((document) =>
	document.root.normal(`cac:TaxRepresentativeParty/${COUNTRY}`).toUpperCase(),
);

/** From the address, as written. */
export const supplierAsWritten = perDocument(({ root }) => root.text(`${SUPPLIER}/${COUNTRY}`));
export const customerAsWritten = perDocument(({ root }) => root.text(`${CUSTOMER}/${COUNTRY}`));

/** Whether both addresses are German. */
export const isGerman = (at: Node): boolean => supplierAddress(at) === 'DE' && customerAddress(at) === 'DE';

/** Whether the seller's address is Swedish, with the code as written. */
export const hasSwedishSeller = perDocument(({ root }) =>
	root.all(`//${SUPPLIER}`).some((party) => party.equals(COUNTRY, 'SE')),
);
export const hasSwedishBuyer = perDocument(({ root }) =>
	root.all(`//${CUSTOMER}`).some((party) => party.equals(COUNTRY, 'SE')),
);

/** Whether a party is Swedish by both address and VAT number. */
export const isSwedish = (party: Node): boolean =>
	party.equals(COUNTRY, 'SE') &&
	vatSchemes(party).some((scheme) => scheme.text('cbc:CompanyID').startsWith('SE'));

export const hasSwedishTaxpayer = perDocument(({ root }) => root.all(`//${SUPPLIER}`).some(isSwedish));
