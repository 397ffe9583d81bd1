import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Pattern, type Rule } from '../../../rule';
import { absent } from '../../../tests';
import type { Entry } from '../explain/entry';
import { TRANSACTION } from './paths';

const LINE = `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`;

const dataType = (number: number) => `CII-DT-${String(number).padStart(3, '0')}`;

/** A rule against the use of an element or attribute. */
interface Unused {
	rule: string;
	path: string;
}

/** Elements are named without prefix, attributes with an @. Their rules are numbered consecutively from `first`. */
const named = (first: number, names: string): Unused[] =>
	names.split(/\s+/).map((name, index) => ({
		rule: dataType(first + index),
		path: /[@:]/.test(name) ? name : `ram:${name}`,
	}));

const SCHEMES = '@schemeName @schemeAgencyName @schemeDataURI @schemeURI';
const PLAIN_IDS = named(1, `${SCHEMES} @schemeID @schemeAgencyID @schemeVersionID`);
const TYPE_CODES = named(8, '@name @listURI');
const REFERENCES = [
	...named(16, 'StatusCode CopyIndicator'),
	...named(19, 'GlobalID RevisionID'),
	...named(23, 'Information'),
	...named(25, 'SectionName PreviousRevisionID'),
	...named(28, 'EffectiveSpecifiedPeriod IssuerTradeParty AttachedSpecifiedBinaryFile'),
];
const AMOUNTS = named(31, '@currencyID @currencyCodeListVersionID');
const QUANTITIES = named(34, '@unitCodeListID @unitCodeListAgencyID @unitCodeListAgencyName');
const PERIODS = [
	...named(68, 'ram:StartDateTime/udt:DateTime DurationMeasure InclusiveIndicator Description'),
	...named(
		72,
		'ram:EndDateTime/udt:DateTime CompleteDateTime OpenIndicator SeasonCode ID Name SequenceNumeric',
	),
	...named(79, 'StartDateFlexibilityCode ContinuousIndicator PurposeCode'),
];
const ADDRESSES = [
	...named(82, 'ID PostOfficeBox BuildingName'),
	...named(86, 'LineFour LineFive StreetName CitySubDivisionName CountryName CountrySubDivisionID'),
	...named(92, 'AttentionOf CareOf BuildingNumber DepartmentName AdditionalStreetName'),
];
const IDS = named(101, SCHEMES);

const nameOf = (path: string) =>
	path.startsWith('@')
		? `The attribute ${path.slice(1)}`
		: `The element ${path
				.split('/')
				.map((name) => name.slice(name.indexOf(':') + 1))
				.join('/')}`;

/** The meaning of each of these rules. */
export const UNUSED_DATA: ReadonlyArray<[rule: string, entry: Entry]> = [
	PLAIN_IDS,
	TYPE_CODES,
	REFERENCES,
	AMOUNTS,
	QUANTITIES,
	PERIODS,
	ADDRESSES,
	IDS,
]
	.flat()
	.map(({ rule, path }) => [rule, [`${nameOf(path)} must not be used here: leave it out`]]);

const without = (list: readonly Unused[]): Rule[] =>
	list.map(({ rule, path }) => fatal(rule, absent(path), path));

const ends = (ending: string, rules: readonly Rule[]): Context =>
	contextWhen('*', ({ name }) => name.startsWith('ram:') && name.endsWith(ending), rules);

const isSupporting = (at: Node, type: string) =>
	at.name === 'ram:AdditionalReferencedDocument' && at.equals('ram:TypeCode', type);
/** A part that only references of some kind may have. */
const onlyIf = (number: number, path: string, holds: (at: Node) => boolean): Rule =>
	fatal(dataType(number), (at) => !at.has(path) || holds(at), path);

const hasBilledUnit = perDocument(({ root }) =>
	root.has(`${LINE}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode`),
);

/** Four digits for the year, valid month and day. Accepts day 31 in any month. */
const DATE = /^[ \t\r\n]*\d{4}(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])[ \t\r\n]*$/;

/** The attributes and parts that data types must not have. */
export const typeContexts: Pattern = [
	context(
		[
			'/rsm:CrossIndustryInvoice/rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
			'/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:ID',
			`${LINE}/ram:AssociatedDocumentLineDocument/ram:LineID`,
			`${LINE}/ram:SpecifiedTradeProduct/ram:SellerAssignedID`,
		].join(' | '),
		without(PLAIN_IDS),
	),
	ends('ID', without(IDS)),
	context('ram:TypeCode', without(TYPE_CODES)),
	ends('ReferencedDocument', [
		onlyIf(15, 'ram:URIID', (at) => isSupporting(at, '916')),
		onlyIf(18, 'ram:TypeCode', (at) => ['50', '130', '916'].some((type) => isSupporting(at, type))),
		onlyIf(21, 'ram:Name', (at) => isSupporting(at, '916')),
		onlyIf(22, 'ram:AttachmentBinaryObject', (at) => isSupporting(at, '916')),
		onlyIf(24, 'ram:ReferenceTypeCode', (at) => isSupporting(at, '130')),
		onlyIf(27, 'ram:FormattedIssueDateTime', (at) => at.name === 'ram:InvoiceReferencedDocument'),
		...without(REFERENCES),
	]),
	contextWhen(
		'*',
		({ name }) => name.startsWith('ram:') && name.endsWith('Amount') && name !== 'ram:TaxTotalAmount',
		without(AMOUNTS),
	),
	ends('Quantity', [
		// One line with a unit satisfies the rule for all quantities.
		fatal('CII-DT-033', (at) => at.attribute('unitCode') === null || hasBilledUnit(at)),
		...without(QUANTITIES),
	]),
	ends('TradeTax', [
		fatal('CII-DT-037', (at) => !at.has('ram:TypeCode') || at.equals('ram:TypeCode', 'VAT'), 'ram:TypeCode'),
	]),
	context('ram:BillingSpecifiedPeriod', without(PERIODS)),
	context('ram:PostalTradeAddress', without(ADDRESSES)),
	contextWhen('udt:DateTimeString', (at) => at.attribute('format') === '102', [
		fatal('CII-DT-097', (at) => DATE.test(at.value)),
	]),
];
