/** Subsets Noto Sans for the drawn PDF and writes it as modules of the package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';

/** The package has no types. */
const subsetFont = createRequire(import.meta.url)('subset-font') as (
	font: Buffer,
	text: string,
	options: { targetFormat: 'truetype'; noLayoutClosure: boolean },
) => Promise<Buffer>;

const SOURCE = 'node_modules/@expo-google-fonts/noto-sans';

/** Modules by font style. One is enough: bold text is drawn with a thicker outline. */
export const STYLES: Record<string, string> = {
	'nodes/shared/pdf/write/fonts/regular.ts': '400Regular',
};

/** Latin with its extensions (including Vietnamese), Greek, Cyrillic, punctuation and currency signs. */
const RANGES: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x20, 0x7e],
	[0xa0, 0x17f],
	[0x18f, 0x18f],
	[0x192, 0x192],
	[0x1a0, 0x1a1],
	[0x1af, 0x1b0],
	[0x1cd, 0x1dc],
	[0x1e6, 0x1e7],
	[0x1fa, 0x1ff],
	[0x218, 0x21b],
	[0x259, 0x259],
	[0x2bb, 0x2bc],
	[0x2c6, 0x2c7],
	[0x2d8, 0x2dd],
	[0x37e, 0x3ce],
	[0x400, 0x45f],
	[0x490, 0x493],
	[0x49a, 0x49b],
	[0x4a2, 0x4a3],
	[0x4ae, 0x4b1],
	[0x4d8, 0x4d9],
	[0x4e8, 0x4e9],
	[0x1e80, 0x1e85],
	[0x1e9e, 0x1e9e],
	[0x1ea0, 0x1ef9],
	[0x2010, 0x2015],
	[0x2018, 0x201e],
	[0x2020, 0x2022],
	[0x2026, 0x2026],
	[0x2030, 0x2030],
	[0x2032, 0x2033],
	[0x2039, 0x203a],
	[0x2044, 0x2044],
	[0x20a0, 0x20bf],
	[0x2116, 0x2116],
	[0x2122, 0x2122],
	[0x2190, 0x2193],
	[0x2212, 0x2212],
	[0x2248, 0x2248],
	[0x2260, 0x2260],
	[0x2264, 0x2265],
	[0xfffd, 0xfffd],
];

/** The tables that PDF requires of a font program (ISO 32000-1, 9.9). */
const TABLES = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'];

/** The module for a style. */
export async function fontModule(style: string): Promise<string> {
	const text = RANGES.flatMap(([first, last]) =>
		Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
	).join('');
	const file = `${SOURCE}/${style}/NotoSans_${style}.ttf`;
	const font = await subsetFont(readFileSync(file), text, {
		targetFormat: 'truetype',
		noLayoutClosure: true,
	});
	const tables = tablesOf(font);
	const perEm = tables.get('head')!.readUInt16BE(18);
	const inThousandths = (units: number) => Math.round((units * 1000) / perEm);
	const [head, hhea, os2] = ['head', 'hhea', 'OS/2'].map((name) => tables.get(name)!) as [
		Buffer,
		Buffer,
		Buffer,
	];
	const map = charactersOf(tables.get('cmap')!, text);
	const widths = widthsOf(tables.get('hmtx')!, hhea.readUInt16BE(34), tables.get('maxp')!.readUInt16BE(4));
	const program = programOf(tables);
	const { version } = JSON.parse(readFileSync(`${SOURCE}/package.json`, 'utf8')) as { version: string };
	return `import type { FontData } from '../font';

/**
 * Noto Sans ${style.slice(3)}, a part of it, under the SIL Open Font License 1.1. Made by \`npm run fonts\` from
 * @expo-google-fonts/noto-sans ${version}.
 */
export const ${style.slice(3).toUpperCase()}: FontData = {
	name: 'NotoSans-${style.slice(3)}',
	ascent: ${inThousandths(hhea.readInt16BE(4))},
	descent: ${inThousandths(hhea.readInt16BE(6))},
	capHeight: ${inThousandths(os2.readInt16BE(88))},
	box: [${[36, 38, 40, 42].map((at) => inThousandths(head.readInt16BE(at))).join(', ')}],
	weight: ${os2.readUInt16BE(4)},
	characters: ${JSON.stringify(map.map(([character]) => character).join(''))},
	glyphs: '${map.map(([, glyph]) => glyph).join(' ')}',
	widths: '${widths.map(inThousandths).join(' ')}',
	size: ${program.length},
	program: '${deflateSync(program, { level: 9 }).toString('base64')}',
};
`;
}

function tablesOf(font: Buffer): Map<string, Buffer> {
	return new Map(
		Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
			const at = 12 + index * 16;
			const start = font.readUInt32BE(at + 8);
			return [
				font.toString('latin1', at, at + 4),
				font.subarray(start, start + font.readUInt32BE(at + 12)),
			] as const;
		}),
	);
}

/** Maps characters of the text to glyphs, from format 4 of the `cmap` table. */
function charactersOf(cmap: Buffer, text: string): Array<[character: string, glyph: number]> {
	const subtable = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
		cmap.readUInt32BE(8 + index * 8),
	).find((at) => cmap.readUInt16BE(at) === 4)!;
	const segments = cmap.readUInt16BE(subtable + 6) / 2;
	const at = (list: number, index: number) =>
		subtable + 14 + list * segments * 2 + (list > 0 ? 2 : 0) + index * 2;
	const glyphOf = (code: number): number => {
		for (let index = 0; index < segments; index++) {
			if (code > cmap.readUInt16BE(at(0, index))) continue;
			const start = cmap.readUInt16BE(at(1, index));
			if (code < start) return 0;
			const delta = cmap.readInt16BE(at(2, index));
			const offset = cmap.readUInt16BE(at(3, index));
			if (offset === 0) return (code + delta) & 0xffff;
			const glyph = cmap.readUInt16BE(at(3, index) + offset + (code - start) * 2);
			return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
		}
		return 0;
	};
	return [...text]
		.map((character): [string, number] => [character, glyphOf(character.codePointAt(0)!)])
		.filter(([, glyph]) => glyph > 0);
}

function widthsOf(hmtx: Buffer, stated: number, glyphs: number): number[] {
	return Array.from({ length: glyphs }, (_, glyph) => hmtx.readUInt16BE(Math.min(glyph, stated - 1) * 4));
}

/** A font file with only the tables that a PDF needs. */
function programOf(tables: ReadonlyMap<string, Buffer>): Buffer {
	const kept = [...TABLES, 'cvt ', 'fpgm', 'prep'].filter((name) => tables.has(name)).sort();
	const directory = Buffer.alloc(12 + kept.length * 16);
	const power = Math.floor(Math.log2(kept.length));
	directory.writeUInt32BE(0x00010000, 0);
	directory.writeUInt16BE(kept.length, 4);
	directory.writeUInt16BE(2 ** power * 16, 6);
	directory.writeUInt16BE(power, 8);
	directory.writeUInt16BE(kept.length * 16 - 2 ** power * 16, 10);
	const contents: Buffer[] = [];
	let start = directory.length;
	for (const [index, name] of kept.entries()) {
		const table = tables.get(name)!;
		const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
		const at = 12 + index * 16;
		directory.write(name, at, 'latin1');
		directory.writeUInt32BE(checksum(padded), at + 4);
		directory.writeUInt32BE(start, at + 8);
		directory.writeUInt32BE(table.length, at + 12);
		contents.push(padded);
		start += padded.length;
	}
	return Buffer.concat([directory, ...contents]);
}

function checksum(padded: Buffer): number {
	let sum = 0;
	for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
	return sum;
}
