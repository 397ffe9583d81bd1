import type { Invoice } from '../../invoice/schema';
import {
	abs,
	add,
	compare,
	decimal,
	multiply,
	ofDigits,
	roundTo,
	shift,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../../values/decimal';
import { percentOf, sumOfAll } from '../../values/money';
import type { Gap } from '../gap';
import { digitsOf } from './computed/compute';
import { gap } from './computed/notComputed';
import { lettersOf } from './headings';
import { number } from './values/numbers';
import { isBlank, quoted } from './values/values';

/**
 * Headings of what is to be paid, by their letters: no fields, but whoever computed them may have counted what this
 * package does not know, under any name.
 */
const TOTAL = new RegExp(
	`^(?:${[
		'(?:grand|invoice|order|document|gross)?total(?:amount|price|due|gross|outstanding|inclvat|incltax|ttc)?',
		'(?:amount|balance)due|outstanding(?:amount)?|(?:invoice|gross)amount|current(?:total)?price|totaltopay',
		'gesamt(?:betrag|summe|preis|brutto)?|(?:rechnungs|end|brutto|zahl)(?:betrag|summe)|summe(?:brutto)?|offenerbetrag',
		'(?:montant|prix)(?:total|ttc)|montanttotalttc|netapayer|totalapayer|total(?:general|facture)',
		'(?:importe)?total(?:factura|apagar)?|importeapagar|totale(?:fattura|documento|dapagare)?|importototale',
		'totaal(?:bedrag|prijs)?|(?:factuur|eind)bedrag|tebetalen',
	].join('|')})$`,
);
const CURRENCY = /^(?:[A-Z]{3}|[€$£])\s*|\s*(?:[A-Z]{3}|[€$£])$/gi;

/** The names of the item's own totals that agree with none of the invoice's amounts. */
export function disagreeingTotals(fields: Readonly<Record<string, unknown>>, invoice: Invoice): Gap[] {
	const said = Object.keys(fields).filter((name) => !isBlank(fields[name]) && TOTAL.test(lettersOf(name)));
	if (said.length === 0 || invoice.totals.due === null) return [];
	const digits = digitsOf(invoice.currency);
	const known = amountsOf(invoice, digits);
	return said.slice(0, MOST).flatMap((name) => {
		const reading = number(plain(fields[name]), '');
		const figure = 'value' in reading ? decimal(reading.value ?? '') : null;
		// Some programs count in cents.
		if (!figure || [figure, shift(figure, -digits)].some((one) => known.has(textOf(one, digits)))) return [];
		const off = subtract(figure, decimal(invoice.totals.due ?? 0) ?? ZERO);
		// Others round the tax of each line.
		const isRounded = compare(abs(off), ofDigits(Math.max(1, invoice.lines.length), digits)) <= 0;
		const advice = isRounded
			? `to have the former paid, set totals.rounding to ${toText(off)}`
			: 'write what is missing into its fields';
		return gap(
			'EN 16931',
			'totals.due',
			`${quoted(name)} is ${toText(figure)}, but the invoice asks for ${invoice.totals.due}: ${advice}, or rename the column if it is of something else`,
		);
	});
}

const MOST = 10;

const plain = (value: unknown): unknown =>
	typeof value === 'string' ? value.trim().replace(CURRENCY, '') : value;

/** A credit note may be shown with a minus, and a float has more decimals than the amount that it means. */
const textOf = (amount: Decimal, digits: number): string => toText(roundTo(abs(amount), digits));

/** What a total may be of: the invoice or a line, with or without tax, discount, and what has been paid. */
function amountsOf({ totals, lines }: Invoice, digits: number): ReadonlySet<string> {
	const ofLines = lines.map((line) => {
		const [quantity, price, net] = [line.quantity, line.unitPrice, line.net].map(figure);
		const discount = figure(line.discount) ?? ZERO;
		const tax = net ? percentOf(net, figure(line.taxRate) ?? ZERO) : null;
		const whole = quantity && price ? multiply(quantity, price) : null;
		return {
			quantity: quantity ?? null,
			whole,
			less: whole && subtract(whole, discount),
			net: net ?? null,
			tax,
			gross: net && tax ? add(net, tax) : null,
		};
	});
	const sums = (['quantity', 'whole', 'less', 'gross'] as const).map((name) =>
		sumOfAll(ofLines.map((line) => line[name])),
	);
	const ofInvoice = Object.values(totals).map(figure);
	const amounts = [...ofLines.flatMap((line) => Object.values(line)), ...sums, ...ofInvoice];
	return new Set(amounts.flatMap((amount) => (amount ? [textOf(amount, digits)] : [])));
}

const figure = (value: number | null): Decimal | null => (value === null ? null : decimal(value));
