import { reasonOf } from '../../en16931/allowanceText';
import type { AllowanceOrCharge } from '../../en16931/terms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';

/** UNTDID 2379: YYYYMMDD, the only date format that EN 16931 allows. */
const DAY_FORMAT = '102';

/** A date as `YYYYMMDD`. Text that is not a date stays as it is, so that the rules report it. */
export function dateTag(name: string, date: string | null | undefined, inside = 'udt:DateTimeString') {
	const written = date?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3');
	return group(name, [text(inside, written, attributes({ format: DAY_FORMAT }))]);
}

export const periodTag = (start: string | null, end: string | null): XmlElement | null =>
	group('ram:BillingSpecifiedPeriod', [dateTag('ram:StartDateTime', start), dateTag('ram:EndDateTime', end)]);

/** The only tax in EN 16931. */
export const VAT = text('ram:TypeCode', 'VAT');

/** Shared, because there may be many. */
const IS_CHARGE = group('ram:ChargeIndicator', [text('udt:Indicator', 'true')]);
export const IS_ALLOWANCE = group('ram:ChargeIndicator', [text('udt:Indicator', 'false')]);

/** BG-20, 21, 27, 28. @param tax null in a line, whose tax it has */
export const allowanceChargeTag = (entry: AllowanceOrCharge, tax: XmlElement | null): XmlElement | null =>
	group('ram:SpecifiedTradeAllowanceCharge', [
		entry.isCharge ? IS_CHARGE : IS_ALLOWANCE,
		text('ram:CalculationPercent', entry.percent),
		text('ram:BasisAmount', entry.baseAmount),
		text('ram:ActualAmount', entry.amount),
		text('ram:ReasonCode', entry.reasonCode),
		text('ram:Reason', reasonOf(entry)),
		tax,
	]);

export const categoryTag = ({ taxCategory, taxRate }: AllowanceOrCharge): XmlElement | null =>
	taxCategory === null && taxRate === null
		? null
		: group('ram:CategoryTradeTax', [
				VAT,
				text('ram:CategoryCode', taxCategory),
				text('ram:RateApplicablePercent', taxRate),
			]);
