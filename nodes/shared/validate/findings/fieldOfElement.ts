import { CII } from './fields/cii';
import { UBL } from './fields/ubl';
import type { Node } from '../node';

/** By the root of the document; read by a test, too, which reads a value at each place. */
export const FIELDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
	['ubl:Invoice', new Map(Object.entries(UBL))],
	['cn:CreditNote', new Map(Object.entries(UBL))],
	['rsm:CrossIndustryInvoice', new Map(Object.entries(CII))],
]);

/** The total of the tax, and where its second currency (BT-6) stands. */
const TAX_TOTALS: ReadonlyMap<string, string> = new Map([
	['cac:TaxTotal/cbc:TaxAmount', 'cbc:TaxCurrencyCode'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:TaxCurrencyCode',
	],
]);

/** Allowances and charges of the invoice, and what distinguishes them. */
const ALLOWANCES: ReadonlyMap<string, string> = new Map([
	['cac:AllowanceCharge', 'cbc:ChargeIndicator'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge',
		'ram:ChargeIndicator/udt:Indicator',
	],
]);

/** The field of the item that an element is read into; undefined where it is read into none, or into several. */
export function fieldOfElement(node: Node): string | undefined {
	const names: string[] = [];
	let at = node;
	for (; at.parent !== null; at = at.parent) names.push(at.name);
	const path = names.reverse().join('/');
	const indicator = ALLOWANCES.get(path.slice(0, path.lastIndexOf('/')));
	if (indicator !== undefined) {
		return node.parent?.equals(indicator, 'true') ? 'totals.charges' : 'totals.discount';
	}
	const taxCurrency = TAX_TOTALS.get(path);
	if (taxCurrency === undefined) return FIELDS.get(at.name)?.get(path);
	// Both totals of the tax, in the currency of the invoice and in that of the tax, have the same place.
	return at.equals(taxCurrency, node.attribute('currencyID') ?? '')
		? 'references.taxTotalInTaxCurrency'
		: 'totals.tax';
}
