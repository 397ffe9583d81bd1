import { checkSign } from '../../../invoice/checkDocument';
import { Findings } from '../../../invoice/findings';
import type { Invoice, Issue } from '../../../invoice/schema';
import { abs, compare, decimal, multiply, ofDigits, subtract, sum, toText } from '../../../values/decimal';
import { digitsOf, roundedNetOf } from './compute';

/** Peppol allows a line to deviate by two cents (PEPPOL-EN16931-R120). */
const SLACK = ofDigits(2, 2);

/** Reports figures of a user's own invoice that disagree without violating a rule of EN 16931. */
export function contradictionsIn(invoice: Invoice): Issue[] {
	const findings = new Findings('');
	const digits = digitsOf(invoice.currency);
	invoice.lines.forEach((line, index) => {
		const net = line.net === null ? null : decimal(line.net);
		const expected = roundedNetOf({ ...line, gross: null, tax: null }, digits);
		if (!net || !expected || compare(abs(subtract(expected, net)), SLACK) <= 0) return;
		const price = `quantity × price${line.discount ? ' − discount' : ''}`;
		const means = line.unitPriceIncludesTax === true ? `${price}, without the tax,` : price;
		const text = `${toText(net)} was sent and is written, but ${means} is ${toText(expected)}`;
		findings.add('line-mismatch', 'lines[].net', text, index);
	});
	checkGross(invoice, findings);
	checkSign(
		invoice,
		findings,
		'a negative one charges the buyer: write quantities and prices without the minus',
	);
	return findings.issues;
}

/** Prices with tax rarely add up to the total: EN 16931 rounds each line without tax, and the tax of their sum. */
function checkGross({ lines, totals }: Invoice, findings: Findings): void {
	const gross = totals.gross === null ? null : decimal(totals.gross);
	if (!gross || lines.length === 0 || totals.discount || totals.charges) return;
	const amounts = lines.map(({ quantity, unitPrice, unitPriceIncludesTax, discount }) => {
		const [count, price] = [decimal(quantity ?? ''), decimal(unitPrice ?? '')];
		return unitPriceIncludesTax === true && !discount && count && price ? multiply(count, price) : null;
	});
	if (!amounts.every((amount) => amount !== null)) return;
	const expected = sum(amounts);
	const difference = subtract(expected, gross);
	if (difference.digits === 0) return;
	const text = `The prices with tax add up to ${toText(expected)}, but the total by EN 16931 is ${toText(gross)}: to have the former paid, set totals.rounding to ${toText(difference)}`;
	findings.add('gross-mismatch', 'totals.gross', text);
}
