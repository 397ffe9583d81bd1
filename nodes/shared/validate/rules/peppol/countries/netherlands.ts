import { isPositive, isNegative } from '../../../../values/decimal';
import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, type Pattern } from '../../../rule';
import { customerAddress, representativeAddress, supplierAddress } from '../parties';
import { CUSTOMER, SUPPLIER } from '../shapes';

const isDutch = (at: Node): boolean => supplierAddress(at) === 'NL';
const isDomestic = (at: Node): boolean => isDutch(at) && customerAddress(at) === 'NL';

const isWholeAddress = (at: Node): boolean =>
	at.has('cbc:StreetName') && at.has('cbc:CityName') && at.has('cbc:PostalZone');
const isDutchIdentifier = (at: Node): boolean =>
	` ${at.attribute('schemeID') ?? ''} `.split(' ').some((scheme) => ['0106', '0190'].includes(scheme)) &&
	normalizeSpace(at.value) !== '';
const MEANS = ['30', '48', '49', '57', '58', '59'];

/** NL-R-007: payment means are required if an amount is due. */
function saysHowToPay(at: Node): boolean {
	const due = at.decimal('cbc:PayableAmount');
	const isInvoice = at.document.root.name === 'ubl:Invoice';
	if (due !== null && !(isInvoice ? isPositive(due) : isNegative(due))) return true;
	return at.document.named('cac:PaymentMeans').length > 0;
}

export const netherlands: Pattern = [
	contextWhen('cbc:CreditNoteTypeCode', isDutch, [
		fatal('NL-R-001', ({ document }) =>
			document.root.has('cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID'),
		),
	]),
	contextWhen(`${SUPPLIER}/cac:PostalAddress`, isDutch, [fatal('NL-R-002', isWholeAddress)]),
	contextWhen(`${SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID`, isDutch, [
		fatal('NL-R-003', isDutchIdentifier),
	]),
	contextWhen(`${CUSTOMER}/cac:PostalAddress`, isDomestic, [fatal('NL-R-004', isWholeAddress)]),
	contextWhen(`${CUSTOMER}/cac:PartyLegalEntity/cbc:CompanyID`, isDomestic, [
		fatal('NL-R-005', isDutchIdentifier),
	]),
	contextWhen(
		'cac:TaxRepresentativeParty/cac:PostalAddress',
		(at) => isDutch(at) && representativeAddress(at) === 'NL',
		[fatal('NL-R-006', isWholeAddress)],
	),
	contextWhen('cac:LegalMonetaryTotal', isDutch, [fatal('NL-R-007', saysHowToPay, 'cbc:PayableAmount')]),
	contextWhen('cac:PaymentMeans', isDomestic, [
		fatal('NL-R-008', (at) => MEANS.includes(at.normal('cbc:PaymentMeansCode')), 'cbc:PaymentMeansCode'),
	]),
	contextWhen('cac:OrderLineReference/cbc:LineID', isDutch, [
		fatal('NL-R-009', ({ document }) => document.root.has('cac:OrderReference/cbc:ID')),
	]),
];
