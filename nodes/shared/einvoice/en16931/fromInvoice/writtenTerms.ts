import { toText, decimal, type Decimal } from '../../../values/decimal';
import type { AllowanceOrCharge, DocumentTerms } from '../terms';

/** BG-20, 21: its tax, where the figures determine it. */
export interface DocumentAllowanceOrCharge extends AllowanceOrCharge {
	taxCategory: string | null;
	taxRate: string | null;
}

/** The terms to write: what the item holds, and what follows from it without rounding. */
export interface WrittenTerms extends DocumentTerms {
	allowancesAndCharges: DocumentAllowanceOrCharge[];
	supportingDocuments: Array<DocumentTerms['supportingDocuments'][number] & { file: EmbeddedFile | null }>;
}

/** BT-125 */
export interface EmbeddedFile {
	name: string;
	mimeType: string;
	base64: string;
}

/** A figure of the item; null when absent. */
export const figureOf = (value: number | null): Decimal | null => (value === null ? null : decimal(value));

/** The number as it is written: exact, and never with an exponent. */
export const figureText = (value: Decimal | null): string | null => (value === null ? null : toText(value));

export const numberText = (value: number | null): string | null => figureText(figureOf(value));

/** A figure of the terms, which were all written by `figureText`. */
export const readFigure = (text: string | null): Decimal | null => (text === null ? null : decimal(text));
