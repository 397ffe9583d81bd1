import type { RuleSet } from '../../../rule';
import { explanationOf } from '../explanations';
import { documentRules } from './document';

export const EN16931_UBL: RuleSet = {
	name: 'en16931',
	source: 'ConnectingEurope/eInvoicing-EN16931 1.3.16 (April 2026)',
	patterns: [documentRules],
	explain: explanationOf,
};
