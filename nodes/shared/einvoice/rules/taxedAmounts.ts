import { negate, type Decimal } from '../../values/decimal';
import { readFigure, type WrittenTerms } from '../en16931/writtenTerms';

/** A line, an allowance or a charge, with the numbers of its rules: `BR-S-02`, `BR-S-03`, `BR-S-04` and so on. */
export interface Taxed {
	category: string | null;
	rate: string | null;
	/** As it goes into the taxable amount: an allowance is negative. */
	amount: Decimal | null;
	place: 0 | 1 | 2;
	path: string;
}

export function taxedOf({ lines, allowancesAndCharges }: WrittenTerms): Taxed[] {
	return [
		...lines.map((line, index): Taxed => ({
			category: line.taxCategory,
			rate: line.taxRate,
			amount: readFigure(line.net),
			place: 0,
			path: `lines[${index}].taxRate`,
		})),
		...allowancesAndCharges.map((entry): Taxed => {
			const amount = readFigure(entry.amount);
			return {
				category: entry.taxCategory,
				rate: entry.taxRate,
				amount: amount && !entry.isCharge ? negate(amount) : amount,
				place: entry.isCharge ? 2 : 1,
				path: entry.isCharge ? 'totals.charges' : 'totals.discount',
			};
		}),
	];
}
