/** Why a written e-invoice breaks its rules, or which part of an item it does not hold. */
export interface Gap {
	/** The official number, such as `BR-02`. */
	rule: string;
	/** The field of the item to look at. */
	path: string;
	/** What is wrong and what to do, in plain words. */
	message: string;
	/** The file is valid nevertheless. */
	isTolerated: boolean;
}
