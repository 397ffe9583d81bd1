import type { Steps } from '../../steps';
import type { Shown } from '../show/shown';
import { drawFact, drawHeading, LABEL } from './drawTexts';
import { leadingOf, MARGIN, WIDTH, type Pages } from './pages';

/** 40 mm including the quiet zone, as on the HTML page. */
const SIDE = 113.4;
/** Width of the quiet zone on each side, in light modules (ISO/IEC 18004). */
const QUIET = 4;
const GAP = 14;

/** The payment details, with the QR code of the transfer to their right. */
export function* drawPayment(pages: Pages, { view, code }: Pick<Shown, 'view' | 'code'>): Steps<void> {
	const { title, facts } = view.payment;
	if (facts.length === 0 && code === null) return;
	pages.ensure(code === null ? 60 : SIDE + 2 * leadingOf(LABEL.size) + 20);
	drawHeading(pages, title);
	const [page, top] = [pages.contents.length, pages.y];
	const bottom = code === null ? top : drawCode(pages, code, top);
	const width = code === null ? WIDTH : WIDTH - SIDE - GAP;
	for (const fact of facts) yield* drawFact(pages, fact, width);
	if (pages.contents.length === page) pages.y = Math.max(pages.y, bottom);
	pages.y += 8;
}

/** @returns the bottom of its caption */
function drawCode(pages: Pages, { modules, title }: NonNullable<Shown['code']>, top: number): number {
	const x = MARGIN.left + WIDTH - SIDE;
	const width = SIDE / (modules.length + 2 * QUIET);
	modules.forEach((row, y) =>
		row.forEach((isDark, at) => {
			if (!isDark || row[at - 1]) return;
			const end = row.indexOf(false, at);
			const length = (end < 0 ? row.length : end) - at;
			pages.box(x + (at + QUIET) * width, top + (y + QUIET) * width, length * width, width);
		}),
	);
	return top + SIDE + pages.text(title, x, top + SIDE, SIDE, LABEL);
}
