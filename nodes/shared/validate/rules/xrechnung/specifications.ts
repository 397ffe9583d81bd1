import * as lists from '../../../values/codeLists/lists';
import { codesOf } from '../../../values/codeLists/codeList';
import { normalizeSpace } from '../../xpath/cast';
import { perDocument } from '../../document';
import type { Node } from '../../xpath/node';
import type { Rule } from '../../rule';

// Identifiers of XRechnung's specifications, and the codes that its profiles add to the lists of EN 16931.

const CIUS = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';
const EXTENSION = `${CIUS}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`;
/** The profile for the Clean Vehicles Directive. */
const CVD = `${CIUS}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`;

/** BR-DE-21 */
export const isXRechnung = (text: string): boolean => [CIUS, EXTENSION, CVD].includes(text);

const is = (id: string): ((at: Node) => boolean) =>
	perDocument(({ root }) => specificationsOf(root).includes(id));

const specificationsOf = (root: Node): string[] => [
	...root.values('cbc:CustomizationID'),
	...root.values('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID'),
];
export const isExtension = is(EXTENSION);
export const isCvd = is(CVD);

const TEMPORARY = ['XR01', 'XR02', 'XR03'];
export const EXTENSION_MIME_TYPES: ReadonlySet<string> = new Set([
	...codesOf(lists.MIME_TYPES),
	'application/xml',
]);
const IDENTIFIERS: ReadonlySet<string> = new Set([...codesOf(lists.ICD), ...TEMPORARY]);
const ADDRESSES: ReadonlySet<string> = new Set([...codesOf(lists.ADDRESS_SCHEMES), ...TEMPORARY]);
const CLASSIFICATIONS: ReadonlySet<string> = new Set([...codesOf(lists.ITEM_CLASSIFICATIONS), 'CVD']);

const attributeIsOf = (name: string, list: ReadonlySet<string>) => (at: Node) =>
	list.has(normalizeSpace(at.attribute(name) ?? ''));
export const hasScheme = (at: Node): boolean => at.attribute('schemeID') !== null;
export const isIdentifierScheme = attributeIsOf('schemeID', IDENTIFIERS);
export const isAddressScheme = attributeIsOf('schemeID', ADDRESSES);
export const isClassification = attributeIsOf('listID', CLASSIFICATIONS);

export const VEHICLES = ['M1', 'M2', 'M3', 'N1', 'N2', 'N3'];
export const EMISSIONS = ['clean', 'zero-emission', 'other'];

export const EDITION = 'KoSIT xrechnung-schematron, XRechnung 3.0 (July 2026)';

/** The rules that KoSIT adopted from Peppol. */
const TAKEN: ReadonlySet<string> = new Set(
	[
		...[
			'R001',
			'R005',
			'R008',
			'R010',
			'R020',
			'R040',
			'R041',
			'R042',
			'R043',
			'R044',
			'R046',
			'R053',
			'R054',
			'R055',
		],
		...['R061', 'R101', 'R110', 'R111', 'R120', 'R121', 'R130'],
	].map((number) => `PEPPOL-EN16931-${number}`),
);

/** Arguments of `taken`: the rule numbers, and that the net amount of a line is only a warning. */
export const ofPeppol = [
	TAKEN,
	(rule: Rule): Rule => (rule.id === 'PEPPOL-EN16931-R120' ? { ...rule, severity: 'warning' } : rule),
] as const;
