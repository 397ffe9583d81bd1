import { add, equals, subtract, sum, ZERO, type Decimal } from '../../../../values/decimal';
import type { Node } from '../../../xpath/node';
import type { Rule } from '../../../rule';
import { belowZero } from '../../../xpath/cast';
import { toCents } from './amounts';

/** The correct amount; null when the document lacks what is needed to compute it. */
type Expected = (at: Node) => Decimal | null;

/**
 * A rule that an amount equals a computed one.
 *
 * @param path where the amount is
 * @param isMet how the official rule compares the two, if not as decimals
 */
export const sumRule = (id: string, path: string, expected: Expected, isMet?: Rule['test']): Rule => ({
	id,
	severity: 'fatal',
	test:
		isMet ??
		((at) => {
			const amount = at.decimal(path);
			const sum = expected(at);
			return amount !== null && sum !== null && equals(amount, sum);
		}),
	look: path,
	expected,
});

/** The allowances, or charges, of a total. */
export interface TotalItems {
	/** Whether there are any. */
	exist: Rule['test'];
	/** Their sum, in cents. */
	sum: Expected;
	/** Whether the amount at a path equals that sum. */
	isSum: (at: Node, path: string) => boolean;
}

/** BR-CO-11, BR-CO-12: the total of allowances or charges, mandatory if there are any. */
export const itemTotalRule = (id: string, path: string, { exist, sum: sumOf, isSum }: TotalItems): Rule =>
	sumRule(id, path, sumOf, (at) => {
		const areThere = exist(at);
		return at.has(path) ? isSum(at, path) : !areThere;
	});

/** Paths of the document totals (BG-22). */
export interface TotalPlaces {
	'BT-106': string;
	'BT-107': string;
	'BT-108': string;
	'BT-109': string;
	'BT-112': string;
	'BT-113': string;
	'BT-114': string;
	'BT-115': string;
}

/**
 * BR-CO-13; absent totals count as zero.
 *
 * @param copies whether the line total is used unrounded when there is nothing to add to it
 */
export const netRule = (places: TotalPlaces, copies: boolean): Rule =>
	sumRule('BR-CO-13', places['BT-109'], (at) => {
		const lines = at.decimal(places['BT-106']);
		if (lines === null) return null;
		if (copies && !at.has(places['BT-107']) && !at.has(places['BT-108'])) return lines;
		const [allowances, charges] = [at.decimal(places['BT-107']), at.decimal(places['BT-108'])];
		return toCents(add(subtract(lines, allowances ?? ZERO), charges ?? ZERO));
	});

/** The amount due: BT-112 − BT-113 + BT-114. */
export const dueOf =
	(places: TotalPlaces): Expected =>
	(at) => {
		const gross = at.decimal(places['BT-112']);
		if (gross === null) return null;
		const [paid, rounding] = [at.decimal(places['BT-113']), at.decimal(places['BT-114'])];
		return add(subtract(gross, paid ?? ZERO), rounding ?? ZERO);
	};

/** The sum in cents of `child` over several elements, each cast to `xs:decimal`. */
export const centsOf = (parents: readonly Node[], child: string): Decimal =>
	toCents(sum(parents.flatMap((parent) => parent.decimal(child) ?? [])));

/**
 * `round(x * 10 * 10) div 100` of a sum of doubles, for rules without casts; the sum of a single minus zero is minus
 * zero.
 */
export function centsOfDoubles(parents: readonly Node[], child: string): number {
	const amounts = parents.flatMap((parent) => parent.numbers(child));
	const sum = amounts.length === 0 ? 0 : amounts.reduce((total, amount) => total + amount);
	return Math.round(sum * 10 * 10) / 100;
}

/** Whether one of the amounts at a path equals a sum of doubles. */
export function isSumOfDoubles(at: Node, path: string, sum: number): boolean {
	const expected = belowZero(sum);
	return at.compares(path, (amount) => amount === expected);
}
