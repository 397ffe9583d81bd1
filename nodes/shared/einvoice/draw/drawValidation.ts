import type { Steps } from '../../steps';
import type { Shown } from '../show/shown';
import { drawFact, drawHeading, drawParagraph } from './drawTexts';
import { MARGIN, WIDTH, type Pages, type TextStyle } from './pages';

const TITLE: TextStyle = { size: 9, isBold: true };
const INDENT = 12;
const FINDINGS_PER_STEP = 200;

/** The result of Validate. */
export function* drawValidation(pages: Pages, validation: NonNullable<Shown['validation']>): Steps<void> {
	pages.ensure(50);
	drawHeading(pages, validation.title);
	for (const fact of validation.facts) yield* drawFact(pages, fact);
	for (const { title, entries } of validation.lists) {
		pages.ensure(40);
		pages.y += 4 + pages.text(title, MARGIN.left, pages.y + 4, WIDTH, TITLE);
		for (const [index, entry] of entries.entries()) {
			if (index > 0 && index % FINDINGS_PER_STEP === 0) yield;
			pages.ensure(25);
			pages.line('–', MARGIN.left, pages.y, { size: 9 });
			yield* drawParagraph(pages, entry, MARGIN.left + INDENT, WIDTH - INDENT);
		}
	}
}
