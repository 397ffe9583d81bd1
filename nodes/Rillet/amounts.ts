import {
	add,
	equals,
	isNegative,
	isZero,
	multiply,
	subtract,
	sum,
	toText,
	type Decimal,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Line, Tax, Totals } from '../shared/invoice/schema';
import { sumOfAll } from '../shared/values/money';
import type { CreditMemoPayload, InvoicePayload, Money, OptionalMoney } from './schema';

type Amounts = Pick<Invoice, 'taxes' | 'lines'> & { totals: Partial<Totals> };
type Item = InvoicePayload['items'][number];
type CreditMemoItem = CreditMemoPayload['items'][number];

/** Whether an item's `total_amount` is without tax, with tax, or without tax and before its discount. */
type LineReading = 'net' | 'gross' | 'undiscounted' | null;

const sent = (money: OptionalMoney): Decimal | null => money?.amount ?? null;

/** The statuses in which the difference between total and due was paid, not credited. */
const PAYABLE = ['UNPAID', 'PARTIALLY_PAID', 'PAID'];

/**
 * Totals, taxes and lines of an invoice. Rillet documents neither `taxed_amount` nor `total_amount` nor `gross_rate`:
 * exact sums decide what they mean, and where they do not, an issue says so.
 */
export function invoiceAmounts(invoice: InvoicePayload, findings: Findings): Amounts {
	const [net, gross, due] = [invoice.net_amount.amount, invoice.total.amount, sent(invoice.amount_due)];
	const [subtotal, discount] = [sent(invoice.subtotal), sent(invoice.total_discount)];
	const expected = subtotal && discount && subtract(subtotal, discount);
	if (expected && !equals(expected, net)) {
		findings.add(
			'sum-mismatch',
			'totals.net',
			`${toText(net)} was sent, but subtotal − total_discount is ${toText(expected)}`,
		);
	}
	const { tax, isTax } = taxOf(invoice, findings);
	const reading = lineReading(invoice, findings);
	const lines = invoice.items.map((item, index) => lineOfItem(item, index, reading, isTax, findings));
	const documentDiscount = restOfDiscount(invoice, findings);
	return {
		totals: {
			lines: findings.amount('totals.lines', documentDiscount && add(net, documentDiscount)),
			discount:
				documentDiscount && !isZero(documentDiscount)
					? findings.amount('totals.discount', documentDiscount)
					: null,
			net: findings.amount('totals.net', net),
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', gross),
			paid:
				due !== null && PAYABLE.includes(invoice.status ?? '')
					? findings.amount('totals.paid', subtract(gross, due))
					: null,
			due: findings.amount('totals.due', due),
		},
		taxes: taxesOf(net, tax, lines, findings),
		lines,
	};
}

/** Totals, taxes and lines of a credit memo, whose items carry both net and gross. */
export function creditMemoAmounts(memo: CreditMemoPayload, findings: Findings): Amounts {
	const net = memo.net_amount.amount;
	const { tax, isTax } = taxOf(memo, findings);
	const lines = memo.items.map((item, index) => lineOfCredit(item, index, isTax, findings));
	if (isNegative(memo.total.amount)) {
		findings.add(
			'negative-credit-note',
			'totals.gross',
			'The amounts of credit memos are expected to be positive; check which way this one goes',
		);
	}
	return {
		totals: {
			lines: findings.amount('totals.lines', sumOf(memo.items, 'net_amount')),
			net: findings.amount('totals.net', net),
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', memo.total.amount),
			paid: findings.amount('totals.paid', sent(memo.applied_amount)),
			due: findings.amount('totals.due', sent(memo.remaining_amount)),
		},
		taxes: taxesOf(net, tax, lines, findings),
		lines,
	};
}

const sumOf = <Key extends string>(items: ReadonlyArray<Record<Key, Money>>, key: Key): Decimal =>
	sum(items.map((item) => item[key].amount));

/** The tax of the document, and whether `taxed_amount` is that tax or the taxable amount. */
function taxOf(
	{ net_amount, taxed_amount, total }: InvoicePayload | CreditMemoPayload,
	findings: Findings,
): { tax: Decimal; isTax: boolean } {
	const [net, taxed, gross] = [net_amount.amount, sent(taxed_amount), total.amount];
	if (taxed === null) return { tax: subtract(gross, net), isTax: false };
	if (equals(add(net, taxed), gross)) return { tax: taxed, isTax: true };
	if (equals(taxed, gross) || equals(taxed, net)) return { tax: subtract(gross, net), isTax: false };
	findings.add(
		'tax-unclear',
		'totals.tax',
		`taxed_amount ${toText(taxed)} is neither the difference of total and net_amount nor one of the two; it counts as the tax`,
	);
	return { tax: taxed, isTax: false };
}

function lineReading(invoice: InvoicePayload, findings: Findings): LineReading {
	const lines = sumOf(invoice.items, 'total_amount');
	if (equals(lines, invoice.net_amount.amount)) return 'net';
	if (equals(lines, invoice.total.amount)) return 'gross';
	const subtotal = sent(invoice.subtotal);
	if (subtotal && equals(lines, subtotal)) return 'undiscounted';
	findings.add(
		'lines-unclear',
		'lines',
		`The total_amount of the items is ${toText(lines)} in sum, which is neither net_amount nor total nor subtotal; the amounts of the lines stand in raw only`,
	);
	return null;
}

/**
 * The part of the discount that is not in the lines; null when unknown, and, with an issue, when the lines have more
 * than the whole.
 */
function restOfDiscount(invoice: InvoicePayload, findings: Findings): Decimal | null {
	const whole = sent(invoice.total_discount);
	const inLines = sumOfAll(invoice.items.map((item) => sent(item.total_discount)));
	if (whole === null || inLines === null) return null;
	const rest = subtract(whole, inLines);
	if (!isNegative(rest)) return rest;
	findings.add(
		'sum-mismatch',
		'totals.discount',
		`The discounts of the lines are ${toText(inLines)} in sum, more than the total_discount ${toText(whole)}`,
	);
	return null;
}

function lineOfItem(
	item: Item,
	index: number,
	reading: LineReading,
	isTax: boolean,
	findings: Findings,
): Line {
	const [total, discount] = [item.total_amount.amount, sent(item.total_discount)];
	const tax = isTax ? sent(item.taxed_amount) : null;
	const rate = sent(item.gross_rate);
	const net = netOf(reading, total, discount, tax);
	const gross = reading === 'gross' ? total : net && tax && add(net, tax);
	const price = rate && item.quantity && discount && subtract(multiply(rate, item.quantity), discount);
	return lineOf(item, index, findings, {
		unitPrice: rate,
		unitPriceIncludesTax: price && includesTax(price, net, gross, tax),
		discount,
		net,
		tax,
		gross,
	});
}

function netOf(
	reading: LineReading,
	total: Decimal,
	discount: Decimal | null,
	tax: Decimal | null,
): Decimal | null {
	if (reading === 'net') return total;
	if (reading === 'gross') return tax && subtract(total, tax);
	return reading === 'undiscounted' ? discount && subtract(total, discount) : null;
}

function includesTax(
	price: Decimal,
	net: Decimal | null,
	gross: Decimal | null,
	tax: Decimal | null,
): boolean | null {
	if (net && equals(price, net)) return false;
	return gross && tax && !isZero(tax) && equals(price, gross) ? true : null;
}

function lineOfCredit(item: CreditMemoItem, index: number, isTax: boolean, findings: Findings): Line {
	const [net, gross] = [item.net_amount.amount, item.total_amount.amount];
	const tax = (isTax ? sent(item.taxed_amount) : null) ?? subtract(gross, net);
	return lineOf(item, index, findings, {
		unitPrice: null,
		unitPriceIncludesTax: null,
		discount: null,
		net,
		tax,
		gross,
	});
}

interface LineAmounts {
	unitPrice: Decimal | null;
	unitPriceIncludesTax: boolean | null;
	discount: Decimal | null;
	net: Decimal | null;
	tax: Decimal | null;
	gross: Decimal | null;
}

function lineOf(
	item: Item | CreditMemoItem,
	index: number,
	findings: Findings,
	{ unitPrice, unitPriceIncludesTax, discount, net, tax, gross }: LineAmounts,
): Line {
	const quantity = findings.amount('lines[].quantity', item.quantity, index);
	const period = item.revenue?.period;
	const periodStart = findings.date('lines[].periodStart', period?.start, index);
	const periodEnd = findings.date('lines[].periodEnd', period?.end, index);
	return {
		id: item.id,
		// Rillet's id; only its API has the name of the product.
		sku: item.product_id,
		description: item.description,
		quantity,
		unit: null,
		unitPrice: findings.amount('lines[].unitPrice', unitPrice, index),
		unitPriceIncludesTax,
		discount: findings.amount('lines[].discount', discount, index),
		net: findings.amount('lines[].net', net, index),
		tax: findings.amount('lines[].tax', tax, index),
		taxRate: null,
		taxCategory: null,
		gross: findings.amount('lines[].gross', gross, index),
		periodStart,
		periodEnd,
	};
}

/** One entry without a rate: where several rates are mixed, tax ÷ net would give a rate that does not exist. */
function taxesOf(net: Decimal, tax: Decimal, lines: readonly Line[], findings: Findings): Tax[] {
	if (isZero(tax)) return [];
	const allTaxed = lines.every((line) => line.tax !== null && line.tax > 0);
	return [
		{
			category: null,
			name: null,
			rate: null,
			taxableAmount: allTaxed ? findings.amount('taxes[0].taxableAmount', net) : null,
			taxAmount: findings.amount('taxes[0].taxAmount', tax),
		},
	];
}
