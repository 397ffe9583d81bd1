import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, warning, type Context } from '../../../rule';
import { isNamedPayee } from '../norm/parties';
import { CREDIT_TRANSFERS, MAX_CARD_DIGITS } from '../norm/payment';
import { normRules } from '../norm/rules';
import { filled, present, ruleOn } from '../norm/terms';
import { VAT_PREFIXES } from '../norm/vatPrefixes';
import { isOneVat, isVat } from './vatTerms';

const COUNTRY = 'cac:Country/cbc:IdentificationCode';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const SELLER = 'cac:AccountingSupplierParty/cac:Party';

export const buyerContexts: readonly Context[] = [
	context(`${BUYER}/cbc:EndpointID`, [ruleOn('BR-63', present('BT-49-1'), { 'BT-49-1': '@schemeID' })]),
	context(`${BUYER}/cac:PostalAddress`, normRules({ 'BT-55': COUNTRY }, 'BR-11')),
];

export const cardContexts: readonly Context[] = [
	context('cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID', [
		warning('BR-51', (at) => normalizeSpace(at.value).length <= MAX_CARD_DIGITS),
	]),
];

export const deliveryContexts: readonly Context[] = [
	context('cac:Delivery/cac:DeliveryLocation/cac:Address', [
		ruleOn('BR-57', present('BT-80'), { 'BT-80': COUNTRY }),
	]),
];

export const paymentContexts: readonly Context[] = [
	context('cac:PayeeParty', [
		fatal(
			'BR-17',
			isNamedPayee('cac:PartyName/cbc:Name', `../${SELLER}`, [
				'cac:PartyName/cbc:Name',
				'cac:PartyIdentification/cbc:ID',
			]),
		),
	]),
	contextWhen(
		'cac:PaymentMeans/cac:PayeeFinancialAccount',
		(at) => at.equals('../cbc:PaymentMeansCode', ...CREDIT_TRANSFERS),
		[ruleOn('BR-50', filled('BT-84'), { 'BT-84': 'cbc:ID' })],
	),
	context('cac:PaymentMeans', [
		...normRules({ 'BT-81': 'cbc:PaymentMeansCode' }, 'BR-49'),
		fatal(
			'BR-61',
			(at) =>
				!CREDIT_TRANSFERS.some((code) => code === at.normal('cbc:PaymentMeansCode')) ||
				at.has('cac:PayeeFinancialAccount/cbc:ID'),
			'cac:PayeeFinancialAccount',
		),
	]),
];

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
	context(`${SELLER}/cbc:EndpointID`, [ruleOn('BR-62', present('BT-34-1'), { 'BT-34-1': '@schemeID' })]),
	context(`${SELLER}/cac:PostalAddress`, normRules({ 'BT-40': COUNTRY }, 'BR-09')),
	context('cac:TaxRepresentativeParty', [
		ruleOn('BR-18', filled('BT-62'), { 'BT-62': 'cac:PartyName/cbc:Name' }),
		...normRules({ 'BG-12': 'cac:PostalAddress' }, 'BR-19'),
		fatal('BR-56', (at) =>
			at.all('cac:PartyTaxScheme').some((scheme) => isOneVat(scheme) && scheme.has('cbc:CompanyID')),
		),
	]),
	context('cac:TaxRepresentativeParty/cac:PostalAddress', normRules({ 'BT-69': COUNTRY }, 'BR-20')),
];

export const vatIdContexts: readonly Context[] = [
	contextWhen('cac:PartyTaxScheme', isVat, [
		fatal('BR-CO-09', (at) => VAT_PREFIXES.includes(at.text('cbc:CompanyID').slice(0, 2)), 'cbc:CompanyID'),
	]),
];
