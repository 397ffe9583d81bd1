import { toDouble, trimXml } from '../../xpath/cast';
import type { Node } from '../../xpath/node';
import { contextWhen, type Context, type Rule } from '../../rule';

// Helpers shared by the rules of Peppol and XRechnung.

/** `number()`: NaN when the text is not a number. */
export const numberOrNaN = (text: string): number => toDouble(text) ?? NaN;

/** `string(number(text)) != 'NaN'` */
export const isNumeric = (text: string): boolean => !Number.isNaN(numberOrNaN(text));

/** The argument of a function that accepts a single text; stops at several. */
export function single(at: Node, texts: readonly string[]): string {
	if (texts.length > 1) at.document.stop('XPTY0004', at);
	return texts[0] ?? '';
}

/** A context with a rule that fails wherever it applies. */
export const never = (match: string, when: Context['when'], rule: (test: () => boolean) => Rule): Context =>
	contextWhen(match, when ?? (() => true), [rule(() => false)]);

/** Whether one of the texts at a path is not blank. */
export const isFilled =
	(path: string) =>
	(at: Node): boolean =>
		at.values(path).some((value) => trimXml(value) !== '');

const isVat = (scheme: Node): boolean => scheme.equals('cac:TaxScheme/cbc:ID', 'VAT');

/** The VAT schemes of a party. */
export const vatSchemes = (party: Node): Node[] => party.all('cac:PartyTaxScheme').filter(isVat);

/** Like {@link vatSchemes}, ignoring white space around the name. */
export const vatSchemesNormalized = (party: Node): Node[] =>
	party.all('cac:PartyTaxScheme').filter((scheme) => scheme.normal('cac:TaxScheme/cbc:ID') === 'VAT');

/** The VAT numbers of these schemes. */
export const numbersOf = (schemes: readonly Node[]): string[] =>
	schemes.flatMap((scheme) => scheme.values('cbc:CompanyID'));

export const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party';
export const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party';
export const COUNTRY = 'cac:PostalAddress/cac:Country/cbc:IdentificationCode';
