import { decimal, isNegative } from '../../values/decimal';
import type { Gaps } from './gaps';
import { isBefore } from './document';
import type { WrittenTerms } from '../en16931/writtenTerms';

/** The form of the codes in UN/ECE Recommendations 20 and 21. */
const UNIT = /^[A-Z0-9]{2,3}$/;

export function lineRules({ lines }: WrittenTerms, gaps: Gaps): void {
	lines.forEach((line, index) => {
		const check = (isMet: boolean, rule: string, field: string, message: string) =>
			gaps.require(isMet, rule, `lines[${index}].${field}`, message);
		check(line.id !== null, 'BR-21', 'id', 'Fill in a number for this line, as the others have');
		check(line.quantity !== null, 'BR-22', 'quantity', 'Fill in how many');
		check(
			line.unit !== null,
			'BR-23',
			'unit',
			'Fill in the unit: a code of UN/ECE, such as C62 for pieces, HUR for hours, KGM for kilograms',
		);
		check(
			line.unit === null || UNIT.test(line.unit),
			'BR-CL-23',
			'unit',
			`${line.unit} is no code of UN/ECE for a unit, such as C62 for pieces, HUR for hours, KGM for kilograms`,
		);
		check(line.net !== null, 'BR-24', 'net', 'Fill in the amount of the line without tax');
		check(line.name !== null, 'BR-25', 'description', 'Fill in what was sold');
		check(
			line.price !== null,
			'BR-26',
			'unitPrice',
			'Fill in the price of one without tax, or quantity and net, which it follows from',
		);
		const price = line.price === null ? null : decimal(line.price);
		check(
			price === null || !isNegative(price),
			'BR-27',
			'unitPrice',
			'A price is not negative: make the quantity negative instead',
		);
		check(
			!isBefore(line.periodEnd, line.periodStart),
			'BR-30',
			'periodEnd',
			'The period ends before it begins',
		);
		check(
			line.taxCategory !== null,
			'BR-CO-04',
			'taxCategory',
			'Fill in the tax category: S for the standard or a reduced rate, Z for zero, E for exempt, AE for reverse charge, K for inside the EU, G for exports, O for no VAT',
		);
	});
}
