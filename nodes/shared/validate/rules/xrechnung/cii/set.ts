import type { RuleSet } from '../../../rule';
import { explainXRechnung } from '../explanations';
import { EDITION } from '../specifications';
import { extension } from './extension';
import { german } from './german';
import { emptyElements } from '../../peppol/rules';
import { grossPrices, peppolPattern } from './peppol';
import { vehicles } from './vehicles';

export const XRECHNUNG_CII: RuleSet = {
	name: 'xrechnung',
	source: EDITION,
	patterns: [
		peppolPattern,
		emptyElements('ram:ApplicableHeaderTradeDelivery'),
		grossPrices,
		german,
		extension,
		vehicles,
	],
	explain: explainXRechnung,
};
