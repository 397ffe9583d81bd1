import type { Findings } from '../../../invoice/findings';
import type { Invoice, Line, Tax } from '../../../invoice/schema';
import { mapInSteps, type Steps } from '../../../steps';
import { currencyDigits } from '../../../values/currencies';
import {
	abs,
	add,
	compare,
	fractionDigits,
	isZero,
	negate,
	ofDigits,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { keyPart } from '../../../values/groups';
import { amount } from '../../../values/money';
import { xmlDecimal } from '../../reader';
import type { AllowanceOrCharge } from '../terms';

/** The amounts of one category and rate. */
interface Share {
	category: string;
	rate: Decimal | null;
	sum: Decimal;
	/** The first entry of this category and rate. */
	index: number;
}

/** Amounts by category and rate. */
class Shares {
	readonly byKey = new Map<string, Share>();
	/** The sum of all; null if an amount is missing or does not say to which category it belongs. */
	total: Decimal | null = ZERO;

	add(category: string | null, rate: Decimal | null, figure: Decimal | null, index = 0): void {
		this.total = category && figure && this.total ? add(this.total, figure) : null;
		if (category === null) return;
		// Categories without VAT may leave out the rate.
		const key = `${keyPart(category)} ${rate ? toText(rate) : '0'}`;
		const share = this.byKey.get(key);
		if (share) share.sum = add(share.sum, figure ?? ZERO);
		else this.byKey.set(key, { category, rate, sum: figure ?? ZERO, index });
	}
}

interface Sources {
	lines: readonly Line[];
	taxes: readonly Tax[];
	/** Those of the whole document; null where the format does not say to which tax each belongs. */
	allowancesAndCharges: readonly AllowanceOrCharge[] | null;
	currency: Invoice['currency'];
	/** BT-106. If the lines do not add up to it, that has an issue, and a line that is wrong makes no second one. */
	total: number | null | undefined;
	/** How much the profile of the document allows a sum to be off. */
	slack?: Decimal;
}

/**
 * Adds an issue for each category and rate of lines, charges and discounts that has no tax; and for each tax whose
 * taxable amount is not their sum (BR-S-08 and its siblings), provided that all of them say to which tax they belong.
 */
export function* checkBreakdown(sources: Sources, findings: Findings): Steps<void> {
	const { lines, taxes, allowancesAndCharges, total, slack = ZERO } = sources;
	if (lines.length === 0 || taxes.length === 0) return;
	const expected = new Shares();
	yield* mapInSteps(lines, ({ net, taxCategory, taxRate }) =>
		expected.add(taxCategory, amount(taxRate), amount(net)),
	);
	const [whole, sum] = [amount(total), expected.total];
	if (whole && sum && compare(abs(subtract(whole, sum)), slack) > 0) return;
	const sent = new Shares();
	yield* mapInSteps(taxes, ({ category, rate, taxableAmount }, index) =>
		sent.add(category, amount(rate), amount(taxableAmount), index),
	);
	yield* mapInSteps(allowancesAndCharges ?? [], (entry) => {
		const [figure, rate] = [entry.amount, entry.taxRate].map((text) => text && xmlDecimal(text));
		expected.add(entry.taxCategory, rate || null, figure ? (entry.isCharge ? figure : negate(figure)) : null);
	});
	if (taxes.some(({ category }) => category === null)) return;
	const isComparable = allowancesAndCharges !== null && expected.total !== null && sent.total !== null;
	const digits = currencyDigits(sources.currency ?? '') ?? 2;
	compareShares(expected, sent, isComparable ? { digits, slack } : null, findings);
}

function compareShares(
	expected: Shares,
	sent: Shares,
	tolerance: { digits: number; slack: Decimal } | null,
	findings: Findings,
): void {
	for (const [key, { category, rate, sum }] of expected.byKey) {
		const found = sent.byKey.get(key);
		const what = `the lines, discounts and charges with ${category}${rate === null ? '' : ` ${toText(rate)} %`}`;
		if (found === undefined) {
			if (isZero(sum)) continue;
			findings.add('tax-missing', 'taxes', `There is no tax for ${what}, which come to ${toText(sum)}`);
			continue;
		}
		// Lines finer than the currency are rounded per tax.
		const least = tolerance && fractionDigits(sum) > tolerance.digits ? ofDigits(1, tolerance.digits) : ZERO;
		const difference = abs(subtract(sum, found.sum));
		if (!tolerance || compare(difference, least) <= 0 || compare(difference, tolerance.slack) <= 0) continue;
		findings.add(
			'sum-mismatch',
			`taxes[${found.index}].taxableAmount`,
			`${toText(found.sum)} was sent, but ${what} come to ${toText(sum)} (BR-${category}-08)`,
		);
	}
	if (tolerance === null) return;
	for (const [key, { sum, index }] of sent.byKey) {
		if (expected.byKey.has(key) || isZero(sum)) continue;
		findings.add(
			'sum-mismatch',
			`taxes[${index}].taxableAmount`,
			`${toText(sum)} was sent, but no line, discount or charge has this category and rate`,
		);
	}
}
