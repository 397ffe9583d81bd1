import { equals, isZero, subtract, ZERO } from '../../../../values/decimal';
import { normalizeSpace } from '../../../cast';
import { perDocument } from '../../../document';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, warning, type Context, type Pattern } from '../../../rule';
import { exists } from '../../../tests';
import { isAmountOfPercent, isNetOfQuantity } from '../../peppol/amounts';
import { isPositive } from '../../peppol/core';
import { never } from '../../peppol/shapes';
import { LINES, SETTLEMENT } from './paths';

// The rules of Peppol that KoSIT has taken over and written for CII.

const slack = perDocument(({ root }) =>
	root.equals(`${SETTLEMENT}/ram:InvoiceCurrencyCode`, 'HUF') ? '0.5' : '0.02',
);

export const emptyElements: Pattern = [
	contextWhen(
		'*',
		(at) =>
			at.name !== 'ram:ApplicableHeaderTradeDelivery' &&
			at.children.length === 0 &&
			normalizeSpace(at.value) === '',
		[fatal('PEPPOL-EN16931-R008', () => false)],
	),
];

const CURRENCY = 'ram:InvoiceCurrencyCode';
const TAX_CURRENCY = 'ram:TaxCurrencyCode';
const TOTALS = 'ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount';

const taxTotals = (at: Node): Array<{ node: Node; isInCurrency: boolean; isInOther: boolean }> => {
	const currencies = at.values(CURRENCY);
	return at.all(TOTALS).flatMap((node) => {
		const id = node.attribute('currencyID');
		if (id === null) return [];
		return {
			node,
			isInCurrency: currencies.includes(id),
			isInOther: currencies.some((currency) => currency !== id),
		};
	});
};

/** R055: both totals of VAT have the same sign. */
function haveSameSign(at: Node): boolean {
	const taxCurrency = at.values(TAX_CURRENCY);
	if (taxCurrency.length === 0) return true;
	const some = (path: string, holds: (value: number) => boolean): boolean =>
		at
			.all(TOTALS)
			.some((total) => total.equals('@currencyID', ...at.values(path)) && total.compares('.', holds));
	const both = (holds: (value: number) => boolean): boolean =>
		some(TAX_CURRENCY, holds) && some(CURRENCY, holds);
	return both((value) => value <= 0) || both((value) => value >= 0);
}

const ALLOWANCE = {
	amount: 'ram:ActualAmount',
	percent: 'ram:CalculationPercent',
	base: 'ram:BasisAmount',
	indicator: 'ram:ChargeIndicator/udt:Indicator',
};
const hasPercent = exists(ALLOWANCE.percent);
const hasBase = exists(ALLOWANCE.base);
const isFlag = (at: Node): boolean => ['true', 'false'].includes(at.normal(ALLOWANCE.indicator));

const ALLOWANCES = 'ram:SpecifiedTradeAllowanceCharge';
const allowances: Context[] = [
	never(
		ALLOWANCES,
		(at) => hasPercent(at) && !hasBase(at),
		(test) => fatal('PEPPOL-EN16931-R041', test),
	),
	never(
		ALLOWANCES,
		(at) => !hasPercent(at) && hasBase(at),
		(test) => fatal('PEPPOL-EN16931-R042', test),
	),
	context(ALLOWANCES, [
		fatal('PEPPOL-EN16931-R040', (at) => isAmountOfPercent(at, ALLOWANCE, slack(at)), ALLOWANCE.amount),
		fatal('PEPPOL-EN16931-R043-1', isFlag, ALLOWANCE.indicator),
	]),
	context('ram:AppliedTradeAllowanceCharge', [fatal('PEPPOL-EN16931-R043-2', isFlag, ALLOWANCE.indicator)]),
];

const withinPeriod = (
	name: string,
	id: string,
	holds: (line: string, invoice: string) => boolean,
): Context => {
	const dates = perDocument(({ root }) => root.all(`${SETTLEMENT}/ram:BillingSpecifiedPeriod/ram:${name}`));
	return contextWhen(
		`${LINES}/ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod/ram:${name}`,
		(at) => dates(at).length > 0,
		[
			// Texts are compared: dates in this form sort by time.
			fatal(id, (at) =>
				at
					.values('udt:DateTimeString')
					.some((line) =>
						dates(at).some((date) => date.values('udt:DateTimeString').some((text) => holds(line, text))),
					),
			),
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
const DOCUMENT = `${SETTLED}/ram:AdditionalReferencedDocument`;

const line = context('ram:IncludedSupplyChainTradeLineItem', [
	warning(
		'PEPPOL-EN16931-R120',
		(at) =>
			isNetOfQuantity(
				at,
				{
					net: NET,
					quantity: 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity',
					price: `${PRICE}/ram:ChargeAmount`,
					baseQuantity: baseQuantity(at),
					allowances: `${SETTLED}/${ALLOWANCES}`,
				},
				ALLOWANCE,
				slack(at),
			),
		NET,
	),
	fatal(
		'PEPPOL-EN16931-R101',
		(at) => !at.has(DOCUMENT) || at.equals(`${DOCUMENT}/ram:TypeCode`, '130'),
		DOCUMENT,
	),
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
	context('ram:BuyerTradeParty', [
		fatal('PEPPOL-EN16931-R010', exists('ram:URIUniversalCommunication/ram:URIID')),
	]),
	context('ram:SellerTradeParty', [
		fatal('PEPPOL-EN16931-R020', exists('ram:URIUniversalCommunication/ram:URIID')),
	]),
	...allowances,
	contextWhen(
		'ram:SpecifiedTradeSettlementPaymentMeans',
		(at) => ['49', '59'].includes(at.normal('ram:TypeCode')),
		[fatal('PEPPOL-EN16931-R061', exists('../ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID'))],
	),
	withinPeriod('StartDateTime', 'PEPPOL-EN16931-R110', (date, start) => date >= start),
	withinPeriod('EndDateTime', 'PEPPOL-EN16931-R111', (date, end) => date <= end),
	line,
	context(PRICES.join(' | '), [
		fatal(
			'PEPPOL-EN16931-R121',
			(at) => !at.has('ram:BasisQuantity') || isPositive(at, 'ram:BasisQuantity'),
			'ram:BasisQuantity',
		),
	]),
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
