import type { Steps } from '../../steps';
import { NewPdf } from '../../pdf/write/newPdf';
import { dictionaryOf, nameOf, pdfDate, pdfText } from '../../pdf/write/values';
import type { Shown } from '../show/shown';
import type { Fact, View } from '../show/view';
import { drawPayment } from './drawPayment';
import { drawTable } from './drawTable';
import { drawHeading, drawParagraph, LABEL, VALUE } from './drawTexts';
import { drawValidation } from './drawValidation';
import { leadingOf, MARGIN, PAGE, Pages, WIDTH, type TextStyle } from './pages';
import { Typesetting } from './typesetting';

export interface Drawn {
	bytes: Buffer;
	/** Characters that the font lacks; a visible sign replaces them. */
	missing: string[];
}

const TITLE: TextStyle = { size: 18, isBold: true };
const NAME: TextStyle = { size: 9.5, isBold: true };
const FACTS_PER_ROW = 4;
const GAP = 14;

/** Draws an invoice as a plain PDF of A4 pages that is PDF/A-3b except for its metadata. */
export function* drawInvoice(shown: Shown, now: Date): Steps<Drawn> {
	const { view, validation } = shown;
	const typesetting = new Typesetting();
	const pages = new Pages(typesetting);
	pages.y += pages.text(view.title, MARGIN.left, pages.y, WIDTH, TITLE) + 8;
	drawParties(pages, view.parties);
	drawFacts(pages, view.facts);
	if (view.lines.rows.length > 0) yield* drawTable(pages, view.lines);
	drawTotals(pages, view.totals);
	if (view.taxes.rows.length > 0) {
		pages.ensure(70);
		drawHeading(pages, view.taxes.title);
		yield* drawTable(pages, view.taxes);
	}
	yield* drawPayment(pages, shown);
	for (const { title, text } of view.notes) {
		pages.ensure(50);
		drawHeading(pages, title);
		yield* drawParagraph(pages, text);
		pages.y += 8;
	}
	if (validation !== null) yield* drawValidation(pages, validation);
	drawFooters(pages, view.title);
	yield;
	return { bytes: fileOf(pages, view.title, now), missing: [...typesetting.missing] };
}

/** Side by side. */
function drawParties(pages: Pages, parties: View['parties']): void {
	const width = (WIDTH - GAP * (parties.length - 1)) / Math.max(1, parties.length);
	const heights = parties.map(({ title, name, lines }, index) => {
		const x = MARGIN.left + index * (width + GAP);
		let y = pages.y;
		y += pages.text(title, x, y, width, LABEL) + 1;
		y += pages.text(name, x, y, width, NAME);
		for (const line of lines) y += pages.text(line, x, y, width, VALUE);
		return y - pages.y;
	});
	pages.y += Math.max(0, ...heights) + 12;
}

/** Draws rows of facts, each label above its value. */
function drawFacts(pages: Pages, facts: readonly Fact[]): void {
	const width = (WIDTH - GAP * (FACTS_PER_ROW - 1)) / FACTS_PER_ROW;
	for (let at = 0; at < facts.length; at += FACTS_PER_ROW) {
		pages.ensure(40);
		const heights = facts.slice(at, at + FACTS_PER_ROW).map(({ label, value }, index) => {
			const x = MARGIN.left + index * (width + GAP);
			const labelled = pages.text(label, x, pages.y, width, LABEL);
			return labelled + pages.text(value, x, pages.y + labelled, width, VALUE);
		});
		pages.y += Math.max(...heights) + 6;
	}
	pages.y += 8;
}

/** Aligned to the right, below the amounts of the lines. */
function drawTotals(pages: Pages, totals: View['totals']): void {
	const x = MARGIN.left + WIDTH / 2;
	pages.ensure(totals.length * leadingOf(10) + 10);
	for (const { label, value, isMain } of totals) {
		const style: TextStyle = isMain ? { size: 10.5, isBold: true } : VALUE;
		pages.text(label, x, pages.y, WIDTH / 2 - 110, style);
		pages.y += pages.text(value, x, pages.y, WIDTH / 2, { ...style, align: 'right' }) + 1;
	}
	pages.y += 10;
}

function drawFooters(pages: Pages, title: string): void {
	const { length } = pages.contents;
	const y = PAGE.height - MARGIN.bottom + 25;
	const [name = ''] = pages.linesOf(title, WIDTH - 80, LABEL);
	for (let page = 0; page < length; page++) {
		pages.line(name, MARGIN.left, y, LABEL, page);
		pages.line(`${page + 1} / ${length}`, MARGIN.left + WIDTH, y, { ...LABEL, align: 'right' }, page);
	}
}

function fileOf(pages: Pages, title: string, now: Date): Buffer {
	const pdf = new NewPdf();
	const { typesetting } = pages;
	const fonts = dictionaryOf({ F: typesetting.font.embed(pdf.add) });
	const resources = pdf.add(dictionaryOf({ Font: fonts }));
	const drawn = pages.contents.map((operators) =>
		dictionaryOf({
			Type: nameOf('Page'),
			MediaBox: [0, 0, PAGE.width, PAGE.height],
			Resources: resources,
			Contents: pdf.add({
				dictionary: dictionaryOf({}),
				content: Buffer.from(operators.join('\n'), 'latin1'),
			}),
		}),
	);
	const catalog = dictionaryOf({ ViewerPreferences: dictionaryOf({ DisplayDocTitle: true }) });
	const info = dictionaryOf({
		Title: pdfText(title),
		Producer: pdfText('n8n-nodes-invoices'),
		CreationDate: pdfDate(now),
		ModDate: pdfDate(now),
	});
	return pdf.bytes(drawn, catalog, info);
}
