import { trimXml } from '../../xpath/cast';
import type { Node } from '../../xpath/node';
import { context, contextWhen, fatal, type Context, type Pattern, type Rule } from '../../rule';
import { exists } from '../../tests';
import type { Decimal } from '../../../values/decimal';
import { toCents } from '../en16931/norm/amounts';
import { sumRule } from '../en16931/norm/sums';
import {
	amountOfPercent,
	isAmountOfPercent,
	isNetOfQuantity,
	netOfQuantity,
	type AllowancePaths,
	type LinePaths,
} from './amounts';
import { never } from './shapes';

// Rules of Peppol for every country, on the terms as a syntax represents them: Peppol applies them to UBL, XRechnung to
// UBL and CII.

type Test = Rule['test'];
/** Tolerance for amounts. */
export type Slack = (at: Node) => string;

/**
 * R008: elements contain more than blanks.
 *
 * @param mayBeEmpty an element that the schema requires even when it has no content
 */
export const emptyElements = (mayBeEmpty?: string): Pattern => [
	contextWhen('*', (at) => at.name !== mayBeEmpty && at.children.length === 0 && trimXml(at.value) === '', [
		fatal('PEPPOL-EN16931-R008', () => false),
	]),
];

/** R010, R020: both parties have an electronic address. */
export const addressRules = (buyer: string, seller: string, address: string): Context[] => [
	context(buyer, [fatal('PEPPOL-EN16931-R010', exists(address))]),
	context(seller, [fatal('PEPPOL-EN16931-R020', exists(address))]),
];

/** Whether an indicator is `true` or `false`; 1 and 0 are not accepted. */
export const isTrueOrFalse =
	(indicator: string): Test =>
	(at) =>
		['true', 'false'].includes(at.normal(indicator));

/**
 * R040 to R043: percentage and base are both present or both absent, and the amount follows from them.
 *
 * @param flagRule the ID of the rule on the indicator
 */
export function allowanceRules(
	match: string,
	paths: AllowancePaths,
	slack: Slack,
	flagRule: string,
): Context[] {
	const [hasPercent, hasBase] = [exists(paths.percent), exists(paths.base)];
	return [
		never(
			match,
			(at) => hasPercent(at) && !hasBase(at),
			(test) => fatal('PEPPOL-EN16931-R041', test),
		),
		never(
			match,
			(at) => !hasPercent(at) && hasBase(at),
			(test) => fatal('PEPPOL-EN16931-R042', test),
		),
		context(match, [
			sumRule(
				'PEPPOL-EN16931-R040',
				paths.amount,
				(at) => inCents(amountOfPercent(at, paths)),
				(at) => isAmountOfPercent(at, paths, slack(at)),
			),
			fatal(flagRule, isTrueOrFalse(paths.indicator), paths.indicator),
		]),
	];
}

/** R061: direct debits (UNTDID 4461) have a mandate reference. */
export const mandateRule = (match: string, code: string, mandate: string): Context =>
	contextWhen(match, (at) => ['49', '59'].includes(at.normal(code)), [
		fatal('PEPPOL-EN16931-R061', exists(mandate)),
	]);

/** R101: a document that a line refers to must be the invoiced object (UNTDID 1001). */
export const objectRule = (document: string, type: string): Rule =>
	fatal(
		'PEPPOL-EN16931-R101',
		(at) => !at.has(document) || at.equals(`${document}/${type}`, '130'),
		document,
	);

/** R120: the amount of a line is quantity × price, plus charges, minus allowances. */
export const lineAmountRule = (
	net: string,
	pathsOf: (at: Node) => LinePaths,
	allowance: AllowancePaths,
	slack: Slack,
): Rule =>
	sumRule(
		'PEPPOL-EN16931-R120',
		net,
		(at) => inCents(netOfQuantity(at, pathsOf(at), allowance)),
		(at) => isNetOfQuantity(at, pathsOf(at), allowance, slack(at)),
	);

/** The amount as shown in a finding. */
const inCents = (amount: Decimal | null): Decimal | null => (amount === null ? null : toCents(amount));

/** R121: a base quantity is greater than zero. */
export const baseQuantityRule = (quantity: string): Rule =>
	fatal('PEPPOL-EN16931-R121', (at) => !at.has(quantity) || isPositive(at, quantity), quantity);

function isPositive(at: Node, path: string): boolean {
	const value = at.decimal(path);
	return value !== null && value.digits > 0;
}
