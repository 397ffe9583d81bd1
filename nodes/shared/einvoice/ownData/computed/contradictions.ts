import { checkSign } from '../../../invoice/checkDocument';
import { checkStatus, checkSums } from '../../../invoice/checks';
import { Findings } from '../../../invoice/findings';
import type { Invoice, Issue, Line } from '../../../invoice/schema';
import {
	abs,
	add,
	compare,
	decimal,
	isZero,
	multiply,
	ofDigits,
	roundTo,
	subtract,
	sum,
	toText,
	type Decimal,
} from '../../../values/decimal';
import { percentOf } from '../../../values/money';
import { digitsOf, roundedNetOf } from './compute';

/** Peppol allows a line to deviate by two cents (PEPPOL-EN16931-R120). */
const SLACK = 2;

/** Reports figures of a user's own invoice that disagree without violating a rule of EN 16931. */
export function contradictionsIn(invoice: Invoice): Issue[] {
	const findings = new Findings('');
	const digits = digitsOf(invoice.currency);
	invoice.lines.forEach((line, index) => checkLine(line, index, digits, findings));
	// A tax that is nearly right breaks no rule.
	const ofTaxes = checkSums({ ...invoice, issues: [] }).issues.filter(({ code }) => code === 'tax-mismatch');
	checkStatus(invoice, findings);
	checkGross(invoice, findings);
	checkSign(
		invoice,
		findings,
		'a negative one charges the buyer: write quantities and prices without the minus',
	);
	return [...findings.issues, ...ofTaxes];
}

/** Whether a sent amount is further from what it should be than rounding explains. */
const differs = (sent: Decimal, expected: Decimal, digits: number): boolean =>
	compare(abs(subtract(expected, sent)), ofDigits(SLACK, digits)) > 0;

function checkLine(line: Line, index: number, digits: number, findings: Findings): void {
	const net = figure(line.net);
	if (net === null) return;
	const expected = roundedNetOf(line, digits);
	if (expected && differs(net, expected, digits)) {
		const price = `quantity × price${line.discount ? ' − discount' : ''}`;
		const means = line.unitPriceIncludesTax === true ? `${price}, without the tax,` : price;
		const text = `${toText(net)} was sent and is written, but ${means} is ${toText(expected)}`;
		findings.add('line-mismatch', 'lines[].net', text, index);
	}
	if (line.tax !== null || line.gross !== null) checkTaxOfLine(line, net, index, digits, findings);
}

/** Tax and gross of a line, which no e-invoice has. */
function checkTaxOfLine(line: Line, net: Decimal, index: number, digits: number, findings: Findings): void {
	const [sent, gross, rate] = [line.tax, line.gross, line.taxRate].map(figure);
	const expected = rate ? percentOf(net, rate) : null;
	if (sent && expected && differs(sent, expected, digits)) {
		const text = `${toText(sent)} was sent, but ${toText(rate!)} % of ${toText(net)} is ${toText(expected)}, and that is what counts`;
		findings.add('line-mismatch', 'lines[].tax', text, index);
	}
	const tax = sent ?? expected;
	const whole = tax && add(net, tax);
	if (gross && whole && differs(gross, whole, digits)) {
		const text = `${toText(gross)} was sent, but net + tax is ${toText(whole)}, and that is what counts`;
		findings.add('line-mismatch', 'lines[].gross', text, index);
	}
}

const figure = (value: number | null): Decimal | null => (value === null ? null : decimal(value));

/** Prices with tax rarely add up to the total: EN 16931 rounds each line without tax, and the tax of their sum. */
function checkGross({ lines, totals, currency }: Invoice, findings: Findings): void {
	const gross = totals.gross === null ? null : decimal(totals.gross);
	if (!gross || lines.length === 0 || totals.discount || totals.charges) return;
	const amounts = lines.map(({ quantity, unitPrice, unitPriceIncludesTax, discount }) => {
		const [count, price] = [decimal(quantity ?? ''), decimal(unitPrice ?? '')];
		return unitPriceIncludesTax === true && !discount && count && price ? multiply(count, price) : null;
	});
	if (!amounts.every((amount) => amount !== null)) return;
	const expected = sum(amounts);
	const difference = roundTo(subtract(expected, gross), digitsOf(currency));
	if (isZero(difference)) return;
	const text = `The prices with tax add up to ${toText(expected)}, but the total by EN 16931 is ${toText(gross)}: to have the former paid, set totals.rounding to ${toText(difference)}`;
	findings.add('gross-mismatch', 'totals.gross', text);
}
