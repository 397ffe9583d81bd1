import {
	isAustralianNumber,
	isBelgianNumber,
	isGln,
	isItalianNumber,
	isNorwegianNumber,
	isSwedishNumber,
} from '../../../values/checkDigits';
import { normalizeSpace } from '../../xpath/cast';
import { contextWhen, fatal, warning, type Context, type Rule } from '../../rule';

const PLACES = 'cbc:EndpointID | cac:PartyIdentification/cbc:ID | cbc:CompanyID';

const ofScheme = (scheme: string, match: string, rule: Rule): Context =>
	contextWhen(match, (at) => at.attribute('schemeID') === scheme, [rule]);

const must = (scheme: string, id: string, test: (text: string) => boolean): Context =>
	ofScheme(
		scheme,
		PLACES,
		fatal(id, (at) => test(normalizeSpace(at.value))),
	);

const should = (scheme: string, id: string, test: (text: string) => boolean, match = PLACES): Context =>
	ofScheme(
		scheme,
		match,
		warning(id, (at) => test(normalizeSpace(at.value))),
	);

/** Danish CVR number: eight digits, with or without DK, without blanks. */
export const isDanishNumber = (text: string): boolean => /^(?:DK)?[0-9]{8}$/.test(text);

/** Code of an Italian public office. */
export const isItalianOffice = (text: string): boolean => /^[A-Za-z0-9]{6}$/.test(text);

const INTEGER = /^[+-]?[0-9]+$/;
/** The official rule casts each pair to an integer, which takes a sign or a blank beside a digit. */
const PERSON =
	/^[A-Za-z]{6}(?:[0-9]{2}|[+ -][0-9]|[0-9] )[A-Za-z](?:[0-9]{2}|[+ -][0-9]|[0-9] ).{3}[0-9][A-Za-z]$/su;

/** Italian tax code: 16 characters for a person, 11 digits for a company. */
export const isItalianTaxCode = (text: string): boolean =>
	PERSON.test(text) || (text.length === 11 && INTEGER.test(text));

/** With the prefix IT, the rest must be a valid number; without it, anything passes. */
export const isItalianVatNumber = (text: string): boolean =>
	!/^(?:IT|it)/.test(text) || isItalianNumber(text.slice(2));

/** PEPPOL-COMMON-R…: identifiers of known schemes have the correct form and check digit. */
export const identifierContexts: readonly Context[] = [
	must('0088', 'PEPPOL-COMMON-R040', isGln),
	must('0192', 'PEPPOL-COMMON-R041', isNorwegianNumber),
	ofScheme(
		'0184',
		PLACES,
		fatal('PEPPOL-COMMON-R042', (at) => isDanishNumber(at.element.text)),
	),
	must('0208', 'PEPPOL-COMMON-R043', isBelgianNumber),
	should('0201', 'PEPPOL-COMMON-R044', isItalianOffice),
	should('0210', 'PEPPOL-COMMON-R045', isItalianTaxCode),
	should('9907', 'PEPPOL-COMMON-R046', isItalianTaxCode, 'cbc:EndpointID'),
	should('0211', 'PEPPOL-COMMON-R047', isItalianVatNumber),
	must('0007', 'PEPPOL-COMMON-R049', (text) => text.length === 10 && isSwedishNumber(text)),
	must('0151', 'PEPPOL-COMMON-R050', isAustralianNumber),
];
