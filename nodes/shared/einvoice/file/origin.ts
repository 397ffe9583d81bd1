import type { DocumentFormat, Invoice } from '../../invoice/schema';
import { runInSteps } from '../../steps';
import { attributeOf, localName, type XmlElement } from '../../xml/element';
import { digestOf } from './digest';

/** The file that an invoice was read from. */
export interface Origin {
	/** Identifies the invoice, independent of its PDF or envelope. */
	key: string;
	/** The name of the root element. */
	root: string;
	format: DocumentFormat;
}

/** Syntaxes by the canonical prefix of the root element. */
const SYNTAXES: ReadonlyMap<string, DocumentFormat['syntax']> = new Map([
	['ubl', 'UBL'],
	['cn', 'UBL'],
	['rsm', 'CII'],
	['dte', 'FEL'],
	['cr', 'Hacienda'],
	['fpa', 'FatturaPA'],
]);

/** A key that all copies of a document share. */
export const keyOf = async (root: XmlElement): Promise<string> => `file:${await runInSteps(digestOf(root))}`;

/** @param root a readable document, with its key and invoice */
export function originOf(root: XmlElement, key: string, invoice: Invoice, isPdf: boolean): Origin {
	return {
		key,
		root: localName(root.name),
		format: {
			syntax: SYNTAXES.get(root.name.slice(0, root.name.indexOf(':'))) ?? null,
			specification:
				invoice.references.specification ?? attributeOf(root, 'Version') ?? attributeOf(root, 'versione'),
			pdf: isPdf,
		},
	};
}
