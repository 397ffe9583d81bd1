import type { PdfDictionary } from '../syntax';
import { serialize, serializeObject } from './serialize';
import { dictionaryOf, nameOf } from './values';

/** A written object and its position, counted from the header of the file. */
export interface Written {
	number: number;
	generation: number;
	at: number;
}

/** Splits objects into runs of consecutive numbers, one per section. */
function sectionsOf(entries: readonly Written[]): Written[][] {
	const sections: Written[][] = [];
	for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
		const last = sections.at(-1);
		if (last?.at(-1)?.number === entry.number - 1) last?.push(entry);
		else sections.push([entry]);
	}
	return sections;
}

const digits = (value: number, length: number) => String(value).padStart(length, '0');

/** A cross-reference table with its trailer (7.5.4, 7.5.5). @param free whether it is the first table of the file */
export function crossReferenceTable(
	entries: readonly Written[],
	trailer: PdfDictionary,
	at: number,
	free: boolean,
): Buffer {
	const sections = sectionsOf(entries).map(
		(section) =>
			`${section[0]!.number} ${section.length}\n${section
				.map((entry) => `${digits(entry.at, 10)} ${digits(entry.generation, 5)} n \n`)
				.join('')}`,
	);
	const first = free ? '0 1\n0000000000 65535 f \n' : '';
	return Buffer.from(
		`xref\n${first}${sections.join('')}trailer\n${serialize(trailer)}\nstartxref\n${at}\n%%EOF\n`,
		'latin1',
	);
}

const WIDTHS = [1, 5, 2] as const;

/** A cross-reference stream (7.5.8), an object itself. @param at its position */
export function crossReferenceStream(
	entries: readonly Written[],
	trailer: PdfDictionary,
	at: number,
	number: number,
): Buffer {
	const sections = sectionsOf([...entries, { number, generation: 0, at }]);
	const content = Buffer.concat(
		sections.flat().map((entry) => {
			const row = Buffer.alloc(8);
			row.writeUInt8(1, 0);
			row.writeUIntBE(entry.at, WIDTHS[0], WIDTHS[1]);
			row.writeUInt16BE(entry.generation, WIDTHS[0] + WIDTHS[1]);
			return row;
		}),
	);
	const dictionary = dictionaryOf({
		Type: nameOf('XRef'),
		...Object.fromEntries(trailer),
		Size: Math.max(number + 1, Number(trailer.get('Size') ?? 0)),
		W: [...WIDTHS],
		Index: sections.flatMap((section) => [section[0]!.number, section.length]),
	});
	return Buffer.concat([
		serializeObject(number, 0, { dictionary, content }),
		Buffer.from(`startxref\n${at}\n%%EOF\n`, 'latin1'),
	]);
}
