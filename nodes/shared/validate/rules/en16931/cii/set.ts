import { context, type Pattern, type RuleSet } from '../../../rule';
import { unexplained } from '../explain/entry';
import { explainNorm } from '../explanations';
import { explainCiiUnused, ciiUnused } from '../unused/ciiRules';
import { codePatterns } from './codes';
import { documentRules, firstContexts, laterContexts } from './document';
import { itemContexts, lineContexts, periodContexts } from './lines';
import { partyContexts, payeeContexts, vatIdContexts } from './parties';
import { explainStructure, structurePatterns } from './structure';
import { allowanceContexts, lineAllowanceContexts, totalContexts } from './totals';
import { breakdownContexts, categoryContexts, taxTotalContexts, vatFactsOf, vatRules } from './vat';

/** Order matters: the first matching context applies. */
const model: Pattern = [
	...firstContexts,
	...allowanceContexts,
	...totalContexts,
	context('/rsm:CrossIndustryInvoice', [...documentRules, ...vatRules]),
	...lineContexts,
	...lineAllowanceContexts,
	...periodContexts,
	...itemContexts,
	...payeeContexts,
	...laterContexts,
	...partyContexts,
	...taxTotalContexts,
	...vatIdContexts,
	...categoryContexts,
	...breakdownContexts,
];

export const EN16931_CII: RuleSet = {
	name: 'en16931',
	source: 'ConnectingEurope/eInvoicing-EN16931 1.3.16 (April 2026)',
	patterns: [model, ...structurePatterns, ...codePatterns, ciiUnused],
	explain: (rule, at) =>
		explainStructure(rule, at) ??
		explainNorm(rule, vatFactsOf(at)) ??
		explainCiiUnused(rule) ??
		unexplained(rule),
};
