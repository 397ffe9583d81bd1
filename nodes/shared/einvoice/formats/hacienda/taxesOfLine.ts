import { isZero, subtract, type Decimal } from '../../../values/decimal';
import { amount } from '../../../values/money';
import { childrenOf, valueOf, type XmlElement } from '../../../xml/element';
import { exemptionsOf, netRateOf, netTaxOf, type Exemption } from './exemption';

/** `Codigo` of a tax: value added tax, also with a special calculation and for used goods. */
const IVA = ['01', '07', '08'];

/** UNTDID 5305 by `CodigoTarifaIVA`: taxed, zero rated, exempt. */
export const CATEGORIES: ReadonlyMap<string | null, string> = new Map([
	...['02', '03', '04', '06', '07', '08', '09'].map((code) => [code, 'S'] as const),
	...['01', '05', '11'].map((code) => [code, 'Z'] as const),
	['10', 'E'],
]);

export interface TaxKind {
	code: string | null;
	/** `CodigoTarifaIVA` in 4.4, `CodigoTarifa` in 4.3. */
	rateCode: string | null;
}

export const kindOfTax = (tax: XmlElement): TaxKind => ({
	code: valueOf(tax, 'cr:Codigo'),
	rateCode: valueOf(tax, 'cr:CodigoTarifaIVA') ?? valueOf(tax, 'cr:CodigoTarifa'),
});

export const isIva = ({ code }: Pick<TaxKind, 'code'>) => code !== null && IVA.includes(code);

export function categoryOf(kind: TaxKind, exemption: Exemption | null, tax: Decimal | null): string | null {
	if (!isIva(kind)) return null;
	return exemption && tax && isZero(tax) ? 'E' : (CATEGORIES.get(kind.rateCode) ?? null);
}

/** The tax that a line states as payable: optional before 4.4, then its total minus its subtotal. */
function netTaxOfLine(line: XmlElement): Decimal | null {
	const [net, gross] = [amount(valueOf(line, 'cr:SubTotal')), amount(valueOf(line, 'cr:MontoTotalLinea'))];
	return amount(valueOf(line, 'cr:ImpuestoNeto')) ?? (gross && net ? subtract(gross, net) : null);
}

/** The taxes of a line, each with its exempt part. */
export interface LineTaxes {
	all: readonly XmlElement[];
	/** The first value added tax. */
	iva: XmlElement | undefined;
	/** Value added tax first. */
	sorted: readonly XmlElement[];
	exemptions: ReadonlyMap<XmlElement, Exemption>;
}

export function taxesOfLine(line: XmlElement): LineTaxes {
	const all = childrenOf(line, 'cr:Impuesto');
	const [ivas, others]: [XmlElement[], XmlElement[]] = [[], []];
	for (const tax of all) (isIva({ code: valueOf(tax, 'cr:Codigo') }) ? ivas : others).push(tax);
	const sorted = others.length === 0 ? all : [...ivas, ...others];
	return { all, iva: ivas[0], sorted, exemptions: exemptionsOf(line, sorted, netTaxOfLine(line)) };
}

/** The figures of a line from which its taxes follow. */
export interface Base {
	taxable: string | null;
	net: string | null;
}

/** Read once per line, because it may have many taxes. */
export const baseOf = (line: XmlElement): Base => ({
	taxable: valueOf(line, 'cr:BaseImponible'),
	net: valueOf(line, 'cr:SubTotal'),
});

export interface TaxedLine {
	base: Base;
	tax: XmlElement;
	exemption: Exemption | null;
}

export function rateOfEntry({ base: { taxable, net }, tax, exemption }: TaxedLine): Decimal | null {
	const base = amount(taxable ?? net);
	const paid = netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemption);
	return netRateOf(amount(valueOf(tax, 'cr:Tarifa')), exemption, base, paid);
}
