/** What keeps a written e-invoice from following its rules, or what an item has and the file does not hold. */
export interface Gap {
	/** The official number, such as `BR-02`. */
	rule: string;
	/** The field of the item to look at. */
	path: string;
	/** What is wrong and what to do, in plain words. */
	message: string;
	/** The file is valid all the same. */
	isTolerated: boolean;
}
