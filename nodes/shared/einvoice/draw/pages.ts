import type { Typesetting } from './typesetting';

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89 };
export const MARGIN = { left: 50, right: 50, top: 50, bottom: 60 };
export const WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

const GREY = 0.4;
const BLACK = 0;
/** Outline of bold letters, as a fraction of the font size. */
const OUTLINE = 0.035;

export interface TextStyle {
	size: number;
	isBold?: boolean;
	isGrey?: boolean;
	align?: 'left' | 'right';
}

/** Line height, as a multiple of the font size. */
const LEADING = 1.35;
export const leadingOf = (size: number): number => size * LEADING;

/** Pages, and the current position on the last one, measured from the top. */
export class Pages {
	/** Operators per page (ISO 32000-1, 8 and 9). */
	readonly contents: string[][] = [[]];
	y = MARGIN.top;

	constructor(readonly typesetting: Typesetting) {}

	/** Starts a new page when less than that height is left. @returns whether it did */
	ensure(height: number): boolean {
		if (this.y + height <= PAGE.height - MARGIN.bottom || this.y === MARGIN.top) return false;
		this.contents.push([]);
		this.y = MARGIN.top;
		return true;
	}

	/** A single line, without wrapping. @param x its left or right edge */
	line(text: string, x: number, y: number, style: TextStyle, page = this.contents.length - 1): void {
		const { font } = this.typesetting;
		const { size } = style;
		const start = style.align === 'right' ? x - font.width(text) * size : x;
		const baseline = PAGE.height - y - size;
		const shade = style.isGrey ? GREY : BLACK;
		// Bold letters are drawn with an outline, so that one font is enough.
		const weight = style.isBold ? `2 Tr ${figure(size * OUTLINE)} w ${shade} G` : '0 Tr';
		this.contents[page]?.push(
			// Joined, because V8 would keep all pieces of a template, several times its length.
			[
				`BT /F ${size} Tf ${weight} ${shade} g`,
				figure(start),
				figure(baseline),
				'Td',
				font.encode(text),
				'Tj ET',
			].join(' '),
		);
	}

	/** Wraps a text in a box. @returns its height */
	text(text: string, x: number, y: number, width: number, style: TextStyle): number {
		const lines = this.linesOf(text, width, style);
		lines.forEach((line, index) =>
			this.line(line, style.align === 'right' ? x + width : x, y + index * leadingOf(style.size), style),
		);
		return lines.length * leadingOf(style.size);
	}

	linesOf(text: string, width: number, style: TextStyle): string[] {
		return text === '' ? [] : this.typesetting.wrap(text, style.size, width);
	}

	/** A black rectangle on the last page. */
	box(x: number, y: number, width: number, height: number): void {
		const corner = `${figure(x)} ${figure(PAGE.height - y - height)}`;
		this.contents.at(-1)?.push(`${BLACK} g ${corner} ${figure(width)} ${figure(height)} re f`);
	}

	/** A horizontal line. */
	rule(y: number, x = MARGIN.left, width = WIDTH): void {
		this.contents
			.at(-1)
			?.push(
				`0.5 w 0.7 G ${figure(x)} ${figure(PAGE.height - y)} m ${figure(x + width)} ${figure(PAGE.height - y)} l S`,
			);
	}
}

const figure = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');
