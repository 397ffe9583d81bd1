import { context, fatal, type Context } from '../../../rule';
import { exists, inOrder, notBlank, twoDecimals } from '../../../tests';
import { isVat } from './totals';

const LINES = ['cac:InvoiceLine', 'cac:CreditNoteLine'];
const inLines = (path: string) => LINES.map((line) => `${line}/${path}`).join(' | ');
const hasDate = exists('cbc:StartDate', 'cbc:EndDate');

/** BG-25 */
export const lineContexts: readonly Context[] = [
	context(LINES.join(' | '), [
		fatal('BR-21', notBlank('cbc:ID'), 'cbc:ID'),
		fatal('BR-22', exists('cbc:InvoicedQuantity', 'cbc:CreditedQuantity')),
		fatal('BR-23', exists('cbc:InvoicedQuantity/@unitCode', 'cbc:CreditedQuantity/@unitCode')),
		fatal('BR-24', exists('cbc:LineExtensionAmount')),
		fatal('BR-25', notBlank('cac:Item/cbc:Name'), 'cac:Item'),
		fatal('BR-26', exists('cac:Price/cbc:PriceAmount')),
		fatal(
			'BR-27',
			(at) => at.compares('cac:Price/cbc:PriceAmount', isNotNegative),
			'cac:Price/cbc:PriceAmount',
		),
		fatal(
			'BR-28',
			(at) =>
				!at.has('cac:Price/cac:AllowanceCharge/cbc:BaseAmount') ||
				at.compares('cac:Price/cac:AllowanceCharge/cbc:BaseAmount', isNotNegative),
			'cac:Price/cac:AllowanceCharge/cbc:BaseAmount',
		),
		fatal('BR-CO-04', (at) =>
			at
				.all('cac:Item/cac:ClassifiedTaxCategory')
				.some((category) => isVat(category) && category.has('cbc:ID')),
		),
		fatal('BR-DEC-23', twoDecimals('cbc:LineExtensionAmount'), 'cbc:LineExtensionAmount'),
	]),
];

const isNotNegative = (value: number) => value >= 0;

/** BG-26, BG-14 */
export const periodContexts: readonly Context[] = [
	context(inLines('cac:InvoicePeriod'), [
		fatal('BR-30', inOrder('cbc:StartDate', 'cbc:EndDate')),
		fatal('BR-CO-20', hasDate),
	]),
	context('cac:InvoicePeriod', [
		fatal('BR-29', inOrder('cbc:StartDate', 'cbc:EndDate')),
		fatal('BR-CO-19', (at) => hasDate(at) || at.has('cbc:DescriptionCode')),
	]),
];

export const itemContexts: readonly Context[] = [
	context('cac:AdditionalItemProperty', [fatal('BR-54', (at) => at.has('cbc:Name') && at.has('cbc:Value'))]),
	context(inLines('cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode'), [
		fatal('BR-65', exists('@listID')),
	]),
	context(inLines('cac:Item/cac:StandardItemIdentification/cbc:ID'), [fatal('BR-64', exists('@schemeID'))]),
];
