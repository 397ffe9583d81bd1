import { equals as equalDecimals, add } from '../../../../values/decimal';
import type { Node } from '../../../node';
import { context, fatal, type Context, type Rule } from '../../../rule';
import { absent, exists, notBlank } from '../../../tests';
import { toCents } from '../amounts';

export const ROOTS = '/ubl:Invoice | /cn:CreditNote';

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';

/** What the document as a whole must have. */
export const documentRules: readonly Rule[] = [
	fatal('BR-01', notBlank('cbc:CustomizationID'), 'cbc:CustomizationID'),
	fatal('BR-02', notBlank('cbc:ID'), 'cbc:ID'),
	fatal('BR-03', notBlank('cbc:IssueDate'), 'cbc:IssueDate'),
	fatal(
		'BR-04',
		(at) => at.normal('cbc:InvoiceTypeCode') !== '' || at.normal('cbc:CreditNoteTypeCode') !== '',
	),
	fatal('BR-05', notBlank('cbc:DocumentCurrencyCode'), 'cbc:DocumentCurrencyCode'),
	fatal('BR-06', notBlank(`${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`), SELLER),
	fatal('BR-07', notBlank(`${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`), BUYER),
	fatal('BR-08', exists(`${SELLER}/cac:PostalAddress`), SELLER),
	fatal('BR-10', exists(`${BUYER}/cac:PostalAddress`), BUYER),
	fatal('BR-16', exists('cac:InvoiceLine', 'cac:CreditNoteLine')),
	fatal('BR-53', hasTaxInTaxCurrency, 'cbc:TaxCurrencyCode'),
	fatal(
		'BR-CO-03',
		(at) => absent('cbc:TaxPointDate')(at) || absent('cac:InvoicePeriod/cbc:DescriptionCode')(at),
		'cbc:TaxPointDate',
	),
	fatal('BR-CO-15', addsUpWithTax, 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount'),
	fatal('BR-CO-18', exists('cac:TaxTotal/cac:TaxSubtotal')),
];

function hasTaxInTaxCurrency(at: Node): boolean {
	const amounts = at.all('//cac:TaxTotal/cbc:TaxAmount');
	return at
		.values('cbc:TaxCurrencyCode')
		.every((currency) => amounts.some((amount) => amount.attribute('currencyID') === currency));
}

/** The tax counts that is in the currency of the invoice: another may be there in the tax currency. */
function addsUpWithTax(at: Node): boolean {
	const totals = at.all('cac:LegalMonetaryTotal');
	return at.values('cbc:DocumentCurrencyCode').every((currency) => {
		const taxes = at.all('cac:TaxTotal').flatMap((total) => {
			const amounts = total
				.all('cbc:TaxAmount')
				.filter((amount) => amount.attribute('currencyID') === currency);
			if (amounts.length > 1) at.document.stop('XPTY0004', amounts[1]!);
			return amounts[0]?.decimal('.') ?? [];
		});
		const [tax] = taxes;
		if (taxes.length !== 1 || tax === undefined) return false;
		const nets = at.decimals('cac:LegalMonetaryTotal', 'cbc:TaxExclusiveAmount');
		const [net] = nets;
		if (nets.length > 1) at.document.stop('XPTY0004', totals[1]!);
		if (net === undefined) return false;
		const expected = toCents(add(net, tax));
		return at
			.decimals('cac:LegalMonetaryTotal', 'cbc:TaxInclusiveAmount')
			.some((gross) => equalDecimals(gross, expected));
	});
}

export const referenceContexts: readonly Context[] = [
	context('cac:AdditionalDocumentReference', [fatal('BR-52', notBlank('cbc:ID'), 'cbc:ID')]),
];

export const precedingContexts: readonly Context[] = [
	context('cac:BillingReference', [fatal('BR-55', exists('cac:InvoiceDocumentReference/cbc:ID'))]),
];
