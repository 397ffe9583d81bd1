import { childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { EMPTY_ALLOWANCE, isTrue, unclearIn } from '../../reader';
import type { AllowanceOrCharge } from '../../en16931/terms';

/** The date without the zone that XML Schema allows after it (`2024-02-29+01:00`). */
export function dateAt(element: XmlElement | null | undefined, name: string): string | null {
	return valueOf(element, name)?.replace(/^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/, '$1') ?? null;
}

/** Allowances and charges of a line. */
export const allowancesAndChargesOf = (line: XmlElement): AllowanceOrCharge[] =>
	childrenOf(line, 'cac:AllowanceCharge').map(allowanceOrChargeOf);

/** One of a document or a line. */
export function allowanceOrChargeOf(entry: XmlElement): AllowanceOrCharge {
	if (entry.children.length === 0) return EMPTY_ALLOWANCE;
	const indicator = valueOf(entry, 'cbc:ChargeIndicator');
	return {
		isCharge: isTrue(indicator),
		unclear: unclearIn(indicator),
		amount: valueOf(entry, 'cbc:Amount'),
		percent: valueOf(entry, 'cbc:MultiplierFactorNumeric'),
		baseAmount: valueOf(entry, 'cbc:BaseAmount'),
		reason: textOf(entry, 'cbc:AllowanceChargeReason'),
		reasonCode: valueOf(entry, 'cbc:AllowanceChargeReasonCode'),
		taxCategory: valueOf(entry, 'cac:TaxCategory', 'cbc:ID'),
		taxRate: valueOf(entry, 'cac:TaxCategory', 'cbc:Percent'),
	};
}
