import { parseXml } from '../../../nodes/shared/xml/parse';
import type { RuleSet, Severity } from '../../../nodes/shared/validate/rule';
import { validate, type Finding, type Validation } from '../../../nodes/shared/validate/validate';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd';
const CII = 'urn:un:unece:uncefact:data:standard';

export const ubl = (body: string, root: 'Invoice' | 'CreditNote' = 'Invoice'): string =>
	`<${root} xmlns="${UBL}:${root}-2" xmlns:cac="${UBL}:CommonAggregateComponents-2"` +
	` xmlns:cbc="${UBL}:CommonBasicComponents-2" xmlns:ext="${UBL}:CommonExtensionComponents-2">${body}</${root}>`;

export const cii = (body: string): string =>
	`<rsm:CrossIndustryInvoice xmlns:rsm="${CII}:CrossIndustryInvoice:100"` +
	` xmlns:ram="${CII}:ReusableAggregateBusinessInformationEntity:100"` +
	` xmlns:udt="${CII}:UnqualifiedDataType:100" xmlns:qdt="${CII}:QualifiedDataType:100">${body}</rsm:CrossIndustryInvoice>`;

/** `wrap('a/b', 'x')` is `<a><b>x</b></a>`. */
export const wrap = (path: string, inner: string): string =>
	path.split('/').reduceRight((text, name) => `<${name}>${text}</${name}>`, inner);

async function validated(set: RuleSet, xml: string): Promise<Validation> {
	const parsed = await parseXml(Buffer.from(xml, 'utf8'));
	if (!parsed.ok) throw new Error(parsed.error.message);
	return await validate(parsed.value, [set]);
}

export async function findingsOf(set: RuleSet, xml: string): Promise<Finding[]> {
	const { errors, warnings, information } = await validated(set, xml);
	return [...errors, ...warnings, ...information];
}

/** The error code of the official validators, if they end without a result. */
export const stoppedBy = async (set: RuleSet, xml: string): Promise<string | null> =>
	(await validated(set, xml)).stopped;

/** The rules that the document breaks. */
export const brokenBy = async (set: RuleSet, xml: string): Promise<string[]> =>
	[...new Set((await findingsOf(set, xml)).map(({ rule }) => rule))].sort();

export const rulesOf = (set: RuleSet): Array<{ id: string; severity: Severity }> =>
	set.patterns.flatMap((pattern) => pattern.flatMap(({ rules }) => rules));
