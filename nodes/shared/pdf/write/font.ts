import type { PdfReference } from '../syntax';
import { dictionaryOf, nameOf, pdfText, type PdfBody } from './values';

/** A subset of a TrueType font. Measures are in thousandths of the font size. */
export interface FontData {
	name: string;
	ascent: number;
	descent: number;
	capHeight: number;
	box: readonly [number, number, number, number];
	weight: number;
	/** The characters of the subset; `glyphs` has the glyph number of each, in the same order. */
	characters: string;
	glyphs: string;
	/** Widths by glyph number. */
	widths: string;
	/** Size of the font program before compression. */
	size: number;
	/** The font program, compressed for the filter FlateDecode, in base64. */
	program: string;
}

/** Shown for characters that the font lacks. */
const UNKNOWN = '\ufffd';

/** Measures texts and encodes them as glyph numbers. */
export class Font {
	private readonly glyphs: ReadonlyMap<string, number>;
	private readonly widths: readonly number[];

	constructor(readonly data: FontData) {
		const numbers = data.glyphs.split(' ').map(Number);
		this.glyphs = new Map([...data.characters].map((character, index) => [character, numbers[index] ?? 0]));
		this.widths = data.widths.split(' ').map(Number);
	}

	has(character: string): boolean {
		return this.glyphs.has(character);
	}

	private glyph(character: string): number {
		return this.glyphs.get(character) ?? this.glyphs.get(UNKNOWN) ?? 0;
	}

	/** The width of a text at size 1. */
	width(text: string): number {
		let sum = 0;
		for (const character of text) sum += this.widths[this.glyph(character)] ?? 0;
		return sum / 1000;
	}

	/** The operand of Tj: two bytes per glyph. */
	encode(text: string): string {
		const numbers = Array.from(text, (character) => this.glyph(character).toString(16).padStart(4, '0'));
		return `<${numbers.join('')}>`;
	}

	/**
	 * Embeds the font (9.7.4, 9.8, 9.9) as a composite font that addresses glyphs by number. @returns the font of a
	 * page
	 */
	embed(add: (body: PdfBody) => PdfReference): PdfReference {
		const { data } = this;
		const name = nameOf(`SUBSET+${data.name}`);
		const program = add({
			dictionary: dictionaryOf({ Filter: nameOf('FlateDecode'), Length1: data.size }),
			content: Buffer.from(data.program, 'base64'),
		});
		const descriptor = add(
			dictionaryOf({
				Type: nameOf('FontDescriptor'),
				FontName: name,
				// Symbolic: it has characters outside of the standard Latin set.
				Flags: 4,
				FontBBox: [...data.box],
				ItalicAngle: 0,
				Ascent: data.ascent,
				Descent: data.descent,
				CapHeight: data.capHeight,
				StemV: data.weight > 500 ? 140 : 80,
				FontFile2: program,
			}),
		);
		const descendant = add(
			dictionaryOf({
				Type: nameOf('Font'),
				Subtype: nameOf('CIDFontType2'),
				BaseFont: name,
				CIDSystemInfo: dictionaryOf({
					Registry: pdfText('Adobe'),
					Ordering: pdfText('Identity'),
					Supplement: 0,
				}),
				FontDescriptor: descriptor,
				CIDToGIDMap: nameOf('Identity'),
				W: [0, [...this.widths]],
			}),
		);
		return add(
			dictionaryOf({
				Type: nameOf('Font'),
				Subtype: nameOf('Type0'),
				BaseFont: name,
				Encoding: nameOf('Identity-H'),
				DescendantFonts: [descendant],
				ToUnicode: add({ dictionary: dictionaryOf({}), content: this.toUnicode() }),
			}),
		);
	}

	/** Maps glyphs back to text, for copying and searching (9.10.3). */
	private toUnicode(): Buffer {
		const hex = (value: number) => value.toString(16).padStart(4, '0');
		const pairs = new Map<number, string>();
		for (const [character, glyph] of this.glyphs) if (!pairs.has(glyph)) pairs.set(glyph, character);
		const lines = [...pairs].map(
			([glyph, character]) => `<${hex(glyph)}> <${hex(character.codePointAt(0)!)}>`,
		);
		const blocks: string[] = [];
		for (let at = 0; at < lines.length; at += 100) {
			const part = lines.slice(at, at + 100);
			blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
		}
		return Buffer.from(
			`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`,
			'latin1',
		);
	}
}
