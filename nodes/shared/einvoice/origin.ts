import type { DocumentFormat, Invoice } from '../invoice/schema';
import { runInSteps } from '../steps';
import { attributeOf, localName, type XmlElement } from '../xml/element';
import { digestOf } from './digest';

/** Where an invoice was read from. */
export interface Origin {
	/** The same whenever the same invoice is read, whatever it is wrapped in. */
	key: string;
	/** The name of the root element. */
	root: string;
	format: DocumentFormat;
}

/** By the canonical prefix of the root element. */
const SYNTAXES: ReadonlyMap<string, DocumentFormat['syntax']> = new Map([
	['ubl', 'UBL'],
	['cn', 'UBL'],
	['rsm', 'CII'],
	['dte', 'FEL'],
	['cr', 'Hacienda'],
	['fpa', 'FatturaPA'],
]);

/** What all copies of a document have in common. */
export const keyOf = async (root: XmlElement): Promise<string> => `file:${await runInSteps(digestOf(root))}`;

/** @param root of a document that can be read, with its key and the invoice that it holds */
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
