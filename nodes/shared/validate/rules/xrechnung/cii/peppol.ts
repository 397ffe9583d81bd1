import { equals, isZero, subtract, ZERO } from '../../../../values/decimal';
import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Pattern } from '../../../rule';
import { exists, extentOf, isAnyInOrder, type Extent } from '../../../tests';
import {
	addressRules,
	allowanceRules,
	baseQuantityRule,
	isTrueOrFalse,
	lineAmountRule,
	mandateRule,
	objectRule,
} from '../../peppol/rules';
import { LINES, SETTLEMENT } from './paths';

// The rules of Peppol that KoSIT adopted and rewrote for CII.

const slack = perDocument(({ root }) =>
	root.equals(`${SETTLEMENT}/ram:InvoiceCurrencyCode`, 'HUF') ? '0.5' : '0.02',
);

const CURRENCY = 'ram:InvoiceCurrencyCode';
const TAX_CURRENCY = 'ram:TaxCurrencyCode';
const TOTALS = 'ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount';

const taxTotals = (at: Node): Array<{ node: Node; isInCurrency: boolean; isInOther: boolean }> => {
	const currencies = new Set(at.values(CURRENCY));
	return at.all(TOTALS).flatMap((node) => {
		const id = node.attribute('currencyID');
		if (id === null) return [];
		return {
			node,
			isInCurrency: currencies.has(id),
			isInOther: currencies.size > (currencies.has(id) ? 1 : 0),
		};
	});
};

/** A text that no document can contain. */
const NO_CURRENCY = '\0';

/** R055: where KoSIT counts 0 as positive, and compares only if there is a total in the currency of the invoice. */
function haveSameSign(at: Node): boolean {
	const [own, other] = [CURRENCY, TAX_CURRENCY].map((path) => {
		const currencies = new Set(at.values(path));
		return at.all(TOTALS).filter((total) => currencies.has(total.attribute('currencyID') ?? NO_CURRENCY));
	}) as [Node[], Node[]];
	if (!at.has(TAX_CURRENCY) || own.length === 0) return true;
	const both = (holds: (value: number) => boolean): boolean =>
		[other, own].every((totals) => totals.some((total) => total.compares('.', holds)));
	return both((value) => value < 0) || both((value) => value >= 0);
}

const ALLOWANCE = {
	amount: 'ram:ActualAmount',
	percent: 'ram:CalculationPercent',
	base: 'ram:BasisAmount',
	indicator: 'ram:ChargeIndicator/udt:Indicator',
};
const ALLOWANCES = 'ram:SpecifiedTradeAllowanceCharge';

const withinPeriod = (
	name: string,
	id: string,
	holds: (line: Extent | null, invoice: Extent | null) => boolean,
): Context => {
	const dates = `${SETTLEMENT}/ram:BillingSpecifiedPeriod/ram:${name}`;
	const ofInvoice = perDocument(({ root }) => extentOf(root.values(`${dates}/udt:DateTimeString`)));
	return contextWhen(
		`${LINES}/ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod/ram:${name}`,
		(at) => at.document.root.has(dates),
		[
			// ISO dates compare as text.
			fatal(id, (at) => holds(extentOf(at.values('udt:DateTimeString')), ofInvoice(at))),
		],
	);
};

const PRICE = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice';
const GROSS = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice';

/** The base quantity of the net price, or else of the gross price. */
function baseQuantity(at: Node): string {
	const net = at.has(`${PRICE}/ram:BasisQuantity`) ? at.decimal(`${PRICE}/ram:BasisQuantity`) : null;
	return `${net !== null && !isZero(net) ? PRICE : GROSS}/ram:BasisQuantity`;
}

const SETTLED = 'ram:SpecifiedLineTradeSettlement';
const NET = `${SETTLED}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`;

const line = context('ram:IncludedSupplyChainTradeLineItem', [
	{
		...lineAmountRule(
			NET,
			(at) => ({
				net: NET,
				quantity: 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity',
				price: `${PRICE}/ram:ChargeAmount`,
				baseQuantity: baseQuantity(at),
				allowances: `${SETTLED}/${ALLOWANCES}`,
			}),
			ALLOWANCE,
			slack,
		),
		severity: 'warning',
	},
	objectRule(`${SETTLED}/ram:AdditionalReferencedDocument`, 'ram:TypeCode'),
]);

const PRICES = ['ram:NetPriceProductTradePrice', 'ram:GrossPriceProductTradePrice'];

export const peppolPattern: Pattern = [
	context('rsm:ExchangedDocumentContext', [
		fatal('PEPPOL-EN16931-R001', exists('ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID')),
	]),
	context('ram:ApplicableHeaderTradeSettlement', [
		fatal(
			'PEPPOL-EN16931-R005',
			(at) => !at.has(TAX_CURRENCY) || at.normal(TAX_CURRENCY) !== at.normal(CURRENCY),
			TAX_CURRENCY,
		),
		fatal(
			'PEPPOL-EN16931-R053',
			(at) => taxTotals(at).filter(({ isInCurrency }) => isInCurrency).length <= 1,
			TOTALS,
		),
		fatal(
			'PEPPOL-EN16931-R054',
			(at) => taxTotals(at).filter(({ isInOther }) => isInOther).length === (at.has(TAX_CURRENCY) ? 1 : 0),
			TOTALS,
		),
		fatal('PEPPOL-EN16931-R055', haveSameSign, TOTALS),
	]),
	...addressRules('ram:BuyerTradeParty', 'ram:SellerTradeParty', 'ram:URIUniversalCommunication/ram:URIID'),
	...allowanceRules(ALLOWANCES, ALLOWANCE, slack, 'PEPPOL-EN16931-R043-1'),
	context('ram:AppliedTradeAllowanceCharge', [
		fatal('PEPPOL-EN16931-R043-2', isTrueOrFalse(ALLOWANCE.indicator), ALLOWANCE.indicator),
	]),
	mandateRule(
		'ram:SpecifiedTradeSettlementPaymentMeans',
		'ram:TypeCode',
		'../ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID',
	),
	withinPeriod('StartDateTime', 'PEPPOL-EN16931-R110', (date, start) => isAnyInOrder(start, date)),
	withinPeriod('EndDateTime', 'PEPPOL-EN16931-R111', isAnyInOrder),
	line,
	context(PRICES.join(' | '), [baseQuantityRule('ram:BasisQuantity')]),
	contextWhen(
		PRICES.map((price) => `${price}/ram:BasisQuantity`).join(' | '),
		(at) => at.attribute('unitCode') !== null,
		[
			fatal('PEPPOL-EN16931-R130', (at) =>
				at.equals(
					'../../../ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode',
					at.attribute('unitCode') ?? '',
				),
			),
		],
	),
];

/** R046: net price = gross price − the first discount. */
function isNetOfGross(at: Node): boolean {
	if (!at.has('ram:ChargeAmount')) return true;
	const [net, gross] = [
		at.decimal('../ram:NetPriceProductTradePrice/ram:ChargeAmount'),
		at.decimal('ram:ChargeAmount'),
	];
	const firsts = at
		.all('ram:AppliedTradeAllowanceCharge')
		.flatMap((item) => item.all('ram:ActualAmount').slice(0, 1));
	if (firsts.length > 1) at.document.stop('XPTY0004', firsts[1]!);
	const discount = firsts[0]?.decimal('.') ?? ZERO;
	return net !== null && gross !== null && equals(net, subtract(gross, discount));
}

export const grossPrices: Pattern = [
	context(`${LINES}/ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice`, [
		fatal(
			'PEPPOL-EN16931-R044',
			(at) =>
				!at.has('ram:AppliedTradeAllowanceCharge/ram:ActualAmount') ||
				at.equals('ram:AppliedTradeAllowanceCharge/ram:ChargeIndicator/udt:Indicator', 'false'),
			'ram:AppliedTradeAllowanceCharge',
		),
		fatal('PEPPOL-EN16931-R046', isNetOfGross, 'ram:ChargeAmount'),
	]),
];
