import type { Invoice } from '../../invoice/schema';
import { fail, ok, type Result } from '../../result';
import type { Steps } from '../../steps';
import { htmlOf } from './html';
import { extentOf, isWithin, type Extent } from './extent';
import type { Judged } from './judged';
import type { Language } from './languages/language';
import { shownOf } from './shown';
import { textOf } from './plainText';

export interface ShownInvoice {
	html: string;
	text: string;
}

/** For all tables and lists together: what a browser can show. */
const MAX_ROWS = 20_000;
/** A page of 20,000 lines has half as many characters. */
const MOST: Extent = { characters: 3_000_000, lineBreaks: 100_000 };

/** An invoice as an HTML page and as plain text, in one language. */
export function* showInvoice(
	invoice: Invoice,
	judged: Judged | null,
	language: Language,
): Steps<Result<ShownInvoice>> {
	const { lines, taxes } = invoice;
	const rows = [lines, taxes, judged?.errors ?? [], judged?.warnings ?? []];
	if (rows.reduce((sum, { length }) => sum + length, 0) > MAX_ROWS) {
		return fail(
			`The invoice has more than ${MAX_ROWS} lines, taxes and findings, too many for a page`,
			'Let only smaller invoices through to this step. Read, Create and Validate take such an invoice.',
		);
	}
	const shown = shownOf(invoice, judged, language);
	const { facts, parties, totals } = shown.view;
	if (facts.length + parties.length + totals.length + lines.length === 0) {
		return fail(
			'The item has no invoice to show',
			'If the invoice is in a file, choose File under Show. Otherwise connect this node after an invoice trigger, Document > Read or Document > Create.',
		);
	}
	if (!isWithin(extentOf(shown.view), MOST)) {
		return fail(
			'The texts of the invoice are too long to be shown',
			`A page has up to ${MOST.characters.toLocaleString('en')} characters and ${MOST.lineBreaks.toLocaleString('en')} line breaks. Let only smaller invoices through to this step.`,
		);
	}
	yield;
	const html = yield* htmlOf(shown);
	yield;
	return ok({ html, text: yield* textOf(shown) });
}
