import type { RuleSet, Specification } from '../rule';
import { STRUCTURE_CII, STRUCTURE_UBL } from '../structure/structure';
import { EN16931_CII } from './en16931/cii/set';
import { EN16931_UBL } from './en16931/ubl/set';
import { PEPPOL_UBL } from './peppol/set';
import { XRECHNUNG_CII } from './xrechnung/cii/set';
import { XRECHNUNG_UBL } from './xrechnung/ubl/set';

/** The syntaxes with rules. */
export type Syntax = 'ubl' | 'cii';

/** Every rule set by specification and syntax. */
export const RULE_SETS: Readonly<Record<Specification, Partial<Record<Syntax, RuleSet>>>> = {
	en16931: { ubl: EN16931_UBL, cii: EN16931_CII },
	peppol: { ubl: PEPPOL_UBL },
	xrechnung: { ubl: XRECHNUNG_UBL, cii: XRECHNUNG_CII },
};

/** The schema of each syntax as rules: where its elements may occur, in which order and how often. */
export const STRUCTURE_SETS: Readonly<Record<Syntax, RuleSet>> = { ubl: STRUCTURE_UBL, cii: STRUCTURE_CII };
