/** Why a written e-invoice violates its rules, or which part of an item it does not contain. */
export interface Gap {
	/** The official ID, such as `BR-02`. */
	rule: string;
	/** The field of the item to look at. */
	path: string;
	/** What is wrong and what to do, in plain words. */
	message: string;
	/** Whether the file is valid nevertheless. */
	isTolerated: boolean;
}

/** A message may repeat a text of the item. */
const MOST = 1000;

/** With a message that is not longer than anybody reads. */
export const shortened = (gap: Gap): Gap =>
	gap.message.length <= MOST ? gap : { ...gap, message: `${gap.message.slice(0, MOST)}…` };
