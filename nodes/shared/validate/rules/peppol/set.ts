import type { RuleSet } from '../../rule';
import { codePattern } from './codes';
import { corePattern, projectReference } from './core';
import { denmark } from './countries/denmark';
import { greekBoth, greekSender } from './countries/greece';
import { iceland } from './countries/iceland';
import { netherlands } from './countries/netherlands';
import { italy, norway } from './countries/norwayAndItaly';
import { sweden } from './countries/sweden';
import { explainPeppol } from './explanations';
import { explainGerman } from '../german/explanations';
import { isPlainEmailAddress } from '../german/rules';
import { germanPattern, type GermanDialect } from '../german/ubl';
import { identifierContexts } from './identifiers';
import { isGerman } from './parties';
import { emptyElements } from './rules';

/** Maps XRechnung's number to Peppol's: `BR-DE-23-a` is `DE-R-023-1`. */
const germanNumber = (id: string): string => {
	const [, , number = '', part] = id.split('-');
	const suffix = part === undefined ? '' : part === 'a' ? '-1' : '-2';
	return `DE-R-${number.padStart(3, '0')}${suffix}`;
};

const ofGermany = (rule: string): string => {
	const [, , number = '', part] = rule.split('-');
	return `BR-DE-${Number(number)}${part === undefined ? '' : part === '1' ? '-a' : '-b'}`;
};

/** KoSIT has since anchored this form in XRechnung. */
const SKONTO = /#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(?:#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$/;

const german: GermanDialect = {
	applies: isGerman,
	numbered: germanNumber,
	isCode: (at, path, codes) => at.compares(path, (value) => codes.includes(String(value))),
	isText: (at, path, codes) => at.isAmong(path, codes),
	skonto: SKONTO,
	isEmail: isPlainEmailAddress,
};

export const PEPPOL_UBL: RuleSet = {
	name: 'peppol',
	source: 'Peppol BIS Billing 3.0.19 (May 2025)',
	patterns: [
		emptyElements(),
		projectReference,
		[...corePattern(() => '0.02'), ...identifierContexts],
		norway,
		denmark,
		italy,
		sweden,
		greekSender,
		greekBoth,
		iceland,
		netherlands,
		germanPattern(german),
		codePattern,
	],
	explain: (rule) =>
		explainPeppol(rule) ??
		explainGerman(ofGermany(rule)) ?? { message: `The document does not meet the rule ${rule}` },
};
