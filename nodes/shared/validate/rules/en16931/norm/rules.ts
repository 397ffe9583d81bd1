import type { Rule } from '../../../rule';
import {
	filled,
	inCents,
	notNegative,
	notNegativeIfPresent,
	present,
	presentAll,
	presentOneOf,
	ruleOn,
	type TermPath,
	type Requirement,
	type Term,
} from './terms';

// The rules on single terms that the official files define identically for both syntaxes. Where one differs, the rule
// is with its syntax.

const NORM = {
	'BR-01': filled('BT-24'),
	'BR-02': filled('BT-1'),
	'BR-04': filled('BT-3'),
	'BR-05': filled('BT-5'),
	'BR-06': filled('BT-27'),
	'BR-07': filled('BT-44'),
	'BR-08': present('BG-5'),
	'BR-09': filled('BT-40'),
	'BR-10': present('BG-8'),
	'BR-11': filled('BT-55'),
	'BR-12': present('BT-106'),
	'BR-13': present('BT-109'),
	'BR-14': present('BT-112'),
	'BR-15': present('BT-115'),
	'BR-16': present('BG-25'),
	'BR-19': present('BG-12'),
	'BR-20': filled('BT-69'),
	'BR-21': filled('BT-126'),
	'BR-22': present('BT-129'),
	'BR-23': present('BT-130'),
	'BR-24': present('BT-131'),
	'BR-25': filled('BT-153'),
	'BR-26': present('BT-146'),
	'BR-27': notNegative('BT-146'),
	'BR-28': notNegativeIfPresent('BT-148'),
	'BR-31': present('BT-92'),
	'BR-33': presentOneOf('BT-97', 'BT-98'),
	'BR-36': present('BT-99'),
	'BR-38': presentOneOf('BT-104', 'BT-105'),
	'BR-41': present('BT-136'),
	'BR-42': presentOneOf('BT-139', 'BT-140'),
	'BR-43': present('BT-141'),
	'BR-44': presentOneOf('BT-144', 'BT-145'),
	'BR-45': present('BT-116'),
	'BR-46': present('BT-117'),
	'BR-49': present('BT-81'),
	'BR-52': filled('BT-122'),
	'BR-54': presentAll('BT-160', 'BT-161'),
	'BR-CO-20': presentOneOf('BT-134', 'BT-135'),
	'BR-CO-21': presentOneOf('BT-97', 'BT-98'),
	'BR-CO-22': presentOneOf('BT-104', 'BT-105'),
	'BR-CO-23': presentOneOf('BT-139', 'BT-140'),
	'BR-CO-24': presentOneOf('BT-144', 'BT-145'),
	'BR-DEC-01': inCents('BT-92'),
	'BR-DEC-02': inCents('BT-93'),
	'BR-DEC-05': inCents('BT-99'),
	'BR-DEC-06': inCents('BT-100'),
	'BR-DEC-09': inCents('BT-106'),
	'BR-DEC-10': inCents('BT-107'),
	'BR-DEC-11': inCents('BT-108'),
	'BR-DEC-12': inCents('BT-109'),
	'BR-DEC-14': inCents('BT-112'),
	'BR-DEC-16': inCents('BT-113'),
	'BR-DEC-17': inCents('BT-114'),
	'BR-DEC-18': inCents('BT-115'),
	'BR-DEC-19': inCents('BT-116'),
	'BR-DEC-20': inCents('BT-117'),
	'BR-DEC-23': inCents('BT-131'),
	'BR-DEC-25': inCents('BT-137'),
	'BR-DEC-28': inCents('BT-142'),
} as const satisfies Record<string, Requirement<Term>>;

type NormRule = keyof typeof NORM;
type TermsOf<Id extends NormRule> = (typeof NORM)[Id] extends Requirement<infer T> ? T : never;

/**
 * Applies rules of the norm to the terms as a syntax represents them.
 *
 * @param places paths of the terms that the rules need, from the element that they apply to
 */
export const normRules = <Id extends NormRule>(
	places: Readonly<Record<TermsOf<Id>, TermPath>>,
	...ids: readonly Id[]
): Rule[] => ids.map((id) => ruleOn<Term>(id, NORM[id], places));
