import type { Steps } from '../../steps';
import type { Fact } from '../show/view';
import { leadingOf, MARGIN, WIDTH, type Pages, type TextStyle } from './pages';

export const HEADING: TextStyle = { size: 10, isBold: true };
export const LABEL: TextStyle = { size: 8, isGrey: true };
export const VALUE: TextStyle = { size: 9 };

const LINES_PER_STEP = 1000;
const LABEL_WIDTH = 130;
/** Left edge of values. */
const INDENT = 140;

export function drawHeading(pages: Pages, title: string): void {
	pages.y += pages.text(title, MARGIN.left, pages.y, WIDTH, HEADING) + 2;
}

/** Lines of a text, over several pages if necessary. */
export function* drawParagraph(pages: Pages, text: string, x = MARGIN.left, width = WIDTH): Steps<void> {
	for (const [index, line] of pages.linesOf(text, width, VALUE).entries()) {
		if (index > 0 && index % LINES_PER_STEP === 0) yield;
		pages.ensure(leadingOf(VALUE.size));
		pages.line(line, x, pages.y, VALUE);
		pages.y += leadingOf(VALUE.size);
	}
}

/** A label with its value to the right. */
export function* drawFact(pages: Pages, { label, value }: Fact, width = WIDTH): Steps<void> {
	pages.ensure(leadingOf(VALUE.size));
	pages.text(label, MARGIN.left, pages.y + 0.5, LABEL_WIDTH, LABEL);
	yield* drawParagraph(pages, value, MARGIN.left + INDENT, width - INDENT);
}
