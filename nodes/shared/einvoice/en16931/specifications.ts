/** BT-24 of the specifications that files are written to and checked against. */
export const EN16931 = 'urn:cen.eu:en16931:2017';
export const PEPPOL = `${EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`;
export const XRECHNUNG = `${EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;

/** BT-23 of Peppol BIS Billing 3, which XRechnung adopts. */
export const PEPPOL_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** The profiles of Factur-X and ZUGFeRD, in CII only. EXTENDED and BASIC append their name to that of the norm. */
const OF_CII_ALONE = /urn:(factur-x|zugferd|ferd)[.:]/;

const OF_UBL_ALONE = /peppol\.eu:2017:poacc:billing:3/;

/**
 * What a file that we write claims to follow: what the item says, and where it says nothing, Peppol in UBL and the norm
 * in CII. The norm alone stands in place of a profile that only the other syntax has, and in place of the profiles of
 * Factur-X that allow less than the norm.
 */
export function specificationOf({ specification }: Record<string, string>, syntax: 'ubl' | 'cii'): string {
	if (specification === undefined) return syntax === 'ubl' ? PEPPOL : EN16931;
	if (OF_CII_ALONE.test(specification)) return EN16931;
	return syntax === 'cii' && OF_UBL_ALONE.test(specification) ? EN16931 : specification;
}

/** What the XML in a PDF claims: XRechnung if the item does, and otherwise the profile EN 16931 of Factur-X. */
export const specificationOfHybrid = ({ specification }: Record<string, string>): string =>
	specification?.startsWith(XRECHNUNG) ? specification : EN16931;
