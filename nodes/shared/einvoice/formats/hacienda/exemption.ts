import {
	abs,
	compare,
	isNegative,
	isZero,
	multiply,
	ONE,
	shift,
	subtract,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { amount } from '../../../values/money';
import { childOf, valueOf, type XmlElement } from '../../../xml/element';

/** The exempt part of a tax: `Exoneracion`, and in 4.4 what the manufacturer pays. */
export interface Exemption {
	amount: Decimal;
	/** The exempt part of the rate, in percentage points. */
	points: Decimal | null;
}

/** @param tax `Impuesto`; null when no part of it is exempt */
export function exemptionOf(tax: XmlElement): Exemption | null {
	const exemption = childOf(tax, 'cr:Exoneracion');
	// 4.2 calls it `MontoImpuesto`.
	const exempt = amount(valueOf(exemption, 'cr:MontoExoneracion') ?? valueOf(exemption, 'cr:MontoImpuesto'));
	if (exempt === null || isZero(exempt)) return null;
	const points = valueOf(exemption, 'cr:TarifaExonerada') ?? valueOf(exemption, 'cr:PorcentajeExoneracion');
	return { amount: exempt, points: amount(points) };
}

/** The payable part of a tax. */
export const netTaxOf = (sent: Decimal | null, exemption: Exemption | null): Decimal | null =>
	sent && exemption ? subtract(sent, exemption.amount) : sent;

/**
 * The rate that gives the payable tax: 13 % less 8 points is 5 %. Null when it does not, because the points are
 * of the rate in some documents, and a share of the tax in others.
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
	return compare(abs(subtract(shift(multiply(base, net), -2), tax)), ONE) <= 0 ? net : null;
}
