import type { Invoice } from '../../../invoice/schema';
import { mapInSteps, type Steps } from '../../../steps';
import { entriesByLine, lineKeys, type EntriesOfLines } from '../entries';
import { LINE_DETAILS } from '../lineDetails';
import type { LineTerms } from '../terms';

/** Details of a line that an item only has in its references. */
export type LineDetails = typeof NONE;

const NONE: Pick<
	LineTerms,
	| 'note'
	| 'object'
	| 'orderLine'
	| 'accountingReference'
	| 'standardId'
	| 'buyersId'
	| 'classifications'
	| 'origin'
	| 'attributes'
	| 'price'
	| 'priceQuantity'
	| 'priceUnit'
	| 'grossPrice'
	| 'priceDiscounts'
	| 'allowancesAndCharges'
> = {
	note: null,
	object: null,
	orderLine: null,
	accountingReference: null,
	standardId: null,
	buyersId: null,
	classifications: [],
	origin: null,
	attributes: [],
	price: null,
	priceQuantity: null,
	priceUnit: null,
	grossPrice: null,
	priceDiscounts: [],
	allowancesAndCharges: [],
};

/** A reference with details of lines. */
export interface DetailEntries extends EntriesOfLines {
	/** The keys of lines of which not all values have the form of the detail. */
	unread: Set<string>;
}

/** The details of all lines. Read once per document, because there may be many entries. */
export interface DetailsByLine {
	/** The key of each line. */
	keys: readonly string[];
	/** The details of each line. */
	details: readonly LineDetails[];
	/** By the name of the reference, if it has a value. */
	entries: ReadonlyMap<string, DetailEntries>;
}

export function* detailsByLine({ references, lines }: Invoice): Steps<DetailsByLine> {
	const keys = lineKeys(lines);
	const entries = new Map<string, DetailEntries>();
	for (const name of Object.keys(LINE_DETAILS)) {
		if (!references[name]) continue;
		entries.set(name, { ...(yield* entriesByLine(references[name])), unread: new Set() });
	}
	const tables = [...entries].map(([name, table]) => ({ into: LINE_DETAILS[name]!.into, ...table }));
	const details = yield* mapInSteps(
		keys,
		(key) => {
			let own = NONE;
			for (const { into, values, unread } of tables) {
				const texts = values.get(key);
				if (texts === undefined) continue;
				const found = into(texts);
				if (countOf(found) < texts.length) unread.add(key);
				own = { ...own, ...found };
			}
			return own;
		},
		(key) => tables.reduce((size, { values }) => size + (values.get(key)?.length ?? 0), 1),
	);
	return { keys, details, entries };
}

/** Number of values that could be parsed: they are in the first field. */
function countOf(details: object): number {
	const [value] = Object.values(details) as unknown[];
	if (Array.isArray(value)) return value.length;
	return value === null || value === undefined ? 0 : 1;
}
