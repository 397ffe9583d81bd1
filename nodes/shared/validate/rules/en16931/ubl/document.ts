import type { Node } from '../../../xpath/node';
import { context, fatal, type Context, type Rule } from '../../../rule';
import { absent, exists } from '../../../tests';
import { normRules } from '../norm/rules';
import { filled, present, ruleOn } from '../norm/terms';
import { addsUpWithTax } from './totals';

export const ROOTS = '/ubl:Invoice | /cn:CreditNote';

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';

/** Requirements for the document as a whole. */
export const documentRules: readonly Rule[] = [
	...normRules(
		{
			'BT-24': 'cbc:CustomizationID',
			'BT-1': 'cbc:ID',
			'BT-3': ['cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode'],
			'BT-5': 'cbc:DocumentCurrencyCode',
			'BT-27': `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`,
			'BT-44': `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`,
			'BG-5': `${SELLER}/cac:PostalAddress`,
			'BG-8': `${BUYER}/cac:PostalAddress`,
			'BG-25': ['cac:InvoiceLine', 'cac:CreditNoteLine'],
		},
		...(['BR-01', 'BR-02', 'BR-04', 'BR-05', 'BR-06', 'BR-07', 'BR-08', 'BR-10', 'BR-16'] as const),
	),
	ruleOn('BR-03', filled('BT-2'), { 'BT-2': 'cbc:IssueDate' }),
	fatal('BR-53', hasTaxInTaxCurrency, 'cbc:TaxCurrencyCode'),
	fatal(
		'BR-CO-03',
		(at) => absent('cbc:TaxPointDate')(at) || absent('cac:InvoicePeriod/cbc:DescriptionCode')(at),
		'cbc:TaxPointDate',
	),
	addsUpWithTax,
	fatal('BR-CO-18', exists('cac:TaxTotal/cac:TaxSubtotal')),
];

function hasTaxInTaxCurrency(at: Node): boolean {
	const currencies = new Set(at.values('//cac:TaxTotal/cbc:TaxAmount/@currencyID'));
	return at.values('cbc:TaxCurrencyCode').every((currency) => currencies.has(currency));
}

export const referenceContexts: readonly Context[] = [
	context('cac:AdditionalDocumentReference', normRules({ 'BT-122': 'cbc:ID' }, 'BR-52')),
];

export const precedingContexts: readonly Context[] = [
	context('cac:BillingReference', [
		ruleOn('BR-55', present('BT-25'), { 'BT-25': 'cac:InvoiceDocumentReference/cbc:ID' }),
	]),
];
