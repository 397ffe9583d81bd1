import { normalizeSpace } from '../../../cast';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, warning, type Context } from '../../../rule';
import { exists, notBlank } from '../../../tests';
import { VAT_PREFIXES } from '../vatPrefixes';
import { isVat } from './totals';

const COUNTRY = 'cac:Country/cbc:IdentificationCode';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const SELLER = 'cac:AccountingSupplierParty/cac:Party';

export const buyerContexts: readonly Context[] = [
	context(`${BUYER}/cbc:EndpointID`, [fatal('BR-63', exists('@schemeID'))]),
	context(`${BUYER}/cac:PostalAddress`, [fatal('BR-11', notBlank(COUNTRY), COUNTRY)]),
];

export const cardContexts: readonly Context[] = [
	context('cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID', [
		warning('BR-51', (at) => normalizeSpace(at.value).length <= MAX_CARD_DIGITS),
	]),
];

/** The most that the Payment Card Industry allows to show: the first six and the last four. */
const MAX_CARD_DIGITS = 10;

export const deliveryContexts: readonly Context[] = [
	context('cac:Delivery/cac:DeliveryLocation/cac:Address', [fatal('BR-57', exists(COUNTRY))]),
];

export const paymentContexts: readonly Context[] = [
	context('cac:PayeeParty', [fatal('BR-17', isNamedPayee)]),
	contextWhen(
		'cac:PaymentMeans/cac:PayeeFinancialAccount',
		(at) => at.equals('../cbc:PaymentMeansCode', '30', '58'),
		[fatal('BR-50', notBlank('cbc:ID'), 'cbc:ID')],
	),
	context('cac:PaymentMeans', [
		fatal('BR-49', exists('cbc:PaymentMeansCode')),
		fatal(
			'BR-61',
			(at) =>
				!['30', '58'].includes(at.normal('cbc:PaymentMeansCode')) ||
				at.has('cac:PayeeFinancialAccount/cbc:ID'),
			'cac:PayeeFinancialAccount',
		),
	]),
];

/** BG-10 is for a payee who is not the seller. */
function isNamedPayee(at: Node): boolean {
	const isSellers = (path: string) => at.isAmong(path, at.values(`../${SELLER}/${path}`));
	return (
		at.has('cac:PartyName/cbc:Name') &&
		!isSellers('cac:PartyName/cbc:Name') &&
		!isSellers('cac:PartyIdentification/cbc:ID')
	);
}

const hasVatId = (at: Node, path: string): boolean =>
	at.all(path).some((scheme) => isVat(scheme) && scheme.has('cbc:CompanyID'));

export const sellerContexts: readonly Context[] = [
	context('cac:AccountingSupplierParty', [
		fatal(
			'BR-CO-26',
			(at) =>
				hasVatId(at, 'cac:Party/cac:PartyTaxScheme') ||
				at.has('cac:Party/cac:PartyIdentification/cbc:ID') ||
				at.has('cac:Party/cac:PartyLegalEntity/cbc:CompanyID'),
		),
	]),
	context(`${SELLER}/cbc:EndpointID`, [fatal('BR-62', exists('@schemeID'))]),
	context(`${SELLER}/cac:PostalAddress`, [fatal('BR-09', notBlank(COUNTRY), COUNTRY)]),
	context('cac:TaxRepresentativeParty', [
		fatal('BR-18', notBlank('cac:PartyName/cbc:Name')),
		fatal('BR-19', exists('cac:PostalAddress')),
		fatal('BR-56', (at) => hasVatId(at, 'cac:PartyTaxScheme')),
	]),
	context('cac:TaxRepresentativeParty/cac:PostalAddress', [fatal('BR-20', notBlank(COUNTRY), COUNTRY)]),
];

export const vatIdContexts: readonly Context[] = [
	contextWhen('cac:PartyTaxScheme', isVat, [
		fatal('BR-CO-09', (at) => VAT_PREFIXES.includes(at.text('cbc:CompanyID').slice(0, 2)), 'cbc:CompanyID'),
	]),
];
