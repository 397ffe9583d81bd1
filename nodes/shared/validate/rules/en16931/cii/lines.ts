import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, fatal, type Context } from '../../../rule';
import { extentOf, isAnyInOrder } from '../../../tests';
import { normRules } from '../norm/rules';
import { filledIfPresent, presentOneOf, ruleOn } from '../norm/terms';
import { categoryRule } from '../norm/vatTerms';
import { VAT } from './vatTerms';

const PRODUCT = 'ram:SpecifiedTradeProduct';
const AGREED = 'ram:SpecifiedLineTradeAgreement';
const SETTLED = 'ram:SpecifiedLineTradeSettlement';
const QUANTITY = 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity';

const hasBreakdown = perDocument(({ root }) =>
	root.has('//rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax'),
);

/** BG-25 */
export const lineContexts: readonly Context[] = [
	context('ram:IncludedSupplyChainTradeLineItem', [
		...normRules(
			{
				'BT-126': 'ram:AssociatedDocumentLineDocument/ram:LineID',
				'BT-129': QUANTITY,
				'BT-130': `${QUANTITY}/@unitCode`,
				'BT-131': `${SETTLED}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`,
				'BT-153': `${PRODUCT}/ram:Name`,
				'BT-146': `${AGREED}/ram:NetPriceProductTradePrice/ram:ChargeAmount`,
				'BT-148': `${AGREED}/ram:GrossPriceProductTradePrice/ram:ChargeAmount`,
			},
			...(['BR-21', 'BR-22', 'BR-23', 'BR-24', 'BR-25', 'BR-26', 'BR-27', 'BR-28', 'BR-DEC-23'] as const),
		),
		ruleOn('BR-64', filledIfPresent('BT-157', 'BT-157-1'), {
			'BT-157': `${PRODUCT}/ram:GlobalID`,
			'BT-157-1': `${PRODUCT}/ram:GlobalID/@schemeID`,
		}),
		categoryRule('BR-CO-04', VAT, `${SETTLED}/ram:ApplicableTradeTax`),
		// Attached to lines, so that it does not apply to an invoice without any.
		fatal('BR-CO-18', hasBreakdown),
	]),
];

const [START, END] = ['ram:StartDateTime', 'ram:EndDateTime'] as const;

/** Dates in the form YYYYMMDD compare as text. */
function isInOrder(at: Node): boolean {
	if (!at.has(START) || !at.has(END)) return true;
	const dates = (path: string) =>
		at.all(`${path}/udt:DateTimeString`).filter((date) => date.attribute('format') === '102');
	const extent = (path: string) => extentOf(dates(path).map(({ value }) => value));
	return isAnyInOrder(extent(START), extent(END));
}

/** BG-26, BG-14 */
export const periodContexts: readonly Context[] = [
	context('ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod', [
		fatal('BR-30', isInOrder, END),
		...normRules({ 'BT-134': START, 'BT-135': END }, 'BR-CO-20'),
	]),
	context('ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod', [
		fatal('BR-29', isInOrder, END),
		ruleOn('BR-CO-19', presentOneOf('BT-73', 'BT-74'), { 'BT-73': START, 'BT-74': END }),
	]),
];

export const itemContexts: readonly Context[] = [
	context(
		'ram:ApplicableProductCharacteristic',
		normRules({ 'BT-160': 'ram:Description', 'BT-161': 'ram:Value' }, 'BR-54'),
	),
];
