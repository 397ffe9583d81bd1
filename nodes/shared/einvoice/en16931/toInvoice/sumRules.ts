import type { SumRules } from '../../../invoice/checks';
import type { Findings } from '../../../invoice/findings';
import { ofDigits, sum, ZERO, type Decimal } from '../../../values/decimal';
import { readNumber } from '../../reader';
import { hasThirdParties, isExtended, isMinimum } from '../specifications';
import type { DocumentTerms } from '../terms';

/** Where profiles check sums otherwise than EN 16931. */
export function sumRulesOf(terms: DocumentTerms, findings: Findings): Partial<SumRules> {
	const { specification, lines, allowancesAndCharges, thirdPartyAmounts } = terms;
	const others = thirdPartyAmounts.map(({ amount }) =>
		readNumber(findings, 'references.thirdPartyAmounts', amount),
	);
	return {
		silence: isMinimum(specification) ? 'unsaid' : 'zero',
		slack: {
			lines: slackOf(specification, lines.length),
			totals: slackOf(specification, lines.length + allowancesAndCharges.length),
		},
		// BR-DEX-09, BR-FXEXT-CO-16
		ofOthers: hasThirdParties(specification) ? sum(others.map((amount) => amount ?? ZERO)) : ZERO,
	};
}

/** EXTENDED allows a cent of rounding for each amount of a sum: BR-FXEXT-CO-10 to 13, CO-15 and the likes of S-08. */
export const slackOf = (specification: string | null, count: number): Decimal =>
	isExtended(specification) ? ofDigits(count, 2) : ZERO;
