import type { Invoice } from '../../../invoice/schema';
import { lineKeys, valuesByLine } from '../entries';
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

/** The details of the line at an index. */
export function detailsByLine(
	references: Invoice['references'],
	lines: Invoice['lines'],
): (index: number) => LineDetails {
	const keys = lineKeys(lines);
	const tables = Object.entries(LINE_DETAILS)
		.filter(([name]) => references[name])
		.map(([name, { into }]) => ({ into, values: valuesByLine(references[name]) }));
	return (index) => {
		const details = { ...NONE };
		for (const { into, values } of tables) {
			const own = values.get(keys[index] ?? '');
			if (own) Object.assign(details, into(own));
		}
		return details;
	};
}
