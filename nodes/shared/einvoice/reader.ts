import { decimal, shortDecimal, type Decimal } from '../values/decimal';
import type { Findings } from '../invoice/findings';
import type { invoiceOf } from '../invoice/build';
import type { SumRules } from '../invoice/checks';
import type { Steps } from '../steps';
import type { AllowanceOrCharge } from './en16931/terms';
import { valueOf, type XmlElement } from '../xml/element';

/** The part of the normal form that the document provides, and by what its sums are checked. */
export type EInvoice = Parameters<typeof invoiceOf>[0] & { sums?: Partial<SumRules> };

/** Maps a document, given its root element. Never throws: what does not fit is null with an issue. */
export type Reader = (root: XmlElement, findings: Findings) => Steps<EInvoice>;

/** A reader for documents without lists. */
export const atOnce = (read: (root: XmlElement, findings: Findings) => EInvoice): Reader =>
	function* (root, findings) {
		yield;
		return read(root, findings);
	};

/**
 * The text of an element that must contain a number; null without the element. A blank element gives a text that is not
 * a number, because it differs from an absent one.
 */
export function figureTextOf(element: XmlElement | null): string | null {
	return element === null ? null : (valueOf(element) ?? '(blank)');
}

/** A truth value in XML Schema's notation (xs:boolean), in any case; false where there is none. */
export const isTrue = (text: string | null): boolean => text !== null && /^(true|1)$/i.test(text);

const INDICATOR = /^(true|false|0|1)$/i;

/**
 * What a `ChargeIndicator` has in place of a truth value: the allowance or charge is then taken as a discount. Undefined
 * if it is one. V8 gives an object to which this is added later several times the memory.
 */
export const unclearIn = (text: string | null): AllowanceOrCharge['unclear'] =>
	text !== null && INDICATOR.test(text) ? undefined : (text ?? '(blank)');

/** An allowance or charge that says nothing: one for all, because a file may have a million of them. */
export const EMPTY_ALLOWANCE: AllowanceOrCharge = {
	isCharge: false,
	unclear: unclearIn(null),
	amount: null,
	percent: null,
	baseAmount: null,
	reason: null,
	reasonCode: null,
	taxCategory: null,
	taxRate: null,
};

/** A number in XML Schema's notation (xs:decimal): `.5` and `5.` are numbers, `1e3` is not. */
const XS_DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The number that a text represents; null for any other text. */
export const xmlDecimal = (text: string): Decimal | null =>
	shortDecimal(text) ??
	(XS_DECIMAL.test(text) ? decimal(text.replace(/^([+-]?)\./, '$10.').replace(/\.$/, '')) : null);

/**
 * A number of the document; null with an issue when the text is not one.
 * @param path the field of the item, with the index as in {@link Findings.add}
 */
export function readNumber(
	findings: Findings,
	path: string,
	text: string | null,
	index?: number,
): Decimal | null {
	if (text === null) return null;
	const number = xmlDecimal(text);
	if (number === null) findings.add('amount-unknown', path, `${text.slice(0, 100)} is not a number`, index);
	return number;
}
