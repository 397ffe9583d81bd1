import { CII } from './fields/cii';
import { UBL } from './fields/ubl';
import { isInCurrency } from './entries';
import type { Node } from '../xpath/node';

/** Fields by root element. A test reads a value at each of these places. */
export const FIELDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
	['ubl:Invoice', new Map(Object.entries(UBL))],
	['cn:CreditNote', new Map(Object.entries(UBL))],
	['rsm:CrossIndustryInvoice', new Map(Object.entries(CII))],
]);

/** The total tax, and the path of the currency of the invoice (BT-5). */
const TAX_TOTALS: ReadonlyMap<string, string> = new Map([
	['cac:TaxTotal', 'cbc:DocumentCurrencyCode'],
	['cac:TaxTotal/cbc:TaxAmount', 'cbc:DocumentCurrencyCode'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount',
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:InvoiceCurrencyCode',
	],
]);

/** Allowances and charges of the invoice, and the path that distinguishes them. */
const ALLOWANCES: ReadonlyMap<string, string> = new Map([
	['cac:AllowanceCharge', 'cbc:ChargeIndicator'],
	[
		'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge',
		'ram:ChargeIndicator/*',
	],
]);

/** Allowances and charges of a line, which are one field of the item: charges count as negative discounts. */
const LINE_ALLOWANCE =
	/^(?:cac:(?:Invoice|CreditNote)Line\/cac:AllowanceCharge|rsm:SupplyChainTradeTransaction\/ram:IncludedSupplyChainTradeLineItem\/ram:SpecifiedLineTradeSettlement\/ram:SpecifiedTradeAllowanceCharge)(?:\/|$)/;

/** The field of the item that an element is read into; undefined when there is none or more than one. */
export function fieldOfElement(node: Node): string | undefined {
	const names: string[] = [];
	let at = node;
	for (; at.parent !== null; at = at.parent) names.push(at.name);
	const path = names.reverse().join('/');
	const allowance = allowanceAround(node, path);
	if (allowance !== undefined) return allowance;
	const currency = TAX_TOTALS.get(path);
	if (currency === undefined) return FIELDS.get(at.name)?.get(path);
	// Both total taxes, in invoice currency and in tax currency, have the same path.
	const amount = node.childrenNamed('cbc:TaxAmount')[0] ?? node;
	return isInCurrency(amount, at.values(currency)[0]?.trim() ?? '')
		? 'totals.tax'
		: 'references.taxTotalInTaxCurrency';
}

/** The field of an allowance or charge that an element is, or is part of. */
function allowanceAround(node: Node, path: string): string | undefined {
	for (const [group, indicator] of ALLOWANCES) {
		if (!`${path}/`.startsWith(`${group}/`)) continue;
		let item: Node | null = node;
		for (let depth = path.split('/').length - group.split('/').length; depth > 0; depth--)
			item = item?.parent ?? null;
		return isTrue(item?.values(indicator)[0]) ? 'totals.charges' : 'totals.discount';
	}
	return LINE_ALLOWANCE.test(path) ? 'lines[].discount' : undefined;
}

/** An indicator as Read takes it: some programs write it in capital letters. */
const isTrue = (text = ''): boolean => /^(?:true|1)$/i.test(text.trim());
