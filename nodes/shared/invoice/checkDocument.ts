import { currencyDigits } from '../values/currencies';
import {
	abs,
	add,
	compare,
	decimal,
	divideRounded,
	equals,
	fractionDigits,
	isZero,
	multiply,
	ofDigits,
	ONE,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../values/decimal';
import { checkSums, type SumRules } from './checks';
import { Findings, withFindings } from './findings';
import type { Invoice, Line } from './schema';

/** Fields that a kind of document does not have. */
export interface Absent {
	buyer?: boolean;
}

/**
 * Checks an invoice that was read from a document. A document is complete: what it does not state does not exist,
 * whereas a provider may have left something out.
 */
export function checkDocument(invoice: Invoice, absent: Absent = {}, rules: Partial<SumRules> = {}): Invoice {
	// A list that its lines have filled must not hide it.
	const ofWhole = new Findings('');
	checkSign(invoice, ofWhole);
	const findings = new Findings('', [...invoice.issues, ...ofWhole.issues]);
	namesMissing(invoice, absent, findings);
	invoice.lines.forEach((line, index) => checkPrice(line, index, invoice.currency, findings));
	return checkSums(withFindings(invoice, findings), {
		silence: 'zero',
		...rules,
	});
}

/** BR-02, 03, 05, 06, 07: mandatory in every invoice. */
function namesMissing({ seller, buyer, issues, ...invoice }: Invoice, absent: Absent, findings: Findings) {
	const demand = (value: string | null | undefined, code: string, path: string, what: string) => {
		// An unreadable value already has an issue.
		if (value || issues.some((issue) => issue.path === path)) return;
		findings.add(code, path, `The document does not say ${what}`);
	};
	demand(invoice.number, 'number-missing', 'number', 'the number of the invoice (BT-1)');
	demand(invoice.issueDate, 'issue-date-missing', 'issueDate', 'when the invoice was issued (BT-2)');
	demand(invoice.currency, 'currency-missing', 'currency', 'the currency of its amounts (BT-5)');
	demand(
		seller?.name ?? seller?.companyName,
		'seller-name-missing',
		'seller.name',
		'who the seller is (BT-27)',
	);
	if (absent.buyer) return;
	demand(buyer?.name ?? buyer?.companyName, 'buyer-name-missing', 'buyer.name', 'who the buyer is (BT-44)');
}

/** Credit notes have positive amounts in every format: a negative one may reverse a credit, or be a mistake. */
export function checkSign(
	{ kind, totals: { gross } }: Invoice,
	findings: Findings,
	advice = 'ask the seller which way this one goes',
): void {
	if (kind !== 'creditNote' || gross === null || gross >= 0) return;
	findings.add('credit-note-negative', 'totals.gross', `A credit note has positive amounts; ${advice}`);
}

/** How many minor units a line may be off: Peppol allows two (PEPPOL-EN16931-R120). */
const SLACK = 2;
/** Of an expected net that is no exact number. */
const MOST_DIGITS = 4;

/** The net of a line is quantity × price − discount. */
function checkPrice(line: Line, index: number, currency: string | null, findings: Findings) {
	const figure = (value: number | null) => (value === null ? null : decimal(value));
	const [quantity, price, net] = [line.quantity, line.unitPrice, line.net].map(figure);
	if (!quantity || !price || !net || line.unitPriceIncludesTax !== false) return;
	const discount = figure(line.discount) ?? ZERO;
	addNetMismatch({ quantity, price, base: ONE, discount, net }, currency, findings, index);
}

interface Priced {
	quantity: Decimal;
	/** Of `base` units. */
	price: Decimal;
	base: Decimal;
	discount: Decimal;
	net: Decimal;
}

/**
 * Adds an issue if the net of a line is not quantity × price ÷ base − discount. Both sides are multiplied by the base,
 * because the quotient need not be exact.
 */
export function addNetMismatch(
	{ quantity, price, base, discount, net }: Priced,
	currency: string | null,
	findings: Findings,
	index: number,
): void {
	const digits = currencyDigits(currency ?? '') ?? 2;
	const difference = subtract(multiply(quantity, price), multiply(add(net, discount), base));
	if (compare(abs(difference), toleranceOf(price, quantity, digits, base)) <= 0) return;
	const expected = divideRounded(
		subtract(multiply(quantity, price), multiply(discount, base)),
		base,
		MOST_DIGITS,
	);
	const per = equals(base, ONE) ? '' : ` for ${toText(base)}`;
	const less = isZero(discount) ? '' : ` less ${toText(discount)}`;
	findings.add(
		'line-mismatch',
		'lines[].net',
		`${toText(net)} was sent, but ${toText(quantity)} at ${toText(price)}${per}${less} is ${toText(expected ?? ZERO)}`,
		index,
	);
}

/**
 * Tolerance for the amount of a line: {@link SLACK} plus quantity × the largest rounding error of the price.
 *
 * @param base what the price is of; the tolerance is multiplied by it
 */
export function toleranceOf(price: Decimal, quantity: Decimal, digits = 2, base = ONE): Decimal {
	const rounding = multiply(abs(quantity), ofDigits(5, Math.max(digits, fractionDigits(price)) + 1));
	return add(multiply(ofDigits(SLACK, digits), base), rounding);
}
