import { codesOf } from '../../../values/codeLists/codeList';
import * as lists from '../../../values/codeLists/lists';
import { normalizeSpace, toDate } from '../../xpath/cast';
import type { Node } from '../../xpath/node';
import { context, contextWhen, fatal, type Context, type Pattern, type Rule } from '../../rule';
import { profileOf } from './core';
import { isGerman } from './parties';

const codes = {
	mime: codesOf(lists.MIME_TYPES),
	allowance: codesOf(lists.ALLOWANCE_REASONS),
	charge: codesOf(lists.CHARGE_REASONS),
	taxPoint: codesOf(lists.TAX_POINT_CODES_UBL),
	currency: codesOf(lists.PEPPOL_CURRENCIES),
	invoice: codesOf(lists.PEPPOL_INVOICE_TYPES),
	creditNote: codesOf(lists.PEPPOL_CREDIT_NOTE_TYPES),
	address: codesOf(lists.PEPPOL_ADDRESS_SCHEMES),
};

const isOf = (list: ReadonlySet<string>) => (at: Node) => list.has(normalizeSpace(at.value));
const attributeIsOf = (id: string, attribute: string, list: ReadonlySet<string>): Rule => ({
	...fatal(id, (at) => list.has(at.attribute(attribute) ?? '')),
	attribute,
});
const withAttribute = (name: string) => (at: Node) => at.attribute(name) !== null;

const AMOUNTS = [
	...['Amount', 'BaseAmount', 'PriceAmount', 'TaxAmount', 'TaxableAmount', 'LineExtensionAmount'],
	...['TaxExclusiveAmount', 'TaxInclusiveAmount', 'AllowanceTotalAmount', 'ChargeTotalAmount'],
	...['PrepaidAmount', 'PayableRoundingAmount', 'PayableAmount'],
];
const DATES = ['IssueDate', 'DueDate', 'TaxPointDate', 'StartDate', 'EndDate', 'ActualDeliveryDate'];
const any = (names: readonly string[]): string => names.map((name) => `cbc:${name}`).join(' | ');

const reasonOf = (flag: string) => (at: Node) => at.equals('../cbc:ChargeIndicator', flag);
const isOfProcess = (list: ReadonlySet<string>) => (at: Node) => profileOf(at) !== '01' || isOf(list)(at);

/** The VAT category that an exemption reason requires. */
const exemption = (reason: string, category: string, id: string): Context =>
	contextWhen('cac:TaxCategory', (at) => at.text('cbc:TaxExemptionReasonCode').toUpperCase() === reason, [
		fatal(id, (at) => at.normal('cbc:ID') === category, 'cbc:ID'),
	]);

/** Code lists that Peppol restricts, document types and date formats. */
export const codePattern: Pattern = [
	contextWhen('cbc:EmbeddedDocumentBinaryObject', withAttribute('mimeCode'), [
		attributeIsOf('PEPPOL-EN16931-CL001', 'mimeCode', codes.mime),
	]),
	contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', reasonOf('false'), [
		fatal('PEPPOL-EN16931-CL002', isOf(codes.allowance)),
	]),
	contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', reasonOf('true'), [
		fatal('PEPPOL-EN16931-CL003', isOf(codes.charge)),
	]),
	context('cac:InvoicePeriod/cbc:DescriptionCode', [fatal('PEPPOL-EN16931-CL006', isOf(codes.taxPoint))]),
	context(any(AMOUNTS), [attributeIsOf('PEPPOL-EN16931-CL007', 'currencyID', codes.currency)]),
	context('cbc:InvoiceTypeCode', [
		fatal('PEPPOL-EN16931-P0100', isOfProcess(codes.invoice)),
		fatal('PEPPOL-EN16931-P0112', (at) => !['326', '384'].includes(normalizeSpace(at.value)) || isGerman(at)),
	]),
	context('cbc:CreditNoteTypeCode', [fatal('PEPPOL-EN16931-P0101', isOfProcess(codes.creditNote))]),
	context(any(DATES), [
		fatal('PEPPOL-EN16931-F001', (at) => at.element.text.length === 10 && toDate(at.value) !== null),
	]),
	contextWhen('cbc:EndpointID', withAttribute('schemeID'), [
		attributeIsOf('PEPPOL-EN16931-CL008', 'schemeID', codes.address),
	]),
	exemption('VATEX-EU-G', 'G', 'PEPPOL-EN16931-P0104'),
	exemption('VATEX-EU-O', 'O', 'PEPPOL-EN16931-P0105'),
	exemption('VATEX-EU-IC', 'K', 'PEPPOL-EN16931-P0106'),
	exemption('VATEX-EU-AE', 'AE', 'PEPPOL-EN16931-P0107'),
	exemption('VATEX-EU-D', 'E', 'PEPPOL-EN16931-P0108'),
	exemption('VATEX-EU-F', 'E', 'PEPPOL-EN16931-P0109'),
	exemption('VATEX-EU-I', 'E', 'PEPPOL-EN16931-P0110'),
	exemption('VATEX-EU-J', 'E', 'PEPPOL-EN16931-P0111'),
];
