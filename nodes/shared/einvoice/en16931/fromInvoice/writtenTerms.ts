import { toText, decimal, type Decimal } from '../../../values/decimal';
import { xmlDecimal } from '../../reader';
import type { AllowanceOrCharge, DocumentTerms } from '../terms';

/** The terms to write: those in the item, and what follows from them without rounding. */
export interface WrittenTerms extends DocumentTerms {
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

/** The number as text: exact, and without an exponent. */
export const figureText = (value: Decimal | null): string | null => (value === null ? null : toText(value));

export const numberText = (value: number | null): string | null => figureText(figureOf(value));

/** A figure of the terms, whether written by `figureText` or kept as read. */
export const readFigure = (text: string | null): Decimal | null => (text === null ? null : xmlDecimal(text));

/** A discount or charge of which only amount and tax are known. */
export const allowanceOf = (
	isCharge: boolean,
	amount: Decimal,
	tax: { category: string | null; rate: string | null } | null = null,
): AllowanceOrCharge => ({
	isCharge,
	amount: figureText(amount),
	percent: null,
	baseAmount: null,
	reason: null,
	reasonCode: null,
	taxCategory: tax?.category ?? null,
	taxRate: tax?.rate ?? null,
});
