import { codesOf, type CodeList } from '../../../../values/codeLists/codeList';
import {
	ADDRESS_SCHEMES,
	ALLOWANCE_REASONS,
	CHARGE_REASONS,
	COUNTRIES_OF_BOTH,
	CURRENCIES,
	EXEMPTION_REASONS,
	ICD,
	ITEM_CLASSIFICATIONS,
	MIME_TYPES,
	NOTE_SUBJECTS,
	PAYMENT_MEANS,
	REFERENCE_QUALIFIERS,
	UNITS,
	VAT_CATEGORIES,
} from '../../../../values/codeLists/lists';
import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';

type Test = Rule['test'];

/** Where the code is: in the element itself, or in one of its attributes. */
export type CodePlace = '.' | `@${string}`;

/** Ignores white space around a code. An empty code is in no list. */
const isOneOf =
	(codes: ReadonlySet<string>, place: CodePlace): Test =>
	(at) =>
		codes.has(at.normal(place));

/** The code lists of the rules that use the same list in both syntaxes. */
const LISTS = {
	'BR-CL-03': CURRENCIES,
	'BR-CL-04': CURRENCIES,
	'BR-CL-05': CURRENCIES,
	'BR-CL-07': REFERENCE_QUALIFIERS,
	'BR-CL-08': NOTE_SUBJECTS,
	'BR-CL-10': ICD,
	'BR-CL-11': ICD,
	'BR-CL-13': ITEM_CLASSIFICATIONS,
	'BR-CL-16': PAYMENT_MEANS,
	'BR-CL-17': VAT_CATEGORIES,
	'BR-CL-18': VAT_CATEGORIES,
	'BR-CL-19': ALLOWANCE_REASONS,
	'BR-CL-20': CHARGE_REASONS,
	'BR-CL-21': ICD,
	'BR-CL-23': UNITS,
	'BR-CL-25': ADDRESS_SCHEMES,
	'BR-CL-26': ICD,
} as const satisfies Record<string, CodeList>;

/** Makes a finding show the invalid code. */
const ofPlace = (place: CodePlace, rule: Rule): Rule =>
	place === '.' ? rule : { ...rule, attribute: place.slice(1) };

/** A rule that a code is in its list. */
export const codeRule = (id: keyof typeof LISTS, place: CodePlace): Rule =>
	ofPlace(place, fatal(id, isOneOf(codesOf(LISTS[id]), place)));

/** A rule for a code whose list differs between the syntaxes. */
export const codeRuleOf = (id: string, lists: readonly CodeList[], more: readonly string[] = []): Rule =>
	fatal(id, isOneOf(new Set([...lists.flatMap((list) => [...codesOf(list)]), ...more]), '.'));

/** A context with the rule that a code, if present, is in its list. */
export const coded = (id: keyof typeof LISTS, match: string, place: CodePlace = '.', when?: Test): Context =>
	codeContext(match, place, codeRule(id, place), when);

function codeContext(match: string, place: CodePlace, rule: Rule, when?: Test): Context {
	const isThere = place === '.' ? undefined : (at: Node) => at.has(place);
	const holds = isThere && when ? (at: Node) => isThere(at) && when(at) : (isThere ?? when);
	return holds === undefined ? context(match, [rule]) : contextWhen(match, holds, [rule]);
}

/**
 * BR-CL-14, BR-CL-15: the lists of the syntaxes differ in one country.
 *
 * @param country the country that only this syntax allows
 */
export const countryRules = (country: string, address: string, origin: string): Context[] => [
	context(address, [codeRuleOf('BR-CL-14', [COUNTRIES_OF_BOTH], [country])]),
	context(origin, [codeRuleOf('BR-CL-15', [COUNTRIES_OF_BOTH], [country])]),
];

/** BR-CL-22: not case-sensitive. */
export function exemptionReason(match: string): Context {
	const codes = codesOf(EXEMPTION_REASONS);
	return context(match, [fatal('BR-CL-22', (at) => codes.has(normalizeSpace(at.value.toUpperCase())))]);
}

/** BR-CL-24: case-sensitive. */
export function fileType(match: string): Context {
	const types = codesOf(MIME_TYPES);
	const rule = fatal('BR-CL-24', (at) => types.has(at.attribute('mimeCode') ?? ''));
	return codeContext(match, '@mimeCode', ofPlace('@mimeCode', rule));
}

/** BR-CL-19, BR-CL-20: allowances and charges have separate lists of reasons. */
export const reasonsOfItems = (match: string, indicator: string): Context[] => {
	const isOf = (isCharge: boolean) => (at: Node) => at.parent?.isFlag(indicator, isCharge) === true;
	return [coded('BR-CL-19', match, '.', isOf(false)), coded('BR-CL-20', match, '.', isOf(true))];
};

export const isInside =
	(...names: string[]): Test =>
	(at) => {
		for (let above = at.parent; above !== null; above = above.parent) {
			if (names.includes(above.name)) return true;
		}
		return false;
	};
