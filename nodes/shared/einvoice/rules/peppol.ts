import {
	add,
	compare,
	decimal,
	isNegative,
	multiply,
	negate,
	ofDigits,
	sum,
	toText,
	ZERO,
} from '../../values/decimal';
import type { LineTerms, PartyTerms } from '../en16931/terms';
import { distance, type Gaps } from './gaps';
import { readFigure, type WrittenTerms } from '../en16931/writtenTerms';

const PEPPOL = 'peppol.eu:2017:poacc:billing:3.0';

/** What Peppol BIS Billing 3 asks for besides the norm, as far as an item can lack it. */
export function peppolRules(terms: WrittenTerms, gaps: Gaps): void {
	if (!terms.specification?.includes(PEPPOL)) return;
	gaps.require(
		terms.process !== null,
		'PEPPOL-EN16931-R001',
		'references.process',
		'Fill in the process, such as urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
	);
	gaps.require(
		terms.buyerReference !== null || terms.purchaseOrder !== null || terms.salesOrder !== null,
		'PEPPOL-EN16931-R003',
		'references.buyerReference',
		"Fill in the buyer's reference, or orderReference",
	);
	const address = (party: PartyTerms | null, rule: string, name: string) =>
		gaps.require(
			!!party?.electronicAddress,
			rule,
			`references.${name}ElectronicAddress`,
			`Fill in the Peppol address of the ${name}, with its scheme, such as 0088:4304171000002`,
		);
	address(terms.buyer, 'PEPPOL-EN16931-R010', 'buyer');
	address(terms.seller, 'PEPPOL-EN16931-R020', 'seller');
	terms.lines.forEach((line, index) => lineAmount(line, `lines[${index}].net`, gaps));
}

/** Peppol's own tolerance. */
const TOLERANCE = ofDigits(2, 2);

function lineAmount(line: LineTerms, path: string, gaps: Gaps): void {
	const [net, price, quantity] = [line.net, line.price, line.quantity].map(readFigure);
	if (!net || !price || !quantity) return;
	const extra = line.allowancesAndCharges.map(({ isCharge, amount }) => {
		const figure = decimal(amount ?? '0') ?? ZERO;
		return isCharge ? figure : negate(figure);
	});
	// A price of several is that of the whole quantity, as the writer makes it.
	const whole =
		line.priceQuantity === null ? multiply(price, quantity) : isNegative(quantity) ? negate(price) : price;
	const expected = add(whole, sum(extra));
	gaps.require(
		compare(distance(net, expected), TOLERANCE) <= 0,
		'PEPPOL-EN16931-R120',
		path,
		`It is ${toText(net)}, but quantity × price − discount is ${toText(expected)}`,
	);
}
