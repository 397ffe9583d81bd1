import { decimal, type Decimal } from '../values/decimal';
import type { Findings } from '../invoice/findings';
import type { invoiceOf } from '../invoice/build';
import type { Steps } from '../steps';
import { valueOf, type XmlElement } from '../xml/element';

/** The part of the normal form that the document itself provides. */
export type EInvoice = Parameters<typeof invoiceOf>[0];

/** Maps a document, by its root element. Total: what does not fit is null and becomes an issue. */
export type Reader = (root: XmlElement, findings: Findings) => Steps<EInvoice>;

/** A reader for documents without lists. */
export const atOnce = (read: (root: XmlElement, findings: Findings) => EInvoice): Reader =>
	function* (root, findings) {
		yield;
		return read(root, findings);
	};

/** The text of an element that must hold a number. One that is there and blank holds none, which is not the same as no element. */
export function figureTextOf(element: XmlElement | null): string | null {
	return element === null ? null : (valueOf(element) ?? '(blank)');
}

/** A number as XML Schema writes it (xs:decimal): `.5` and `5.` are numbers, `1e3` is none. */
const XS_DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** The number that a text of a document is; null for any other text. */
export const xmlDecimal = (text: string): Decimal | null =>
	XS_DECIMAL.test(text) ? decimal(text.replace(/^([+-]?)\./, '$10.').replace(/\.$/, '')) : null;

/**
 * A number of the document; null with an issue when the text is none.
 * @param path the field of the item, with the index as {@link Findings.add} has it
 */
export function readNumber(
	findings: Findings,
	path: string,
	text: string | null,
	index?: number,
): Decimal | null {
	if (text === null) return null;
	const number = xmlDecimal(text);
	if (number === null) findings.add('amount-unknown', path, `${text.slice(0, 100)} is no number`, index);
	return number;
}
