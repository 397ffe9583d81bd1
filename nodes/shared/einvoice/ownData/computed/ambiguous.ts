import type { Invoice } from '../../../invoice/schema';
import { decimal, equals, multiply, subtract, ZERO } from '../../../values/decimal';
import type { Gap } from '../../gap';
import { eachLine, gap, isZero } from './notComputed';

/**
 * Amounts that may mean two things, so that one of the two would be computed wrongly.
 * @param sent the item before anything was computed
 */
export const ambiguous = (sent: Invoice, computed: Invoice): Gap[] => [
	...withTaxOrNot(sent, computed),
	...grossPrices(sent),
	...withMinus(sent, computed),
	...someWithTax(sent),
];

function withTaxOrNot({ totals, taxes }: Invoice, { lines }: Invoice): Gap[] {
	const isTaxed = lines.some(
		({ unitPriceIncludesTax, taxRate, taxCategory }) =>
			unitPriceIncludesTax === true && taxRate !== 0 && taxCategory !== 'O',
	);
	if (!isTaxed || totals.net !== null || taxes.length > 0) return [];
	return (['discount', 'charges'] as const)
		.filter((name) => !isZero(totals[name]))
		.map((name) =>
			gap(
				name === 'discount' ? 'BT-107' : 'BT-108',
				`totals.${name}`,
				'It is not known whether this includes VAT, as the prices do: write the prices and this without VAT',
			),
		);
}

/** Shops export prices with VAT beside the gross of the line: without VAT, they would be too high. */
const grossPrices = ({ lines }: Invoice): Gap[] =>
	eachLine(
		lines,
		({ quantity, unitPrice, unitPriceIncludesTax, discount, net, tax, taxRate, gross }, index) => {
			const isSaid = unitPriceIncludesTax !== null || net !== null;
			const [price, whole] = [decimal(unitPrice ?? ''), decimal(gross ?? '')];
			if (isSaid || isZero(tax ?? taxRate) || !price || !whole) return [];
			const amount = multiply(decimal(quantity ?? '') ?? ZERO, price);
			return equals(subtract(amount, decimal(discount ?? '') ?? ZERO), whole)
				? gap(
						'BT-146',
						`lines[${index}].unitPriceIncludesTax`,
						'The price seems to include VAT, because quantity × price − discount is gross: set this to true, or write the price without VAT',
					)
				: [];
		},
	);

/** Sheets may say it once for an invoice, in its first row. */
function someWithTax({ lines }: Invoice): Gap[] {
	if (!lines.some(({ unitPriceIncludesTax }) => unitPriceIncludesTax === true)) return [];
	return eachLine(lines, ({ unitPriceIncludesTax, unitPrice, net, taxRate }, index) =>
		unitPriceIncludesTax === null && !isZero(unitPrice) && net === null && !isZero(taxRate)
			? gap(
					'BT-146',
					`lines[${index}].unitPriceIncludesTax`,
					'Prices of other lines include VAT: set this to true if this one does, or else to false',
				)
			: [],
	);
}

/**
 * What is deducted has the sign of what it is deducted from. Many programs write it with a minus, or the discount of a
 * return without one, which would add it. Sums that were sent say that it is meant.
 */
function withMinus(sent: Invoice, { lines, totals }: Invoice): Gap[] {
	const isOpposite = (deducted: number | null, from: number | null) => (deducted ?? 0) * (from ?? 0) < 0;
	const say = (deducted: number | null, positive: string, negative: string) =>
		(deducted ?? 0) < 0 ? positive : negative;
	const isMeant = (index: number) => (sent.lines[index]?.net ?? null) !== null;
	return [
		...eachLine(lines, ({ discount, quantity, unitPrice }, index) =>
			!isMeant(index) && isOpposite(discount, (quantity ?? 0) * (unitPrice ?? 0))
				? gap(
						'BT-136',
						`lines[${index}].discount`,
						say(
							discount,
							'A discount has no minus: write it without. A surcharge belongs into the price',
							'The line is negative: write its discount with a minus, too',
						),
					)
				: [],
		),
		...(sent.totals.net === null && isOpposite(totals.discount, totals.lines)
			? [
					gap(
						'BT-107',
						'totals.discount',
						say(
							totals.discount,
							'A discount has no minus: write it without. A surcharge belongs into totals.charges',
							'The sum of the lines is negative: write the discount with a minus, too',
						),
					),
				]
			: []),
		...(sent.totals.due === null && isOpposite(totals.paid, totals.gross)
			? [
					gap(
						'BT-113',
						'totals.paid',
						say(
							totals.paid,
							'What has been paid has no minus: write it without',
							'The total is negative: write what has been paid back with a minus, too',
						),
					),
				]
			: []),
	];
}
