import { absent } from '../../../tests';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, warning, type Context, type Explanation, type Pattern } from '../../../rule';
import { CII_SCHEMA } from '../../../structure/structure';
import { explainUnused, unusedContext } from './rules';
import { numbered, readTable, type Unused } from './table';
import { CII_GROUPS, CII_UNUSED, CII_UNUSED_OF_TAX } from './cii';

const table = readTable(CII_UNUSED, 'CII-SR-', 3);
const ofTax: Unused[] = CII_UNUSED_OF_TAX.trim()
	.split('\n')
	.flatMap((line) => numbered(line.split(' ')))
	.map(([number, path]) => ({ rule: `CII-DT-${String(number).padStart(3, '0')}`, path }));

const HEADER = '/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction';
const LINE = `${HEADER}/ram:IncludedSupplyChainTradeLineItem`;
const AGREEMENT = `${HEADER}/ram:ApplicableHeaderTradeAgreement`;
const PROCESS = 'ram:BusinessProcessSpecifiedDocumentContextParameter';
const GROSS_CHARGE = 'ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge';
// Put together here, because a path put together at each line would be looked up by its characters.
const GROSS_INDICATOR = `${GROSS_CHARGE}/ram:ChargeIndicator`;
const GROSS_AMOUNT = `${GROSS_CHARGE}/ram:ActualAmount`;

/** At most one of two identifiers: the ID or the Global ID. */
const oneIdentifier =
	(party: string) =>
	(at: Node): boolean =>
		!(at.has(`${party}/ram:ID`) && at.has(`${party}/ram:GlobalID`));

/** The name of a contact is that of a person or of a department, not both. */
const oneContactName = (party: string) => (at: Node) =>
	!(
		at.has(`${party}/ram:DefinedTradeContact/ram:PersonName`) &&
		at.has(`${party}/ram:DefinedTradeContact/ram:DepartmentName`)
	);

const documentsOfType = (at: Node, type: string): Node[] =>
	at.all('ram:AdditionalReferencedDocument').filter((node) => node.normal('ram:TypeCode') === type);

/** CII-SR-475 and 476 count over all supporting documents, so two documents with one name each violate them. */
const supportingHaveOne = (at: Node, name: string): boolean =>
	documentsOfType(at, '916').reduce((count, node) => count + node.count(name), 0) <= 1;

/** CII-SR-119: a price has allowances but no charges, and each allowance has an amount. */
const isAllowanceOnly = (at: Node): boolean => {
	const indicators = at.all(GROSS_INDICATOR);
	const hasAmount = at.has(GROSS_AMOUNT);
	return indicators.some((node) => node.isFlag('udt:Indicator', false)) && hasAmount
		? true
		: indicators.length === 0 && !hasAmount;
};

const CATEGORY_ATTRIBUTES = ['listID', 'listAgencyID', 'listVersionID', 'listURI'].map((name, index) => ({
	rule: `CII-DT-0${45 + index}`,
	name,
}));

const inSettlement = (node: Node): boolean => {
	for (let at: Node | null = node; at !== null; at = at.parent) {
		if (at.name === 'ram:ApplicableHeaderTradeSettlement') return true;
	}
	return false;
};

const isApplicable = (node: Node): boolean => node.name === 'ram:ApplicableTradeTax';

/** A context for elements by the end of their names. */
const endingWith = (ending: string, rules: Context['rules']): Context =>
	contextWhen('*', ({ name }) => name.endsWith(ending), rules);

/** Elements of CII that EN 16931 does not use, as warnings. */
export const ciiUnused: Pattern = [
	unusedContext(
		'/rsm:CrossIndustryInvoice',
		table,
		new Map(CII_GROUPS.map(([name, path]) => [name, [path]])),
		CII_SCHEMA,
		['CrossIndustryInvoice'],
	),
	context('/rsm:CrossIndustryInvoice/rsm:ExchangedDocumentContext', [
		warning('CII-SR-003', (at) => at.count(PROCESS) <= 1, PROCESS),
	]),
	context('/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:IncludedNote', [
		warning('CII-SR-030', (at) => at.count('ram:Content') <= 1, 'ram:Content'),
	]),
	context(`${LINE}/ram:AssociatedDocumentLineDocument`, [
		warning('CII-SR-039', (at) => at.count('ram:IncludedNote') <= 1, 'ram:IncludedNote'),
		warning(
			'CII-SR-040',
			(at) => at.count('ram:IncludedNote/ram:Content') <= 1,
			'ram:IncludedNote/ram:Content',
		),
	]),
	context(`${LINE}/ram:SpecifiedLineTradeAgreement`, [warning('CII-SR-119', isAllowanceOnly, GROSS_CHARGE)]),
	context(`${LINE}/ram:SpecifiedLineTradeSettlement`, [
		warning('CII-SR-454', (at) => at.count('ram:ApplicableTradeTax') === 1, 'ram:ApplicableTradeTax'),
		warning('CII-SR-474', (at) => documentsOfType(at, '130').length <= 1, 'ram:AdditionalReferencedDocument'),
	]),
	context(AGREEMENT, [
		warning('CII-SR-450', oneIdentifier('ram:BuyerTradeParty'), 'ram:BuyerTradeParty/ram:ID'),
		warning('CII-SR-457', (at) => documentsOfType(at, '50').length <= 1, 'ram:AdditionalReferencedDocument'),
		warning(
			'CII-SR-475',
			(at) => supportingHaveOne(at, 'ram:Name'),
			'ram:AdditionalReferencedDocument/ram:Name',
		),
		warning(
			'CII-SR-476',
			(at) => supportingHaveOne(at, 'ram:AttachmentBinaryObject'),
			'ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject',
		),
		warning('CII-SR-458', (at) => documentsOfType(at, '130').length <= 1, 'ram:AdditionalReferencedDocument'),
		warning(
			'CII-SR-465',
			oneContactName('ram:SellerTradeParty'),
			'ram:SellerTradeParty/ram:DefinedTradeContact',
		),
		warning(
			'CII-SR-466',
			oneContactName('ram:BuyerTradeParty'),
			'ram:BuyerTradeParty/ram:DefinedTradeContact',
		),
	]),
	context(`${HEADER}/ram:ApplicableHeaderTradeDelivery`, [
		warning('CII-SR-449', oneIdentifier('ram:ShipToTradeParty'), 'ram:ShipToTradeParty/ram:ID'),
	]),
	context(`${HEADER}/ram:ApplicableHeaderTradeSettlement`, [
		warning('CII-SR-451', oneIdentifier('ram:PayeeTradeParty'), 'ram:PayeeTradeParty/ram:ID'),
		warning(
			'CII-SR-452',
			(at) => at.count('ram:SpecifiedTradePaymentTerms') <= 1,
			'ram:SpecifiedTradePaymentTerms',
		),
		warning(
			'CII-SR-453',
			(at) => at.count('ram:SpecifiedTradePaymentTerms/ram:Description') <= 1,
			'ram:SpecifiedTradePaymentTerms/ram:Description',
		),
	]),
	context('ram:SpecifiedTradeSettlementPaymentMeans', [
		warning(
			'CII-SR-464',
			(at) => !at.has('ram:PayerSpecifiedDebtorFinancialInstitution'),
			'ram:PayerSpecifiedDebtorFinancialInstitution',
		),
	]),
	context(`${LINE}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode`, [
		...CATEGORY_ATTRIBUTES.map(({ rule, name }) => warning(rule, (at) => at.attribute(name) === null)),
	]),
	endingWith('DocumentContextParameter', [
		warning('CII-SR-04', (at) => !at.has('ram:Value'), 'ram:Value'),
		warning('CII-SR-05', (at) => !at.has('ram:SpecifiedDocumentVersion'), 'ram:SpecifiedDocumentVersion'),
	]),
	endingWith('TradeTax', [
		...ofTax.map(({ rule, path }) => warning(rule, absent(`ram:${path}`), `ram:${path.split('/')[0] ?? ''}`)),
		warning('CII-DT-041', (at) => !at.has('ram:BasisAmount') || inSettlement(at), 'ram:BasisAmount'),
		warning(
			'CII-DT-052',
			(at) => !at.has('ram:ExemptionReasonCode') || isApplicable(at),
			'ram:ExemptionReasonCode',
		),
		warning('CII-DT-054', (at) => !at.has('ram:TaxPointDate') || inSettlement(at), 'ram:TaxPointDate'),
		warning('CII-DT-058', (at) => !at.has('ram:DueDateTypeCode') || inSettlement(at), 'ram:DueDateTypeCode'),
		warning('CII-DT-098', (at) => !at.has('ram:ExemptionReason') || isApplicable(at), 'ram:ExemptionReason'),
	]),
];

const SPECIAL: Readonly<Record<string, string>> = {
	'CII-SR-003': 'The business process (BT-23) is given more than once. Give it once',
	'CII-SR-030': 'A note (BG-1) has more than one text. Put each text into a note of its own',
	'CII-SR-039': 'A line has more than one note (BT-127). Put them together',
	'CII-SR-040': 'The note of a line (BT-127) has more than one text. Put them together',
	'CII-SR-119':
		'A gross price can only be reduced, by a discount with an amount (BT-147). Put surcharges into the price',
	'CII-SR-449': 'The place of delivery has two identifiers (BT-71): an ID and a Global ID. Keep one',
	'CII-SR-450': 'The buyer has two identifiers (BT-46): an ID and a Global ID. Keep one',
	'CII-SR-451': 'The payee has two identifiers (BT-60): an ID and a Global ID. Keep one',
	'CII-SR-452': 'There is more than one group of payment terms (BT-20). Put them together',
	'CII-SR-453': 'The payment terms (BT-20) have more than one text. Put them together',
	'CII-SR-454': 'A line needs one VAT rate: exactly one group ApplicableTradeTax (BG-30)',
	'CII-SR-457': 'More than one tender or lot (BT-17, type code 50) is referenced. Keep one',
	'CII-SR-458': 'More than one invoiced object (BT-18, type code 130) is referenced. Keep one',
	'CII-SR-464': explainUnused(
		'SpecifiedTradeSettlementPaymentMeans/PayerSpecifiedDebtorFinancialInstitution',
	),
	'CII-SR-465': 'The contact of the seller (BT-41) is named twice: as a person and as a department. Keep one',
	'CII-SR-466': 'The contact of the buyer (BT-56) is named twice: as a person and as a department. Keep one',
	'CII-SR-474': 'A line refers to more than one invoiced object (BT-128, type code 130). Keep one',
	'CII-SR-475': 'More than one description (BT-123) of supporting documents is given',
	'CII-SR-476': 'More than one attached file (BT-125) is given',
	'CII-SR-04': explainUnused('Value'),
	'CII-SR-05': explainUnused('SpecifiedDocumentVersion'),
	'CII-DT-041': explainUnused('line/ApplicableTradeTax/BasisAmount'),
	'CII-DT-052': explainUnused('CategoryTradeTax/ExemptionReasonCode'),
	'CII-DT-054': explainUnused('line/ApplicableTradeTax/TaxPointDate'),
	'CII-DT-058': explainUnused('line/ApplicableTradeTax/DueDateTypeCode'),
	'CII-DT-098': explainUnused('CategoryTradeTax/ExemptionReason'),
};

const SENTENCES = new Map([
	...[...table, ...ofTax].map(({ rule, path }) => [rule, explainUnused(path)] as const),
	...CATEGORY_ATTRIBUTES.map(({ rule, name }) => [rule, explainUnused(`CategoryCode/@${name}`)] as const),
	...Object.entries(SPECIAL),
]);

/** The message of a rule of this pattern; null for any other rule. */
export function explainCiiUnused(rule: string): Explanation | null {
	const message = SENTENCES.get(rule);
	return message === undefined ? null : { message };
}
