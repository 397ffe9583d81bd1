import { PdfName, PdfReference, PdfText, type PdfValue } from '../syntax';
import { isStream, type PdfBody } from './values';

/** A value as a file has it (7.3). Its nesting is that of an object that was read, or made here, and so bounded. */
export function serialize(value: PdfValue): string {
	if (value === null) return 'null';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return numeral(value);
	if (value instanceof PdfName) return `/${escaped(value.name)}`;
	if (value instanceof PdfText) return value.source;
	if (value instanceof PdfReference) return `${value.number} ${value.generation} R`;
	if (Array.isArray(value)) return `[${value.map(serialize).join(' ')}]`;
	const entries = [...value].filter(([, entry]) => entry !== null);
	return `<<${entries.map(([key, entry]) => `/${escaped(key)} ${serialize(entry)}`).join(' ')}>>`;
}

/** Numbers have no exponent (7.3.3). */
const numeral = (value: number): string =>
	Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/\.?0+$/, '');

/** A character beyond these is written as `#` and its two digits (7.3.5). */
const escaped = (name: string): string =>
	Buffer.from(name, 'latin1')
		.toString('latin1')
		.replace(
			/[^!$&-'*-.0-;=?-Z^-z|~\\]/g,
			(character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
		);

/** `<number> <generation> obj …`, with the length of a stream. */
export function serializeObject(number: number, generation: number, body: PdfBody): Buffer {
	const start = `${number} ${generation} obj\n`;
	if (!isStream(body)) return Buffer.from(`${start}${serialize(body)}\nendobj\n`, 'latin1');
	const dictionary = new Map(body.dictionary).set('Length', body.content.length);
	return Buffer.concat([
		Buffer.from(`${start}${serialize(dictionary)}\nstream\n`, 'latin1'),
		body.content,
		Buffer.from('\nendstream\nendobj\n', 'latin1'),
	]);
}
