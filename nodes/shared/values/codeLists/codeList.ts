/** A code list as data. Within `codes`, `A10..A14` means A10, A11 … A14, and `XAA..XAC` means XAA, XAB, XAC. */
export interface CodeList {
	/** Publisher and edition. */
	source: string;
	codes: string;
}

/** The codes of a list, with runs expanded. */
export function codesOf({ codes }: CodeList): ReadonlySet<string> {
	return new Set(codes.trim().split(/\s+/).flatMap(writeOut));
}

function writeOut(word: string): string[] {
	const [first = '', last] = word.split('..');
	if (last === undefined) return [first];
	const codes = [first];
	for (let code = first; code !== last && codes.length < MAX_RUN; codes.push(code)) code = next(code);
	return codes;
}

const MAX_RUN = 1000;

/** The next code: its number or its last letter incremented. */
export function next(code: string): string {
	const digits = /\d+$/.exec(code)?.[0];
	if (digits === undefined)
		return code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1);
	return code.slice(0, -digits.length) + String(Number(digits) + 1).padStart(digits.length, '0');
}

/** Formats codes for `codes` of a list: runs of three or more abbreviated, in lines of at most `width` characters. */
export function writeCodes(codes: Iterable<string>, width = 116): string {
	const lines: string[] = [];
	let line = '';
	for (const word of runs([...new Set(codes)])) {
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(line);
			line = '';
		}
		line += line === '' ? word : ` ${word}`;
	}
	return [...lines, line].join('\n');
}

const MIN_RUN = 3;

function runs(codes: readonly string[]): string[] {
	const words: string[] = [];
	for (let index = 0; index < codes.length;) {
		let end = index;
		while (end + 1 < codes.length && next(codes[end]!) === codes[end + 1]) end++;
		const run = codes.slice(index, end + 1);
		if (run.length < MIN_RUN) words.push(...run);
		else words.push(`${run[0]!}..${run.at(-1)!}`);
		index = end + 1;
	}
	return words;
}
