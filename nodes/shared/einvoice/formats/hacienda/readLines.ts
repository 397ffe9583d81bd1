import { abs, add, compare, ofDigits, subtract, toText, type Decimal } from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { lineOf } from '../../../invoice/build';
import type { Line } from '../../../invoice/schema';
import { amount, sumOfAll } from '../../../values/money';
import type { Steps } from '../../../steps';
import { childrenOf, hasChild, mapElements, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';
import { isRoundedTaxOf, netTaxOf, payableOf } from './exemption';
import { baseOf, categoryOf, kindOfTax, rateOfEntry, taxesOfLine, type LineTaxes } from './taxesOfLine';

const SELLERS_CODE = '01';

export function linesOf(lines: readonly XmlElement[], findings: Findings): Steps<Line[]> {
	return mapElements(lines, (line, index) => {
		const path = `lines[${index}]`;
		const read = (name: string, field: string) =>
			readNumber(findings, `${path}.${field}`, valueOf(line, name));
		const quantity = read('cr:Cantidad', 'quantity');
		const unitPrice = read('cr:PrecioUnitario', 'unitPrice');
		const net = read('cr:SubTotal', 'net');
		const gross = read('cr:MontoTotalLinea', 'gross');
		const tax = read('cr:ImpuestoNeto', 'tax') ?? (gross && net ? subtract(gross, net) : null);
		read('cr:ImpuestoAsumidoEmisorFabrica', 'tax');
		const taxes = taxesOfLine(line);
		for (const each of taxes.all) readNumber(findings, `${path}.tax`, valueOf(each, 'cr:Monto'));
		checkTax(taxes, { net, tax, gross }, path, findings);
		checkRate(line, taxes, net, path, findings);
		return lineOf({
			id: valueOf(line, 'cr:NumeroLinea'),
			sku: skuOf(line),
			description: textOf(line, 'cr:Detalle'),
			quantity: findings.amount(`${path}.quantity`, quantity),
			unit: valueOf(line, 'cr:UnidadMedida'),
			unitPrice: findings.amount(`${path}.unitPrice`, unitPrice),
			unitPriceIncludesTax: unitPrice === null ? null : false,
			discount: findings.amount(`${path}.discount`, discountOf(line, `${path}.discount`, findings)),
			net: findings.amount(`${path}.net`, net),
			tax: findings.amount(`${path}.tax`, tax),
			...taxOfLine(line, taxes, path, findings),
			gross: findings.amount(`${path}.gross`, gross),
		});
	});
}

/** Amounts have five digits, and some programs round to two. */
const SLACK = ofDigits(2, 2);

/** Adds an issue when the tax of a line is not the sum of its taxes, or its total is not net plus tax. */
function checkTax(
	{ sorted, exemptions }: LineTaxes,
	{ net, tax, gross }: Record<'net' | 'tax' | 'gross', Decimal | null>,
	path: string,
	findings: Findings,
) {
	const compareAt = (field: string, sent: Decimal | null, expected: Decimal | null, means: string) => {
		if (!sent || !expected || compare(abs(subtract(sent, expected)), SLACK) <= 0) return;
		findings.add(
			'line-mismatch',
			`${path}.${field}`,
			`${toText(sent)} was sent, but ${means} is ${toText(expected)}`,
		);
	};
	compareAt('tax', tax, payableOf(sorted, exemptions), 'the sum of its taxes, without what is exempt,');
	compareAt('gross', gross, net && tax && add(net, tax), 'net + tax');
}

/** The plain tax, alone in a line without a taxable amount of its own, is of the subtotal. */
function checkRate(
	line: XmlElement,
	{ all: [tax, other] }: LineTaxes,
	net: Decimal | null,
	path: string,
	findings: Findings,
) {
	if (tax === undefined || other !== undefined || hasChild(line, 'cr:BaseImponible')) return;
	if (valueOf(tax, 'cr:Codigo') !== '01' || hasChild(tax, 'cr:FactorIVA')) return;
	const [rate, sent] = [valueOf(tax, 'cr:Tarifa'), valueOf(tax, 'cr:Monto')].map(amount);
	if (!net || !rate || !sent || isRoundedTaxOf(net, rate, sent)) return;
	findings.add(
		'tax-mismatch',
		`${path}.taxRate`,
		`${toText(sent)} was sent, which is not ${toText(rate)} % of ${toText(net)}`,
	);
}

/** The seller's own code, or else that of the official catalogue (CABYS). */
function skuOf(line: XmlElement): string | null {
	// `Codigo` has the seller's codes in 4.2, and that of the catalogue in 4.3.
	const codes = [...childrenOf(line, 'cr:CodigoComercial'), ...childrenOf(line, 'cr:Codigo')];
	const own = codes.find((code) => valueOf(code, 'cr:Tipo') === SELLERS_CODE);
	return (
		valueOf(own, 'cr:Codigo') ?? valueOf(line, 'cr:CodigoCABYS') ?? valueOf(childrenOf(line, 'cr:Codigo')[0])
	);
}

/** 4.2 has the amount directly in the line. */
function discountOf(line: XmlElement, path: string, findings: Findings) {
	return sumOfAll(
		[line, ...childrenOf(line, 'cr:Descuento')]
			.filter((place) => hasChild(place, 'cr:MontoDescuento'))
			.map((place) => readNumber(findings, path, valueOf(place, 'cr:MontoDescuento'))),
	);
}

/** Rate and category of a line's value added tax, after exemption. */
function taxOfLine(
	line: XmlElement,
	{ iva: tax, exemptions }: LineTaxes,
	path: string,
	findings: Findings,
): Pick<Line, 'taxRate' | 'taxCategory'> {
	if (tax === undefined) return { taxRate: null, taxCategory: null };
	const exemption = exemptions.get(tax) ?? null;
	readNumber(findings, `${path}.taxRate`, valueOf(tax, 'cr:Tarifa'));
	const paid = netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemption);
	return {
		taxRate: findings.amount(`${path}.taxRate`, rateOfEntry({ base: baseOf(line), tax, exemption })),
		taxCategory: categoryOf(kindOfTax(tax), exemption, paid),
	};
}
