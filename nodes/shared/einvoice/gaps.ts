/** What the norm asks for and the document would not hold. */
export interface Gap {
	/** As EN 16931 and Peppol name their rules, such as `BR-02`. */
	rule: string;
	/** The field of the item to look at. */
	path: string;
	/** What to fill in or to look at, in plain words. */
	message: string;
}

/** Collects the rules that are not met. */
export class Gaps {
	readonly list: Gap[] = [];

	require(isMet: boolean, rule: string, path: string, message: string): void {
		if (!isMet) this.list.push({ rule, path, message });
	}
}
