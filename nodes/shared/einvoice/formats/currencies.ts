import type { Findings } from '../../invoice/findings';
import { inCapitals } from '../../values/currencies';
import { keyPart } from '../../values/groups';
import type { Steps } from '../../steps';
import { attributeOf, mapElements, type XmlElement } from '../../xml/element';

/** Where amounts of UBL and CII stand that are read, and what these stand in. */
const PLACES: ReadonlySet<string> = new Set([
	...['cac:LegalMonetaryTotal', 'cac:TaxTotal', 'cac:TaxSubtotal', 'cac:AllowanceCharge'],
	...['cac:InvoiceLine', 'cac:CreditNoteLine', 'cac:Price'],
	...[
		'ram:IncludedSupplyChainTradeLineItem',
		'ram:SpecifiedLineTradeAgreement',
		'ram:SpecifiedLineTradeSettlement',
	],
	...['ram:NetPriceProductTradePrice', 'ram:GrossPriceProductTradePrice', 'ram:AppliedTradeAllowanceCharge'],
	...['ram:ApplicableHeaderTradeSettlement', 'ram:ApplicableTradeTax', 'ram:SpecifiedTradeAllowanceCharge'],
	...['ram:SpecifiedLogisticsServiceCharge', 'ram:SpecifiedTradeSettlementLineMonetarySummation'],
	'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
]);

/** Where amounts may be in the currency of the tax (BT-111). */
const TAX_TOTALS: ReadonlySet<string> = new Set(['cac:TaxTotal', 'ram:TaxTotalAmount']);

/** Whether an amount is in the currency of the invoice, which it need not say. Some programs write it in lower case. */
export const isInCurrency = (amount: XmlElement | null, currency: string | null): boolean =>
	currencyOf(amount, currency) === inCapitals(currency);

/**
 * The totals in the currency of the invoice: those that say it exactly as the invoice does, which are the only ones that
 * the rules judge, or else all that are in it.
 */
export function totalsInCurrency(
	totals: readonly XmlElement[],
	currency: string | null,
	amountOf: (total: XmlElement) => XmlElement | null,
): XmlElement[] {
	const exact = totals.filter(
		(total) => currency !== null && amountOf(total)?.attributes.get('currencyID') === currency,
	);
	return exact.length > 0 ? exact : totals.filter((total) => isInCurrency(amountOf(total), currency));
}

const currencyOf = (amount: XmlElement | null, own: string | null): string | null =>
	inCapitals(attributeOf(amount, 'currencyID')?.trim() || own);

const MOST_CURRENCIES = 10;

interface Currencies {
	/** BT-5 and BT-6 */
	currency: string | null;
	taxCurrency: string | null;
}

/**
 * Adds an issue for each currency other than that of the invoice that amounts are in, which are read as if they were
 * in that of the invoice, and for tax totals of which one would do.
 *
 * @param places the elements in which the amounts stand
 * @param taxTotals the totals of the tax (BT-110, BT-111)
 */
export function* checkCurrencies(
	places: readonly XmlElement[],
	taxTotals: readonly XmlElement[],
	known: Currencies,
	findings: Findings,
): Steps<void> {
	const own = inCapitals(known.currency);
	if (own === null) return;
	checkTaxTotals(taxTotals, own, findings);
	const ofTax = inCapitals(known.taxCurrency);
	const others = new Map<string, { first: XmlElement; count: number }>();
	const check = (element: XmlElement, isTax: boolean) => {
		const isOfTax = isTax || TAX_TOTALS.has(element.name);
		if (PLACES.has(element.name)) {
			for (const child of element.children) check(child, isOfTax);
		} else if (element.attributes.size > 0) {
			const currency = currencyOf(element, own) ?? own;
			if (currency === own || (isOfTax && currency === ofTax)) return;
			const other = others.get(currency);
			if (other) other.count++;
			else if (others.size < MOST_CURRENCIES) others.set(currency, { first: element, count: 1 });
		}
	};
	yield* mapElements(places, (place) => check(place, false));
	for (const [currency, { first, count }] of others) {
		findings.add(
			'currency-contradicts',
			'currency',
			`The invoice is in ${own.slice(0, 20)}, but ${first.name} in line ${first.line}${count > 1 ? ` and ${count - 1} more amounts are` : ' is'} in ${currency.slice(0, 20)}; the figures were read as they are`,
		);
	}
}

function checkTaxTotals(totals: readonly XmlElement[], own: string, findings: Findings): void {
	const seen = new Set<string>();
	const repeated = new Set<string>();
	for (const total of totals) {
		const currency = keyPart(currencyOf(total, own) ?? own);
		if (seen.has(currency) && repeated.size < MOST_CURRENCIES) repeated.add(currency);
		seen.add(currency);
	}
	for (const currency of repeated) {
		findings.add(
			'tax-total-repeated',
			currency === keyPart(own) ? 'totals.tax' : 'references.taxTotalInTaxCurrency',
			`The document has several totals of the tax in ${currency.slice(0, 20)}, where it may have one; one of them was read`,
		);
	}
}
