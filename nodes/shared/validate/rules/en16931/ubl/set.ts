import { context, type Pattern, type RuleSet } from '../../../rule';
import { unexplained } from '../explain/entry';
import { explainNorm } from '../explanations';
import { explainUblUnused, ublUnused } from '../unused/ublRules';
import { codePatterns } from './codes';
import { documentRules, precedingContexts, referenceContexts, ROOTS } from './document';
import { itemContexts, lineContexts, periodContexts } from './lines';
import {
	buyerContexts,
	cardContexts,
	deliveryContexts,
	paymentContexts,
	sellerContexts,
	vatIdContexts,
} from './parties';
import { explainStructure, structurePatterns } from './structure';
import { allowanceContexts, lineAllowanceContexts, totalContexts } from './totals';
import { breakdownContexts, categoryContexts, specialVatRules, vatFactsOf, vatRules } from './vat';
import { prepareVatUse } from './vatUse';

/** Order matters: the first matching context applies. */
const model: Pattern = [
	...referenceContexts,
	...buyerContexts,
	...cardContexts,
	...deliveryContexts,
	...allowanceContexts,
	...totalContexts,
	context(ROOTS, [...documentRules, ...vatRules, ...specialVatRules]),
	...lineContexts,
	...lineAllowanceContexts,
	...periodContexts,
	...itemContexts,
	...paymentContexts,
	...precedingContexts,
	...sellerContexts,
	...breakdownContexts,
	...vatIdContexts,
	...categoryContexts,
];

export const EN16931_UBL: RuleSet = {
	name: 'en16931',
	source: 'ConnectingEurope/eInvoicing-EN16931 1.3.16 (April 2026)',
	patterns: [model, ...structurePatterns, ...codePatterns, ...ublUnused],
	prepare: prepareVatUse,
	explain: (rule, at) =>
		explainNorm(rule, vatFactsOf(at)) ??
		explainStructure(rule, at) ??
		explainUblUnused(rule) ??
		unexplained(rule),
};
