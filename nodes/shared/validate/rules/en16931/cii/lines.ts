import { perDocument } from '../../../document';
import type { Node } from '../../../node';
import { context, fatal, type Context } from '../../../rule';
import { exists, notBlank, twoDecimals } from '../../../tests';
import { isVat } from './totals';

const PRODUCT = 'ram:SpecifiedTradeProduct';
const NET_PRICE = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount';
const GROSS_PRICE = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:ChargeAmount';
const QUANTITY = 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity';
const TOTAL =
	'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount';

const hasBreakdown = perDocument(({ root }) =>
	root.has('//rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax'),
);

const isNotNegative = (value: number) => value >= 0;

/** BG-25 */
export const lineContexts: readonly Context[] = [
	context('ram:IncludedSupplyChainTradeLineItem', [
		fatal('BR-21', notBlank('ram:AssociatedDocumentLineDocument/ram:LineID')),
		fatal('BR-22', exists(QUANTITY)),
		fatal('BR-23', exists(`${QUANTITY}/@unitCode`), QUANTITY),
		fatal('BR-24', exists(TOTAL)),
		fatal('BR-25', notBlank(`${PRODUCT}/ram:Name`), PRODUCT),
		fatal('BR-26', exists(NET_PRICE)),
		fatal('BR-27', (at) => at.compares(NET_PRICE, isNotNegative), NET_PRICE),
		fatal('BR-28', (at) => !at.has(GROSS_PRICE) || at.compares(GROSS_PRICE, isNotNegative), GROSS_PRICE),
		fatal(
			'BR-64',
			(at) => !at.has(`${PRODUCT}/ram:GlobalID`) || at.normal(`${PRODUCT}/ram:GlobalID/@schemeID`) !== '',
			`${PRODUCT}/ram:GlobalID`,
		),
		fatal('BR-CO-04', (at) =>
			at
				.all('ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')
				.some((tax) => isVat(tax) && tax.has('ram:CategoryCode')),
		),
		// The rule stands here, so that it does not apply to an invoice without lines.
		fatal('BR-CO-18', hasBreakdown),
		fatal('BR-DEC-23', twoDecimals(TOTAL), TOTAL),
	]),
];

const hasDate = exists('ram:StartDateTime', 'ram:EndDateTime');

/** Dates in the form YYYYMMDD are compared as texts. */
function isInOrder(at: Node): boolean {
	if (!at.has('ram:StartDateTime') || !at.has('ram:EndDateTime')) return true;
	const dates = (path: string) =>
		at.all(`${path}/udt:DateTimeString`).filter((date) => date.attribute('format') === '102');
	return dates('ram:EndDateTime').some((end) =>
		dates('ram:StartDateTime').some((start) => end.value >= start.value),
	);
}

/** BG-26, BG-14 */
export const periodContexts: readonly Context[] = [
	context('ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod', [
		fatal('BR-30', isInOrder),
		fatal('BR-CO-20', hasDate),
	]),
	context('ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod', [
		fatal('BR-29', isInOrder),
		fatal('BR-CO-19', hasDate),
	]),
];

export const itemContexts: readonly Context[] = [
	context('ram:ApplicableProductCharacteristic', [
		fatal('BR-54', (at) => at.has('ram:Description') && at.has('ram:Value')),
	]),
];
