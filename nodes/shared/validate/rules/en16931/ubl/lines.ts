import { context, fatal, type Context } from '../../../rule';
import { inOrder } from '../../../tests';
import { normRules } from '../norm/rules';
import { present, presentOneOf, ruleOn } from '../norm/terms';
import { categoryRule } from '../norm/vatTerms';
import { isOneVat, VAT } from './vatTerms';

const LINES = ['cac:InvoiceLine', 'cac:CreditNoteLine'];
const inLines = (path: string) => LINES.map((line) => `${line}/${path}`).join(' | ');

/** BG-25 */
export const lineContexts: readonly Context[] = [
	context(LINES.join(' | '), [
		...normRules(
			{
				'BT-126': 'cbc:ID',
				'BT-129': ['cbc:InvoicedQuantity', 'cbc:CreditedQuantity'],
				'BT-130': ['cbc:InvoicedQuantity/@unitCode', 'cbc:CreditedQuantity/@unitCode'],
				'BT-131': 'cbc:LineExtensionAmount',
				'BT-153': 'cac:Item/cbc:Name',
				'BT-146': 'cac:Price/cbc:PriceAmount',
				'BT-148': 'cac:Price/cac:AllowanceCharge/cbc:BaseAmount',
			},
			...(['BR-21', 'BR-22', 'BR-23', 'BR-24', 'BR-25', 'BR-26', 'BR-27', 'BR-28', 'BR-DEC-23'] as const),
		),
		categoryRule('BR-CO-04', { ...VAT, isVat: isOneVat }, 'cac:Item/cac:ClassifiedTaxCategory'),
	]),
];

const [START, END] = ['cbc:StartDate', 'cbc:EndDate'] as const;

/** BG-26, BG-14 */
export const periodContexts: readonly Context[] = [
	context(inLines('cac:InvoicePeriod'), [
		fatal('BR-30', inOrder(START, END), END),
		...normRules({ 'BT-134': START, 'BT-135': END }, 'BR-CO-20'),
	]),
	context('cac:InvoicePeriod', [
		fatal('BR-29', inOrder(START, END), END),
		// The period also contains the code of the date on which VAT becomes due, which may be its only content.
		ruleOn('BR-CO-19', presentOneOf('BT-73', 'BT-74', 'BT-8'), {
			'BT-73': START,
			'BT-74': END,
			'BT-8': 'cbc:DescriptionCode',
		}),
	]),
];

export const itemContexts: readonly Context[] = [
	context('cac:AdditionalItemProperty', normRules({ 'BT-160': 'cbc:Name', 'BT-161': 'cbc:Value' }, 'BR-54')),
	context(inLines('cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode'), [
		ruleOn('BR-65', present('BT-158-1'), { 'BT-158-1': '@listID' }),
	]),
	context(inLines('cac:Item/cac:StandardItemIdentification/cbc:ID'), [
		ruleOn('BR-64', present('BT-157-1'), { 'BT-157-1': '@schemeID' }),
	]),
];
