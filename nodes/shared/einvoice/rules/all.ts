import { Gaps, type Gap } from './gaps';
import { documentRules } from './document';
import { lineRules } from './line';
import { partyRules } from './party';
import { paymentRules } from './payment';
import { peppolRules } from './peppol';
import { sumRules } from './sums';
import { taxRules } from './tax';
import type { WrittenTerms } from '../en16931/writtenTerms';

/**
 * The rules of EN 16931-1 that the terms do not meet, and those of Peppol where they are to be a Peppol document. Rules
 * that the writer meets by how it writes are not among them: test/shared/einvoice/rules/all.test.mts lists those.
 */
export function gapsOf(terms: WrittenTerms): Gap[] {
	const gaps = new Gaps();
	for (const rules of [documentRules, partyRules, paymentRules, lineRules, sumRules, taxRules, peppolRules]) {
		rules(terms, gaps);
	}
	return gaps.list;
}
