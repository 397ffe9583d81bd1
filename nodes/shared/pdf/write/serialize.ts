import { PdfName, PdfReference, PdfText, type PdfValue } from '../syntax';
import { isStream, type PdfBody } from './values';

/** Real objects are nested a few levels deep. */
const MAX_DEPTH = 100;

/** Whether a value is nested too deeply to be written. Reading has no such limit. */
export function isTooDeep(value: PdfValue): boolean {
	let level: PdfValue[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) return true;
		const next: PdfValue[] = [];
		for (const entry of level) {
			const inside = Array.isArray(entry) ? entry : entry instanceof Map ? entry.values() : [];
			for (const one of inside) if (Array.isArray(one) || one instanceof Map) next.push(one);
		}
		level = next;
	}
	return false;
}

/** A value in PDF syntax (7.3). It must not be {@link isTooDeep}. */
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

/** The largest number that readers know (Annex C). */
const MAX_REAL = 3.403e38;

/** PDF numbers have no exponent (7.3.3). */
function numeral(value: number): string {
	const known = Math.min(MAX_REAL, Math.max(-MAX_REAL, value));
	return Number.isInteger(known) ? BigInt(known).toString() : known.toFixed(6).replace(/\.?0+$/, '');
}

/** Escapes all other characters of a name as `#` and two digits (7.3.5). */
const escaped = (name: string): string =>
	Buffer.from(name, 'latin1')
		.toString('latin1')
		.replace(
			/[^!$&-'*-.0-;=?-Z^-z|~\\]/g,
			(character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
		);

/** `<number> <generation> obj …`; a stream gets its length. */
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
