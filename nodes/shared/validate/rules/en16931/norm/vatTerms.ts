import type { Node } from '../../../xpath/node';
import { fatal, type Rule } from '../../../rule';

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

/** BR-32, 37, 47 and BR-CO-04: something has a VAT category. */
export const categoryRule = (id: string, { isVat, code }: VatTerms, path: string): Rule => ({
	...fatal(id, (at) => at.all(path).some((tax) => isVat(tax) && tax.has(code))),
	why: (at) => (at.all(path).some((tax) => tax.has(code)) ? NOT_VAT : null),
});

/** Why a category or a rate that is there does not count. */
export const NOT_VAT = 'There is a category of tax, but the tax is not said to be VAT: write VAT as the tax';
