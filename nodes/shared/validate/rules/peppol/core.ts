import { equals } from '../../../values/decimal';
import { perDocument } from '../../document';
import { normalizeSpace } from '../../xpath/cast';
import type { Node } from '../../xpath/node';
import { context, contextWhen, fatal, type Context, type Pattern, type Rule } from '../../rule';
import { exists } from '../../tests';
import { sumRule } from '../en16931/norm/sums';
import { netOfPrice } from './amounts';
import { isGerman } from './parties';
import {
	addressRules,
	allowanceRules,
	baseQuantityRule,
	lineAmountRule,
	mandateRule,
	objectRule,
	type Slack,
} from './rules';
import { CUSTOMER, SUPPLIER } from './shapes';

// The UBL rules for every country: PEPPOL-EN16931-R…, except those on codes and identifiers.

export const ROOTS = '/ubl:Invoice | /cn:CreditNote';
const PROFILE = /urn:fdc:peppol.eu:2017:poacc:billing:([0-9]{2}):1.0/;
const SPECIFICATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';

/** The number of the process in BT-23; null when it is not one of Peppol's. */
export const profileOf = perDocument(({ root }) => {
	const profile = root.normal('cbc:ProfileID');
	return PROFILE.test(profile) ? (profile.split(':')[6] ?? null) : null;
});

export const projectReference: Pattern = [
	context('cn:CreditNote', [
		fatal(
			'PEPPOL-EN16931-R080',
			(at) =>
				at.all('cac:AdditionalDocumentReference').filter((node) => node.equals('cbc:DocumentTypeCode', '50'))
					.length <= 1,
			'cac:AdditionalDocumentReference',
		),
	]),
];

const totals = (at: Node, withSubtotals: boolean): number =>
	at.all('cac:TaxTotal').filter((total) => total.has('cac:TaxSubtotal') === withSubtotals).length;

const TAX_AMOUNTS = 'cac:TaxTotal/cbc:TaxAmount';

/** R055: the total VAT has the same sign in both currencies; 0 has either. */
function haveSameSign(at: Node): boolean {
	if (!at.has('cbc:TaxCurrencyCode')) return true;
	const amounts = at.all(TAX_AMOUNTS);
	const both = (holds: (value: number) => boolean): boolean =>
		['cbc:TaxCurrencyCode', 'cbc:DocumentCurrencyCode'].every((path) => {
			if (amounts.length === 0) return false;
			const currency = at.normal(path);
			return amounts.some((amount) => amount.equals('@currencyID', currency) && amount.compares('.', holds));
		});
	return both((value) => value <= 0) || both((value) => value >= 0);
}

const documentLevel = context(ROOTS, [
	fatal('PEPPOL-EN16931-R001', exists('cbc:ProfileID')),
	fatal('PEPPOL-EN16931-R007', (at) => profileOf(at) !== null, 'cbc:ProfileID'),
	fatal('PEPPOL-EN16931-R002', (at) => at.count('cbc:Note') <= 1 || isGerman(at), 'cbc:Note'),
	fatal('PEPPOL-EN16931-R003', exists('cbc:BuyerReference', 'cac:OrderReference/cbc:ID')),
	fatal(
		'PEPPOL-EN16931-R004',
		(at) => at.normal('cbc:CustomizationID').startsWith(SPECIFICATION),
		'cbc:CustomizationID',
	),
	fatal('PEPPOL-EN16931-R053', (at) => totals(at, true) === 1, 'cac:TaxTotal'),
	fatal(
		'PEPPOL-EN16931-R054',
		(at) => totals(at, false) === (at.has('cbc:TaxCurrencyCode') ? 1 : 0),
		'cac:TaxTotal',
	),
	fatal('PEPPOL-EN16931-R055', haveSameSign, TAX_AMOUNTS),
]);

const ALLOWANCES = [
	'ubl:Invoice/cac:AllowanceCharge',
	'ubl:Invoice/cac:InvoiceLine/cac:AllowanceCharge',
	'cn:CreditNote/cac:AllowanceCharge',
	'cn:CreditNote/cac:CreditNoteLine/cac:AllowanceCharge',
].join(' | ');
const UBL_ALLOWANCE = {
	amount: 'cbc:Amount',
	percent: 'cbc:MultiplierFactorNumeric',
	base: 'cbc:BaseAmount',
	indicator: 'cbc:ChargeIndicator',
};

const CURRENCY_AMOUNTS = [
	...['Amount', 'BaseAmount', 'PriceAmount', 'TaxableAmount', 'LineExtensionAmount', 'TaxExclusiveAmount'],
	...['TaxInclusiveAmount', 'AllowanceTotalAmount', 'ChargeTotalAmount', 'PrepaidAmount'],
	...['PayableRoundingAmount', 'PayableAmount'],
].map((name) => `cbc:${name}`);
const documentCurrency = perDocument(({ root }) => new Set(root.values('cbc:DocumentCurrencyCode')));
const currencyRules = [
	fatal('PEPPOL-EN16931-R051', (at) => documentCurrency(at).has(at.attribute('currencyID') ?? '\0')),
];

const currencies: Context[] = [
	context(CURRENCY_AMOUNTS.join(' | '), currencyRules),
	contextWhen('cac:TaxTotal/cbc:TaxAmount', (at) => at.has('../cac:TaxSubtotal'), currencyRules),
];

/** A date of a line lies within the invoice period. */
const withinPeriod = (name: string, id: string, holds: (line: number, invoice: number) => boolean): Context =>
	contextWhen(
		`ubl:Invoice/cac:InvoiceLine/cac:InvoicePeriod/cbc:${name} | cn:CreditNote/cac:CreditNoteLine/cac:InvoicePeriod/cbc:${name}`,
		(at) => at.has(`../../../cac:InvoicePeriod/cbc:${name}`),
		[
			fatal(id, (at) => {
				// `text()` of an empty element is the empty sequence, for which no comparison holds.
				const line = at.element.text === '' ? null : at.date('.');
				const invoice = at.date(`../../../cac:InvoicePeriod/cbc:${name}`);
				return line !== null && invoice !== null && holds(line, invoice);
			}),
		],
	);

const UBL_LINE = {
	net: 'cbc:LineExtensionAmount',
	price: 'cac:Price/cbc:PriceAmount',
	baseQuantity: 'cac:Price/cbc:BaseQuantity',
	allowances: 'cac:AllowanceCharge',
};

/** The name of the quantity in a line of this kind of document. */
export const quantityName = ({ document }: Node): string =>
	document.root.name === 'ubl:Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity';

const lines = (slack: Slack): Context =>
	context('cac:InvoiceLine | cac:CreditNoteLine', [
		lineAmountRule(UBL_LINE.net, (at) => ({ ...UBL_LINE, quantity: quantityName(at) }), UBL_ALLOWANCE, slack),
		baseQuantityRule('cac:Price/cbc:BaseQuantity'),
		fatal('PEPPOL-EN16931-R100', (at) => at.count('cac:DocumentReference') <= 1, 'cac:DocumentReference'),
		objectRule('cac:DocumentReference', 'cbc:DocumentTypeCode'),
	]);

/** Violated if the discount is absent. */
const priceRule = sumRule(
	'PEPPOL-EN16931-R046',
	'../cbc:PriceAmount',
	(at) => netOfPrice(at, 'cbc:BaseAmount', 'cbc:Amount'),
	(at) => {
		if (!at.has('cbc:BaseAmount')) return true;
		const net = at.decimal('../cbc:PriceAmount');
		const expected = netOfPrice(at, 'cbc:BaseAmount', 'cbc:Amount');
		return net !== null && expected !== null && equals(net, expected);
	},
);

const prices: Context[] = [
	context('cac:Price/cac:AllowanceCharge', [
		fatal('PEPPOL-EN16931-R044', (at) => at.normal('cbc:ChargeIndicator') === 'false', 'cbc:ChargeIndicator'),
		priceRule,
	]),
	contextWhen('cac:Price/cbc:BaseQuantity', (at) => at.attribute('unitCode') !== null, [
		fatal('PEPPOL-EN16931-R130', (at) => {
			if (!at.has('../../cbc:InvoicedQuantity') && !at.has('../../cbc:CreditedQuantity')) return true;
			return at.equals(`../../${quantityName(at)}/@unitCode`, at.attribute('unitCode') ?? '');
		}),
	]),
];

/**
 * The rules for every country.
 *
 * @param slack tolerance for amounts
 */
export const corePattern = (slack: Slack): Pattern => [
	documentLevel,
	context('cbc:TaxCurrencyCode', [
		fatal(
			'PEPPOL-EN16931-R005',
			(at) => normalizeSpace(at.value) !== at.normal('../cbc:DocumentCurrencyCode'),
		),
	]),
	...addressRules(CUSTOMER, SUPPLIER, 'cbc:EndpointID'),
	...allowanceRules(ALLOWANCES, UBL_ALLOWANCE, slack, 'PEPPOL-EN16931-R043'),
	mandateRule('cac:PaymentMeans', 'cbc:PaymentMeansCode', 'cac:PaymentMandate/cbc:ID'),
	...currencies,
	withinPeriod('StartDate', 'PEPPOL-EN16931-R110', (line, invoice) => line >= invoice),
	withinPeriod('EndDate', 'PEPPOL-EN16931-R111', (line, invoice) => line <= invoice),
	lines(slack),
	...prices,
];

/** The rules of a pattern that another specification adopts, with its severities. */
export function taken(
	pattern: Pattern,
	ids: ReadonlySet<string>,
	change: (rule: Rule) => Rule = (rule) => rule,
): Pattern {
	return pattern
		.map((part) => ({ ...part, rules: part.rules.filter(({ id }) => ids.has(id)).map(change) }))
		.filter(({ rules }) => rules.length > 0);
}
