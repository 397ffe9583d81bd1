import type { Invoice, Line } from '../../../invoice/schema';
import { isCollected } from '../../en16931/collected';
import type { Gap } from '../../gap';
import { MAX_GAPS } from '../columns';

export const gap = (rule: string, path: string, message: string): Gap => ({
	rule,
	path,
	message,
	isTolerated: false,
});
export const isZero = (value: number | null): boolean => value === null || value === 0;

/** What a user's own invoice lacks for its amounts to be computed. */
export function notComputed(invoice: Invoice): Gap[] {
	const ofLines = eachLine(invoice.lines, (line, index) => ofLine(line, `lines[${index}]`, invoice));
	return ofLines.length > 0 ? ofLines : [...ofDiscount(invoice), ...ofTaxes(invoice)];
}

/** The gaps of the lines, up to more than anybody reads. */
export function eachLine(lines: readonly Line[], gapsOf: (line: Line, index: number) => Gap | Gap[]): Gap[] {
	const gaps: Gap[] = [];
	for (const [index, line] of lines.entries()) {
		if (gaps.length >= MAX_GAPS) break;
		gaps.push(...[gapsOf(line, index)].flat());
	}
	return gaps;
}

/** Of taxes that were sent, one may be missing: the tax of its lines would be missing from the total. */
function ofTaxes({ lines, taxes }: Invoice): Gap[] {
	// A tax without a category is of any.
	const known = new Set(taxes.flatMap(({ category, rate }) => [`${category} ${rate}`, `${category}`]));
	const isKnown = ({ taxCategory, taxRate }: Line) =>
		taxCategory === 'O'
			? known.has('O') || known.has('null')
			: known.has(`${taxCategory} ${taxRate}`) || known.has(`null ${taxRate}`);
	const missing = new Set<string>();
	// Lines share their taxes.
	const asked = new Set<string>();
	for (const line of lines) {
		const { taxCategory, taxRate } = line;
		const name = taxCategory === 'O' ? 'category O' : `${taxCategory} ${taxRate} %`;
		if (taxes.length === 0 || taxCategory === null || (taxRate === null && taxCategory !== 'O')) continue;
		if (asked.has(name)) continue;
		asked.add(name);
		if (!isKnown(line)) missing.add(name);
		if (missing.size === MOST_NAMED) break;
	}
	return missing.size === 0
		? []
		: [
				gap(
					'BG-23',
					'taxes',
					`There is no entry for ${[...missing].join(', ')}, which lines have: add it, or leave taxes out to have them computed`,
				),
			];
}

const MOST_NAMED = 5;

function ofLine(line: Line, path: string, { taxes }: Invoice): Gap[] {
	const gaps: Gap[] = [];
	if (line.quantity === null) {
		gaps.push(gap('BR-22', `${path}.quantity`, 'The quantity (BT-129), such as 1, is missing'));
	}
	if (line.net === null && line.unitPrice === null) {
		gaps.push(gap('BR-26', `${path}.unitPrice`, 'The price of one (BT-146), without VAT, is missing'));
	}
	if (line.net === null && line.unitPriceIncludesTax === true && !isZero(line.discount)) {
		gaps.push(
			gap(
				'BR-24',
				`${path}.net`,
				'The net does not follow from a price with tax and a discount: fill it in, or write the price without tax',
			),
		);
	}
	if (taxes.length > 0) return gaps;
	if (line.taxRate === null && line.taxCategory !== 'O') {
		gaps.push(gap('BR-CO-04', `${path}.taxRate`, 'The VAT rate (BT-152) in percent, such as 19, is missing'));
	} else if (line.taxCategory === null) {
		gaps.push(
			gap(
				'BR-CO-04',
				`${path}.taxCategory`,
				'Why there is no VAT (BT-151) is missing: Z zero rate, E exempt, AE reverse charge, K supply inside the EU, G export, or O not subject to VAT',
			),
		);
	}
	return gaps;
}

/** With several VAT rates, it must be clear whose base a discount or charge on the whole invoice changes. */
function ofDiscount({ lines, taxes, totals }: Invoice): Gap[] {
	if (taxes.length > 0 || lines.length === 0 || lines.some(({ net }) => net === null)) return [];
	const [field, rule, word] = isZero(totals.discount)
		? (['charges', 'BR-37', 'charge'] as const)
		: (['discount', 'BR-32', 'discount'] as const);
	if (isZero(totals[field])) return [];
	return [
		gap(
			rule,
			`totals.${field}`,
			`Which VAT rate does it belong to? There are several: write it into the lines, or name the parts in references.allowancesAndCharges, one in each line of the text, such as "${word} 5.00, tax S 19"`,
		),
	];
}

/** What a user's own invoice lacks for what is written of its payment not to mean something else. */
export const notAssumed = (invoice: Invoice): Gap[] => [
	...withoutLastDay(invoice),
	...withoutMethod(invoice),
	...withoutPaid(invoice),
	...ofVoid(invoice),
];

/**
 * Without its last day, a discount for early payment (BT-20) would be one without a condition. People may give a number
 * of days, for which the item has no field.
 */
const withoutLastDay = ({ payment }: Invoice): Gap[] =>
	(payment?.discounts ?? [])
		.slice(0, MAX_GAPS)
		.flatMap(({ percent, amount, until }, index) =>
			until !== null || (isZero(percent) && isZero(amount))
				? []
				: gap(
						'BT-20',
						`payment.discounts[${index}].until`,
						'The last day of the discount for early payment, a date such as 2026-01-31, is missing',
					),
		);

/** Of an invoice that the seller collects, it is unknown how (BT-81). */
const withoutMethod = ({ payment, references }: Invoice): Gap[] =>
	!isCollected(references) || payment?.method
		? []
		: [
				gap(
					'BR-49',
					'payment.method',
					'The kind of payment (BT-81) is missing: 59 for a SEPA direct debit, 49 for another one, 54 for a credit card, or 58 for a SEPA transfer',
				),
			];

/** What was paid has to be said: what is due may be a mistake. */
function withoutPaid({ status, totals: { paid, due, gross, withheld, rounding } }: Invoice): Gap[] {
	if (paid !== null) return [];
	const isLess =
		due !== null && gross !== null && due >= 0 && due < gross && isZero(withheld) && isZero(rounding);
	return status === 'partiallyPaid' || isLess
		? [gap('BT-113', 'totals.paid', 'A part is paid: the amount of it (BT-113) is missing')]
		: [];
}

const ofVoid = ({ status }: Invoice): Gap[] =>
	status === 'void' || status === 'credited'
		? [
				gap(
					'EN 16931',
					'status',
					'Nothing is to be paid of an invoice that is void or credited: leave the item out, or change this',
				),
			]
		: [];
