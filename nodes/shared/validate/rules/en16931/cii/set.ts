import type { RuleSet } from '../../../rule';
import { explanationOf } from '../explanations';

export const EN16931_CII: RuleSet = {
	name: 'en16931',
	source: 'ConnectingEurope/eInvoicing-EN16931 1.3.16 (April 2026)',
	patterns: [],
	explain: explanationOf,
};
