import type { Node } from '../../../node';
import type { Rule } from '../../../rule';

/** How a syntax gives tax, category and rate of a line, allowance, charge or breakdown. */
export interface VatTerms {
	/** Whether the tax is VAT. */
	isVat: (at: Node) => boolean;
	/** BT-95, BT-102, BT-118 or BT-151. */
	code: string;
	/** BT-96, BT-103, BT-119 or BT-152. */
	rate: string;
	/** Whether the category has that code. */
	hasCode: (at: Node, code: string) => boolean;
	/** Whether a rate is 0. */
	isZero: (at: Node, path: string) => boolean;
}

/** Whether something has a VAT category. */
export const hasCategory =
	({ isVat, code }: VatTerms, path: string): Rule['test'] =>
	(at) =>
		at.all(path).some((tax) => isVat(tax) && tax.has(code));
