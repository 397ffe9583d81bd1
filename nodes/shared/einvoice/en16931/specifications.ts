/** BT-24 of the specifications that files are written to and checked against. */
export const EN16931 = 'urn:cen.eu:en16931:2017';
export const PEPPOL = `${EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`;
export const XRECHNUNG = `${EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;

/** BT-23 of Peppol BIS Billing 3, which XRechnung adopts. */
export const PEPPOL_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** Profiles that exist in CII only: Factur-X and ZUGFeRD. EXTENDED and BASIC append their name to that of the norm. */
const OF_CII_ALONE = /urn:(factur-x|zugferd|ferd)[.:]/;

/** XRechnung's extension, in any version. */
const XRECHNUNG_EXTENSION = /#conformant#urn:[^#]*:extension:xrechnung/i;
/** Factur-X EXTENDED and ZUGFeRD, which is the same from 2.1 on. */
const EXTENDED = /#conformant#urn:(factur-x\.eu:1p0|zugferd\.de:2p1):extended$/i;
/** Factur-X EXTENDED and that of the French reform: both have amounts of third parties (BT-179). */
const WITH_THIRD_PARTIES = /#conformant#urn[^#]*:extended(-ctc-fr)?$/i;
const MINIMUM = /^urn:(factur-x\.eu|zugferd\.de):\dp\d:minimum$/i;

export const isXRechnungExtension = (specification: string | null): boolean =>
	XRECHNUNG_EXTENSION.test(specification ?? '');
export const isExtended = (specification: string | null): boolean => EXTENDED.test(specification ?? '');
export const hasThirdParties = (specification: string | null): boolean =>
	isXRechnungExtension(specification) || WITH_THIRD_PARTIES.test(specification ?? '');
export const isMinimum = (specification: string | null): boolean => MINIMUM.test(specification ?? '');

/** Peppol's, self-billing and outside of Europe, too. */
const OF_UBL_ALONE = /peppol\.eu:2017:poacc:(self)?billing|^urn:peppol:pint:/;

/** Without rules here: neither based on the norm nor meant to be Peppol's or XRechnung, whose rules say what is wrong. */
export const isUnknownSpecification = (specification: string): boolean =>
	!specification.startsWith(EN16931) && !/peppol\.eu:2017:poacc:billing|xrechnung/i.test(specification);

/** Peppol BIS Billing 3, and XRechnung 3 with what is based on it, need a process (BT-23). */
export const needsProcess = (specification: string): boolean =>
	specification === PEPPOL || specification.startsWith(XRECHNUNG);

/**
 * The specification that a written file claims: that of the item or, by default, Peppol in UBL and EN 16931 in CII. EN
 * 16931 also replaces profiles that only the other syntax has, and profiles of Factur-X that allow less than the norm.
 */
export function claimedSpecification(
	{ specification }: Record<string, string>,
	syntax: 'ubl' | 'cii',
): string {
	if (specification === undefined) return syntax === 'ubl' ? PEPPOL : EN16931;
	if (OF_CII_ALONE.test(specification)) return EN16931;
	return syntax === 'cii' && OF_UBL_ALONE.test(specification) ? EN16931 : specification;
}

/**
 * The specification claimed by the XML in a PDF: XRechnung if the item claims it, otherwise the profile EN 16931 of
 * Factur-X.
 */
export const specificationOfHybrid = ({ specification }: Record<string, string>): string =>
	specification?.startsWith(XRECHNUNG) ? specification : EN16931;
