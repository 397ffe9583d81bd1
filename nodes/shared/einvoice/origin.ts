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
]);

/** @param root of a document that can be read, and the invoice that it holds */
export async function originOf(root: XmlElement, invoice: Invoice, isPdf: boolean): Promise<Origin> {
	return {
		key: `file:${await runInSteps(digestOf(root))}`,
		root: localName(root.name),
		format: {
			syntax: SYNTAXES.get(root.name.slice(0, root.name.indexOf(':'))) ?? null,
			specification: invoice.references.specification ?? attributeOf(root, 'Version'),
			pdf: isPdf,
		},
	};
}
