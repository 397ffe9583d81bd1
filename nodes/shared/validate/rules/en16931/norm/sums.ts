import { add, equals, subtract, sum, ZERO, type Decimal } from '../../../../values/decimal';
import type { Node } from '../../../node';
import type { Rule } from '../../../rule';
import { belowZero, ofDouble } from '../../../cast';
import { isRoundedSum, toCents } from './amounts';

/** What an amount should be; null where the document does not say what that takes. */
type Expected = (at: Node) => Decimal | null;

/**
 * A rule that an amount is what others come to.
 *
 * @param path where the amount stands
 * @param isMet how the official rule compares the two, if it is not as decimals
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

/** How the official rules of a syntax add amounts up and compare the sum: as decimals, or as doubles where they do not cast. */
export interface Arithmetic {
	/** What `child` of several elements comes to, in cents. */
	sum: (parents: readonly Node[], child: string) => Decimal | null;
	/** Whether that is the amount at a path. */
	isSum: (at: Node, path: string, parents: readonly Node[], child: string) => boolean;
}

/**
 * BR-CO-11, BR-CO-12: a total of allowances or charges, which is there if there are any.
 *
 * @param items the allowances, or the charges, that it is the total of
 * @param amount BT-92 or BT-99
 */
export const itemTotalRule = (
	id: string,
	path: string,
	items: (at: Node) => readonly Node[],
	amount: string,
	{ sum: sumOf, isSum }: Arithmetic,
): Rule =>
	sumRule(
		id,
		path,
		(at) => sumOf(items(at), amount),
		(at) => {
			const list = items(at);
			return at.has(path) ? isSum(at, path, list, amount) : list.length === 0;
		},
	);

/** Where the totals of the document (BG-22) stand. */
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
 * BR-CO-13; an absent total counts as zero.
 *
 * @param copies whether the amount of the lines is taken as it stands where there is nothing to add to it
 */
export const netRule = (places: TotalPlaces, copies: boolean): Rule =>
	sumRule('BR-CO-13', places['BT-109'], (at) => {
		const lines = at.decimal(places['BT-106']);
		if (lines === null) return null;
		if (copies && !at.has(places['BT-107']) && !at.has(places['BT-108'])) return lines;
		const [allowances, charges] = [at.decimal(places['BT-107']), at.decimal(places['BT-108'])];
		return toCents(add(subtract(lines, allowances ?? ZERO), charges ?? ZERO));
	});

/** What is due: BT-112 − BT-113 + BT-114. */
export const dueOf =
	(places: TotalPlaces): Expected =>
	(at) => {
		const gross = at.decimal(places['BT-112']);
		if (gross === null) return null;
		const [paid, rounding] = [at.decimal(places['BT-113']), at.decimal(places['BT-114'])];
		return add(subtract(gross, paid ?? ZERO), rounding ?? ZERO);
	};

const decimalsOf = (parents: readonly Node[], child: string): Decimal[] =>
	parents.flatMap((parent) => parent.decimal(child) ?? []);

/** Amounts that the rules cast to `xs:decimal`. */
export const DECIMALS: Arithmetic = {
	sum: (parents, child) => toCents(sum(decimalsOf(parents, child))),
	isSum: (at, path, parents, child) => isRoundedSum(at.decimal(path), decimalsOf(parents, child)),
};

/** `round(x * 10 * 10) div 100` of a sum of doubles; the sum of a single minus zero is minus zero. */
function centsOfDoubles(parents: readonly Node[], child: string): number {
	const amounts = parents.flatMap((parent) => parent.numbers(child));
	const sum = amounts.length === 0 ? 0 : amounts.reduce((total, amount) => total + amount);
	return Math.round(sum * 10 * 10) / 100;
}

/** Amounts that the rules do not cast: of several, all are added, and one of them must be the sum. */
export const DOUBLES: Arithmetic = {
	sum: (parents, child) => ofDouble(centsOfDoubles(parents, child), 2),
	isSum: (at, path, parents, child) => {
		const sum = belowZero(centsOfDoubles(parents, child));
		return at.compares(path, (amount) => amount === sum);
	},
};
