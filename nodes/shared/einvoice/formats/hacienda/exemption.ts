import {
	abs,
	add,
	compare,
	equals,
	isNegative,
	isPositive,
	isZero,
	ONE,
	subtract,
	sum,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { amount, percentOf, sumOfAll } from '../../../values/money';
import { childOf, valueOf, type XmlElement } from '../../../xml/element';

/** The part of a tax that the buyer does not pay. */
export interface Exemption {
	amount: Decimal;
	/** The exempt part of the rate, in percentage points; null when unknown. */
	points: Decimal | null;
}

/**
 * The part of each tax of a line that the buyer does not pay: the exempt part (`Exoneracion`); in 4.4, what the issuer
 * or the factory pays (`ImpuestoAsumidoEmisorFabrica`, for gifts and the like); in 4.3, the tax on an export
 * (`MontoExportacion`) if the net tax of the line excludes it.
 *
 * @param taxes the elements `Impuesto`, value added tax first
 * @param net the tax that the line states as payable
 */
export function exemptionsOf(
	line: XmlElement,
	taxes: readonly XmlElement[],
	net: Decimal | null,
): ReadonlyMap<XmlElement, Exemption> {
	let assumed = amount(valueOf(line, 'cr:ImpuestoAsumidoEmisorFabrica')) ?? ZERO;
	const exemptions = new Map<XmlElement, Exemption>();
	for (const tax of taxes) {
		const exemption = exemptionOf(tax);
		if (exemption !== null) exemptions.set(tax, exemption);
		if (!isPositive(assumed)) continue;
		const payable = netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemption) ?? ZERO;
		const part = compare(assumed, payable) < 0 ? assumed : payable;
		if (!isPositive(part)) continue;
		exemptions.set(tax, { amount: add(exemption?.amount ?? ZERO, part), points: null });
		assumed = subtract(assumed, part);
	}
	const onExports = taxes.map((tax) => amount(valueOf(tax, 'cr:MontoExportacion')) ?? ZERO);
	const exported = sum(onExports);
	const payable = payableOf(taxes, exemptions);
	if (isZero(exported) || !net || !payable || !equals(net, subtract(payable, exported))) return exemptions;
	taxes.forEach((tax, index) => {
		const known = exemptions.get(tax)?.amount ?? ZERO;
		exemptions.set(tax, { amount: add(known, onExports[index]!), points: null });
	});
	return exemptions;
}

/** The part of the taxes of a line that the buyer pays; null when there are none, or an amount is missing. */
export const payableOf = (
	taxes: readonly XmlElement[],
	exemptions: ReadonlyMap<XmlElement, Exemption>,
): Decimal | null =>
	sumOfAll(taxes.map((tax) => netTaxOf(amount(valueOf(tax, 'cr:Monto')), exemptions.get(tax) ?? null)));

/** @param tax `Impuesto`; the result is null when no part of it is exempt */
function exemptionOf(tax: XmlElement): Exemption | null {
	const exemption = childOf(tax, 'cr:Exoneracion');
	// Named `MontoImpuesto` in 4.2.
	const exempt = amount(valueOf(exemption, 'cr:MontoExoneracion') ?? valueOf(exemption, 'cr:MontoImpuesto'));
	if (exempt === null || isZero(exempt)) return null;
	const points = valueOf(exemption, 'cr:TarifaExonerada') ?? valueOf(exemption, 'cr:PorcentajeExoneracion');
	return { amount: exempt, points: amount(points) };
}

/** The payable part of a tax. */
export const netTaxOf = (sent: Decimal | null, exemption: Exemption | null): Decimal | null =>
	sent && exemption ? subtract(sent, exemption.amount) : sent;

/**
 * The rate that gives the payable tax: 13 % minus 8 points is 5 %. Null when it does not, because the points refer to
 * the rate in some documents and to a share of the tax in others.
 */
export function netRateOf(
	rate: Decimal | null,
	exemption: Exemption | null,
	base: Decimal | null,
	tax: Decimal | null,
): Decimal | null {
	if (exemption === null || rate === null) return rate;
	if (tax !== null && isZero(tax)) return ZERO;
	const net = exemption.points && subtract(rate, exemption.points);
	if (net === null || isNegative(net) || base === null || tax === null) return null;
	return isRoundedTaxOf(base, net, tax) ? net : null;
}

/** Whether an amount is that percentage of a base, up to rounding. */
export const isRoundedTaxOf = (base: Decimal, rate: Decimal, tax: Decimal): boolean =>
	compare(abs(subtract(percentOf(base, rate), tax)), ONE) <= 0;
