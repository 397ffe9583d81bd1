import { abs, compare, subtract, type Decimal, ONE } from '../../values/decimal';

/** What the norm asks for and the document would not hold. */
export interface Gap {
	/** As EN 16931 and Peppol name their rules, such as `BR-02`. */
	rule: string;
	/** The field of the item to look at. */
	path: string;
	/** What to fill in or to look at, in plain words. */
	message: string;
	/** Broken by the text of the norm, but by so little that its validators take it: no reason not to write the file. */
	isTolerated: boolean;
}

/** Collects the rules that are not met. */
export class Gaps {
	readonly list: Gap[] = [];

	require(isMet: boolean, rule: string, path: string, message: string): void {
		if (!isMet) this.list.push({ rule, path, message, isTolerated: false });
	}

	/** Two figures that are to be the same; the validators of the norm take a difference of less than 1. */
	agree(
		{ written, expected, within }: { written: Decimal; expected: Decimal; within: Decimal },
		rule: string,
		path: string,
		message: string,
	): void {
		const difference = distance(written, expected);
		if (compare(difference, within) <= 0) return;
		this.list.push({ rule, path, message, isTolerated: compare(difference, ONE) < 0 });
	}
}

export const distance = (a: Decimal, b: Decimal): Decimal => abs(subtract(a, b));
