import { Gaps, type Gap } from './gaps';
import { documentRules } from './rulesDocument';
import { lineRules } from './rulesLine';
import { partyRules } from './rulesParty';
import { paymentRules } from './rulesPayment';
import { peppolRules } from './rulesPeppol';
import { sumRules } from './rulesSums';
import { taxRules } from './rulesTax';
import type { WrittenTerms } from './writtenTerms';

/**
 * The rules of EN 16931-1 that the terms do not meet, and those of Peppol where they are to be a Peppol document. Rules
 * that the writer meets by how it writes are not among them: test/shared/einvoice/rules.test.mts lists those.
 */
export function gapsOf(terms: WrittenTerms): Gap[] {
	const gaps = new Gaps();
	for (const rules of [documentRules, partyRules, paymentRules, lineRules, sumRules, taxRules, peppolRules]) {
		rules(terms, gaps);
	}
	return gaps.list;
}
