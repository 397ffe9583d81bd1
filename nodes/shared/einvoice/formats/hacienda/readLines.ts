import {
	abs,
	add,
	compare,
	equals,
	isZero,
	ofDigits,
	subtract,
	toText,
	type Decimal,
} from '../../../values/decimal';
import type { Findings } from '../../../invoice/findings';
import { lineOf } from '../../../invoice/build';
import type { Line, Tax } from '../../../invoice/schema';
import { groupedBy } from '../../../values/groups';
import { amount, sumOfAll } from '../../../values/money';
import { exemptionsOf, isRoundedTaxOf, netRateOf, netTaxOf, payableOf, type Exemption } from './exemption';
import { mapInSteps, type Steps } from '../../../steps';
import { childrenOf, hasChild, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';

/** `Codigo` of a tax: value added tax, also with a special calculation and for used goods. */
const IVA = ['01', '07', '08'];
const SELLERS_CODE = '01';

/** UNTDID 5305 by `CodigoTarifaIVA`: taxed, zero rated, exempt. */
const CATEGORIES: ReadonlyMap<string | null, string> = new Map([
	...['02', '03', '04', '06', '07', '08', '09'].map((code) => [code, 'S'] as const),
	...['01', '05', '11'].map((code) => [code, 'Z'] as const),
	['10', 'E'],
]);

interface TaxKind {
	code: string | null;
	/** `CodigoTarifaIVA` in 4.4, `CodigoTarifa` in 4.3. */
	rateCode: string | null;
}

const kindOfTax = (tax: XmlElement): TaxKind => ({
	code: valueOf(tax, 'cr:Codigo'),
	rateCode: valueOf(tax, 'cr:CodigoTarifaIVA') ?? valueOf(tax, 'cr:CodigoTarifa'),
});

const isIva = ({ code }: TaxKind) => code !== null && IVA.includes(code);
function categoryOf(kind: TaxKind, exemption: Exemption | null, tax: Decimal | null): string | null {
	if (!isIva(kind)) return null;
	return exemption && tax && isZero(tax) ? 'E' : (CATEGORIES.get(kind.rateCode) ?? null);
}

/** 4.2 has no codes of rates. Lines of such a tax have no category either; one issue for all of them will do. */
function nameUnknownRate(kind: TaxKind, path: string, findings: Findings) {
	if (!isIva(kind) || kind.rateCode === null || CATEGORIES.has(kind.rateCode)) return;
	findings.add(
		'tax-category-unknown',
		path,
		`${kind.rateCode.slice(0, 20)} is no CodigoTarifaIVA of Hacienda: they are 01 to 11`,
	);
}

export function linesOf(lines: readonly XmlElement[], findings: Findings): Steps<Line[]> {
	return mapInSteps(lines, (line, index) => {
		const path = `lines[${index}]`;
		const read = (name: string, field: string) =>
			readNumber(findings, `${path}.${field}`, valueOf(line, name));
		const quantity = read('cr:Cantidad', 'quantity');
		const unitPrice = read('cr:PrecioUnitario', 'unitPrice');
		const net = read('cr:SubTotal', 'net');
		const gross = read('cr:MontoTotalLinea', 'gross');
		const tax = read('cr:ImpuestoNeto', 'tax') ?? (gross && net ? subtract(gross, net) : null);
		read('cr:ImpuestoAsumidoEmisorFabrica', 'tax');
		for (const each of childrenOf(line, 'cr:Impuesto')) {
			readNumber(findings, `${path}.tax`, valueOf(each, 'cr:Monto'));
		}
		checkTax(line, { net, tax, gross }, path, findings);
		checkRate(line, net, path, findings);
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
			...taxOfLine(line, path, findings),
			gross: findings.amount(`${path}.gross`, gross),
		});
	});
}

/** The tax that a line states as payable: optional before 4.4, then its total minus its subtotal. */
function netTaxOfLine(line: XmlElement): Decimal | null {
	const [net, gross] = [amount(valueOf(line, 'cr:SubTotal')), amount(valueOf(line, 'cr:MontoTotalLinea'))];
	return amount(valueOf(line, 'cr:ImpuestoNeto')) ?? (gross && net ? subtract(gross, net) : null);
}

/** The taxes of a line, value added tax first, each with its exempt part. */
function taxesOfLine(line: XmlElement) {
	const all = childrenOf(line, 'cr:Impuesto');
	const taxes = [
		...all.filter((tax) => isIva(kindOfTax(tax))),
		...all.filter((tax) => !isIva(kindOfTax(tax))),
	];
	return { all, taxes, exemptions: exemptionsOf(line, taxes, netTaxOfLine(line)) };
}

/** Amounts have five digits, and some programs round to two. */
const SLACK = ofDigits(2, 2);

/** Adds an issue when the tax of a line is not the sum of its taxes, or its total is not net plus tax. */
function checkTax(
	line: XmlElement,
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
	const { taxes, exemptions } = taxesOfLine(line);
	compareAt('tax', tax, payableOf(taxes, exemptions), 'the sum of its taxes, without what is exempt,');
	compareAt('gross', gross, net && tax && add(net, tax), 'net + tax');
}

/** The plain tax, alone in a line without a taxable amount of its own, is of the subtotal. */
function checkRate(line: XmlElement, net: Decimal | null, path: string, findings: Findings) {
	const [tax, other] = childrenOf(line, 'cr:Impuesto');
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

/**
 * One entry per tax, rate code and exempt part of the rate.
 * @param totals the elements `TotalDesgloseImpuesto` of 4.4: their amounts take precedence over the sums of the lines
 */
export function* taxesOf(
	lines: readonly XmlElement[],
	totals: readonly XmlElement[],
	findings: Findings,
): Steps<Tax[]> {
	const entries = lines.flatMap((line) => {
		const base = baseOf(line);
		const { all, exemptions } = taxesOfLine(line);
		return all.map((tax): TaxedLine => ({ base, tax, exemption: exemptions.get(tax) ?? null }));
	});
	const groups = groupedBy(entries, ({ tax, exemption }) => {
		// Partial exemption results in another rate.
		const exempt = exemption && `${exemption.points ? toText(exemption.points) : ''} exempt`;
		return `${keyOf(kindOfTax(tax))} ${exempt ?? ''}`;
	});
	// If a tax has several totals, the first counts.
	const totalOf = new Map(totals.toReversed().map((total) => [keyOf(kindOfTax(total)), total]));
	const exempted = new Set(entries.flatMap(({ tax, exemption }) => (exemption ? keyOf(kindOfTax(tax)) : [])));
	return yield* mapInSteps([...groups.values()], (group, index): Tax => {
		const path = `taxes[${index}]`;
		const kind = kindOfTax(group[0].tax);
		nameUnknownRate(kind, `${path}.category`, findings);
		const key = keyOf(kind);
		// A total that mixes exempt and taxed amounts cannot be split by rate.
		const total = exempted.has(key) ? undefined : totalOf.get(key);
		const sent = readNumber(findings, `${path}.taxAmount`, valueOf(total, 'cr:TotalMontoImpuesto'));
		const read = (field: string, text: string | null) => readNumber(findings, `${path}.${field}`, text);
		const base = sumOfAll(group.map((entry) => read('taxableAmount', taxableOf(entry))));
		const tax =
			sent ??
			sumOfAll(
				group.map((entry) => netTaxOf(read('taxAmount', valueOf(entry.tax, 'cr:Monto')), entry.exemption)),
			);
		return {
			category: categoryOf(kind, group[0].exemption, tax),
			name: isIva(kind) ? 'IVA' : kind.code,
			rate: rateOf(group.map(rateOfEntry), path, findings),
			taxableAmount: findings.amount(`${path}.taxableAmount`, base),
			taxAmount: findings.amount(`${path}.taxAmount`, tax),
		};
	});
}

/** The figures of a line from which its taxes follow. */
interface Base {
	taxable: string | null;
	net: string | null;
}

/** Read once per line, because it may have many taxes. */
const baseOf = (line: XmlElement): Base => ({
	taxable: valueOf(line, 'cr:BaseImponible'),
	net: valueOf(line, 'cr:SubTotal'),
});

interface TaxedLine {
	base: Base;
	tax: XmlElement;
	exemption: Exemption | null;
}

/**
 * The taxable amount. `BaseImponible` is optional before 4.4: the default is the subtotal, except when another tax of
 * the line is added to the base or a factor replaces the rate.
 */
function taxableOf({ base: { taxable, net }, tax }: TaxedLine): string | null {
	if (taxable !== null) return taxable;
	const [base, rate, sent] = [net, valueOf(tax, 'cr:Tarifa'), valueOf(tax, 'cr:Monto')].map(amount);
	return base && rate && sent && isRoundedTaxOf(base, rate, sent) ? net : null;
}

const keyOf = ({ code, rateCode }: TaxKind) => `${code} ${rateCode}`;

function rateOfEntry({ base: { taxable, net }, tax, exemption }: TaxedLine): Decimal | null {
	const base = amount(taxable ?? net);
	const paid = netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemption);
	return netRateOf(amount(valueOf(tax, 'cr:Tarifa')), exemption, base, paid);
}

/** Rate and category of a line's value added tax, after exemption. */
function taxOfLine(
	line: XmlElement,
	path: string,
	findings: Findings,
): Pick<Line, 'taxRate' | 'taxCategory'> {
	const { all, exemptions } = taxesOfLine(line);
	const tax = all.find((entry) => isIva(kindOfTax(entry)));
	if (tax === undefined) return { taxRate: null, taxCategory: null };
	const exemption = exemptions.get(tax) ?? null;
	readNumber(findings, `${path}.taxRate`, valueOf(tax, 'cr:Tarifa'));
	const paid = netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemption);
	return {
		taxRate: findings.amount(`${path}.taxRate`, rateOfEntry({ base: baseOf(line), tax, exemption })),
		taxCategory: categoryOf(kindOfTax(tax), exemption, paid),
	};
}

/** The rate of a group, if it is the same in all entries. */
function rateOf(
	rates: ReadonlyArray<ReturnType<typeof amount>>,
	path: string,
	findings: Findings,
): number | null {
	const [first] = rates;
	const isCommon = first && rates.every((rate) => rate !== null && equals(rate, first));
	return isCommon ? findings.amount(`${path}.rate`, first) : null;
}
