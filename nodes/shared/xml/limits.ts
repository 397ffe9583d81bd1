/** Limits per document. An invoice with 20,000 lines or an embedded file of 20 MB is well within all of them. */
export const LIMITS = {
	/**
	 * Leaves room for embedded files: one of 20 MB becomes 27 MB of base64, and an invoice may have several. Their size
	 * costs little, because they are not kept (27 MB take 0.4 s and no memory); the other limits bound everything that
	 * does cost.
	 */
	megabytes: 50,
	depth: 100,
	/** Elements, comments, processing instructions and CDATA sections. */
	elements: 1_000_000,
	/**
	 * Elements of a document that is validated, some 22,000 lines: rules need two to three times the memory of reading. What
	 * Create writes is validated.
	 */
	elementsToValidate: 500_000,
	children: 50_000,
	attributes: 500_000,
	attributesOfElement: 1000,
	/** Characters of all texts, attributes and distinct names; embedded files do not count. */
	characters: 10_000_000,
	/** Characters of one text, comment or attribute that is not base64. */
	charactersOfText: 1_000_000,
	/** Characters of one name with its namespace. */
	charactersOfName: 1000,
};

/** The document exceeds one of our limits. All other errors come from the parser. */
export class LimitError extends Error {}

export function limit(
	count: number,
	name: Exclude<keyof typeof LIMITS, 'megabytes'>,
	what: string,
	most: number = LIMITS[name],
) {
	if (count > most) throw new LimitError(`holds more than ${most.toLocaleString('en')} ${what}`);
}
