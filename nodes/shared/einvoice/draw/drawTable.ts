import type { Steps } from '../../steps';
import type { Table } from '../show/view';
import { leadingOf, MARGIN, PAGE, WIDTH, type Pages, type TextStyle } from './pages';

const HEAD: TextStyle = { size: 8, isGrey: true };
const CELL: TextStyle = { size: 9 };
const GAP = 10;
/** Maximum width of narrow columns; longer texts wrap. */
const MOST = 90;
/** Minimum width of wide columns. */
const LEAST = 130;
const ROWS_PER_STEP = 200;
/** Lines of a row that are kept together at a page break. */
const LINES_TOGETHER = 10;

interface Place {
	x: number;
	width: number;
}

/** A table over the full width that repeats its head on each page. A row higher than a page breaks between lines. */
export function* drawTable(pages: Pages, table: Table, width = WIDTH): Steps<void> {
	const places = placesOf(pages, table, width);
	const head = () => {
		const height = drawRow(
			pages,
			table,
			places,
			table.columns.map(({ label }) => [label]),
			HEAD,
		);
		pages.y += height + 3;
		pages.rule(pages.y, MARGIN.left, width);
		pages.y += 4;
	};
	pages.ensure(60);
	head();
	for (const [index, row] of table.rows.entries()) {
		if (index > 0 && index % ROWS_PER_STEP === 0) yield;
		const cells = row.map((cell, column) => pages.linesOf(cell, places[column]?.width ?? 0, CELL));
		const longest = longestOf(cells);
		if (pages.ensure(Math.min(longest, LINES_TOGETHER) * leadingOf(CELL.size))) head();
		for (let from = 0; from < longest;) {
			if (from > 0) {
				yield;
				if (pages.ensure(PAGE.height)) head();
			}
			const room = Math.max(1, Math.floor((PAGE.height - MARGIN.bottom - pages.y) / leadingOf(CELL.size)));
			const part = cells.map((lines) => lines.slice(from, from + room));
			pages.y += drawRow(pages, table, places, part, CELL);
			from += room;
		}
		pages.y += 3;
	}
	pages.rule(pages.y, MARGIN.left, width);
	pages.y += 8;
}

const longestOf = (cells: readonly string[][]) => Math.max(...cells.map((lines) => lines.length));

function drawRow(
	pages: Pages,
	{ columns }: Table,
	places: readonly Place[],
	cells: readonly string[][],
	style: TextStyle,
): number {
	cells.forEach((lines, column) => {
		const { x, width } = places[column] ?? { x: 0, width: 0 };
		const align = columns[column]?.align ?? 'left';
		lines.forEach((line, index) =>
			pages.line(line, align === 'right' ? x + width : x, pages.y + index * leadingOf(style.size), {
				...style,
				align,
			}),
		);
	});
	return longestOf(cells) * leadingOf(style.size);
}

/** Narrow columns are as wide as their texts; wide ones share the rest. */
function placesOf(pages: Pages, { columns, rows }: Table, width: number): Place[] {
	const { typesetting } = pages;
	const widest = (text: string, style: TextStyle) =>
		typesetting
			.clean(text)
			.split('\n')
			.reduce((most, line) => Math.max(most, typesetting.font.width(line) * style.size), 0);
	const needed = columns.map(({ label, wide }, column) => {
		let most = wide ? 0 : widest(label, HEAD);
		if (!wide) for (const row of rows) most = Math.max(most, widest(row[column] ?? '', CELL));
		return Math.min(most, MOST) + 0.5;
	});
	const wide = columns.filter((column) => column.wide).length;
	const narrow = needed.reduce((sum, one, column) => sum + (columns[column]?.wide ? 0 : one), 0);
	const rest = width - narrow - GAP * (columns.length - 1);
	const shared = Math.max(LEAST, rest / Math.max(1, wide));
	let x = MARGIN.left;
	return columns.map((column, index) => {
		const place = { x, width: column.wide ? shared : (needed[index] ?? 0) };
		x += place.width + GAP;
		return place;
	});
}
