import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { EMPTY_ALLOWANCE, isTrue, unclearIn } from '../../reader';
import type { AllowanceOrCharge } from '../../en16931/terms';

const DAY_FORMAT = '102';

/**
 * The date in the only child of an element: `DateTimeString` or `DateString` in a format of UNTDID 2379, of which EN
 * 16931 allows 102 (YYYYMMDD), or `DateTime` in XML Schema's format. Text in another format is returned as it is, and
 * is not a date.
 */
export function dateAt(element: XmlElement | null | undefined, name: string): string | null {
	const date = childOf(element, name)?.children.find((child) => /^[uq]dt:/.test(child.name));
	const text = valueOf(date);
	const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
	return year !== undefined && (attributeOf(date, 'format') ?? DAY_FORMAT) === DAY_FORMAT
		? `${year}-${month}-${day}`
		: text;
}

/** The truth value in the only child of an element, which is `Indicator` or `IndicatorString`. */
export const indicatorAt = (element: XmlElement | null | undefined, name: string): string | null =>
	valueOf(element, name, 'udt:Indicator') ?? valueOf(element, name, 'udt:IndicatorString');

/**
 * Allowances and charges in the settlement of a document or line, including the logistics charges of EXTENDED
 * (BT-X-272).
 */
export function allowancesAndChargesOf(settlement: XmlElement | null): AllowanceOrCharge[] {
	return [
		...childrenOf(settlement, 'ram:SpecifiedTradeAllowanceCharge').map((entry) => {
			if (entry.children.length === 0) return EMPTY_ALLOWANCE;
			const indicator = indicatorAt(entry, 'ram:ChargeIndicator');
			const { taxCategory, taxRate } = taxOf(childOf(entry, 'ram:CategoryTradeTax'));
			return {
				isCharge: isTrue(indicator),
				unclear: unclearIn(indicator),
				amount: valueOf(entry, 'ram:ActualAmount'),
				percent: valueOf(entry, 'ram:CalculationPercent'),
				baseAmount: valueOf(entry, 'ram:BasisAmount'),
				reason: textOf(entry, 'ram:Reason'),
				reasonCode: valueOf(entry, 'ram:ReasonCode'),
				taxCategory,
				taxRate,
			};
		}),
		...childrenOf(settlement, 'ram:SpecifiedLogisticsServiceCharge').map((entry) => ({
			isCharge: true,
			amount: valueOf(entry, 'ram:AppliedAmount'),
			percent: null,
			baseAmount: null,
			reason: textOf(entry, 'ram:Description'),
			reasonCode: null,
			...taxOf(childOf(entry, 'ram:AppliedTradeTax')),
		})),
	];
}

const taxOf = (tax: XmlElement | null) => ({
	taxCategory: valueOf(tax, 'ram:CategoryCode'),
	taxRate: valueOf(tax, 'ram:RateApplicablePercent'),
});
