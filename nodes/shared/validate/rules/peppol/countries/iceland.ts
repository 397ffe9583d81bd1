import { normalizeSpace, toDate } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Pattern } from '../../../rule';
import { extentOf, isAnyInOrder } from '../../../tests';
import { ROOTS } from '../core';
import { customerAsWritten, supplierAsWritten } from '../parties';
import { single, SUPPLIER } from '../shapes';

const isIcelandic = (at: Node): boolean => supplierAsWritten(at) === 'IS';
const isDomestic = (at: Node): boolean => isIcelandic(at) && customerAsWritten(at) === 'IS';
const TYPES = ['380', '381'];

const hasIdentifier = (party: string) => (at: Node) =>
	at.equals(`${party}/cac:PartyLegalEntity/cbc:CompanyID/@schemeID`, '0196');
const hasAddress = (party: string) => (at: Node) =>
	at.has(`${party}/cac:PostalAddress/cbc:StreetName`) && at.has(`${party}/cac:PostalAddress/cbc:PostalZone`);

/** With that payment means code, an account has 12 characters. */
const hasAccount = (code: string) => (at: Node) => {
	const means = at.all('cac:PaymentMeans').filter((node) => node.equals('cbc:PaymentMeansCode', code));
	if (means.length === 0) return true;
	const accounts = means.flatMap((node) => node.values('cac:PayeeFinancialAccount/cbc:ID'));
	return normalizeSpace(single(at, accounts)).length === 12;
};

/** The last day of payment, which Icelandic invoices have as a supporting document. */
const lastDays = (at: Node): Node[] =>
	at
		.all('cac:AdditionalDocumentReference')
		.filter((node) => node.equals('cbc:DocumentDescription', 'EINDAGI'));
const idsOf = (nodes: readonly Node[]): string[] => nodes.flatMap((node) => node.values('cbc:ID'));

const isDate = (at: Node): boolean => {
	const days = lastDays(at);
	if (days.length === 0) return true;
	const id = single(at, idsOf(days));
	return id.length === 10 && toDate(id) !== null;
};

export const iceland: Pattern = [
	contextWhen(ROOTS, isIcelandic, [
		warning(
			'IS-R-001',
			(at) =>
				TYPES.includes(at.normal('cbc:InvoiceTypeCode')) ||
				TYPES.includes(at.normal('cbc:CreditNoteTypeCode')),
		),
		fatal('IS-R-002', hasIdentifier(SUPPLIER), `${SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID`),
		fatal('IS-R-003', hasAddress(SUPPLIER), `${SUPPLIER}/cac:PostalAddress`),
		fatal('IS-R-006', hasAccount('9'), 'cac:PaymentMeans'),
		fatal('IS-R-007', hasAccount('42'), 'cac:PaymentMeans'),
		fatal('IS-R-008', isDate, (at) => lastDays(at)[0]?.all('cbc:ID')[0]),
		fatal('IS-R-009', (at) => lastDays(at).length === 0 || at.has('cbc:DueDate')),
		fatal('IS-R-010', (at) => {
			const days = lastDays(at);
			// ISO dates compare as text.
			return days.length === 0 || isAnyInOrder(extentOf(at.values('cbc:DueDate')), extentOf(idsOf(days)));
		}),
	]),
	contextWhen(
		'cn:CreditNote/cac:AccountingCustomerParty | ubl:Invoice/cac:AccountingCustomerParty',
		isDomestic,
		[
			fatal('IS-R-004', hasIdentifier('cac:Party'), 'cac:Party/cac:PartyLegalEntity/cbc:CompanyID'),
			fatal('IS-R-005', hasAddress('cac:Party'), 'cac:Party/cac:PostalAddress'),
		],
	),
];
